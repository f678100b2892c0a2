package store_test

import (
	"path/filepath"
	"testing"

	"marquee/store"
	"marquee/store/storetest"
)

func TestFile(t *testing.T) {
	paths := make(map[storetest.Store]string)
	open := func(t *testing.T, path string) storetest.Store {
		s := openFile(t, path)
		paths[s] = path
		return s
	}
	storetest.Test(t, storetest.Engine{
		Open: func(t *testing.T) storetest.Store { return open(t, filepath.Join(t.TempDir(), "marquee.db")) },
		Reopen: func(t *testing.T, s storetest.Store) storetest.Store {
			if err := s.(*store.Store).Close(); err != nil {
				t.Fatal(err)
			}
			return open(t, paths[s])
		},
	})
}

func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes it take minutes, and a file is tested")
	}
	storetest.Test(t, storetest.Engine{
		Open: func(t *testing.T) storetest.Store { return openMemory(t) },
	})
}

func openFile(t testing.TB, path string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func openMemory(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.OpenMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
