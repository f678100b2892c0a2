package discord_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"marquee/bots/discord"
	"marquee/bots/discord/discordtest"
	"marquee/internal/chat"
)

var bothModes = []discord.Mode{discord.Gateway, discord.HTTP}

func eachMode(t *testing.T, f func(*testing.T, discord.Mode)) {
	for _, mode := range bothModes {
		t.Run(string(mode), func(t *testing.T) { f(t, mode) })
	}
}

var heat = discordtest.Options{"title": "Heat"}

// What takes long is acknowledged at once, and then answered. A third of the
// 10 s that a slow source may take is enough to tell the one from the other, for
// Discord itself gives up after 3 s.
func TestSlowAnswer(t *testing.T) {
	slow := 10 * time.Second
	if testing.Short() {
		slow = 3500 * time.Millisecond
	}
	eachMode(t, func(t *testing.T, mode discord.Mode) {
		t.Parallel()
		r := start(t, later(false, func(ctx context.Context) chat.Card {
			select {
			case <-time.After(slow):
			case <-ctx.Done():
			}
			return chat.Card{Title: "Heat (1995)", Body: chat.T("Here it is.")}
		}), discordtest.Config{}, discord.Options{Mode: mode})
		i, err := r.ann.StartCommand(r.channel, "film", heat)
		if err != nil {
			t.Fatal(err)
		}
		took, err := i.Acknowledged(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("deferred after %v", took)
		if !i.Deferred() {
			t.Errorf("the first response was of type %d", i.Response())
		}
		if err := i.Answered(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := i.Reply(); len(got) != 1 || !strings.Contains(got[0].String(), "Heat (1995)") {
			t.Errorf("the answer was %v", got)
		}
	})
}

// A source that never answers is given up after a while, with a sentence for the
// asker alone and nothing left for the others.
func TestAnswerThatNeverComes(t *testing.T) {
	t.Parallel()
	eachMode(t, func(t *testing.T, mode discord.Mode) {
		stuck := make(chan struct{})
		t.Cleanup(func() { close(stuck) })
		r := start(t, later(false, func(context.Context) chat.Card { <-stuck; return chat.Card{} }),
			discordtest.Config{}, discord.Options{Mode: mode, AnswerWithin: 200 * time.Millisecond})
		bob := r.srv.AddUser("bob")
		r.guild.Join(bob)
		i, err := r.ann.Command(r.channel, "film", heat)
		if err != nil {
			t.Fatal(err)
		}
		got := i.Reply()
		if len(got) != 1 || !got[0].Ephemeral || !strings.Contains(got[0].String(), "took too long") {
			t.Errorf("ann sees %v", got)
		}
		if left := bob.Sees(r.channel); len(left) != 0 {
			t.Errorf("bob sees %v", left)
		}
	})
}

// Where a failure is told depends on what all could see of the question.
func TestFailureAfterDeferral(t *testing.T) {
	t.Parallel()
	fail := func(context.Context) chat.Card { return sorry("The source is down.") }
	public := chat.Card{Title: "Public", Actions: []chat.Action{{Label: "More", Route: "v1/more"}}}
	eachMode(t, func(t *testing.T, mode discord.Mode) {
		h := &fake{}
		h.answer = func(_ context.Context, q chat.Request) chat.Answer {
			switch {
			case q.Press != nil:
				return chat.Answer{Place: chat.Replace, Private: q.Press.Private, Later: fail}
			case q.Args["title"] == "private":
				return chat.Answer{Private: true, Card: &public}
			case q.Args["title"] == "public":
				return chat.Answer{Card: &public}
			}
			return chat.Answer{Private: q.Args["title"] == "Private failure", Later: fail}
		}
		r := start(t, h, discordtest.Config{}, discord.Options{Mode: mode})
		ask := func(title string) []discordtest.Seen {
			i, err := r.ann.Command(r.channel, "film", discordtest.Options{"title": title})
			if err != nil {
				t.Fatal(err)
			}
			return i.Reply()
		}
		if got := ask("Private failure"); len(got) != 1 || !got[0].Ephemeral {
			t.Errorf("a private failure: %v", got)
		}
		if got := ask("Public failure"); len(got) != 1 || !got[0].Ephemeral {
			t.Errorf("a public failure: %v", got)
		}
		ask("public")
		i, err := r.ann.Press(r.channel, "More")
		if err != nil {
			t.Fatal(err)
		}
		if got := i.Reply(); len(got) != 2 || got[0].Embeds[0].Title.String() != "Public" || !got[1].Ephemeral {
			t.Errorf("a failure behind a public card: %v", got)
		}
		ask("private")
		if i, err = r.ann.Press(r.channel, "More"); err != nil {
			t.Fatal(err)
		}
		if got := i.Reply(); len(got) != 1 || !got[0].Ephemeral || !strings.Contains(got[0].String(), "is down") {
			t.Errorf("a failure behind a private card: %v", got)
		}
	})
}

// A panic is answered, logged, and the end of nothing.
func TestPanic(t *testing.T) {
	t.Parallel()
	eachMode(t, func(t *testing.T, mode discord.Mode) {
		h := &fake{}
		h.answer = func(_ context.Context, q chat.Request) chat.Answer {
			if q.Args["title"] == "now" {
				panic("on purpose")
			}
			return chat.Answer{Later: func(context.Context) chat.Card { panic("on purpose, later") }}
		}
		h.suggest = func(string, string) []chat.Choice { panic("on purpose, while typing") }
		r := start(t, h, discordtest.Config{}, discord.Options{Mode: mode})
		for _, title := range []string{"now", "later", "now"} {
			i, err := r.ann.Command(r.channel, "film", discordtest.Options{"title": title})
			if err != nil {
				t.Fatal(err)
			}
			if got := i.Reply(); len(got) != 1 || !got[0].Ephemeral || !strings.Contains(got[0].String(), "went wrong on my side") {
				t.Errorf("after a panic %s: %v", title, got)
			}
		}
		if got, err := r.ann.Autocomplete(r.channel, "film", "title", "x", nil); err != nil || len(got) != 0 {
			t.Errorf("after a panic while typing: %v, %v", got, err)
		}
	})
}

// When the program ends, what was acknowledged is finished.
func TestFinishing(t *testing.T) {
	t.Parallel()
	eachMode(t, func(t *testing.T, mode discord.Mode) {
		release := make(chan struct{})
		r := start(t, later(false, func(context.Context) chat.Card { <-release; return chat.Card{Title: "Finished"} }),
			discordtest.Config{}, discord.Options{Mode: mode})
		i, err := r.ann.StartCommand(r.channel, "film", heat)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := i.Acknowledged(t.Context()); err != nil {
			t.Fatal(err)
		}
		r.stop()
		close(release)
		if err := i.Answered(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := i.Reply()[0].String(); !strings.Contains(got, "Finished") {
			t.Errorf("the answer was %s", got)
		}
	})
}

// Where finishing would take too long, people are told so.
func TestFinishingInTime(t *testing.T) {
	t.Parallel()
	stuck := make(chan struct{})
	t.Cleanup(func() { close(stuck) })
	r := start(t, later(true, func(context.Context) chat.Card { <-stuck; return chat.Card{} }),
		discordtest.Config{}, discord.Options{FinishWithin: 2 * time.Second})
	i, err := r.ann.StartCommand(r.channel, "film", heat)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := i.Acknowledged(t.Context()); err != nil {
		t.Fatal(err)
	}
	r.stop()
	err = i.Answered(t.Context())
	if got := i.Reply(); err != nil || len(got) != 1 || !strings.Contains(got[0].String(), "being restarted") {
		t.Errorf("ann sees %v, %v", got, err)
	}
}
