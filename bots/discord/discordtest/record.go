package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"
)

// A Request is one HTTP request that was made of the double, and what became of
// it.
type Request struct {
	At      time.Time
	Took    time.Duration
	Method  string
	Path    string // without /api/vN and the query
	Query   string
	Version int // 9 or 10: which API it was made of
	Header  http.Header
	Body    []byte
	// Accepted says that the double took it in, whatever a fault then did to the
	// answer.
	Accepted bool
	Status   int // 0 where the connection was cut
	Answer   []byte
}

// JSON decodes the body into v.
func (r Request) JSON(v any) error {
	if err := json.Unmarshal(r.Body, v); err != nil {
		return fmt.Errorf("reading the body of %s %s: %w", r.Method, r.Path, err)
	}
	return nil
}

// A Kind is what a bot did that none should do.
type Kind string

// Kinds of violations.
const (
	LateResponse       Kind = "late first response"          // none within Config.FirstResponse
	DoubleResponse     Kind = "second first response"        // to an interaction already acknowledged
	WrongResponse      Kind = "wrong kind of response"       // such as a deferred autocomplete
	UnknownInteraction Kind = "unknown interaction"          // a response or an edit for none that is open
	ExpiredToken       Kind = "expired interaction token"    // used after Config.TokenLife
	PrivacyChanged     Kind = "privacy changed by an edit"   // it is fixed at the first response
	InvalidBody        Kind = "body refused"                 // a limit, an unknown field, an empty message
	BrokenContract     Kind = "body against the contract"    // refused by Config.Contract alone
	UnknownRoute       Kind = "unknown route"                // a path or method that the double does not have
	IgnoredRetryAfter  Kind = "Retry-After ignored"          // asked again before the time was up
	IdentifyTooFast    Kind = "IDENTIFY too fast"            // beyond max_concurrency or the day's starts
	GatewayMisuse      Kind = "gateway payload out of place" // refused with a close code
)

// A Violation is something that a bot did and should not have done.
type Violation struct {
	Kind Kind
	At   time.Time
	What string
}

func (v Violation) String() string { return string(v.Kind) + ": " + v.What }

// record remembers requests and violations.
type record struct {
	keep int

	mu         sync.Mutex
	requests   []*Request
	count      int
	violations []Violation
	expected   map[Kind]bool
}

// maxViolations bounds what is remembered of a bot gone wild.
const maxViolations = 1000

func (r *record) begin(q *Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.count++
	r.requests = append(r.requests, q)
	if r.keep > 0 && len(r.requests) > 2*r.keep {
		r.requests = slices.Clone(r.requests[len(r.requests)-r.keep:])
	}
}

// finish changes a request under way, so that Requests never sees it half done.
func (r *record) finish(q *Request, change func(*Request)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change(q)
}

func (r *record) violate(kind Kind, format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.violations) < maxViolations {
		r.violations = append(r.violations, Violation{kind, time.Now(), fmt.Sprintf(format, args...)})
	}
}

// Requests returns the requests made so far, in the order in which they came; a
// request under way has no Status yet. With Config.Keep only the last ones are
// there.
func (s *Server) Requests() []Request {
	s.record.mu.Lock()
	defer s.record.mu.Unlock()
	out := make([]Request, len(s.record.requests))
	for i, q := range s.record.requests {
		out[i] = *q
	}
	return out
}

// RequestCount returns how many requests were made, remembered or not.
func (s *Server) RequestCount() int {
	s.record.mu.Lock()
	defer s.record.mu.Unlock()
	return s.record.count
}

// Violations returns what the bot did and should not have done, expected or
// not: the first thousand.
func (s *Server) Violations() []Violation {
	s.record.mu.Lock()
	defer s.record.mu.Unlock()
	return slices.Clone(s.record.violations)
}

// Expect says that violations of these kinds are what the test is about, so
// that they do not fail it at its end.
func (s *Server) Expect(kinds ...Kind) {
	s.record.mu.Lock()
	defer s.record.mu.Unlock()
	for _, k := range kinds {
		s.record.expected[k] = true
	}
}

// unexpected returns the violations that nobody said to expect.
func (r *record) unexpected() []Violation {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(r.violations), func(v Violation) bool { return r.expected[v.Kind] })
}
