package discord_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"marquee/bots/discord"
	"marquee/bots/discord/discordtest"
	"marquee/internal/chat"
)

// formHandler opens a form by a command or a button, and finds fault with what
// is "wrong".
func formHandler(sent chan<- chat.Request) *fake {
	return &fake{answer: answerAll(func(q chat.Request) chat.Answer {
		switch q.Route {
		case "v1/settings", "v1/settings/edit":
			return chat.Answer{Form: &chat.Form{Title: "Settings", Route: "v1/settings/save", Submit: "Save", Fields: []chat.FormField{
				{Name: "regions", Label: "Regions, the home one first", Hint: "Such as GB, FR", Value: "GB"},
				{Name: "zone", Label: "*Zone*", Value: "Europe/London"},
				{Name: "kind", Label: "Kind", Value: "all", Choices: []chat.Choice{{Label: "All kinds", Value: "all"}, {Label: "In cinemas", Value: "theatrical"}}},
			}}}
		case "v1/settings/save":
			if strings.Contains(q.Args["regions"], "wrong") {
				return chat.Answer{Errors: map[string]string{"regions": "I know no region called *wrong*."}}
			}
			sent <- q
			return chat.Answer{Place: chat.Replace, Private: true, Card: &chat.Card{Title: "Saved"}}
		}
		return chat.Answer{Private: true, Card: &chat.Card{Title: "Settings", Actions: []chat.Action{{Label: "Change", Route: "v1/settings/edit"}}}}
	})}
}

// A form with a fault is answered with what is wrong, and with a button that
// opens it again: what was right is kept, what was wrong is as it was before.
func TestFormErrors(t *testing.T) {
	t.Parallel()
	for _, by := range []string{"command", "button"} {
		t.Run(by, func(t *testing.T) {
			eachMode(t, func(t *testing.T, mode discord.Mode) {
				sent := make(chan chat.Request, 1)
				r := start(t, formHandler(sent), discordtest.Config{}, discord.Options{Mode: mode})
				r.guild.ShowToAll("settings")
				must := func(i *discordtest.Interaction, err error) *discordtest.Interaction {
					t.Helper()
					if err != nil {
						t.Fatal(err)
					}
					return i
				}
				if by == "command" {
					must(r.ann.Command(r.channel, "settings", nil))
				} else {
					must(r.ann.Command(r.channel, "film", heat))
					must(r.ann.Press(r.channel, "Change"))
				}
				zone := "A *b* _c_ \\d"
				i := must(r.ann.Submit(map[string]string{"Regions, the home one first": "wrong", "*Zone*": zone, "Kind": "In cinemas"}))
				got := i.Reply()[0]
				if !got.Ephemeral || got.Field("Regions, the home one first") != "I know no region called *wrong*." || got.Field("*Zone*") != zone || got.Field("Kind") != "In cinemas" {
					t.Errorf("ann sees\n%s", got)
				}
				must(r.ann.PressOn(r.channel, got.ID, "Open the form again"))
				form, open := r.ann.Form()
				if !open || form.Fields[0].Value != "GB" || form.Fields[1].Value != zone || form.Fields[2].Value != "In cinemas" {
					t.Errorf("opened again it is %+v", form)
				}
				// Another fault takes the place of the first.
				i = must(r.ann.Submit(map[string]string{"Regions, the home one first": "wrong again", "*Zone*": ""}))
				if i.Reply()[0].ID != got.ID {
					t.Error("the faults pile up")
				}
				must(r.ann.PressOn(r.channel, got.ID, "Open the form again"))
				i = must(r.ann.Submit(map[string]string{"Regions, the home one first": "FR"}))
				q := <-sent
				if q.Args["regions"] != "FR" || q.Args["zone"] != "" || q.Args["kind"] != "theatrical" {
					t.Errorf("it was sent with %v", q.Args)
				}
				if q.Press == nil || !q.Press.ByAsker || !q.Press.Private {
					t.Errorf("the press is %+v", q.Press)
				}
				if s := i.Reply(); len(s) != 1 || s[0].ID != got.ID || !strings.Contains(s[0].String(), "Saved") {
					t.Errorf("ann sees %v", s)
				}
			})
		})
	}
}

// What an interaction tells of who asks and where.
func TestRequest(t *testing.T) {
	t.Parallel()
	eachMode(t, func(t *testing.T, mode discord.Mode) {
		got := make(chan chat.Request, 1)
		h := &fake{answer: answerAll(func(q chat.Request) chat.Answer {
			got <- q
			return chat.Answer{Card: &chat.Card{Title: "x"}}
		})}
		r := start(t, h, discordtest.Config{}, discord.Options{Mode: mode})
		r.ann.SetLocale("de")
		adults := r.guild.AddChannel("adults")
		adults.SetAgeRestricted(true)
		thread := adults.AddThread("a thread")
		manager := r.guild.AddRole("manager", discordtest.ManageChannels)
		ask := func(c *discordtest.Channel) chat.Request {
			t.Helper()
			if _, err := r.ann.Command(c, "film", discordtest.Options{"title": "Heat", "year": "1995", "kind": "In cinemas"}); err != nil {
				t.Fatal(err)
			}
			return <-got
		}
		q := ask(r.channel)
		if q.Route != "v1/film" || q.Args["title"] != "Heat" || q.Args["year"] != "1995" || q.Args["kind"] != "theatrical" {
			t.Errorf("it asks for %s %v", q.Route, q.Args)
		}
		if q.Asker.ID != r.ann.ID() || q.Asker.Name != "ann" || q.Locale != "de" || q.Target != r.target() || q.Mature || q.Direct || q.At.IsZero() || q.Press != nil {
			t.Errorf("the request is %+v", q)
		}
		if ok, missing, err := q.May(t.Context(), chat.ManageChannel); ok || missing != "the permission Manage Channels" || err != nil {
			t.Errorf("may she? %t, %q, %v", ok, missing, err)
		}
		r.guild.Join(r.ann, manager)
		q = ask(adults)
		if !q.Mature {
			t.Error("a channel for adults is not told as one")
		}
		if ok, _, _ := q.May(t.Context(), chat.ManageChannel); !ok {
			t.Error("a manager may not manage")
		}
		if ok, missing, _ := q.May(t.Context(), chat.ManageServer); ok || missing != "the permission Manage Server" {
			t.Errorf("a manager of channels may manage the server, or lacks %q", missing)
		}
		q = ask(thread)
		if q.Target.Channel != adults.ID() || q.Target.Thread != thread.ID() {
			t.Errorf("the thread is %+v", q.Target)
		}
		if mode == discord.Gateway && !q.Mature {
			t.Error("a thread in a channel for adults is not told as one")
		}
		q = ask(r.ann.DM())
		if !q.Direct || q.Target.Server != "" || q.Target.Channel != r.ann.DM().ID() {
			t.Errorf("a direct message is %+v", q)
		}
		if ok, _, _ := q.May(t.Context(), chat.ManageChannel); !ok {
			t.Error("nobody may manage their own conversation")
		}
	})
}

// Completions are within Discord's limits, and a list even when there are none.
func TestSuggest(t *testing.T) {
	t.Parallel()
	eachMode(t, func(t *testing.T, mode discord.Mode) {
		h := says("x")
		long := strings.Repeat("long ", 40)
		h.suggest = func(field, prefix string) []chat.Choice {
			if prefix == "none" {
				return nil
			}
			out := []chat.Choice{{Label: long, Value: "short"}, {Label: "cannot be typed", Value: long}, {Label: field + "**", Value: prefix}}
			for range 30 {
				out = append(out, chat.Choice{Label: "more", Value: "more"})
			}
			return out
		}
		r := start(t, h, discordtest.Config{}, discord.Options{Mode: mode})
		got, err := r.ann.Autocomplete(r.channel, "film", "title", "hea", nil)
		if err != nil || len(got) != 25 || got[0].Value != "short" || got[1].Name != "title**" || got[1].Value != "hea" {
			t.Errorf("offered: %v, %v", got, err)
		}
		if got, err = r.ann.Autocomplete(r.channel, "film", "title", "none", nil); err != nil || len(got) != 0 {
			t.Errorf("offered: %v, %v", got, err)
		}
	})
}

// Commands are written once, and again only where something differs.
func TestRegister(t *testing.T) {
	t.Parallel()
	r := prepare(t, discordtest.Config{})
	if n, _ := r.serveOnce(t, says("x"), discord.Options{}); n != 1 {
		t.Errorf("at first %d writes", n)
	}
	if n, _ := r.serveOnce(t, says("x"), discord.Options{}); n != 0 {
		t.Errorf("with nothing new %d writes", n)
	}
	if names := r.guild.Owner().Commands(r.channel); !slices.Contains(names, "settings") {
		t.Errorf("the owner is offered %v", names)
	}
	if names := r.ann.Commands(r.channel); slices.Contains(names, "settings") {
		t.Errorf("ann is offered %v", names)
	}
}

// servingLog closes served once the adapter says that it serves.
type servingLog struct {
	slog.Handler
	served chan struct{}
}

func (servingLog) Enabled(context.Context, slog.Level) bool { return true }

func (l servingLog) Handle(ctx context.Context, r slog.Record) error {
	if r.Message == "serving Discord" {
		close(l.served)
	}
	return l.Handler.Handle(ctx, r)
}
