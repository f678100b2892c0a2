package slack_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"marquee/bots/slack"
	"marquee/bots/slack/slacktest"
	"marquee/internal/chat"
)

// lockedBuffer is a log that many write to.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// A refused token ends Run at once, in words, and is not in them.
func TestRefusedTokens(t *testing.T) {
	for name, refuse := range map[string]func(*slacktest.Server){
		"bot":     func(s *slacktest.Server) { s.RefuseBot("invalid_auth") },
		"revoked": func(s *slacktest.Server) { s.RefuseBot("token_revoked") },
		"app":     func(s *slacktest.Server) { s.RefuseApp("invalid_auth") },
	} {
		t.Run(name, func(t *testing.T) {
			srv := slacktest.New(t, slacktest.Config{})
			refuse(srv)
			var log lockedBuffer
			a, err := slack.New(slack.Options{
				APIURL: srv.APIURL(), BotToken: srv.BotToken(), AppToken: srv.AppToken(),
				Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
			})
			if err != nil {
				t.Fatal(err)
			}
			err = a.Run(in(t, moment), always(chat.Card{}))
			if !errors.Is(err, slack.ErrTokenRefused) {
				t.Fatalf("Run: %v", err)
			}
			for _, secret := range []string{srv.BotToken(), srv.AppToken()} {
				if strings.Contains(err.Error()+log.String(), secret) {
					t.Errorf("a token shows: %v\n%s", err, log.String())
				}
			}
		})
	}
}

// Sockets come back, and no secret is logged on the way.
func TestReconnects(t *testing.T) {
	var log lockedBuffer
	r := start(t, always(chat.Card{Tone: chat.Info, Title: "Heat (1995)"}), slacktest.Config{}, slack.Options{
		Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	ann := r.srv.AddUser("ann")
	for n, lose := range []func(){
		func() { r.srv.Disconnect(slacktest.RefreshRequested) },
		func() { r.srv.DropSockets() },
		func() { r.srv.SendRaw(`{"type":"unheard_of"}`); r.srv.DropSockets() },
	} {
		lose()
		err := r.srv.WaitSockets(in(t, moment), func(ready, opened int) bool { return ready == 1 && opened >= n+2 })
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ann.Slash(r.films, "/film", "Heat"); err != nil {
			t.Errorf("after loss %d: %v", n+1, err)
		}
	}
	for _, secret := range []string{r.srv.BotToken(), r.srv.AppToken(), "ticket="} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("%q is in the log:\n%s", secret, log.String())
		}
	}
}

// A message that Slack refuses for a picture goes out again without.
func TestPictureThatCannotBeFetched(t *testing.T) {
	for _, status := range []int{404, 200} {
		r := start(t, always(filmCard()), slacktest.Config{Images: []string{}, RefusalStatus: status}, slack.Options{})
		ann := r.srv.AddUser("ann")
		i, err := ann.Slash(r.films, "/film", "Never Let Me Go")
		if err != nil {
			t.Fatal(err)
		}
		if got := i.Reply(); len(got) != 1 || len(got[0].Pictures) != 0 || got[0].Unfurls || got[0].Ephemeral || got[0].Field("Director") != "Mark Romanek" {
			t.Errorf("answered %v", got)
		}
		if out := r.Post(in(t, moment), "K1", r.target(), filmCard()); out.Result != chat.Sent {
			t.Errorf("posted %+v", out)
		}
	}
}

func (r *running) target() chat.Target {
	return chat.Target{Platform: slack.Platform, Server: r.srv.TeamID(), Channel: r.films.ID()}
}

// A hostile title shows literally, everywhere, and pings nobody.
func TestHostileTitle(t *testing.T) {
	eachMode(t, func(t *testing.T, mode slack.Mode) {
		r := start(t, always(hostileCard()), slacktest.Config{}, slack.Options{Mode: mode})
		ann := r.srv.AddUser("ann")
		if _, err := ann.Slash(r.films, "/film", hostileTitle); err != nil {
			t.Fatal(err)
		}
		if out := r.Post(in(t, moment), "K1", r.target(), hostileCard()); out.Result != chat.Sent {
			t.Fatalf("%+v", out)
		}
		for _, m := range ann.Sees(r.films) {
			if n := strings.Count(m.Text(), hostileTitle); n != 10 {
				t.Errorf("it shows %d times in\n%s", n, m)
			}
			for _, p := range m.Parts {
				if found := append(p.Text.Mentions(), p.Text.Links()...); len(found) > 0 {
					t.Errorf("%q became %q", p.Text, found)
				}
			}
			if !m.Pings.None() || m.Unfurls {
				t.Errorf("it pings %+v, unfurls %v", m.Pings, m.Unfurls)
			}
			if m.Buttons[0].Label != hostileTitle || m.Selects[0].Options[0].Label != hostileTitle {
				t.Errorf("labels %v %v", m.Buttons, m.Selects)
			}
		}
	})
}

// Who pressed what under which card is told rightly.
func TestPresses(t *testing.T) {
	card := chat.Card{Tone: chat.Info, Title: "Heat (1995)", Actions: []chat.Action{
		{Label: "More", Route: "v1/film/1"}, {Label: "IMDb", URL: "https://www.imdb.com/title/tt0113277/"},
	}}
	h := always(card)
	h.answer = func(_ context.Context, q chat.Request) chat.Answer {
		return chat.Answer{Card: &card, Private: q.Line == "private"}
	}
	r := start(t, h, slacktest.Config{}, slack.Options{})
	ann, bob := r.srv.AddUser("ann"), r.srv.AddUser("bob")
	press := func(u *slacktest.User, label string) *chat.Press {
		t.Helper()
		before := len(h.requests())
		if _, err := u.Press(r.films, label); err != nil {
			t.Fatal(err)
		}
		all := h.requests()
		if len(all) == before {
			return nil
		}
		last := all[len(all)-1]
		if last.Route != "v1/film/1" || last.Asker.ID != u.ID() || last.Target != r.target() {
			t.Errorf("asked %+v", last)
		}
		return last.Press
	}
	say := func(line string) {
		t.Helper()
		if _, err := ann.Slash(r.films, "/film", line); err != nil {
			t.Fatal(err)
		}
	}
	check := func(what string, got *chat.Press, want chat.Press) {
		t.Helper()
		if got == nil || *got != want {
			t.Errorf("%s: %+v, want %+v", what, got, want)
		}
	}
	say("Heat")
	check("by the asker", press(ann, "More"), chat.Press{ByAsker: true})
	say("Heat")
	check("by another", press(bob, "More"), chat.Press{})
	say("private")
	check("in private", press(ann, "More"), chat.Press{ByAsker: true, Private: true})
	if got := press(ann, "IMDb"); got != nil {
		t.Errorf("a link asked for %+v", got)
	}
	if out := r.Post(in(t, moment), "K1", r.target(), card); out.Result != chat.Sent {
		t.Fatalf("%+v", out)
	}
	check("of an announcement", press(ann, "More"), chat.Press{Announcement: true})
}
