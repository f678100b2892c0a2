package slack_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"marquee/bots/slack"
	"marquee/bots/slack/slacktest"
	"marquee/internal/chat"
)

// A method that Slack asks to leave alone is left alone, whoever wants it.
func TestRetryAfterObeyed(t *testing.T) {
	h := always(chat.Card{Tone: chat.Info, Title: "Heat (1995)"})
	h.answer = func(_ context.Context, q chat.Request) chat.Answer {
		if strings.HasSuffix(q.Route, "settings") {
			return chat.Answer{Form: &chat.Form{Title: "Settings", Route: "v1/settings/save", Fields: []chat.FormField{{Name: "regions", Label: "Regions"}}}}
		}
		return chat.Answer{Card: &chat.Card{Tone: chat.Info, Title: "Heat (1995)"}}
	}
	for method, use := range map[string]func(*testing.T, *running, *slacktest.User){
		"users.info": func(t *testing.T, r *running, _ *slacktest.User) {
			all := h.requests()
			if _, _, err := all[len(all)-1].May(in(t, moment), chat.ManageServer); err == nil {
				t.Error("it is known who is an admin")
			}
		},
		"users.conversations": func(t *testing.T, r *running, _ *slacktest.User) {
			all := h.requests()
			if _, _, err := all[len(all)-1].May(in(t, moment), chat.ManageChannel); err == nil {
				t.Error("it is known who is a member")
			}
		},
		"conversations.info": func(t *testing.T, r *running, ann *slacktest.User) {
			if _, err := r.CheckPlace(in(t, moment), r.target()); err == nil {
				t.Error("the place is known")
			}
			if _, err := ann.Slash(ann.DM(), "/film", "Heat"); err != nil {
				t.Error(err)
			}
		},
		"usergroups.list": func(t *testing.T, r *running, _ *slacktest.User) {
			if _, err := r.CheckMention(in(t, moment), r.target(), chat.Person{}, "S0123456"); err == nil {
				t.Error("the group is known")
			}
		},
		"conversations.open": func(t *testing.T, r *running, ann *slacktest.User) {
			if _, err := r.Direct(in(t, moment), ann.ID()); err == nil {
				t.Error("the conversation is open")
			}
		},
		"views.open": func(t *testing.T, r *running, ann *slacktest.User) {
			if _, err := ann.Slash(r.films, "/settings", ""); err != nil {
				t.Error(err)
			}
			if m, _ := ann.Newest(r.films); !m.Ephemeral || !strings.Contains(m.Text(), "try again in a minute") {
				t.Errorf("the person reads %v", m)
			}
		},
	} {
		t.Run(method, func(t *testing.T) {
			r := start(t, h, slacktest.Config{RetryGrace: time.Nanosecond}, slack.Options{})
			ann := r.srv.AddUser("ann")
			r.films.Join(ann)
			if method != "users.info" { // which is asked beside
				if _, err := ann.Slash(r.films, "/film", "Heat"); err != nil {
					t.Fatal(err)
				}
			}
			r.srv.Inject(slacktest.Fault{Match: slacktest.On(method), Effect: slacktest.TooMany(time.Minute), Times: 1})
			if method == "users.info" {
				if _, err := ann.Slash(r.films, "/film", "Heat"); err != nil {
					t.Fatal(err)
				}
				waitFor(t, func() bool { return len(r.srv.RequestsTo(method)) == 1 })
			}
			for range 3 {
				use(t, r, ann)
			}
			if n := len(r.srv.RequestsTo(method)); n != 1 {
				t.Errorf("asked %d times", n)
			}
		})
	}
}

// Answers by the Web API keep to a message a second too, together with posts.
func TestSpeakPace(t *testing.T) {
	r := start(t, answering(false), slacktest.Config{}, slack.Options{})
	ann := r.srv.AddUser("ann")
	r.films.Join(ann)
	r.srv.Inject(slacktest.Fault{Match: slacktest.On(slacktest.ToResponseURL), Effect: slacktest.Answer(404, "application/json", `{"ok":false,"error":"expired_url"}`)})
	r.srv.Inject(slacktest.Fault{Match: slacktest.On("chat.postMessage"), Effect: slacktest.TooMany(time.Second), Times: 1})
	for range 2 {
		if _, err := ann.StartSlash(r.films, "/film", "Heat"); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.srv.Await(in(t, moment), func() bool { return len(ann.Sees(r.films)) == 2 }); err != nil {
		t.Fatal(err)
	}
	sent := r.srv.RequestsTo("chat.postMessage")
	for i := 1; i < len(sent); i++ {
		if gap := sent[i].At.Sub(sent[i-1].At); gap < 900*time.Millisecond {
			t.Errorf("posted again after %v", gap)
		}
	}
}
