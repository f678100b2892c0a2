package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"marquee/internal/bot"
	"marquee/internal/bot/bottest"
	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/remind"
)

// What docs/reminders.md says of people and places, and no script can say.

// gatekeeper is a platform that says beforehand whether a post would arrive.
type gatekeeper struct{ obstacle, mention string }

func (g *gatekeeper) CheckPlace(context.Context, chat.Target) ([]string, error) {
	if g.obstacle == "" {
		return nil, nil
	}
	return []string{g.obstacle}, nil
}

func (g *gatekeeper) CheckMention(context.Context, chat.Target, chat.Person, string) (string, error) {
	return g.mention, nil
}

// A hall is a bot that somebody speaks to.
type hall struct {
	t    *testing.T
	w    *bottest.World
	gate *gatekeeper
	bot  *bot.Bot
	at   chat.Request
}

func newHall(t *testing.T) *hall {
	w := bottest.NewWorld(t)
	h := &hall{t: t, w: w, gate: &gatekeeper{}}
	h.bot = bot.New(bot.Options{Library: w.Library, Book: w.Book, Settings: w.Store, Defaults: bottest.Defaults(),
		Places: map[string]chat.PlaceChecker{"discord": h.gate}})
	h.at = chat.Request{Target: lobby, Asker: chat.Person{ID: "ann", Name: "ann"}, At: time.Now()}
	return h
}

// ask answers what is typed, or the press of a route.
func (h *hall) ask(route string, args map[string]string) chat.Card {
	h.t.Helper()
	r := h.at
	r.Route, r.Args = route, args
	if strings.Count(route, "/") > 1 {
		r.Press = &chat.Press{ByAsker: true}
	}
	a := h.bot.Answer(h.t.Context(), r)
	switch {
	case a.Later != nil:
		return a.Later(h.t.Context())
	case a.Card != nil:
		return *a.Card
	}
	h.t.Fatalf("%s: %+v", route, a)
	return chat.Card{}
}

func (h *hall) sees(c chat.Card, texts ...string) {
	h.t.Helper()
	for _, text := range texts {
		if !strings.Contains(bottest.Read(c)+strings.Join(bottest.Labels(c), "\n"), text) {
			h.t.Errorf("no %q in\n%s", text, bottest.Read(c))
		}
	}
}

func (h *hall) subscriptions() []remind.Subscription {
	h.t.Helper()
	all, err := h.w.Book.List(h.t.Context(), h.at.Target)
	if err != nil {
		h.t.Fatal(err)
	}
	return all
}

func command(name string) string { return chat.Command{Name: name}.Route() }

var never = map[string]string{"film": "Never Let Me Go (2010)"}

func TestSubscribingOneself(t *testing.T) {
	h := newHall(t)
	h.at.Target, h.at.Direct = chat.Target{Platform: "discord", Channel: "with-ann"}, true
	h.at.May = func(context.Context, chat.Permission) (bool, string, error) { return false, "everything", nil }
	h.sees(h.ask(command("subscribe"), never), "Subscribed")
	if all := h.subscriptions(); len(all) != 1 || !all[0].Direct || all[0].Owner != "ann" {
		t.Errorf("%+v", all)
	}
	// And to be forgotten again.
	h.sees(h.ask(command("subscriptions"), nil), "Erase my data")
	h.ask("v1/subscriptions/erased/me", nil)
	if all := h.subscriptions(); len(all) != 0 {
		t.Errorf("then %+v", all)
	}
}

func TestErasingOneselfLeavesChannels(t *testing.T) {
	h := newHall(t)
	h.ask(command("subscribe"), never)
	here := h.at.Target
	h.at.Target, h.at.Direct = chat.Target{Platform: "discord", Channel: "with-ann"}, true
	h.sees(h.ask("v1/subscriptions/erased/me", nil), "What I kept of you is erased.")
	h.at.Target = here
	if all := h.subscriptions(); len(all) != 1 || all[0].Owner != "" {
		t.Errorf("%+v", all)
	}
}

func TestNothingIsSubscribedWhereNothingCanBePosted(t *testing.T) {
	h := newHall(t)
	h.gate.obstacle = "I lack: Embed Links."
	h.sees(h.ask(command("subscribe"), never), "I cannot post reminders here yet. I lack: Embed Links.")
	h.gate.obstacle, h.gate.mention = "", "You may not mention that role."
	with := map[string]string{"film": never["film"], "mention": "123456789012345678"}
	h.sees(h.ask(command("subscribe"), with), "You may not mention that role.")
	if all := h.subscriptions(); len(all) != 0 {
		t.Errorf("yet %+v", all)
	}
	h.gate.mention = ""
	h.sees(h.ask(command("subscribe"), with), "Subscribed")
}

func TestMuteAndUndo(t *testing.T) {
	h := newHall(t)
	if err := h.w.Bring("lantern.jsonl", lantern); err != nil {
		t.Fatal(err)
	}
	id := newDesk(t).news("The Lantern Keeper").Film // numbered alike in every new world
	h.sees(h.ask("v1/subscriptions/mute/"+id.String(), nil), "No more reminders of The Lantern Keeper (2011) here.", "Undo")
	muted := func() bool {
		h.ask(command("subscribe"), map[string]string{"film": "The Lantern Keeper"})
		f := film.Film{ID: id, Title: "The Lantern Keeper", Year: 2011, Releases: []film.Release{{Region: "GB", Date: film.DateOf(time.Now()).AddDays(10), Kind: film.Theatrical}}}
		if err := h.w.Book.Observe(t.Context(), "TMDB", f, time.Now()); err != nil {
			t.Fatal(err)
		}
		all, err := h.w.Book.Why(t.Context(), lobby, id, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		return all[0].Reason == remind.Muted
	}
	if !muted() {
		t.Error("it is not muted")
	}
	h.sees(h.ask("v1/subscriptions/unmute/"+id.String(), nil), "Reminders of The Lantern Keeper (2011) come here again.")
	if muted() {
		t.Error("it is muted still")
	}
}

func TestATerminalSaysWhoPosts(t *testing.T) {
	h := newHall(t)
	h.at.Target = chat.Target{Platform: "terminal", Channel: "terminal"}
	h.sees(h.ask(command("subscribe"), never), "Reminders are posted by marquee serve, on Discord and Slack. Here /preview shows them.")
}
