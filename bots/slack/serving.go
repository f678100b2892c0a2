package slack

import (
	"context"
	"sync"
	"time"

	"marquee/internal/chat"
)

// serving is one Run: the Handler that answers, and the work under way.
type serving struct {
	handler chat.Handler
	// Both outlive Run's own for a while: work ends the making of answers, and ctx
	// the sending of them.
	work, ctx          context.Context
	stopWork, stopSend context.CancelFunc

	mu      sync.Mutex
	ending  bool
	working sync.WaitGroup
}

func newServing(ctx context.Context, h chat.Handler) *serving {
	s := &serving{handler: h}
	s.ctx, s.stopSend = context.WithCancel(context.WithoutCancel(ctx))
	s.work, s.stopWork = context.WithCancel(s.ctx)
	return s
}

// begin counts a piece of work, or reports that no more is taken. end ends it.
func (s *serving) begin() (end func(), ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ending {
		return nil, false
	}
	s.working.Add(1)
	return s.working.Done, true
}

// spawn does a piece of work beside others, or reports that no more is taken.
func (s *serving) spawn(f func(context.Context)) bool {
	end, ok := s.begin()
	if !ok {
		return false
	}
	go func() {
		defer end()
		f(s.ctx)
	}()
	return true
}

// finish takes no more work and waits for what is under way: most of d for answers
// being made, the rest for sending their last word. It reports whether all of it
// came to an end.
func (s *serving) finish(d time.Duration) bool {
	s.mu.Lock()
	s.ending = true
	s.mu.Unlock()
	defer s.stopSend()
	done := make(chan struct{})
	go func() {
		s.working.Wait()
		close(done)
	}()
	for _, wait := range []time.Duration{d * 3 / 4, d / 4} {
		t := time.NewTimer(wait)
		select {
		case <-done:
			t.Stop()
			return true
		case <-t.C:
			s.stopWork()
		}
	}
	return false
}

// Serving implements chat.Reachable.
func (a *Adapter) Serving() bool {
	return a.current() != nil && (a.options.Mode == HTTP || a.connected.Load())
}

// current returns the Run that serves, or nil.
func (a *Adapter) current() *serving {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.serving
}
