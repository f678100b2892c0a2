package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"marquee/internal/chat"
	"marquee/internal/remind"
	"marquee/internal/settings"
)

var _ remind.Store = (*Store)(nil)

// View implements remind.Store.
func (s *Store) View(ctx context.Context, f func(remind.Tx) error) error {
	tx, err := remindIn(ctx, s.reader, &s.reading)
	if err != nil {
		return err
	}
	defer tx.tx.Rollback()
	return f(tx)
}

// Update implements remind.Store.
func (s *Store) Update(ctx context.Context, f func(remind.Tx) error) error {
	tx, err := remindIn(ctx, s.writer, &s.writing)
	if err != nil {
		return err
	}
	defer tx.tx.Rollback()
	if err := f(tx); err != nil {
		return err
	}
	return tx.tx.Commit()
}

// A remindTx is a remind.Tx. Its methods are in the files remind_….go.
type remindTx struct {
	ctx  context.Context
	tx   *sql.Tx
	made *prepared
}

func remindIn(ctx context.Context, db *sql.DB, made *prepared) (*remindTx, error) {
	if err := made.prepare(ctx, db); err != nil {
		return nil, err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	return &remindTx{ctx, tx, made}, nil
}

func (t *remindTx) exec(query string, args ...any) error {
	stmt, err := t.made.within(t.ctx, t.tx, query)
	if err == nil {
		_, err = stmt.ExecContext(t.ctx, args...)
	}
	return err
}

// one reads one row; it fails with remind.ErrNotFound where there is none.
func (t *remindTx) one(query string, args []any, dest ...any) error {
	stmt, err := t.made.within(t.ctx, t.tx, query)
	if err == nil {
		err = stmt.QueryRowContext(t.ctx, args...).Scan(dest...)
	}
	if errors.Is(err, sql.ErrNoRows) {
		return remind.ErrNotFound
	}
	return err
}

// each calls f for every row.
func (t *remindTx) each(f func(*sql.Rows) error, query string, args ...any) error {
	stmt, err := t.made.within(t.ctx, t.tx, query)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(t.ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// numbers reads a column of numbers.
func numbers[T ~int64 | ~uint32](t *remindTx, query string, args ...any) (out []T, err error) {
	err = t.each(func(rows *sql.Rows) error {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return err
		}
		out = append(out, T(n))
		return nil
	}, query, args...)
	return out, err
}

// stamp writes an instant; "" for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// scanTime reads what stamp wrote.
type scanTime struct{ t *time.Time }

func (s scanTime) Scan(v any) (err error) {
	text, _ := v.(string)
	if text == "" {
		*s.t = time.Time{}
		return nil
	}
	*s.t, err = time.Parse(time.RFC3339, text)
	return err
}

// scanText reads what has an UnmarshalText.
type scanText struct {
	v interface{ UnmarshalText([]byte) error }
}

func (s scanText) Scan(v any) error {
	text, _ := v.(string)
	return s.v.UnmarshalText([]byte(text))
}

// scanJSON reads a JSON document.
type scanJSON struct{ v any }

func (s scanJSON) Scan(v any) error {
	text, _ := v.(string)
	if text == "" {
		return nil
	}
	return json.Unmarshal([]byte(text), s.v)
}

func (t *remindTx) Settings(at chat.Target) (channel, server settings.Settings, err error) {
	err = t.each(func(rows *sql.Rows) error {
		var scope string
		v, err := scanSettings(rows, &scope)
		if scope == "channel" {
			channel = v
		} else {
			server = v
		}
		return err
	}, `SELECT 'channel', regions, language, zone, hour, quiet, '' FROM channel_settings
		WHERE platform = ?1 AND server = ?2 AND channel = ?3
		UNION ALL
		SELECT 'server', regions, language, zone, hour, quiet, manager FROM server_settings
		WHERE platform = ?1 AND server = ?2`, at.Platform, at.Server, at.Channel)
	if err != nil {
		err = fmt.Errorf("reading the settings of %s: %w", place(at), err)
	}
	return channel, server, err
}

func (t *remindTx) Noted(name string) (value string, err error) {
	err = t.one(`SELECT value FROM remind_notes WHERE name = ?`, []any{name}, &value)
	if errors.Is(err, remind.ErrNotFound) {
		err = nil
	}
	return value, err
}

func (t *remindTx) Note(name, value string) error {
	return t.exec(`INSERT OR REPLACE INTO remind_notes (name, value) VALUES (?, ?)`, name, value)
}
