package slack_test

import (
	"net/http"
	"strings"
	"testing"

	"marquee/bots/slack"
	"marquee/bots/slack/slacktest"
	"marquee/internal/chat"
)

// In a conversation of two people there is nothing to be a member of, and nobody
// is sent to /invite.
func TestMayBetweenTwo(t *testing.T) {
	h := always(chat.Card{Tone: chat.Info, Title: "Settings"})
	r := start(t, h, slacktest.Config{}, slack.Options{})
	ann, bob := r.srv.AddUser("ann"), r.srv.AddUser("bob")
	if _, err := ann.Slash(ann.DMWith(bob), "/settings", ""); err != nil {
		t.Fatal(err)
	}
	ok, missing, err := h.requests()[0].May(in(t, moment), chat.ManageChannel)
	if ok || err != nil || !strings.HasPrefix(missing, "a channel, or a conversation with me alone") {
		t.Errorf("%v %q %v", ok, missing, err)
	}
	if n := len(r.srv.RequestsTo("users.conversations")); n != 0 {
		t.Errorf("asked for channels %d times", n)
	}
}

// What is sent to a bot that is ending is not said to be taken.
func TestEndingTakesNothing(t *testing.T) {
	h := always(chat.Card{Tone: chat.Info, Title: "Heat (1995)"})
	r := start(t, h, slacktest.Config{}, slack.Options{Mode: slack.HTTP})
	r.srv.Expect(slacktest.BadAck) // of events after the end
	ann := r.srv.AddUser("ann")
	slack.End(r.Adapter)
	for name, p := range map[string]slacktest.Probe{
		"command": r.srv.CommandProbe(ann, r.films, "/film", "Alien"),
		"event":   r.srv.EventProbe("Ev9", map[string]any{"type": "channel_left", "channel": r.films.ID()}),
	} {
		if status := probe(t, r, p); status != http.StatusServiceUnavailable {
			t.Errorf("%s: status %d", name, status)
		}
	}
	if n := len(h.requests()); n != 0 {
		t.Errorf("asked %d times", n)
	}
}

// An event of another workspace, with which a channel is shared, is none of the
// bot's: that one may uninstall its own.
func TestEventsOfOthers(t *testing.T) {
	h := always(chat.Card{})
	r := start(t, h, slacktest.Config{}, slack.Options{Mode: slack.HTTP})
	body := func(team, id string) []byte {
		return []byte(`{"type":"event_callback","team_id":"` + team + `","event_id":"` + id + `","event":{"type":"app_uninstalled"}}`)
	}
	for _, b := range [][]byte{body("T0000OTHER", "Ev81"), body(r.srv.TeamID(), "Ev82")} {
		if status := probe(t, r, r.srv.Raw("/slack/events", "application/json", b)); status != http.StatusOK {
			t.Errorf("status %d", status)
		}
	}
	removed := func() (list []string) {
		for _, p := range h.places() {
			if strings.HasPrefix(p, "removed") {
				list = append(list, p)
			}
		}
		return list
	}
	waitFor(t, func() bool { return len(removed()) > 0 })
	r.stop()
	<-r.ended
	r.srv.Expect(slacktest.BadAck)
	if got := removed(); len(got) != 1 || !strings.Contains(got[0], r.srv.TeamID()) {
		t.Errorf("told %q", got)
	}
}
