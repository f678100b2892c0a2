package discord

import "sync"

// recent remembers the last interactions, so that one which is delivered twice,
// or sent again by somebody who overheard it, is answered once.
type recent struct {
	mu   sync.Mutex
	seen map[string]struct{}
	ring [recentKept]string
	next int
}

const recentKept = 4096

// add reports whether id is new, and remembers it.
func (r *recent) add(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seen == nil {
		r.seen = make(map[string]struct{}, recentKept)
	}
	if _, known := r.seen[id]; known {
		return false
	}
	delete(r.seen, r.ring[r.next])
	r.seen[id] = struct{}{}
	r.ring[r.next] = id
	r.next = (r.next + 1) % recentKept
	return true
}
