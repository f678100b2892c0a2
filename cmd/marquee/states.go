package main

import (
	"fmt"
	"net/http"
	"slices"
	"sync"
)

// states keep which platforms are being served.
type states struct {
	mu     sync.Mutex
	names  []string
	gone   map[string]bool
	failed map[string]bool
}

func newStates(on []platform) *states {
	s := &states{gone: make(map[string]bool), failed: make(map[string]bool)}
	for _, p := range on {
		s.names = append(s.names, p.name)
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

// ServeHTTP says what is being served, a line a platform: 200 while anything is,
// 503 when nothing is. The reasons are in the log, for those whom they concern.
func (s *states) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if s.left() == 0 {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, name := range s.names {
		state := "served"
		if s.gone[name] {
			state = "not served"
		}
		fmt.Fprintf(w, "%s: %s\n", name, state)
	}
}
