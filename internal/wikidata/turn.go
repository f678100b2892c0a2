package wikidata

import (
	"context"
	"slices"
	"sync"
)

// A turn lets one request at a time through, those that somebody waits for
// before those in the background, and else in order. The zero turn is free.
type turn struct {
	mu      sync.Mutex
	taken   bool
	waiting [2][]chan struct{} // somebody waits; nobody does
}

// take waits for the turn. Who has got it must give it back.
func (t *turn) take(ctx context.Context, background bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	line := 0
	if background {
		line = 1
	}
	t.mu.Lock()
	if !t.taken {
		t.taken = true
		t.mu.Unlock()
		return nil
	}
	mine := make(chan struct{})
	t.waiting[line] = append(t.waiting[line], mine)
	t.mu.Unlock()

	select {
	case <-mine:
		return nil
	case <-ctx.Done():
	}
	t.mu.Lock()
	i := slices.Index(t.waiting[line], mine)
	if i >= 0 {
		t.waiting[line] = slices.Delete(t.waiting[line], i, i+1)
	}
	t.mu.Unlock()
	if i < 0 { // it came just now, to one who has gone
		t.give()
	}
	return ctx.Err()
}

// give hands the turn to the next.
func (t *turn) give() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for line := range t.waiting {
		if w := t.waiting[line]; len(w) > 0 {
			t.waiting[line] = w[1:]
			close(w[0])
			return
		}
	}
	t.taken = false
}
