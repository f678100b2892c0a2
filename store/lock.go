package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// ErrServing reports a database that another process serves.
var ErrServing = errors.New("another marquee serve has this database open")

// Lock takes the database for the one process that posts reminders from it, until
// unlock is called or the process ends, in whatever way. It does not wait: it
// fails with ErrServing where another holds it. Everybody else may go on using
// the database. The lock is on a file beside the database, which stays there; a
// database in memory needs none.
func (s *Store) Lock(ctx context.Context) (unlock func() error, err error) {
	var path string
	err = s.writer.QueryRowContext(ctx, `SELECT file FROM pragma_database_list WHERE name = 'main'`).Scan(&path)
	if err != nil {
		return nil, fmt.Errorf("locking the database: %w", err)
	}
	if info, err := os.Stat(path); path == "" || err != nil || !info.Mode().IsRegular() {
		return func() error { return nil }, nil
	}
	// One database has one lock, by whatever name it was opened.
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return nil, fmt.Errorf("locking the database: %w", err)
	}
	lock := flock.New(path + ".lock")
	switch ok, err := lock.TryLock(); {
	case err != nil:
		return nil, fmt.Errorf("locking the database %s: %w", path, err)
	case !ok:
		return nil, fmt.Errorf("locking the database %s: %w", path, ErrServing)
	}
	return lock.Unlock, nil
}
