package discordtest

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"path"
	"strconv"
	"sync"
	"time"
)

// A Fault makes requests go wrong.
type Fault struct {
	// Match picks the requests; nil picks all. The path is as in Request.Path.
	Match func(method, path string) bool
	// Skip lets so many matching requests through first.
	Skip int
	// Times is how many requests it then spoils; 0 means every one.
	Times int
	// Effect is what happens to them.
	Effect Effect
}

// An Effect answers a request in the place of the double, and may have the
// double take it in by calling accept, which writes the true answer.
type Effect func(w http.ResponseWriter, r *http.Request, accept http.HandlerFunc)

// On matches a method, "" for any, and a path in which * stands for one
// segment: On("POST", "/channels/*/messages").
func On(method, pattern string) func(method, path string) bool {
	return func(m, p string) bool {
		ok, err := path.Match(pattern, p)
		return (method == "" || m == method) && ok && err == nil
	}
}

// Inject has f spoil requests from now on, after the faults that were injected
// before it and still match. The function it returns ends that.
func (s *Server) Inject(f Fault) (remove func()) { return s.faults.add(f) }

// Delay takes a request in only after d, or when the client gives up.
func Delay(d time.Duration) Effect {
	return func(w http.ResponseWriter, r *http.Request, accept http.HandlerFunc) {
		if pause(r, d) {
			accept(w, r)
		}
	}
}

// DelayAnswer takes a request in and keeps the answer back for d.
func DelayAnswer(d time.Duration) Effect {
	return func(w http.ResponseWriter, r *http.Request, accept http.HandlerFunc) {
		kept := httptest.NewRecorder()
		accept(kept, r)
		pause(r, d)
		for k, v := range kept.Header() {
			w.Header()[k] = v
		}
		w.WriteHeader(kept.Code)
		_, _ = w.Write(kept.Body.Bytes())
	}
}

func pause(r *http.Request, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-r.Context().Done():
		return false
	}
}

// Drop cuts the connection without taking the request in.
func Drop() Effect {
	return func(http.ResponseWriter, *http.Request, http.HandlerFunc) { panic(http.ErrAbortHandler) }
}

// AcceptThenDrop takes the request in and cuts the connection before the answer.
func AcceptThenDrop() Effect {
	return func(_ http.ResponseWriter, r *http.Request, accept http.HandlerFunc) {
		accept(httptest.NewRecorder(), r)
		panic(http.ErrAbortHandler)
	}
}

// Answer refuses a request with a status, a content type and a body, such as
// 502 from a proxy, or 200 with a page of HTML.
func Answer(status int, contentType, body string) Effect {
	return func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

// Status answers as Discord does where something in front of it fails (502) or
// where it fails itself (500), and 401 as for a bad token.
func Status(status int) Effect {
	if status >= 502 {
		return Answer(status, "text/html", fmt.Sprintf("<html><head><title>%d %s</title></head></html>", status, http.StatusText(status)))
	}
	body, _ := json.Marshal(map[string]any{"message": fmt.Sprintf("%d: %s", status, http.StatusText(status)), "code": 0})
	return Answer(status, "application/json", string(body))
}

// HTML answers with 200 and a page of HTML, as a captive portal does.
func HTML() Effect {
	return Answer(http.StatusOK, "text/html; charset=utf-8", "<!DOCTYPE html><title>Welcome</title><p>Sign in to use this network.")
}

// AcceptThen takes the request in and gives another's answer.
func AcceptThen(e Effect) Effect {
	return func(w http.ResponseWriter, r *http.Request, accept http.HandlerFunc) {
		accept(httptest.NewRecorder(), r)
		e(w, r, accept)
	}
}

// A Scope says whom a 429 is for.
type Scope string

// Scopes of a rate limit.
const (
	UserScope   Scope = "user"   // this bot on this route
	GlobalScope Scope = "global" // this bot on all routes
	SharedScope Scope = "shared" // everybody on this resource
)

// TooMany answers 429 with a Retry-After. Asking the same route again (any
// route, for GlobalScope) before that is a violation, and gets another 429.
func TooMany(retryAfter time.Duration, scope Scope) Effect {
	return func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
		writeTooMany(w, retryAfter, scope)
	}
}

// TooManyBare answers 429 as the proxy in front of Discord does: with neither
// Retry-After nor JSON.
func TooManyBare() Effect {
	return Answer(http.StatusTooManyRequests, "text/plain; charset=UTF-8", "error code: 1015")
}

func writeTooMany(w http.ResponseWriter, after time.Duration, scope Scope) {
	seconds := after.Seconds()
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Retry-After", strconv.Itoa(int(math.Ceil(seconds))))
	h.Set("X-RateLimit-Scope", string(scope))
	h.Set("X-RateLimit-Reset-After", strconv.FormatFloat(seconds, 'f', 3, 64))
	message := "You are being rate limited."
	if scope == GlobalScope {
		h.Set("X-RateLimit-Global", "true")
	}
	if scope == SharedScope {
		message = "The resource is being rate limited."
	}
	w.WriteHeader(http.StatusTooManyRequests)
	_ = json.NewEncoder(w).Encode(map[string]any{
		"message": message, "retry_after": seconds, "global": scope == GlobalScope, "code": 0,
	})
}

// faultList holds the faults in force.
type faultList struct {
	mu   sync.Mutex
	list []*Fault
}

func (l *faultList) add(f Fault) (remove func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	kept := &f
	if kept.Times == 0 {
		kept.Times = -1
	}
	l.list = append(l.list, kept)
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		kept.Times = 0
	}
}

// next returns the effect for a request and counts it, or nil.
func (l *faultList) next(method, path string) Effect {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, f := range l.list {
		if f.Times == 0 || f.Match != nil && !f.Match(method, path) {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			continue
		}
		if f.Times > 0 {
			f.Times--
		}
		return f.Effect
	}
	return nil
}
