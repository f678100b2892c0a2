package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// A Store is an open database. Its methods may be called from many goroutines at
// once. Those that write wait for each other.
type Store struct {
	writer *sql.DB // one connection
	reader *sql.DB
	anchor *sql.Conn   // keeps a database in memory, which goes with its last connection
	read   *statements // of reader
	log    *slog.Logger
	films  *index
	people *index
	listed lists

	// what remind.go has prepared, of writer and of reader
	writing, reading prepared

	closing sync.Once
	closed  error
}

// Options are what a Store may be given.
type Options struct {
	// Logger hears of migrations and imports. Nil is silence.
	Logger *slog.Logger
}

// Open opens the database in the file path, or makes a new one where there is
// none; the folder must exist. It brings an older database up to date. It fails
// with ErrNewer for a newer one, with ErrNotDatabase for a file that is none,
// and with an error that is fs.ErrNotExist for a missing folder.
//
// Several processes may have one database open.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	s, err := openFile(ctx, path, o)
	if err != nil {
		return nil, fmt.Errorf("opening the database %s: %w", path, err)
	}
	return s, nil
}

func openFile(ctx context.Context, path string, o Options) (*Store, error) {
	if path == "" {
		return nil, errors.New("its path is empty")
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Dir(abs)); err != nil {
		return nil, fmt.Errorf("looking for its folder: %w", err)
	}
	if info, err := os.Stat(abs); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: it is not a file", ErrNotDatabase)
	}
	s, err := connect(ctx, inFile(abs), o)
	if err == nil {
		s.listed.folder = listFolder(abs)
	}
	return s, err
}

// OpenMemory opens a new, empty database in memory, which is gone when it is
// closed. No two are the same.
func OpenMemory(ctx context.Context) (*Store, error) {
	s, err := connect(ctx, inMemory(), Options{})
	if err != nil {
		return nil, fmt.Errorf("opening a database in memory: %w", err)
	}
	return s, nil
}

func connect(ctx context.Context, from source, o Options) (_ *Store, err error) {
	s := &Store{log: o.Logger}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	defer func() {
		if err != nil {
			s.Close()
		}
	}()
	if s.writer, err = sql.Open("sqlite", from.writer); err != nil {
		return nil, err
	}
	s.writer.SetMaxOpenConns(1)
	if err := s.prepare(ctx); err != nil {
		return nil, ours(err)
	}
	if s.reader, err = sql.Open("sqlite", from.reader); err != nil {
		return nil, err
	}
	n := max(4, runtime.GOMAXPROCS(0))
	s.reader.SetMaxOpenConns(n)
	s.reader.SetMaxIdleConns(n)
	if from.memory {
		if s.anchor, err = s.reader.Conn(ctx); err != nil {
			return nil, err
		}
	}
	s.read = newStatements(s.reader)
	s.films, s.people = newIndex(s.read, filmKind), newIndex(s.read, personKind)
	return s, nil
}

// ours words the driver's errors for a file that is no database.
func ours(err error) error {
	var e *sqlite.Error
	if errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_NOTADB {
		return fmt.Errorf("%w: %w", ErrNotDatabase, err)
	}
	return err
}

// Close closes the database. What was saved stays; what is under way fails.
func (s *Store) Close() error {
	s.closing.Do(func() {
		var errs []error
		s.listed.close()
		if s.read != nil {
			errs = append(errs, s.read.Close())
		}
		if s.anchor != nil {
			errs = append(errs, s.anchor.Close())
		}
		// The writer goes last: whoever does tidies up the write-ahead log, which
		// a connection that only reads may not.
		for _, db := range []*sql.DB{s.reader, s.writer} {
			if db != nil {
				errs = append(errs, db.Close())
			}
		}
		s.closed = errors.Join(errs...)
	})
	if s.closed != nil {
		return fmt.Errorf("closing the database: %w", s.closed)
	}
	return nil
}
