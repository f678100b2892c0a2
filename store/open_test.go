package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"marquee/internal/chat"
	"marquee/internal/settings"
	"marquee/store"
)

func TestOpenPaths(t *testing.T) {
	for _, name := range []string{"marquee.db", "with space.db", "what?mode=ro.db", "100%25.db", "a#b.db", "ü🎬.db", "file:x.db"} {
		path := filepath.Join(t.TempDir(), name)
		openFile(t, path)
		if _, err := os.Stat(path); err != nil {
			t.Errorf("%q: the database is somewhere else: %v", name, err)
		}
	}
}

func TestOpenRelativePath(t *testing.T) {
	t.Chdir(t.TempDir())
	openFile(t, "marquee.db")
	if _, err := os.Stat("marquee.db"); err != nil {
		t.Error(err)
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	other := filepath.Join(dir, "other.db")
	execute(t, other, `CREATE TABLE goose_db_version (version_id INTEGER)`, `CREATE TABLE theirs (x)`)
	marked := filepath.Join(dir, "marked.db")
	execute(t, marked, `PRAGMA application_id = 1`)
	newer := filepath.Join(dir, "newer.db")
	openFile(t, newer).Close()
	execute(t, newer, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)`)

	for _, c := range []struct {
		name, path string
		want       error
	}{
		{"no path", "", nil},
		{"a folder that is missing", filepath.Join(dir, "missing", "marquee.db"), fs.ErrNotExist},
		{"a folder", dir, store.ErrNotDatabase},
		{"a text", write("notes.txt", strings.Repeat("not a database\n", 1000)), store.ErrNotDatabase},
		{"another program's database", other, store.ErrNotDatabase},
		{"an empty one of another program", marked, store.ErrNotDatabase},
		{"a newer database", newer, store.ErrNewer},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, _ := os.ReadFile(c.path)
			s, err := store.Open(t.Context(), c.path, store.Options{})
			if err == nil {
				s.Close()
				t.Fatal("it was opened")
			}
			if c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			if !strings.Contains(err.Error(), c.path) {
				t.Errorf("%v does not name %s", err, c.path)
			}
			if after, _ := os.ReadFile(c.path); !bytes.Equal(before, after) {
				t.Error("it was changed")
			}
		})
	}
}

func TestOpenReadOnlyFolder(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "marquee.db")
	if f, err := os.Create(path); err == nil {
		f.Close()
		t.Skip("this user may write anywhere")
	}
	s, err := store.Open(t.Context(), path, store.Options{})
	if err == nil {
		s.Close()
		t.Fatal("it was opened")
	}
	if !strings.Contains(err.Error(), path) {
		t.Errorf("%v does not name %s", err, path)
	}
}

// TestOpenEmpty opens what an attempt to make a database may have left: an empty
// file, and one with nothing but goose's own table.
func TestOpenEmpty(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "marquee.db")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	begun := filepath.Join(t.TempDir(), "marquee.db")
	execute(t, begun, `CREATE TABLE goose_db_version (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')))`,
		`INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1)`)
	for _, path := range []string{empty, begun} {
		s := openFile(t, path)
		if _, err := s.Stats(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

// TestOpenAtOnce opens a new database from many sides at once, as processes do
// that are started together.
func TestOpenAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "marquee.db")
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			s, err := store.Open(t.Context(), path, store.Options{})
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			if _, err := s.Stats(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestOpenLogs(t *testing.T) {
	var log bytes.Buffer
	options := store.Options{Logger: slog.New(slog.NewTextHandler(&log, nil))}
	path := filepath.Join(t.TempDir(), "marquee.db")
	for i, want := range []bool{true, false} {
		log.Reset()
		s, err := store.Open(t.Context(), path, options)
		if err != nil {
			t.Fatal(err)
		}
		s.Close()
		if got := strings.Contains(log.String(), "up to date"); got != want {
			t.Errorf("opened %d times, the log says %q", i+1, log.String())
		}
	}
}

func TestMemoriesAreApart(t *testing.T) {
	at := chat.Target{Platform: "terminal"}
	a, b := openMemory(t), openMemory(t)
	if err := a.SaveChannelSettings(t.Context(), at, settings.Settings{Zone: "Asia/Tokyo"}); err != nil {
		t.Fatal(err)
	}
	if got, _, err := b.Settings(t.Context(), at); err != nil || got.Zone != "" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestClosed(t *testing.T) {
	s := openMemory(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Film(context.Background(), 1); err == nil {
		t.Error("a closed store was read")
	}
	if err := s.Close(); err != nil {
		t.Errorf("closing it again: %v", err)
	}
}

// execute runs statements on a database that the store has no part in.
func execute(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
}
