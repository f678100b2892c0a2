package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"golang.org/x/text/language"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/settings"
)

// Settings returns what is set for the channel of t itself and for its server;
// zero where nothing is. A thread has its channel's settings.
func (s *Store) Settings(ctx context.Context, t chat.Target) (channel, server settings.Settings, err error) {
	fail := func(err error) (settings.Settings, settings.Settings, error) {
		return settings.Settings{}, settings.Settings{}, fmt.Errorf("reading the settings of %s: %w", place(t), err)
	}
	rows, err := s.read.Query(ctx, `
		SELECT 'channel', regions, language, zone, hour, quiet, '' FROM channel_settings
		WHERE platform = ?1 AND server = ?2 AND channel = ?3
		UNION ALL
		SELECT 'server', regions, language, zone, hour, quiet, manager FROM server_settings
		WHERE platform = ?1 AND server = ?2`, t.Platform, t.Server, t.Channel)
	if err != nil {
		return fail(err)
	}
	defer rows.Close()
	for rows.Next() {
		var scope string
		v, err := scanSettings(rows, &scope)
		if err != nil {
			return fail(err)
		}
		if scope == "channel" {
			channel = v
		} else {
			server = v
		}
	}
	if err := rows.Err(); err != nil {
		return fail(err)
	}
	return channel, server, nil
}

// SaveChannelSettings replaces what is set for the channel of t, but for the
// Manager, who is a server's. The zero Settings take it back.
func (s *Store) SaveChannelSettings(ctx context.Context, t chat.Target, v settings.Settings) error {
	return s.saveSettings(ctx, t, v,
		`DELETE FROM channel_settings WHERE platform = ? AND server = ? AND channel = ?`,
		`INSERT OR REPLACE INTO channel_settings (platform, server, channel, regions, language, zone, hour, quiet)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		nil, t.Platform, t.Server, t.Channel)
}

// SaveServerSettings replaces what is set for the server of t. The zero Settings
// take it back. In a private conversation that belongs to no server, t.Server
// is "", and what is saved counts for all such conversations of the platform:
// whether that is wanted, the caller decides.
func (s *Store) SaveServerSettings(ctx context.Context, t chat.Target, v settings.Settings) error {
	return s.saveSettings(ctx, t, v,
		`DELETE FROM server_settings WHERE platform = ? AND server = ?`,
		`INSERT OR REPLACE INTO server_settings (platform, server, regions, language, zone, hour, quiet, manager)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		[]any{v.Manager}, t.Platform, t.Server)
}

func (s *Store) saveSettings(ctx context.Context, t chat.Target, v settings.Settings, remove, replace string, more []any, key ...any) error {
	query, args := remove, key
	if !saysNothing(v) {
		regions, err := json.Marshal(v.Regions)
		if err != nil {
			return fmt.Errorf("saving the settings of %s: %w", place(t), err)
		}
		tag := ""
		if v.Language != language.Und {
			tag = v.Language.String()
		}
		query, args = replace, append(append(key, string(regions), tag, v.Zone, string(v.Hour), v.Quiet), more...)
	}
	if _, err := s.writer.ExecContext(ctx, query, args...); err != nil {
		return fmt.Errorf("saving the settings of %s: %w", place(t), err)
	}
	return nil
}

func saysNothing(v settings.Settings) bool {
	return len(v.Regions) == 0 && v.Language == language.Und && v.Zone == "" && v.Hour == "" && v.Quiet == "" && v.Manager == ""
}

func scanSettings(rows *sql.Rows, scope *string) (v settings.Settings, err error) {
	var regions, tag, hour string
	if err := rows.Scan(scope, &regions, &tag, &v.Zone, &hour, &v.Quiet, &v.Manager); err != nil {
		return v, err
	}
	v.Hour = settings.Clock(hour)
	var codes []film.Region
	if err := json.Unmarshal([]byte(regions), &codes); err != nil {
		return v, fmt.Errorf("its regions: %w", err)
	}
	v.Regions = codes
	if tag != "" {
		// Raw: as it was saved, nothing brought up to date.
		if v.Language, err = language.Raw.Parse(tag); err != nil {
			return v, fmt.Errorf("its language: %w", err)
		}
	}
	return v, nil
}

// place names a target in errors.
func place(t chat.Target) string { return fmt.Sprintf("%s %q/%q", t.Platform, t.Server, t.Channel) }
