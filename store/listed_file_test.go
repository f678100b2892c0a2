package store_test

import (
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"marquee/internal/film"
	"marquee/store"
)

var day = film.MustDate("2026-11-23")

func oneName(name string) iter.Seq2[store.ListedName, error] {
	return func(yield func(store.ListedName, error) bool) { yield(store.ListedName{TMDB: 1, Name: name}, nil) }
}

func saveName(t *testing.T, s *store.Store, name string) {
	t.Helper()
	if _, err := s.SaveList(t.Context(), store.ListedFilms, day, oneName(name), store.ListOptions{}); err != nil {
		t.Fatal(err)
	}
}

func checkNames(t *testing.T, s *store.Store, want ...string) {
	t.Helper()
	list, err := s.Listed().Films().Starting(t.Context(), []string{"salt"}, 5)
	var got []string
	for _, l := range list {
		got = append(got, l.Name)
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("found %q, %v, want %q", got, err, want)
	}
}

// files returns the names of the files beside a database.
func files(t *testing.T, path string) []string {
	t.Helper()
	entries, err := os.ReadDir(path + "-lists")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// TestListsOfTwoProcesses has a list changed by one store while another has it
// open.
func TestListsOfTwoProcesses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "marquee.db")
	a, other := openFile(t, path), filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(path, other); err != nil {
		other = path // where there are no links
	}
	b := openFile(t, other)
	saveName(t, a, "Salt One")
	checkNames(t, b, "Salt One")
	for _, name := range []string{"Salt Two", "Salt Three"} {
		saveName(t, a, name)
		checkNames(t, b, name)
		checkNames(t, a, name)
	}
	if got := files(t, path); !slices.Equal(got, []string{"films-3.db"}) {
		t.Errorf("left on the disk: %q", got)
	}
	_, unlock, err := a.LockLists(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if _, _, err := b.LockLists(t.Context()); err != store.ErrListBusy {
		t.Errorf("locked in two processes: %v", err)
	}
}

// TestLostList holds that a list whose file is gone or not whole is as none, so
// that an update makes a new one.
func TestLostList(t *testing.T) {
	for what, spoil := range map[string]func(path string) error{
		"gone": os.Remove,
		"cut":  func(path string) error { return os.Truncate(path, 4096) },
	} {
		t.Run(what, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "marquee.db")
			s := openFile(t, path)
			saveName(t, s, "Salt")
			if err := spoil(filepath.Join(path+"-lists", "films-1.db")); err != nil {
				t.Fatal(err)
			}
			checkNames(t, s)
			if state, err := s.ListState(t.Context(), store.ListedFilms); err != nil || state != (store.ListState{}) {
				t.Errorf("%+v, %v", state, err)
			}
			saveName(t, s, "Salt Again")
			checkNames(t, s, "Salt Again")
		})
	}
}

// TestKilledList holds that what a killed program leaves of a list does no harm
// and does not stay.
func TestKilledList(t *testing.T) {
	path := filepath.Join(t.TempDir(), "marquee.db")
	s := openFile(t, path)
	saveName(t, s, "Salt One")
	half := filepath.Join(path+"-lists", "films-2.db")
	if err := os.WriteFile(half, []byte(strings.Repeat("half a list ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(path+"-lists", "films-part.json.gz.part"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	checkNames(t, s, "Salt One")
	saveName(t, s, "Salt Two")
	checkNames(t, s, "Salt Two")
	if got := files(t, path); !slices.Equal(got, []string{"films-2.db", "films-part.json.gz.part"}) {
		t.Errorf("left on the disk: %q", got)
	}
}
