package slack_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"marquee/bots/slack"
	"marquee/bots/slack/slacktest"
	"marquee/internal/chat"
)

// A request that Slack did not send, or not now, or that was sent before, is
// answered with 401 and touches nothing.
func TestForgedRequests(t *testing.T) {
	h := always(chat.Card{Tone: chat.Info, Title: "Heat (1995)"})
	r := start(t, h, slacktest.Config{}, slack.Options{Mode: slack.HTTP})
	ann := r.srv.AddUser("ann")
	command := func() slacktest.Probe { return r.srv.CommandProbe(ann, r.films, "/film", "Heat") }
	gone := func() slacktest.Probe {
		return r.srv.EventProbe("Ev1", map[string]any{"type": "channel_left", "channel": r.films.ID()})
	}
	for name, p := range map[string]slacktest.Probe{
		"forged": command().Forged(), "tampered": command().Tampered(), "unsigned": command().Unsigned(),
		"garbled": command().Garbled(), "stale": command().Stale(6 * time.Minute), "from the future": command().Stale(-6 * time.Minute),
		"forged event": gone().Forged(), "stale event": gone().Stale(time.Hour),
		"forged press": r.srv.Raw("/slack/interactions", "application/x-www-form-urlencoded", []byte("payload={}")).Forged(),
	} {
		if status := probe(t, r, p); status != http.StatusUnauthorized {
			t.Errorf("%s: status %d", name, status)
		}
	}
	if got := r.srv.RequestsTo(slacktest.ToResponseURL); len(h.requests()) != 0 || len(got) != 0 || slices.ContainsFunc(h.places(), isGone) {
		t.Errorf("touched: %v %v %v", h.requests(), got, h.places())
	}
	if status := probe(t, r, command().Oversized(1<<20+1)); status != http.StatusRequestEntityTooLarge {
		t.Errorf("a body over 1 MB: status %d", status)
	}
	for _, p := range []slacktest.Probe{
		r.srv.Raw("/slack/events", "application/json", []byte(`{"type":`)),
		r.srv.Raw("/slack/interactions", "application/x-www-form-urlencoded", []byte("payload={")),
		r.srv.Raw("/slack/commands", "application/x-www-form-urlencoded", []byte("command=%2Ffilm")),
	} {
		if status := probe(t, r, p); status != http.StatusBadRequest {
			t.Errorf("a body cut in half: status %d", status)
		}
	}
	if len(h.requests()) != 0 {
		t.Errorf("asked: %v", h.requests())
	}
}

// A request that was taken is not taken again.
func TestReplayedRequest(t *testing.T) {
	h := always(chat.Card{Tone: chat.Info, Title: "Heat (1995)"})
	r := start(t, h, slacktest.Config{}, slack.Options{Mode: slack.HTTP})
	ann := r.srv.AddUser("ann")
	p := r.srv.CommandProbe(ann, r.films, "/film", "Heat")
	if status := probe(t, r, p); status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	for range 3 {
		if status := probe(t, r, p); status != http.StatusUnauthorized {
			t.Errorf("again: status %d", status)
		}
	}
	if err := r.srv.Await(in(t, moment), func() bool { return len(r.srv.RequestsTo(slacktest.ToResponseURL)) == 1 }); err != nil {
		t.Fatal(err)
	}
	if n := len(h.requests()); n != 1 {
		t.Errorf("asked %d times", n)
	}
}

// An answer goes nowhere but to Slack, whatever a request says.
func TestForeignResponseURL(t *testing.T) {
	var visits atomic.Int32
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { visits.Add(1) }))
	defer elsewhere.Close()
	h := always(chat.Card{Tone: chat.Info, Title: "Heat (1995)"})
	r := start(t, h, slacktest.Config{}, slack.Options{Mode: slack.HTTP})
	r.srv.Expect(slacktest.BadAck) // of events after the end
	form := url.Values{"command": {"/film"}, "text": {"Heat"}, "user_id": {"U1"}, "channel_id": {r.films.ID()}, "response_url": {elsewhere.URL}}
	if status := probe(t, r, r.srv.Raw("/slack/commands", "application/x-www-form-urlencoded", []byte(form.Encode()))); status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	waitFor(t, func() bool { return len(h.requests()) == 1 })
	r.stop()
	if err := <-r.ended; err != nil {
		t.Error(err)
	}
	if visits.Load() != 0 {
		t.Error("it was answered there")
	}
}

// A press that was taken is not taken again either; a search may be, since it
// changes nothing.
func TestReplayedPress(t *testing.T) {
	h := always(chat.Card{Tone: chat.Info, Title: "Heat (1995)", Actions: []chat.Action{{Label: "More", Route: "v1/film/1"}}})
	r := start(t, h, slacktest.Config{}, slack.Options{Mode: slack.HTTP})
	ann := r.srv.AddUser("ann")
	if _, err := ann.Slash(r.films, "/film", "Heat"); err != nil {
		t.Fatal(err)
	}
	i, err := ann.Press(r.films, "More")
	if err != nil {
		t.Fatal(err)
	}
	// Signed as of when it was made, which may be the second before it was sent.
	first := probe(t, r, r.srv.Replayed(i))
	if again := probe(t, r, r.srv.Replayed(i)); again != http.StatusUnauthorized {
		t.Errorf("status %d, then %d", first, again)
	}
}

func isGone(told string) bool { return strings.HasPrefix(told, "gone") }

func probe(t *testing.T, r *running, p slacktest.Probe) int {
	t.Helper()
	status, _, err := r.srv.Probe(in(t, moment), r.base, p)
	if err != nil {
		t.Fatal(err)
	}
	return status
}

// A Handler is told what happens to places, once however often Slack tells it.
func TestEvents(t *testing.T) {
	eachMode(t, func(t *testing.T, mode slack.Mode) {
		h := always(chat.Card{})
		r := start(t, h, slacktest.Config{}, slack.Options{Mode: mode})
		ann := r.srv.AddUser("ann")
		other, old := r.srv.AddPrivateChannel("other"), r.srv.AddChannel("old")
		other.JoinBot()
		other.Join(ann)
		old.JoinBot()
		old.Archive()
		other.RemoveBot()
		for _, kind := range []string{"member_joined_channel", "channel_archive", "group_left"} {
			for _, e := range r.srv.Events(kind) {
				if err := e.Acknowledged(in(t, moment)); err != nil {
					t.Fatal(err)
				}
				for range 2 {
					if err := r.srv.Redeliver(in(t, moment), e); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		r.srv.Uninstall()
		team := r.srv.TeamID()
		want := map[string]int{
			"added " + team + " " + other.ID(): 1, "added " + team + " " + old.ID(): 1,
			"gone " + team + " " + old.ID(): 1, "gone " + team + " " + other.ID(): 1, "removed " + team + " ": 2,
		}
		told := func() map[string]int {
			got := make(map[string]int)
			for _, p := range h.places() {
				if !strings.HasSuffix(p, " "+r.films.ID()) { // of the start
					got[p]++
				}
			}
			return got
		}
		waitFor(t, func() bool { return len(h.places()) >= 7 })
		for k, n := range want {
			if told()[k] != n {
				t.Errorf("%q %d times, not %d: %v", k, told()[k], n, h.places())
			}
		}
	})
}

// waitFor polls what no channel tells of.
func waitFor(t *testing.T, done func() bool) {
	t.Helper()
	ctx := in(t, moment)
	for !done() {
		select {
		case <-ctx.Done():
			t.Fatal("it did not come about")
		case <-time.After(2 * time.Millisecond):
		}
	}
}

func eachMode(t *testing.T, f func(*testing.T, slack.Mode)) {
	for _, mode := range []slack.Mode{slack.Socket, slack.HTTP} {
		t.Run(string(mode), func(t *testing.T) { f(t, mode) })
	}
}
