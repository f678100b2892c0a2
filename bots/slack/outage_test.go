package slack_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"marquee/bots/slack"
	"marquee/bots/slack/slacktest"
	"marquee/internal/chat"
)

// answering answers everything with a card, to the asker alone or to everybody.
func answering(private bool) *fake {
	return &fake{answer: func(context.Context, chat.Request) chat.Answer {
		return chat.Answer{Private: private, Card: &chat.Card{Tone: chat.Info, Title: "Heat (1995)"}}
	}}
}

// Whatever becomes of a response_url, the person hears something: what they alone
// see is sent again, and what everybody sees is not shown twice.
func TestAnswerSurvivesOutage(t *testing.T) {
	const card, doubt = "Heat (1995)", "Slack did not tell me"
	used := slacktest.Answer(http.StatusNotFound, "application/json", `{"ok":false,"error":"used_url"}`)
	for _, c := range []struct {
		name    string
		private bool
		effect  slacktest.Effect
		times   int  // 0: always
		out     bool // the bot is not in the channel
		public  int  // cards that others see
		here    string
		direct  string
	}{
		{name: "private 503", private: true, effect: slacktest.Status(503), times: 2, here: card},
		{name: "private cut", private: true, effect: slacktest.Drop(), times: 2, here: card},
		{name: "private cut after", private: true, effect: slacktest.AcceptThenDrop(), times: 1, here: card},
		{name: "private 503 for ever", private: true, effect: slacktest.Status(503), here: card},
		{name: "private 503 for ever, outside", private: true, effect: slacktest.Status(503), out: true, direct: card},
		{name: "private used, outside", private: true, effect: used, out: true, direct: card},
		{name: "public 503", effect: slacktest.Status(503), times: 1, here: doubt},
		{name: "public cut after", effect: slacktest.AcceptThenDrop(), times: 1, public: 1, here: doubt},
		{name: "public 503 for ever", effect: slacktest.Status(503), here: doubt},
		{name: "public 503 for ever, outside", effect: slacktest.Status(503), out: true, direct: doubt},
		{name: "public used, outside", effect: used, out: true, direct: card},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := start(t, answering(c.private), slacktest.Config{}, slack.Options{})
			ann, bob := r.srv.AddUser("ann"), r.srv.AddUser("bob")
			where := r.films
			if c.out {
				where = r.srv.AddChannel("elsewhere")
			}
			where.Join(ann)
			r.srv.Inject(slacktest.Fault{Match: slacktest.On(slacktest.ToResponseURL), Effect: c.effect, Times: c.times})
			if _, err := ann.StartSlash(where, "/film", "Heat"); err != nil {
				t.Fatal(err)
			}
			reads := func(channel *slacktest.Channel, want string) bool {
				m, ok := ann.Newest(channel)
				return want == "" || ok && strings.Contains(m.Text(), want)
			}
			if err := r.srv.Await(in(t, moment), func() bool { return reads(where, c.here) && reads(ann.DM(), c.direct) }); err != nil {
				t.Fatalf("%v: here %v, direct %v", err, ann.Sees(where), ann.Sees(ann.DM()))
			}
			if got := bob.Sees(where); len(got) != c.public {
				t.Errorf("others see %v", got)
			}
			if n := len(r.srv.RequestsTo(slacktest.ToResponseURL)); n > 5 {
				t.Errorf("the response_url was used %d times", n)
			}
		})
	}
}

// A form that was sent long after it was opened gets its answer where the
// response_url is over, in the channel or else to the person alone.
func TestFormAnsweredLate(t *testing.T) {
	for name, out := range map[string]bool{"inside": false, "outside": true} {
		t.Run(name, func(t *testing.T) {
			h := &fake{answer: func(_ context.Context, q chat.Request) chat.Answer {
				if q.Args == nil {
					return chat.Answer{Form: &chat.Form{Title: "Settings", Route: "v1/settings/save", Submit: "Save", Fields: []chat.FormField{{Name: "regions", Label: "Regions"}}}}
				}
				return chat.Answer{Private: true, Later: func(context.Context) chat.Card {
					return chat.Card{Tone: chat.Info, Title: "Saved", Actions: []chat.Action{{Label: "Change this channel", Route: "v1/settings/edit"}}}
				}}
			}}
			r := start(t, h, slacktest.Config{}, slack.Options{})
			ann := r.srv.AddUser("ann")
			where := r.films
			if out {
				where = r.srv.AddChannel("elsewhere")
			}
			where.Join(ann)
			if _, err := ann.Slash(where, "/settings", ""); err != nil {
				t.Fatal(err)
			}
			r.srv.Inject(slacktest.Fault{Match: slacktest.On(slacktest.ToResponseURL),
				Effect: slacktest.Answer(http.StatusNotFound, "application/json", `{"ok":false,"error":"expired_url"}`)})
			if _, err := ann.StartSubmit(map[string]string{"Regions": "GB"}); err != nil {
				t.Fatal(err)
			}
			if out {
				where = ann.DM()
			}
			if err := r.srv.Await(in(t, moment), func() bool {
				m, ok := ann.Newest(where)
				return ok && strings.Contains(m.Text(), "Saved")
			}); err != nil {
				t.Fatal(err)
			}
			// Pressed there, a button would change that conversation and not the channel.
			if m, _ := ann.Newest(where); (len(m.Buttons) == 0) != out {
				t.Errorf("%s", m)
			}
		})
	}
}
