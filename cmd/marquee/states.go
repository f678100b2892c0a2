package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"marquee/internal/chat"
)

// states keep which platforms are being served.
type states struct {
	mu     sync.Mutex
	names  []string
	on     map[string]platform
	gone   map[string]bool
	failed map[string]bool
}

func newStates(on []platform) *states {
	s := &states{on: make(map[string]platform), gone: make(map[string]bool), failed: make(map[string]bool)}
	for _, p := range on {
		s.names = append(s.names, p.name)
		s.on[p.name] = p
	}
	return s
}

// ended notes that a platform is served no more, and whether that is a failure.
func (s *states) ended(name string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gone[name] = true
	s.failed[name] = err != nil
}

// left counts the platforms that are being served.
func (s *states) left() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.names) - len(s.gone)
}

// allFailed reports whether no platform ended well.
func (s *states) allFailed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !slices.ContainsFunc(s.names, func(name string) bool { return !s.failed[name] })
}

// What /healthz says of a platform.
const (
	isServed  = "served"
	isWaiting = "waiting for a connection"
	isGone    = "not served"
)

// of returns how a platform is. It needs the lock.
func (s *states) of(name string) string {
	reach, knows := s.on[name].adapter.(chat.Reachable)
	switch {
	case s.gone[name]:
		return isGone
	case knows && !reach.Serving():
		return isWaiting
	}
	return isServed
}

// ServeHTTP says what is being served, a line a platform: 200 while anything is,
// 503 when nothing is. The reasons are in the log, for those whom they concern.
func (s *states) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	var lines strings.Builder
	status := http.StatusServiceUnavailable
	for _, name := range s.names {
		state := s.of(name)
		if state == isServed {
			status = http.StatusOK
		}
		fmt.Fprintf(&lines, "%s: %s\n", name, state)
	}
	s.mu.Unlock()
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprint(w, lines.String())
}
