package discord

import (
	"net/http"
	"strconv"
	"sync"
	"time"
)

// routeLimits keeps what Discord tells in headers of the limits of its routes:
// one for each name of a request, and one for all. The zero value is ready.
// https://discord.com/developers/docs/topics/rate-limits#header-format
type routeLimits struct {
	mu    sync.Mutex
	known map[string]*routeLimit
	all   time.Time // until when no request is made at all
}

type routeLimit struct {
	left  int
	reset time.Time
}

// maxRoutes bounds how many limits are kept; those that are over go first.
const maxRoutes = 4096

// take counts a request, or says how long it has to wait.
func (l *routeLimits) take(name string) time.Duration {
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	if wait := l.all.Sub(now); wait > 0 {
		return wait
	}
	r := l.known[name]
	if r == nil || !now.Before(r.reset) {
		return 0
	}
	if r.left < 1 {
		return r.reset.Sub(now)
	}
	r.left--
	return 0
}

// told takes in what an answer says.
func (l *routeLimits) told(name string, status int, h http.Header) {
	after, err := strconv.ParseFloat(h.Get("X-RateLimit-Reset-After"), 64)
	wait := seconds(after)
	if err != nil || wait == 0 {
		if after, err = strconv.ParseFloat(h.Get("Retry-After"), 64); err != nil {
			return
		}
		wait = seconds(after)
	}
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	if status == http.StatusTooManyRequests && h.Get("X-RateLimit-Global") == "true" {
		l.all = now.Add(wait)
		return
	}
	left, err := strconv.Atoi(h.Get("X-RateLimit-Remaining"))
	if status == http.StatusTooManyRequests {
		left = 0
	} else if err != nil {
		return
	}
	if l.known == nil || len(l.known) >= maxRoutes {
		l.sweep(now)
	}
	r := l.known[name]
	if r == nil || !now.Before(r.reset) {
		l.known[name] = &routeLimit{left, now.Add(wait)}
		return
	}
	// Requests under way were counted by take; an answer never gives them back.
	r.left = min(r.left, left)
	if reset := now.Add(wait); reset.After(r.reset) {
		r.reset = reset
	}
}

// sweep forgets limits that are over, and all where none is.
func (l *routeLimits) sweep(now time.Time) {
	kept := make(map[string]*routeLimit)
	for name, r := range l.known {
		if now.Before(r.reset) && len(l.known) < 2*maxRoutes {
			kept[name] = r
		}
	}
	if len(kept) >= maxRoutes {
		kept = make(map[string]*routeLimit)
	}
	l.known = kept
}
