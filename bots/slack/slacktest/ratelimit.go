package slacktest

import (
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// postGrace forgives a client that keeps to the rate and whose requests take
// unlike times on their way.
const postGrace = 50 * time.Millisecond

// limiter keeps Slack's rate limits: one message a second into a channel, and
// those of Config.Limits.
// https://docs.slack.dev/apis/web-api/rate-limits
type limiter struct {
	cfg Config

	mu      sync.Mutex
	buckets map[string]*bucket // by method and channel
}

// A bucket counts the requests of one stretch of time.
type bucket struct {
	opened    time.Time
	used      int
	blocked   time.Time // no request before this
	blockedAt time.Time
}

// limit returns the limit of a method, and whether it is kept for each channel.
func (l *limiter) limit(method string) (limit Limit, perChannel, limited bool) {
	if method == "chat.postMessage" && l.cfg.PostEvery > 0 {
		return Limit{1, l.cfg.PostEvery - min(postGrace, l.cfg.PostEvery/10)}, true, true
	}
	if limit, ok := l.cfg.Limits[method]; ok {
		return limit, false, true
	}
	if method == "conversations.history" && l.cfg.Commercial {
		return Limit{1, time.Minute}, false, true
	}
	return Limit{}, method == "chat.postMessage", false
}

// take counts a request and returns how long the client has to wait, if at all.
// It is ignored where the client was told so before.
func (l *limiter) take(method, channel string) (wait time.Duration, ignored bool) {
	limit, _, limited := l.limit(method)
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.bucket(method, channel)
	ignored = now.Before(b.blocked) && now.Sub(b.blockedAt) > l.cfg.RetryGrace
	if wait := b.blocked.Sub(now); wait > 0 {
		return wait, ignored
	}
	if !limited {
		return 0, false
	}
	if now.Sub(b.opened) >= limit.Per {
		b.opened, b.used = now, 0
	}
	if b.used >= limit.Requests {
		return b.opened.Add(limit.Per).Sub(now), false
	}
	b.used++
	return 0, false
}

// bucket needs the lock.
func (l *limiter) bucket(method, channel string) *bucket {
	key := method
	if _, perChannel, _ := l.limit(method); perChannel {
		key += " " + channel
	}
	b := l.buckets[key]
	if b == nil {
		b = &bucket{}
		l.buckets[key] = b
	}
	return b
}

// told remembers an answer that was given, by the double or by a fault: a 429
// closes the bucket for the time it names.
func (l *limiter) told(method, channel string, status int, h http.Header) {
	seconds, err := strconv.Atoi(h.Get("Retry-After"))
	if status != http.StatusTooManyRequests || err != nil {
		return
	}
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.bucket(method, channel)
	if until := now.Add(time.Duration(seconds) * time.Second); until.After(b.blocked) {
		if now.After(b.blocked) {
			b.blockedAt = now
		}
		b.blocked = until
	}
}

// wholeSeconds rounds up, as Retry-After does, to one second at least.
func wholeSeconds(d time.Duration) time.Duration {
	return time.Duration(max(1, math.Ceil(d.Seconds()))) * time.Second
}
