package wikidatatest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"sync"
	"testing"
)

// Paths of the two interfaces.
const (
	apiPath    = "/w/api.php"
	sparqlPath = "/sparql"
)

// agentForm is what a User-Agent has to be: a name with a version, and a contact.
var agentForm = regexp.MustCompile(`^\S+/\S+ \([^()]+\)$`)

// A Double is a Wikidata. It may be used by several at once.
type Double struct {
	tb     testing.TB
	server *httptest.Server

	mu       sync.Mutex
	items    []Item
	requests []Request
	busy     bool // a request to the action API is being answered
	fault    Fault
	faults   int // how many more times; negative for ever
	entered  chan<- struct{}
	release  <-chan struct{}
}

// A Request is one that was received.
type Request struct {
	SPARQL    bool // to the query service, not the action API
	Values    url.Values
	UserAgent string
}

// New starts a double with the items of Seed, Invented and Countries. It stops
// when the test ends.
func New(tb testing.TB) *Double {
	tb.Helper()
	d := &Double{tb: tb}
	d.Put(Countries()...)
	d.Put(Seed()...)
	d.Put(Invented()...)
	d.server = httptest.NewServer(http.HandlerFunc(d.serve))
	tb.Cleanup(func() {
		d.server.CloseClientConnections()
		d.server.Close()
	})
	return d
}

// APIURL is the address of the action API.
func (d *Double) APIURL() string { return d.server.URL + apiPath }

// SPARQLURL is the address of the query service.
func (d *Double) SPARQLURL() string { return d.server.URL + sparqlPath }

// Put adds items; one of an identifier that there is already takes its place.
func (d *Double) Put(items ...Item) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, i := range items {
		d.items = slices.DeleteFunc(d.items, func(had Item) bool { return had.ID == i.ID })
		d.items = append(d.items, i)
	}
}

// Requests returns what was asked, in order.
func (d *Double) Requests() []Request {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.requests)
}

// Hold makes the next request wait, while it counts as being answered: entered is
// closed when it has come, and it is answered when release is closed.
func (d *Double) Hold(entered chan<- struct{}, release <-chan struct{}) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.entered, d.release = entered, release
}

// held waits as Hold says.
func (d *Double) held() {
	d.mu.Lock()
	entered, release := d.entered, d.release
	d.entered, d.release = nil, nil
	d.mu.Unlock()
	if entered != nil {
		close(entered)
		<-release
	}
}

// item returns an item by its identifier. The lock must be held.
func (d *Double) item(id string) (Item, bool) {
	i := slices.IndexFunc(d.items, func(i Item) bool { return i.ID == id })
	if i < 0 {
		return Item{}, false
	}
	return d.items[i], true
}

func (d *Double) serve(w http.ResponseWriter, r *http.Request) {
	if !agentForm.MatchString(r.UserAgent()) {
		d.tb.Errorf("wikidatatest: User-Agent %q is not of the form name/version (contact)", r.UserAgent())
		http.Error(w, "Please set a user-agent and respect our robot policy", http.StatusForbidden)
		return
	}
	_ = r.ParseForm()
	sparql := r.URL.Path == sparqlPath
	done, fault := d.enter(Request{sparql, r.Form, r.UserAgent()})
	d.held()
	if fault != nil {
		done() // before the answer: who has given up on it may ask again
		fault(w, r)
		return
	}
	// The answer is made before the turn is given back, and sent after, so that
	// whoever has read it finds the turn free.
	var answer any
	status := http.StatusOK
	switch {
	case sparql:
		answer, status = d.query(r.Form.Get("query"))
	case r.URL.Path == apiPath:
		answer = d.action(r.Form)
	default:
		status = http.StatusNotFound
	}
	done()
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(answer)
}

// enter notes a request, and fails the test if another one to the action API is
// still being answered. done ends it.
func (d *Double) enter(r Request) (done func(), fault Fault) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.requests = append(d.requests, r)
	if d.faults != 0 {
		fault = d.fault
		if d.faults > 0 {
			d.faults--
		}
	}
	if r.SPARQL {
		return func() {}, fault
	}
	if d.busy {
		d.tb.Errorf("wikidatatest: a request to the action API while another one was being answered: %v", r.Values)
	}
	d.busy = true
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.busy = false
	}, fault
}
