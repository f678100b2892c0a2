package slacktest

import (
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"
)

// What a Request was made of, where that is no method of the Web API.
const (
	ToResponseURL = "response_url"
	ToSocket      = "socket"
)

// A Request is one HTTP request that was made of the double, and what became of
// it.
type Request struct {
	At     time.Time
	Took   time.Duration
	Method string // a method of the Web API, such as "chat.postMessage", ToResponseURL or ToSocket
	Path   string
	Header http.Header
	Body   []byte
	// Accepted says that the double took it in, whatever a fault then did to the
	// answer.
	Accepted bool
	Status   int // 0 where the connection was cut
	Answer   []byte
}

// Arg returns an argument of the request, from its form or its JSON body; what
// is no text is given as JSON.
func (r Request) Arg(name string) string {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "application/json" {
		form, _ := url.ParseQuery(string(r.Body))
		return form.Get(name)
	}
	var body map[string]json.RawMessage
	if json.Unmarshal(r.Body, &body) != nil {
		return ""
	}
	var text string
	if json.Unmarshal(body[name], &text) == nil {
		return text
	}
	return string(body[name])
}

// A Kind is what an app did that none should do.
type Kind string

// Kinds of violations.
const (
	LateAck           Kind = "late acknowledgement"         // none within Config.AckWithin
	BadAck            Kind = "acknowledgement out of place" // of no open envelope, malformed, or a status other than 200
	OversizedAck      Kind = "acknowledgement too large"    // Slack drops it
	UnexpectedPayload Kind = "payload where none is taken"  // such as a message in the acknowledgement of a press
	InvalidBody       Kind = "body refused"                 // a limit, an unknown field, an empty message
	MissingFallback   Kind = "no fallback text"             // blocks without the text of the notification
	PrivacyChanged    Kind = "privacy changed by an edit"   // it is fixed when a message is posted
	NothingToReplace  Kind = "no original to replace"       // the response_url of a command has none
	ResponseMisuse    Kind = "response_url misused"         // beyond its uses or its time, or made up
	TriggerMisuse     Kind = "trigger_id misused"           // used late, twice, or made up
	UnknownMethod     Kind = "unknown method"               // one that the double does not have
	IgnoredRetryAfter Kind = "Retry-After ignored"          // asked again before the time was up
	TooManySockets    Kind = "too many sockets"             // beyond ten
	NoPong            Kind = "pings not answered"           // three in a row
)

// A Violation is something that an app did and should not have done.
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

// maxViolations bounds what is remembered of an app gone wild.
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

// RequestsTo returns the requests made of one method, as Requests does.
func (s *Server) RequestsTo(method string) []Request {
	return slices.DeleteFunc(s.Requests(), func(q Request) bool { return q.Method != method })
}

// RequestCount returns how many requests were made, remembered or not.
func (s *Server) RequestCount() int {
	s.record.mu.Lock()
	defer s.record.mu.Unlock()
	return s.record.count
}

// Violations returns what the app did and should not have done, expected or
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
