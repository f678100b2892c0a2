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

// later answers everything with what make makes.
func later(private bool, make func(context.Context) chat.Card) *fake {
	return &fake{answer: func(context.Context, chat.Request) chat.Answer {
		return chat.Answer{Private: private, Later: make}
	}}
}

func sorry(sentence string) chat.Card {
	return chat.Card{Tone: chat.Failure, Title: "Sorry", Body: chat.T(sentence)}
}

// With a slow source the acknowledgement does not wait for it.
func TestSlowUpstream(t *testing.T) {
	eachMode(t, func(t *testing.T, mode slack.Mode) {
		release := make(chan struct{})
		h := later(false, func(context.Context) chat.Card {
			<-release
			return chat.Card{Tone: chat.Info, Title: "Heat (1995)"}
		})
		r := start(t, h, slacktest.Config{}, slack.Options{Mode: mode})
		ann := r.srv.AddUser("ann")
		i, err := ann.StartSlash(r.films, "/film", "Heat")
		if err != nil {
			t.Fatal(err)
		}
		took, err := i.Acknowledged(in(t, moment))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("acknowledged after %v", took)
		if got := ann.Sees(r.films); len(got) != 0 {
			t.Errorf("sees %v before there is an answer", got)
		}
		close(release)
		if _, err := i.Answered(in(t, moment)); err != nil {
			t.Fatal(err)
		}
		if got := i.Reply(); len(got) != 1 || got[0].Ephemeral || got[0].Text() != "Heat (1995)" {
			t.Errorf("answered %v", got)
		}
	})
}

// A source that never answers gets the person one clear sentence, for them alone,
// whether the Handler words it or hangs.
func TestSilentUpstream(t *testing.T) {
	hang := make(chan struct{})
	t.Cleanup(func() { close(hang) })
	for name, c := range map[string]struct {
		make func(context.Context) chat.Card
		want string
	}{
		"worded": {func(ctx context.Context) chat.Card { <-ctx.Done(); return sorry("The source is down.") }, "The source is down."},
		"hangs":  {func(context.Context) chat.Card { <-hang; return chat.Card{} }, "That took too long"},
	} {
		t.Run(name, func(t *testing.T) {
			r := start(t, later(false, c.make), slacktest.Config{}, slack.Options{AnswerWithin: 50 * time.Millisecond})
			ann, bob := r.srv.AddUser("ann"), r.srv.AddUser("bob")
			i, err := ann.Slash(r.films, "/film", "Heat")
			if err != nil {
				t.Fatal(err)
			}
			if got := i.Reply(); len(got) != 1 || !got[0].Ephemeral || !strings.Contains(got[0].Text(), c.want) {
				t.Errorf("answered %v", got)
			}
			if got := bob.Sees(r.films); len(got) != 0 {
				t.Errorf("others see %v", got)
			}
		})
	}
}

// A press that fails after all leaves the card that everybody sees.
func TestFailureAfterPublicPress(t *testing.T) {
	h := &fake{answer: func(_ context.Context, q chat.Request) chat.Answer {
		if q.Press == nil {
			return chat.Answer{Card: &chat.Card{Tone: chat.Info, Title: "Heat (1995)", Actions: []chat.Action{{Label: "More", Route: "v1/film/1"}}}}
		}
		return chat.Answer{Place: chat.Replace, Later: func(context.Context) chat.Card { return sorry("The source is down.") }}
	}}
	r := start(t, h, slacktest.Config{}, slack.Options{})
	ann := r.srv.AddUser("ann")
	if _, err := ann.Slash(r.films, "/film", "Heat"); err != nil {
		t.Fatal(err)
	}
	i, err := ann.Press(r.films, "More")
	if err != nil {
		t.Fatal(err)
	}
	if got := i.Reply(); len(got) != 1 || !got[0].Ephemeral {
		t.Errorf("answered %v", got)
	}
	if got := ann.Sees(r.films); len(got) != 2 || got[0].Edited || !strings.Contains(got[0].Text(), "Heat (1995)") {
		t.Errorf("sees %v", got)
	}
}

// A panic ends neither the process nor the wait of whoever asked.
func TestPanics(t *testing.T) {
	for name, h := range map[string]*fake{
		"in the answer": {answer: func(context.Context, chat.Request) chat.Answer { panic("oh") }},
		"later":         later(false, func(context.Context) chat.Card { panic("oh") }),
		"nothing":       {answer: func(context.Context, chat.Request) chat.Answer { return chat.Answer{} }},
	} {
		t.Run(name, func(t *testing.T) {
			eachMode(t, func(t *testing.T, mode slack.Mode) {
				r := start(t, h, slacktest.Config{}, slack.Options{Mode: mode})
				ann := r.srv.AddUser("ann")
				for range 2 {
					i, err := ann.Slash(r.films, "/film", "Heat")
					if err != nil {
						t.Fatal(err)
					}
					if got := i.Reply(); len(got) != 1 || !got[0].Ephemeral || !strings.Contains(got[0].Text(), "Something went wrong") {
						t.Errorf("answered %v", got)
					}
				}
			})
		})
	}
}

// What was acknowledged is finished before Run returns.
func TestFinishesAtTheEnd(t *testing.T) {
	begun, release := make(chan struct{}), make(chan struct{})
	h := later(false, func(context.Context) chat.Card {
		close(begun)
		<-release
		return chat.Card{Tone: chat.Info, Title: "Heat (1995)"}
	})
	r := start(t, h, slacktest.Config{}, slack.Options{})
	ann := r.srv.AddUser("ann")
	i, err := ann.StartSlash(r.films, "/film", "Heat")
	if err != nil {
		t.Fatal(err)
	}
	<-begun
	if _, err := i.Acknowledged(in(t, moment)); err != nil {
		t.Fatal(err)
	}
	r.stop()
	close(release)
	if _, err := i.Answered(in(t, moment)); err != nil {
		t.Fatal(err)
	}
	if got := i.Reply(); len(got) != 1 {
		t.Errorf("answered %v", got)
	}
}

// What takes too long at the end is told so.
func TestStopsAtTheEnd(t *testing.T) {
	begun := make(chan struct{})
	h := later(false, func(ctx context.Context) chat.Card {
		close(begun)
		<-ctx.Done()
		return sorry("I am being restarted.")
	})
	r := start(t, h, slacktest.Config{}, slack.Options{FinishWithin: 200 * time.Millisecond})
	ann := r.srv.AddUser("ann")
	i, err := ann.StartSlash(r.films, "/film", "Heat")
	if err != nil {
		t.Fatal(err)
	}
	<-begun
	if _, err := i.Acknowledged(in(t, moment)); err != nil {
		t.Fatal(err)
	}
	r.stop()
	if _, err := i.Answered(in(t, moment)); err != nil {
		t.Fatal(err)
	}
	if got := i.Reply(); len(got) != 1 || !got[0].Ephemeral || !strings.Contains(got[0].Text(), "restarted") {
		t.Errorf("answered %v", got)
	}
}
