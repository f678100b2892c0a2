package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
)

// lists are the files of a Store's lists: where they are, and those that are
// open. The zero lists are those of a database in memory.
type lists struct {
	folder string

	mutex  sync.Mutex
	open   map[ListKind]*listFile
	locked bool // in memory; see LockLists
}

// listFolder returns the folder of the lists of the database at path. One
// database has one, by whatever name it was opened.
func listFolder(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return path + "-lists"
}

// A listFile is the open file of a list. It is closed when it is neither the
// newest nor in use.
type listFile struct {
	number int64
	db     *sql.DB
	read   *statements
	users  int // guarded by lists.mutex; the place among the open ones is one

	// held are the ranks of the names that the database was found to hold
	// itself. Nothing that it holds ever goes, so they are looked up once.
	held []uint64
}

func newListFile(number int64, names int, db *sql.DB) *listFile {
	return &listFile{number: number, db: db, read: newStatements(db), users: 1, held: make([]uint64, names/64+1)}
}

func (f *listFile) isHeld(rank int64) bool {
	i := rank / 64
	return i < int64(len(f.held)) && atomic.LoadUint64(&f.held[i])&(1<<(rank%64)) != 0
}

func (f *listFile) markHeld(rank int64) {
	if i := rank / 64; i < int64(len(f.held)) {
		atomic.OrUint64(&f.held[i], 1<<(rank%64))
	}
}

// path returns the file of a generation.
func (l *lists) path(kind ListKind, number int64) string {
	return filepath.Join(l.folder, fmt.Sprintf("%s-%d.db", kind, number))
}

// there reports whether the file of a generation is there, and whole.
func (l *lists) there(kind ListKind, g generation) bool {
	if g.number == 0 {
		return false
	}
	if l.folder == "" {
		l.mutex.Lock()
		defer l.mutex.Unlock()
		return l.open[kind] != nil
	}
	info, err := os.Stat(l.path(kind, g.number))
	return err == nil && info.Size() == g.Bytes
}

// list returns the list as it is now, nil where there is none; release has to be
// called when it is no longer needed.
func (s *Store) list(ctx context.Context, kind ListKind) (f *listFile, release func(), err error) {
	for range 3 {
		g, err := s.generation(ctx, kind)
		if err != nil || g.number == 0 {
			return nil, nil, err
		}
		f, err := s.listed.use(ctx, kind, g)
		if err == nil && f != nil {
			return f, func() { s.listed.release(f) }, nil
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, nil, fmt.Errorf("opening the list of %s: %w", kind, err)
		}
		// Between the two looks it may have given way to a newer one.
	}
	return nil, nil, nil
}

// use returns the file of a generation, opened where it is not open yet. It
// fails with fs.ErrNotExist where the file is not there.
func (l *lists) use(ctx context.Context, kind ListKind, g generation) (*listFile, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if f := l.open[kind]; f != nil && f.number == g.number {
		f.users++
		return f, nil
	}
	if l.folder == "" {
		return nil, fs.ErrNotExist
	}
	path := l.path(kind, g.number)
	if info, err := os.Stat(path); err != nil {
		return nil, err
	} else if info.Size() != g.Bytes {
		return nil, fs.ErrNotExist
	}
	db, err := sql.Open("sqlite", listSource(path, "mode=ro&immutable=1&_query_only=on&_dqs=false"))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(4)
	db.SetMaxIdleConns(4)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	f := newListFile(g.number, g.Names, db)
	l.put(kind, f)
	f.users++
	return f, nil
}

// put makes f the newest file of its list.
func (l *lists) put(kind ListKind, f *listFile) {
	if old := l.open[kind]; old != nil {
		l.leave(old)
	}
	if l.open == nil {
		l.open = make(map[ListKind]*listFile)
	}
	l.open[kind] = f
}

func (l *lists) release(f *listFile) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.leave(f)
}

func (l *lists) leave(f *listFile) {
	if f.users--; f.users == 0 {
		// Nothing was written, so nothing is lost.
		_ = f.read.Close()
		_ = f.db.Close()
	}
}

// close closes what is open.
func (l *lists) close() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for kind, f := range l.open {
		l.leave(f)
		delete(l.open, kind)
	}
}

// tidy removes what is left of older lists of a kind, and of those that were not
// finished. Whoever calls it has the lock.
func (l *lists) tidy(kind ListKind, but int64) {
	files, err := os.ReadDir(l.folder)
	if err != nil {
		return // there is nothing to tidy
	}
	keep := filepath.Base(l.path(kind, but))
	for _, f := range files {
		if name := f.Name(); name != keep && strings.HasPrefix(name, string(kind)+"-") && strings.Contains(name, ".db") {
			// Where a file cannot be removed, since another process has it open,
			// the next update will remove it.
			_ = os.Remove(filepath.Join(l.folder, name))
		}
	}
}

// listSource returns the data source name of a list's file.
func listSource(path, parameters string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	name := url.URL{Scheme: "file", Path: path, RawQuery: parameters}
	return name.String()
}
