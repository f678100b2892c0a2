//go:build linux || darwin

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"marquee/store"
)

// TestUpdateKilled kills the program while it downloads. The next run goes on
// from there.
func TestUpdateKilled(t *testing.T) {
	for _, how := range []os.Signal{os.Kill, os.Interrupt} {
		t.Run(how.String(), func(t *testing.T) {
			server, url := exportServer(t)
			dir := t.TempDir()
			db := filepath.Join(dir, "marquee.db")
			content := packFilms(t, 20000)
			server.Put(exportName("movie_ids", 0), content)
			half := len(content) / 2
			server.StopAfter(half) // then it waits a moment before it asks again
			u := updatingFrom(t, url, db, "--films")
			if err := u.cmd.Start(); err != nil {
				t.Fatal(err)
			}
			waitForFile(t, filepath.Join(db+"-lists", "*.part"), func(size int64) bool { return size == int64(half) })
			if err := u.cmd.Process.Signal(how); err != nil {
				t.Fatal(err)
			}
			_ = u.cmd.Wait()
			if how == os.Interrupt {
				u.checkEnd(t, 1, "stopped; the list of films is as it was, and the next update goes on with what was downloaded")
			}
			server.StopAfter(0)
			server.Asked()
			updatingFrom(t, url, db, "--films").check(t, 0, "films: 19")
			want := fmt.Sprintf("GET %s bytes=%d-", exportName("movie_ids", 0), half)
			if asked := server.Asked(); len(asked) != 2 || asked[1] != want {
				t.Errorf("asked %q, want %q", asked, want)
			}
		})
	}
}

// waitForFile waits until the one file that matches has a size that will do.
func waitForFile(t *testing.T, pattern string, enough func(size int64) bool) {
	t.Helper()
	for range 6000 {
		found, _ := filepath.Glob(pattern)
		for _, path := range found {
			if info, err := os.Stat(path); err == nil && enough(info.Size()) {
				return
			}
		}
		time.Sleep(10 * time.Millisecond) // of the program, which has a clock of its own
	}
	t.Fatalf("there is no %s", pattern)
}

// TestIndexingKilled kills the program while it makes an index. The next run
// makes it from what was downloaded.
func TestIndexingKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("it waits for whole processes, or for seconds")
	}
	server, url := exportServer(t)
	db := filepath.Join(t.TempDir(), "marquee.db")
	server.Put(exportName("movie_ids", 1), packFilms(t, 100))
	updatingFrom(t, url, db, "--films").check(t, 0, "films: ")
	server.Put(exportName("movie_ids", 0), packFilms(t, 60000))
	u := updatingFrom(t, url, db, "--films")
	if err := u.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	waitForFile(t, filepath.Join(db+"-lists", "films-2.db"), func(size int64) bool { return size > 0 })
	if err := u.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = u.cmd.Wait()
	if u.stdout.Len() > 0 {
		t.Fatalf("it was done before it was killed: %s", &u.stdout)
	}
	checkListed(t, db, 1)
	server.Asked()
	updatingFrom(t, url, db, "--films").check(t, 0, "films: 59")
	if asked := server.Asked(); len(asked) != 1 {
		t.Errorf("asked %q, want no more than whether there is a newer one", asked)
	}
	checkListed(t, db, 0)
}

// checkListed checks that names are found in a list of so many days ago.
func checkListed(t *testing.T, db string, daysAgo int) {
	t.Helper()
	s, err := store.Open(t.Context(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	list, err := s.Listed().Films().Starting(t.Context(), []string{"b"}, 3)
	state, err2 := s.ListState(t.Context(), store.ListedFilms)
	if want := time.Now().UTC().AddDate(0, 0, -daysAgo).Format(time.DateOnly); len(list) != 3 || state.Day.String() != want {
		t.Errorf("%v of %+v, %v, %v", list, state, err, err2)
	}
}
