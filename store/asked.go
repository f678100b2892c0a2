package store

import (
	"context"
	"fmt"
	"time"

	"marquee/internal/lookup"
)

var _ lookup.Keeper = (*Store)(nil)

// Asked implements lookup.Keeper.
func (s *Store) Asked(ctx context.Context, q lookup.Question) (map[string]lookup.Asking, error) {
	rows, err := s.read.Query(ctx, `SELECT source, at, found FROM asked WHERE question = ?`, q.String())
	if err != nil {
		return nil, fmt.Errorf("reading when %s was asked: %w", q, err)
	}
	defer rows.Close()
	out := make(map[string]lookup.Asking)
	for rows.Next() {
		var source, at string
		var a lookup.Asking
		if err := rows.Scan(&source, &at, &a.Found); err != nil {
			return nil, err
		}
		if a.At, err = time.Parse(time.RFC3339, at); err != nil {
			return nil, fmt.Errorf("reading when %s was asked: %w", q, err)
		}
		out[source] = a
	}
	return out, rows.Err()
}

// NoteAsked implements lookup.Keeper.
func (s *Store) NoteAsked(ctx context.Context, q lookup.Question, source string, a lookup.Asking) error {
	_, err := s.writer.ExecContext(ctx, `
		INSERT INTO asked (question, source, at, found) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET at = excluded.at, found = excluded.found`,
		q.String(), source, a.At.UTC().Format(time.RFC3339), a.Found)
	if err != nil {
		return fmt.Errorf("noting that %s was asked: %w", q, err)
	}
	return nil
}
