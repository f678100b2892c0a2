//go:build linux || darwin

package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"marquee/bots/discord/discordtest"
	"marquee/bots/slack/slacktest"
)

// faults spoil posts: of a hundred 5 get a 429, 3 a 500, of 3 the connection is cut
// after they were taken in, and 3 get a 502 after that. The others take a moment.
type faults struct {
	mu      sync.Mutex
	random  *rand.Rand
	over    bool
	under   int
	posts   int
	counts  map[string]int
	armed   time.Duration // how long an outage lasts that begins with Discord's next post
	down    time.Time     // until when Discord has an outage
	downing time.Time     // until when it still takes in what it then does not answer
}

func newFaults() *faults {
	return &faults{random: rand.New(rand.NewPCG(1, 2)), counts: make(map[string]int)}
}

func (f *faults) stop() {
	f.mu.Lock()
	f.over = true
	f.mu.Unlock()
}

// outage has Discord answer nothing for so long, from its next post on.
func (f *faults) outage(d time.Duration) {
	f.mu.Lock()
	f.armed = d
	f.mu.Unlock()
}

// begins reports whether an outage begins with this post.
func (f *faults) begins() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.armed == 0 {
		return false
	}
	f.downing, f.down = time.Now().Add(3*time.Second), time.Now().Add(f.armed)
	f.armed = 0
	f.counts["outages"]++
	return true
}

// seen counts the posts that have come so far.
func (f *faults) seen() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.posts
}

// underWay counts the posts that wait for an answer.
func (f *faults) underWay() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.under
}

func (f *faults) String() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return fmt.Sprintf("%d posts with faults %v", f.posts, f.counts)
}

// on spoils what comes to the doubles.
func (f *faults) on(d *discordtest.Server, s *slacktest.Server) {
	d.Inject(discordtest.Fault{Match: func(string, string) bool { return f.isDown() }, Effect: f.cut})
	d.Inject(discordtest.Fault{Match: discordtest.On("POST", "/channels/*/messages"),
		Effect: func(w http.ResponseWriter, r *http.Request, accept http.HandlerFunc) {
			if f.begins() {
				f.cut(w, r, accept)
			}
			f.spoil(w, r, accept, discordtest.TooMany(time.Second, discordtest.UserScope), discordtest.Status(500), discordtest.Status(502))
		}})
	s.Inject(slacktest.Fault{Match: slacktest.On("chat.postMessage"),
		Effect: func(w http.ResponseWriter, r *http.Request, accept http.HandlerFunc) {
			f.spoil(w, r, accept, effect(slacktest.TooMany(time.Second)), effect(slacktest.Status(500)), effect(slacktest.Status(502)))
		}})
}

// An effect is that of either double.
type effect = func(w http.ResponseWriter, r *http.Request, accept http.HandlerFunc)

func (f *faults) isDown() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return time.Now().Before(f.down)
}

// cut takes a request in at the beginning of an outage, and answers none.
func (f *faults) cut(_ http.ResponseWriter, r *http.Request, accept http.HandlerFunc) {
	post := r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/messages")
	if post {
		defer f.enter()()
	}
	f.mu.Lock()
	takes := time.Now().Before(f.downing)
	if post {
		f.counts["in an outage"]++
	}
	f.mu.Unlock()
	if takes {
		accept(httptest.NewRecorder(), r)
	}
	panic(http.ErrAbortHandler)
}

func (f *faults) enter() (leave func()) {
	f.mu.Lock()
	f.posts++
	f.under++
	f.mu.Unlock()
	return func() {
		f.mu.Lock()
		f.under--
		f.mu.Unlock()
	}
}

func (f *faults) spoil(w http.ResponseWriter, r *http.Request, accept http.HandlerFunc, tooMany, fails, badGateway effect) {
	defer f.enter()()
	f.mu.Lock()
	n, late, wait := f.random.IntN(100), f.random.IntN(2) == 0, time.Duration(10+f.random.IntN(120))*time.Millisecond
	what := ""
	switch {
	case f.over:
		n, wait = 100, 0
	case n < 5:
		what = "429"
	case n < 8:
		what = "500"
	case n < 11:
		what = "cut after it was taken in"
	case n < 14:
		what = "502 after it was taken in"
	}
	if what != "" {
		f.counts[what]++
	}
	f.mu.Unlock()
	switch {
	case n < 5:
		tooMany(w, r, accept)
	case n < 8:
		fails(w, r, accept)
	case n < 11:
		discordtest.AcceptThenDrop()(w, r, accept)
	case n < 14:
		accept(httptest.NewRecorder(), r)
		badGateway(w, r, accept)
	case late:
		discordtest.DelayAnswer(wait)(w, r, accept)
	default:
		discordtest.Delay(wait)(w, r, accept)
	}
}
