package wikidatatest

import (
	"fmt"
	"io"
	"net/http"
	"strings"
)

// A Fault answers a request in place of the double.
type Fault func(http.ResponseWriter, *http.Request)

// BreakNext makes the next n requests, to either interface, fail; a negative n
// is all of them until Mend.
func (d *Double) BreakNext(n int, f Fault) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fault, d.faults = f, n
}

// Break makes every request fail until Mend.
func (d *Double) Break(f Fault) { d.BreakNext(-1, f) }

// Mend ends all faults.
func (d *Double) Mend() { d.BreakNext(0, nil) }

// TooMany answers that requests come too fast, and when to come again; with 0
// seconds it does not say when.
func TooMany(seconds int) Fault {
	return func(w http.ResponseWriter, _ *http.Request) {
		if seconds > 0 {
			w.Header().Set("Retry-After", fmt.Sprint(seconds))
		}
		http.Error(w, "Too Many Requests", http.StatusTooManyRequests)
	}
}

// Lagging refuses with the body of maxlag, which comes with status 200.
func Lagging(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Retry-After", "5")
	_, _ = io.WriteString(w, `{"error":{"code":"maxlag","info":"Waiting for 10.64.16.27: 2 seconds lagged"}}`)
}

// RateLimited refuses with the body of an exceeded limit, which comes with
// status 200.
func RateLimited(w http.ResponseWriter, _ *http.Request) {
	_, _ = io.WriteString(w, `{"error":{"code":"ratelimited","info":"You've exceeded your rate limit. Please wait some time and try again."}}`)
}

// Broken answers 500.
func Broken(w http.ResponseWriter, _ *http.Request) {
	http.Error(w, "upstream connect error", http.StatusInternalServerError)
}

// HalfBody cuts the answer off in the middle.
func HalfBody(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", "1000")
	_, _ = io.WriteString(w, `{"entities":{"Q90`)
	panic(http.ErrAbortHandler)
}

// HTMLPage answers with a page and status 200.
func HTMLPage(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = io.WriteString(w, "<!DOCTYPE html><title>Wikimedia Error</title><p>Our servers are currently under maintenance.")
}

// Silence answers nothing until the other side hangs up.
func Silence(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// Huge answers with fifty megabytes of JSON.
func Huge(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = io.WriteString(w, `{"entities":{"padding":"`)
	megabyte := strings.Repeat("x", 1<<20)
	for range 50 {
		if _, err := io.WriteString(w, megabyte); err != nil {
			return
		}
	}
	_, _ = io.WriteString(w, `"}}`)
}
