package discordtest

import (
	"fmt"
	"hash/fnv"
	"math"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// retryGrace is how long after a 429 a request for the same route may still be
// one that was under way, and so no violation.
const retryGrace = 250 * time.Millisecond

// limiter keeps Discord's rate limits: one for each route and resource, one for
// the bot as a whole, and the ban for too many invalid requests.
// https://discord.com/developers/docs/topics/rate-limits
type limiter struct {
	cfg Config

	mu      sync.Mutex
	buckets map[string]*bucket
	global  bucket
	invalid []time.Time // of answers that count towards a ban
}

// A bucket counts the requests of one stretch of time.
type bucket struct {
	opened    time.Time
	used      int
	blocked   time.Time // no request before this
	blockedAt time.Time
}

// take counts a request at now and returns how long it has to wait; 0 when it
// is within l.
func (b *bucket) take(l Limit, now time.Time) time.Duration {
	if wait := b.blocked.Sub(now); wait > 0 {
		return wait
	}
	if now.Sub(b.opened) >= l.Per {
		b.opened, b.used = now, 0
	}
	if b.used >= l.Requests {
		return b.opened.Add(l.Per).Sub(now)
	}
	b.used++
	return 0
}

// ignores reports whether a request at now comes from a client that was told
// to wait.
func (b *bucket) ignores(now time.Time) bool {
	return now.Before(b.blocked) && now.Sub(b.blockedAt) > retryGrace
}

// A routeKey names a limit: a route, and the channel, server or webhook that it
// is about.
type routeKey struct {
	route, about string
	interaction  bool // the endpoints of interactions, exempt from the global limit
}

func routeKeyOf(route, path string) routeKey {
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	k := routeKey{route: route, interaction: parts[0] == "interactions" || parts[0] == "webhooks"}
	for i, p := range parts[:len(parts)-1] {
		if p == "channels" || p == "guilds" {
			k.about = parts[i+1]
		}
	}
	return k
}

func (l *limiter) limit(route string) Limit {
	if limit, ok := l.cfg.RouteLimits[route]; ok {
		return limit
	}
	return Limit{50, time.Second}
}

// take counts a request and sets the headers that tell of its limit. It returns
// how long the client has to wait, if at all, and why.
func (l *limiter) take(k routeKey, h http.Header) (wait time.Duration, scope Scope, ignored bool) {
	limit := l.limit(k.route)
	if k.interaction {
		// Each token has a bucket of its own, too short-lived to keep.
		tellLimit(h, k, limit, limit.Requests-1, limit.Per, time.Now())
		return 0, "", false
	}
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cfg.GlobalPerSecond > 0 || now.Before(l.global.blocked) {
		ignored = l.global.ignores(now)
		perSecond := Limit{l.cfg.GlobalPerSecond, time.Second}
		if perSecond.Requests < 0 {
			perSecond.Requests = math.MaxInt
		}
		if wait := l.global.take(perSecond, now); wait > 0 {
			return wait, GlobalScope, ignored
		}
	}
	b := l.bucket(k)
	ignored = b.ignores(now)
	wait = b.take(limit, now)
	tellLimit(h, k, limit, limit.Requests-b.used, b.opened.Add(limit.Per).Sub(now), now)
	return wait, UserScope, ignored
}

func (l *limiter) bucket(k routeKey) *bucket {
	key := k.route + " " + k.about
	b := l.buckets[key]
	if b == nil {
		b = &bucket{}
		l.buckets[key] = b
	}
	return b
}

// told remembers an answer that was given, by the double or by a fault: a 429
// closes the bucket for the time it names.
func (l *limiter) told(k routeKey, status int, h http.Header) {
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	scope := Scope(h.Get("X-RateLimit-Scope"))
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests:
		if scope != SharedScope {
			l.invalid = append(l.invalid, now)
		}
	}
	after, err := strconv.ParseFloat(h.Get("X-RateLimit-Reset-After"), 64)
	if status != http.StatusTooManyRequests || err != nil || k.interaction {
		return
	}
	b := l.bucket(k)
	if scope == GlobalScope {
		b = &l.global
	}
	if until := now.Add(time.Duration(after * float64(time.Second))); until.After(b.blocked) {
		if now.After(b.blocked) {
			b.blockedAt = now
		}
		b.blocked = until
	}
}

// banned reports whether the address made too many invalid requests.
func (l *limiter) banned() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.invalid) > 0 && time.Since(l.invalid[0]) > 10*time.Minute {
		l.invalid = l.invalid[1:]
	}
	return len(l.invalid) >= l.cfg.InvalidRequests
}

// InvalidRequests returns how many answers of the last 10 minutes count towards
// a ban: 401, 403 and 429, but not the 429 of a shared limit.
func (s *Server) InvalidRequests() int {
	s.limiter.banned()
	s.limiter.mu.Lock()
	defer s.limiter.mu.Unlock()
	return len(s.limiter.invalid)
}

func tellLimit(h http.Header, k routeKey, l Limit, left int, reset time.Duration, now time.Time) {
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(k.route))
	h.Set("X-RateLimit-Bucket", fmt.Sprintf("%016x", sum.Sum64()))
	h.Set("X-RateLimit-Limit", strconv.Itoa(l.Requests))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(max(0, left)))
	h.Set("X-RateLimit-Reset", strconv.FormatFloat(float64(now.Add(reset).UnixMilli())/1000, 'f', 3, 64))
	h.Set("X-RateLimit-Reset-After", strconv.FormatFloat(max(0, reset.Seconds()), 'f', 3, 64))
}
