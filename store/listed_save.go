package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"os"
	"syscall"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"marquee/internal/film"
)

// ListOptions are what SaveList may be told.
type ListOptions struct {
	// Rest is how long to wait after each short stretch of work, in times of
	// that stretch, so that a program that answers meanwhile keeps the processor:
	// 3 takes a quarter of one. 0 is no waiting.
	Rest float64
	// Progress, where it is set, is told how many names of how many are written.
	Progress func(done, of int)
}

// SaveList makes names the list of a kind, as of a day, in place of the one there
// was, and returns how many there are. It is all or nothing: when the sequence
// yields an error, which it then returns wrapped, or when ctx is done, the list
// stays as it was. Questions are answered from the old list until the new one is
// whole. A name that nobody could type is left out, and of an id that is there
// twice, the last counts.
//
// Whoever calls it has called LockLists.
func (s *Store) SaveList(ctx context.Context, kind ListKind, day film.Date, names iter.Seq2[ListedName, error], o ListOptions) (int, error) {
	n, err := s.saveList(ctx, kind, day, names, o)
	if err != nil {
		if ctx.Err() != nil {
			err = ctx.Err() // whatever that made fail
		}
		return 0, fmt.Errorf("making the list of %s: %w", kind, err)
	}
	return n, nil
}

func (s *Store) saveList(ctx context.Context, kind ListKind, day film.Date, names iter.Seq2[ListedName, error], o ListOptions) (int, error) {
	b := &listBuild{rest: resting(o.Rest), written: o.Progress}
	if b.written == nil {
		b.written = func(int, int) {}
	}
	before, err := s.generation(ctx, kind)
	if err != nil {
		return 0, err
	}
	g := generation{before.number + 1, ListState{Day: day}}
	if s.listed.folder == "" {
		return s.saveInMemory(ctx, kind, g, names, b)
	}
	return s.saveInFile(ctx, kind, g, before.number, names, b)
}

func (s *Store) saveInFile(ctx context.Context, kind ListKind, g generation, before int64, names iter.Seq2[ListedName, error], b *listBuild) (n int, err error) {
	if err := os.MkdirAll(s.listed.folder, 0o700); err != nil {
		return 0, diskFull(err)
	}
	s.listed.tidy(kind, before)
	path := s.listed.path(kind, g.number)
	defer func() {
		if err != nil {
			_ = os.Remove(path) // the next update would, if this does not
		}
	}()
	if g.Names, err = writeListFile(ctx, path, names, b); err != nil {
		return 0, diskFull(err)
	}
	if g.Bytes, err = keep(path); err != nil {
		return 0, diskFull(err)
	}
	if err := s.setGeneration(ctx, kind, g); err != nil {
		return 0, diskFull(err)
	}
	s.listed.tidy(kind, g.number)
	return g.Names, nil
}

// writeListFile writes the file of a list. What a crash leaves of it does not
// count, so nothing is written twice for fear of one.
func writeListFile(ctx context.Context, path string, names iter.Seq2[ListedName, error], b *listBuild) (int, error) {
	db, err := sql.Open("sqlite", listSource(path,
		"_dqs=false&_pragma=journal_mode(OFF)&_pragma=synchronous(OFF)&_pragma=locking_mode(EXCLUSIVE)&_pragma=cache_size(-16384)"))
	if err != nil {
		return 0, err
	}
	db.SetMaxOpenConns(1)
	n, err := b.write(ctx, db, names)
	return n, errors.Join(err, db.Close())
}

// keep has the file at path written to the disk and returns its size.
func keep(path string) (int64, error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return 0, err
	}
	err = f.Sync()
	info, err2 := f.Stat()
	if err := errors.Join(err, err2, f.Close()); err != nil {
		return 0, err
	}
	return info.Size(), nil
}

func (s *Store) saveInMemory(ctx context.Context, kind ListKind, g generation, names iter.Seq2[ListedName, error], b *listBuild) (int, error) {
	db, err := sql.Open("sqlite", inMemory().writer)
	if err != nil {
		return 0, err
	}
	db.SetMaxOpenConns(1)
	g.Names, err = b.write(ctx, db, names)
	if err == nil {
		err = s.setGeneration(ctx, kind, g)
	}
	if err != nil {
		return 0, errors.Join(err, db.Close())
	}
	// The connection that wrote it keeps it, and is the only one that reads it.
	s.listed.mutex.Lock()
	defer s.listed.mutex.Unlock()
	s.listed.put(kind, newListFile(g.number, g.Names, db))
	return g.Names, nil
}

// setGeneration makes a list the one that counts.
func (s *Store) setGeneration(ctx context.Context, kind ListKind, g generation) error {
	_, err := s.writer.ExecContext(ctx, `
		INSERT OR REPLACE INTO listed (kind, generation, bytes, names, day, at) VALUES (?, ?, ?, ?, ?, ?)`,
		string(kind), g.number, g.Bytes, g.Names, g.Day.String(), time.Now().UTC().Format(time.RFC3339))
	return err
}

// diskFull makes ErrDiskFull of SQLite's and the system's words for it.
func diskFull(err error) error {
	if codeOf(err) == sqlite3.SQLITE_FULL || errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("%w: %w", ErrDiskFull, err)
	}
	return err
}

// codeOf returns the code of an error of SQLite's.
func codeOf(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code() & 0xff
	}
	return 0
}
