package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"marquee/internal/bot/bottest"
	"marquee/internal/chat"
)

// Whatever is typed or pressed, an answer comes, it says something, and what it
// leads to is a route.
func FuzzAnswer(f *testing.F) {
	w := bottest.NewWorld(f)
	for _, c := range w.Handler.Commands() {
		for _, rest := range []string{"", "Never Let Me Go", "heat 1972", "🎬", "@everyone", "x year:99999", "\xff\xfe",
			"tt1234567", "a as b", "in in", "regions:XX scope:nowhere", strings.Repeat("long ", 1000), "\u202eevil"} {
			f.Add(c.Route(), rest)
		}
	}
	for _, route := range []string{"v1/film/1/crew/99999", "v1/film/0", "v1/person/1/77/-1", "v1/settings/edit/moon",
		"v1/upcoming/ZZ/any/0/0", "v2/film/1", "v1/help/%00", "", "v1/film/1/chosen"} {
		f.Add(route, "")
	}
	f.Fuzz(func(t *testing.T, route, line string) {
		for _, press := range []*chat.Press{nil, {ByAsker: true, Private: true}, {}} {
			for _, freely := range []bool{true, false} {
				r := chat.Request{
					Route: route, Press: press, At: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC),
					Target: chat.Target{Platform: "fuzz", Server: "s", Channel: "c"},
					May:    func(context.Context, chat.Permission) (bool, string, error) { return false, "leave", nil },
				}
				if freely {
					r.Line = line
				} else {
					r.Args = map[string]string{"title": line, "name": line, "role": line, "region": line, "regions": line,
						"year": line, "days": line, "kind": line, "language": line, "timezone": line, "hour": line}
				}
				check(t, w.Handler.Answer(context.Background(), r))
			}
		}
		for _, field := range []string{"title", "name", "region", "role", "timezone", "nonsense"} {
			list := w.Handler.Suggest(context.Background(), chat.Request{Route: route}, field, line)
			if len(list) > chat.MaxChoices {
				t.Errorf("%d choices", len(list))
			}
			for _, c := range list {
				if c.Label == "" || c.Value == "" {
					t.Errorf("an empty choice for %s: %+v", field, c)
				}
			}
		}
	})
}

func check(t *testing.T, a chat.Answer) {
	t.Helper()
	card := a.Card
	if a.Later != nil {
		c := a.Later(context.Background())
		card = &c
	}
	set := 0
	for _, there := range []bool{a.Card != nil, a.Form != nil, len(a.Errors) > 0, a.Later != nil} {
		if there {
			set++
		}
	}
	if set != 1 {
		t.Fatalf("an answer of %d kinds: %+v", set, a)
	}
	if card == nil {
		return
	}
	if strings.TrimSpace(card.Title) == "" || strings.TrimSpace(card.Body.String()) == "" && len(card.Fields) == 0 {
		t.Errorf("an empty card: %+v", card)
	}
	if (card.Tone == chat.Failure || card.Tone == chat.Question) && a.Card != nil && !a.Private {
		t.Errorf("a %s for everybody: %+v", card.Tone, card)
	}
	for _, f := range card.Fields {
		if strings.TrimSpace(f.Name) == "" || strings.TrimSpace(f.Value.String()) == "" {
			t.Errorf("an empty field in %q: %+v", card.Title, f)
		}
	}
	routes := make(map[string]bool)
	lead := func(route string) {
		if _, err := chat.ParseRoute(route); err != nil {
			t.Errorf("in %q: %v", card.Title, err)
		}
		if routes[route] {
			t.Errorf("in %q: route %s twice", card.Title, route)
		}
		routes[route] = true
	}
	for _, x := range card.Actions {
		if x.URL == "" {
			lead(x.Route)
		}
	}
	for _, p := range card.Pickers {
		if len(p.Options) == 0 || len(p.Options) > chat.MaxOptions {
			t.Errorf("in %q: a picker of %d", card.Title, len(p.Options))
		}
		for _, o := range p.Options {
			lead(o.Route)
		}
	}
}
