package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// LockLists makes the caller the only one who may change the lists of this
// database, in any process, until unlock is called or the process ends. It fails
// with ErrListBusy, at once, where somebody else is. folder is where what is
// downloaded for a list may be kept; for a database in memory it is "".
func (s *Store) LockLists(context.Context) (folder string, unlock func(), err error) {
	l := &s.listed
	if l.folder == "" {
		return l.lockInMemory()
	}
	if err := os.MkdirAll(l.folder, 0o700); err != nil {
		return "", nil, fmt.Errorf("making the folder of the lists: %w", diskFull(err))
	}
	lock := flock.New(filepath.Join(l.folder, "lock"))
	switch ok, err := lock.TryLock(); {
	case err != nil:
		return "", nil, fmt.Errorf("locking the lists: %w", err)
	case !ok:
		return "", nil, ErrListBusy
	}
	// What cannot be unlocked is when the process ends.
	return l.folder, func() { _ = lock.Unlock() }, nil
}

func (l *lists) lockInMemory() (string, func(), error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.locked {
		return "", nil, ErrListBusy
	}
	l.locked = true
	return "", func() {
		l.mutex.Lock()
		defer l.mutex.Unlock()
		l.locked = false
	}, nil
}
