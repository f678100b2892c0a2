package slack_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"marquee/bots/slack"
	"marquee/bots/slack/slacktest"
	"marquee/internal/bot/bottest"
	"marquee/internal/chat"
)

// atHome waits until the App Home of a person shows something.
func atHome(t *testing.T, r *running, u *slacktest.User, text string) slacktest.Seen {
	t.Helper()
	var home slacktest.Seen
	if err := r.srv.Await(in(t, moment), func() (ok bool) {
		home, ok = u.Home()
		return ok && strings.Contains(home.String(), text)
	}); err != nil {
		t.Fatalf("%v: %s", err, home)
	}
	return home
}

// The App Home shows what the core marks as home; what is pressed there changes it,
// opens forms, or is answered in the conversation with the bot.
func TestHome(t *testing.T) {
	eachMode(t, func(t *testing.T, mode slack.Mode) {
		h := &fake{answer: func(_ context.Context, q chat.Request) chat.Answer {
			replace := func(c chat.Card) chat.Answer { return chat.Answer{Private: true, Place: chat.Replace, Card: &c} }
			switch q.Route {
			case "v1/help":
				return replace(chat.Card{Tone: chat.Info, Title: "What I tell you", Image: chat.Image{URL: "https://example.org/gone.jpg"},
					Actions: []chat.Action{{Label: "Next page", Route: "v1/help/2"}, {Label: "Change", Route: "v1/settings/edit"}, {Label: "Show", Route: "v1/film/1"}},
					Pickers: []chat.Picker{{Prompt: "One", Options: []chat.PickerOption{{Label: "Heat", Route: "v1/film/2"}}}}})
			case "v1/help/2":
				return replace(chat.Card{Tone: chat.Info, Title: "The second page"})
			case "v1/settings/edit":
				return chat.Answer{Form: &chat.Form{Title: "Settings", Route: "v1/settings/save", Submit: "Save", Fields: []chat.FormField{{Name: "regions", Label: "Regions"}}}}
			case "v1/settings/save":
				return chat.Answer{Private: true, Place: chat.Replace, Later: func(context.Context) chat.Card {
					return chat.Card{Tone: chat.Info, Title: "Saved " + q.Args["regions"]}
				}}
			}
			return chat.Answer{Card: &chat.Card{Tone: chat.Info, Title: "Heat (1995)"}}
		}}
		r := start(t, h, slacktest.Config{Images: []string{}}, slack.Options{Mode: mode})
		ann := r.srv.AddUser("ann")
		ann.OpenHome()
		home := atHome(t, r, ann, "What I tell you")
		if len(home.Pictures) != 0 || len(home.Buttons) != 3 {
			t.Errorf("%s", home)
		}
		asked := func() chat.Request { all := h.requests(); return all[len(all)-1] }
		if q := asked(); q.Press != nil || !q.Direct || q.Target.Channel != ann.DM().ID() || q.Target.Server != r.srv.TeamID() || q.Asker.ID != ann.ID() {
			t.Errorf("asked %+v", q)
		}
		press := func(label string) {
			t.Helper()
			if _, err := ann.PressHome(label); err != nil {
				t.Fatal(err)
			}
		}
		press("Next page")
		atHome(t, r, ann, "The second page")
		if q := asked(); q.Press == nil || *q.Press != (chat.Press{ByAsker: true, Private: true}) || !q.Direct || q.Target.Channel != ann.DM().ID() {
			t.Errorf("asked %+v", q)
		}
		press("Overview")
		atHome(t, r, ann, "What I tell you")
		press("Change")
		if _, err := ann.Submit(map[string]string{"Regions": "GB"}); err != nil {
			t.Fatal(err)
		}
		atHome(t, r, ann, "Saved GB")
		press("Overview")
		atHome(t, r, ann, "What I tell you")
		press("Show")
		if _, err := ann.PickHome("Heat"); err != nil {
			t.Fatal(err)
		}
		if err := r.srv.Await(in(t, moment), func() bool { return len(ann.Sees(ann.DM())) == 2 }); err != nil {
			t.Fatal(err)
		}
		for _, m := range ann.Sees(ann.DM()) {
			if m.Ephemeral || !strings.Contains(m.Text(), "Heat (1995)") {
				t.Errorf("in the conversation: %s", m)
			}
		}
		atHome(t, r, ann, "What I tell you")
	})
}

// What the App Home shows stays when the bot cannot say anything better, and other
// tabs, and people of other workspaces, change nothing.
func TestHomeStays(t *testing.T) {
	h := always(chat.Card{Tone: chat.Info, Title: "What I tell you"})
	r := start(t, h, slacktest.Config{}, slack.Options{Mode: slack.HTTP})
	ann := r.srv.AddUser("ann")
	ann.OpenHome()
	atHome(t, r, ann, "What I tell you")
	h.answer = func(context.Context, chat.Request) chat.Answer {
		c := sorry("That was a lot at once.")
		return chat.Answer{Card: &c}
	}
	ann.OpenHome()
	waitFor(t, func() bool { return len(h.requests()) == 2 })
	event := func(tab string) map[string]any {
		return map[string]any{"type": "app_home_opened", "user": ann.ID(), "channel": ann.DM().ID(), "tab": tab}
	}
	if status := probe(t, r, r.srv.EventProbe("Ev91", event("messages"))); status != 200 {
		t.Errorf("status %d", status)
	}
	r.stop()
	<-r.ended
	if n := len(h.requests()); n != 2 {
		t.Errorf("asked %d times", n)
	}
	atHome(t, r, ann, "What I tell you")
	r.srv.Expect(slacktest.BadAck)
}

// views.publish is tried again, and left alone when Slack wants that.
func TestHomeOutage(t *testing.T) {
	for name, effect := range map[string]slacktest.Effect{"429": slacktest.TooMany(time.Second), "503": slacktest.Status(503), "cut": slacktest.AcceptThenDrop()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := start(t, always(chat.Card{Tone: chat.Info, Title: "What I tell you"}), slacktest.Config{RetryGrace: time.Nanosecond}, slack.Options{})
			r.srv.Inject(slacktest.Fault{Match: slacktest.On("views.publish"), Effect: effect, Times: 1})
			ann := r.srv.AddUser("ann")
			ann.OpenHome()
			atHome(t, r, ann, "What I tell you")
		})
	}
}

// The home of the core as it is: what one follows, and one's own settings.
func TestHomeOfTheCore(t *testing.T) {
	r := start(t, bottest.NewWorld(t).Handler, slacktest.Config{}, slack.Options{})
	ann := r.srv.AddUser("ann")
	ann.OpenHome()
	t.Logf("%s", atHome(t, r, ann, "Nothing is followed here"))
	if _, err := ann.PressHome("My settings"); err != nil {
		t.Fatal(err)
	}
	atHome(t, r, ann, "| UK (default)")
	atHome(t, r, ann, "Change the workspace")
	if _, err := ann.PressHome("Change this conversation"); err != nil {
		t.Fatal(err)
	}
	if _, err := ann.Submit(map[string]string{"Regions, the home one first": "DE"}); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s", atHome(t, r, ann, "| Germany (this conversation)"))
	for _, q := range r.srv.RequestsTo("views.publish") {
		t.Logf("%s", q.Body[:min(len(q.Body), 700)])
	}
}
