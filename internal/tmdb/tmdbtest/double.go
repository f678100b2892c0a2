package tmdbtest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// Keys that the double accepts: one of each kind.
const (
	Token = "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJkb3VibGUifQ.not-a-real-token" // version 4
	Key   = "0123456789abcdef0123456789abcdef"                             // version 3
)

// A Double is a server that answers as TMDB does. Its methods may be called
// while it answers.
type Double struct {
	server *httptest.Server

	mu       sync.Mutex
	films    map[int]record
	people   map[int]record
	order    []int // film ids, as they were added
	changes  []change
	exports  map[string][]byte
	faults   []planned
	requests []string
	maxAge   time.Duration
	page     int
	series   []string
}

// A record is an object as TMDB writes it.
type record map[string]json.RawMessage

type change struct {
	id int
	at time.Time
}

// New starts a double that holds the package's films and stops with the test.
func New(tb testing.TB) *Double {
	tb.Helper()
	return start(tb, httptest.NewServer)
}

// NewTLS is New with a certificate that nobody has reason to trust.
func NewTLS(tb testing.TB) *Double {
	tb.Helper()
	return start(tb, func(h http.Handler) *httptest.Server {
		s := httptest.NewUnstartedServer(h)
		s.Config.ErrorLog = discard
		s.StartTLS()
		return s
	})
}

func start(tb testing.TB, serve func(http.Handler) *httptest.Server) *Double {
	tb.Helper()
	d := &Double{
		films: make(map[int]record), people: make(map[int]record),
		exports: make(map[string][]byte), page: 20,
	}
	d.load(tb)
	d.server = serve(d)
	tb.Cleanup(d.Close)
	return d
}

// Close stops the double, so that connections to it are refused. Requests that
// it keeps silent to end. A test need not call it.
func (d *Double) Close() {
	d.server.CloseClientConnections()
	d.server.Close()
}

// URL is the address of the API, and ExportURL that of the daily lists.
func (d *Double) URL() string { return d.server.URL + "/3" }

// ExportURL is the address of the daily lists.
func (d *Double) ExportURL() string { return d.server.URL + "/exports" }

// SetMaxAge sets for how long answers may be kept. At first they may not, though
// each has an ETag.
func (d *Double) SetMaxAge(age time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.maxAge = age
}

// SetPage sets how many results there are on a page, which are 20 at first.
func (d *Double) SetPage(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.page = n
}

// Requests returns the paths that were asked for, with their queries but for
// the key, the oldest first.
func (d *Double) Requests() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]string(nil), d.requests...)
}

// Count returns how many requests there were.
func (d *Double) Count() int { return len(d.Requests()) }
