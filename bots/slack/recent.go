package slack

import (
	"sync"
	"time"
)

// recent remembers values for a while, in bounded memory. The zero value is not
// ready: see newRecent.
type recent[K comparable, V any] struct {
	life time.Duration
	most int

	mu      sync.Mutex
	entries map[K]remembered[V]
}

type remembered[V any] struct {
	value V
	until time.Time
}

// newRecent returns a memory of at most so many values, each for life.
func newRecent[K comparable, V any](life time.Duration, most int) *recent[K, V] {
	return &recent[K, V]{life: life, most: most, entries: make(map[K]remembered[V])}
}

func (r *recent[K, V]) get(key K) (V, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	e, ok := r.entries[key]
	if !ok || time.Now().After(e.until) {
		var none V
		return none, false
	}
	return e.value, true
}

// put remembers a value from now on.
func (r *recent[K, V]) put(key K, value V) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.store(key, value)
}

// add remembers a value and reports whether the key was new.
func (r *recent[K, V]) add(key K, value V) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if e, ok := r.entries[key]; ok && !time.Now().After(e.until) {
		return false
	}
	r.store(key, value)
	return true
}

// store needs the lock. A full memory forgets what is over and, where nothing
// is, as many others as it takes to go on for a while.
func (r *recent[K, V]) store(key K, value V) {
	now := time.Now()
	if len(r.entries) >= r.most {
		for k, e := range r.entries {
			if now.After(e.until) {
				delete(r.entries, k)
			}
		}
	}
	if len(r.entries) >= r.most {
		for k := range r.entries {
			if len(r.entries) <= r.most*9/10 {
				break
			}
			delete(r.entries, k)
		}
	}
	r.entries[key] = remembered[V]{value, now.Add(r.life)}
}
