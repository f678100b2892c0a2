package slacktest

import (
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"sync"
	"time"
)

// A Fault makes requests go wrong.
type Fault struct {
	// Match picks the requests; nil picks all.
	Match func(Request) bool
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

// On matches requests to any of these methods: On("chat.postMessage"),
// On(ToResponseURL), On(ToSocket).
func On(methods ...string) func(Request) bool {
	return func(q Request) bool { return slices.Contains(methods, q.Method) }
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

// Status answers with a status and a page of HTML, as Slack does where it or
// something in front of it fails.
func Status(status int) Effect {
	return Answer(status, "text/html; charset=utf-8", fmt.Sprintf("<html><head><title>%d %s</title></head></html>", status, http.StatusText(status)))
}

// HTML answers with 200 and a page of HTML, as a captive portal does.
func HTML() Effect {
	return Answer(http.StatusOK, "text/html; charset=utf-8", "<!DOCTYPE html><title>Welcome</title><p>Sign in to use this network.")
}

// Refuse answers with 200 and one of Slack's errors, such as "ratelimited" or
// "internal_error".
func Refuse(name string) Effect {
	return Answer(http.StatusOK, "application/json; charset=utf-8", fmt.Sprintf(`{"ok":false,"error":%q}`, name))
}

// AcceptThen takes the request in and gives another's answer.
func AcceptThen(e Effect) Effect {
	return func(w http.ResponseWriter, r *http.Request, accept http.HandlerFunc) {
		accept(httptest.NewRecorder(), r)
		e(w, r, accept)
	}
}

// TooMany answers 429 with a Retry-After. Asking the same method about the same
// channel again before that is a violation, and gets another 429.
func TooMany(retryAfter time.Duration) Effect {
	return func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
		writeTooMany(w, retryAfter)
	}
}

// TooManyBare answers 429 as a proxy in front of Slack does: with neither
// Retry-After nor JSON.
func TooManyBare() Effect {
	return Answer(http.StatusTooManyRequests, "text/plain; charset=utf-8", "Too Many Requests")
}

// writeTooMany refuses a request for a while, in whole seconds.
func writeTooMany(w http.ResponseWriter, after time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(after.Seconds()))))
	send(w, http.StatusTooManyRequests, fields{"ok": false, "error": "ratelimited"})
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
func (l *faultList) next(q Request) Effect {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, f := range l.list {
		if f.Times == 0 || f.Match != nil && !f.Match(q) {
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
