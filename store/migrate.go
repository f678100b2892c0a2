package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// applicationID marks a database file as Marquee's. The first migration sets it.
const applicationID = 0x4D415251

// prepare brings the database up to date. The check for whether there is
// anything to do is our own, since it runs at every start and goose takes its
// time.
func (s *Store) prepare(ctx context.Context) error {
	migrations, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return err
	}
	latest, err := latestVersion(migrations)
	if err != nil {
		return err
	}
	version, err := s.version(ctx)
	if err == nil && version <= latest {
		err = s.setWAL(ctx)
	}
	for err == nil && version < latest {
		s.log.InfoContext(ctx, "bringing the database up to date", "from", version, "to", latest)
		failure := s.migrate(ctx, migrations)
		before := version
		version, err = s.version(ctx)
		// Another process that migrates at the same moment makes our own attempt
		// fail. While there is progress, it is tried again.
		if failure != nil && version == before {
			return fmt.Errorf("bringing it up to date: %w", failure)
		}
	}
	switch {
	case err != nil:
		return err
	case version > latest:
		return fmt.Errorf("%w (version %d, this one knows %d)", ErrNewer, version, latest)
	}
	return nil
}

// setWAL has writers write ahead, beside what readers read. That stands in the
// file, so it is not set before it is sure that the file is Marquee's. A database
// in memory stays as it is.
func (s *Store) setWAL(ctx context.Context) error {
	if _, err := s.writer.ExecContext(ctx, `PRAGMA journal_mode = WAL`); err != nil {
		return fmt.Errorf("setting its journal mode: %w", err)
	}
	return nil
}

func (s *Store) migrate(ctx context.Context, migrations fs.FS) error {
	p, err := goose.NewProvider(goose.DialectSQLite3, s.writer, migrations, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

// version returns the number of the last migration that the database has seen,
// 0 for an empty one. It fails with ErrNotDatabase for another program's.
func (s *Store) version(ctx context.Context) (int64, error) {
	var application, foreign, versioned int64
	err := s.writer.QueryRowContext(ctx, `
		SELECT
			(SELECT application_id FROM pragma_application_id),
			count(*) FILTER (WHERE name <> 'goose_db_version' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'),
			count(*) FILTER (WHERE name = 'goose_db_version')
		FROM sqlite_schema`).Scan(&application, &foreign, &versioned)
	if err != nil {
		return 0, err
	}
	// A database that was given up while it was made may hold goose's table and
	// nothing else.
	if application != applicationID && (application != 0 || foreign > 0) {
		return 0, fmt.Errorf("%w: it is another program's", ErrNotDatabase)
	}
	if versioned == 0 {
		return 0, nil
	}
	var version sql.NullInt64
	err = s.writer.QueryRowContext(ctx, `SELECT max(version_id) FROM goose_db_version`).Scan(&version)
	return version.Int64, err
}

// latestVersion returns the number of the last migration.
func latestVersion(migrations fs.FS) (int64, error) {
	files, err := fs.ReadDir(migrations, ".") // in order of name
	if err != nil {
		return 0, err
	}
	if len(files) == 0 {
		return 0, errors.New("no migrations")
	}
	number, _, _ := strings.Cut(files[len(files)-1].Name(), "_")
	return strconv.ParseInt(number, 10, 64)
}
