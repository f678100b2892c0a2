package slack

import (
	"context"
	"sync"
	"time"
)

// pace keeps to one message a second into a channel.
type pace struct {
	mu   sync.Mutex
	next map[string]time.Time // when a channel takes the next one
}

func newPace() *pace { return &pace{next: make(map[string]time.Time)} }

// longestQueue is how long a Post waits for its turn; beyond that it is told to
// come back.
const longestQueue = 5 * time.Second

// wait waits for a channel's turn. It returns how long to stay away where that is
// too long, and ctx's error.
func (p *pace) wait(ctx context.Context, channel string) (away time.Duration, err error) {
	now := time.Now()
	p.mu.Lock()
	p.sweep(now)
	at := p.next[channel]
	if at.Before(now) {
		at = now
	}
	if wait := at.Sub(now); wait > longestQueue {
		p.mu.Unlock()
		return wait, nil
	}
	p.next[channel] = at.Add(postEvery)
	p.mu.Unlock()
	if at.After(now) {
		return 0, sleep(ctx, at.Sub(now))
	}
	return 0, nil
}

// sweep forgets channels whose turn is long over. It needs the lock.
func (p *pace) sweep(now time.Time) {
	if len(p.next) < 1000 {
		return
	}
	for c, at := range p.next {
		if at.Before(now) {
			delete(p.next, c)
		}
	}
}

// holds remembers where Slack asked to wait, so that it is not asked meanwhile.
type holds struct {
	mu    sync.Mutex
	until map[string]time.Time // by method and channel
}

func newHolds() *holds { return &holds{until: make(map[string]time.Time)} }

func (h *holds) set(key string, d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := time.Now()
	for k, at := range h.until {
		if at.Before(now) {
			delete(h.until, k)
		}
	}
	if at := now.Add(d); at.After(h.until[key]) {
		h.until[key] = at
	}
}

// left returns how long there still is to wait.
func (h *holds) left(key string) time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	return time.Until(h.until[key])
}
