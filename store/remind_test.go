package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"marquee/store"
	"marquee/store/storetest"
)

func TestRemindFile(t *testing.T) {
	storetest.TestRemind(t, func(t *testing.T) storetest.Reminders { return openFile(t, filepath.Join(t.TempDir(), "marquee.db")) })
}

func TestRemindMemory(t *testing.T) {
	storetest.TestRemind(t, func(t *testing.T) storetest.Reminders { return openMemory(t) })
}

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "marquee.db")
	first, second := openFile(t, path), openFile(t, path)
	link := filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	unlock, err := first.Lock(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []*store.Store{second, openFile(t, link)} {
		if _, err := s.Lock(t.Context()); !errors.Is(err, store.ErrServing) {
			t.Errorf("a second lock: %v", err)
		}
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
	if _, err := second.Lock(t.Context()); err != nil {
		t.Errorf("after the first was given back: %v", err)
	}
	for range 2 {
		if _, err := openMemory(t).Lock(t.Context()); err != nil {
			t.Errorf("in memory: %v", err)
		}
	}
}
