package terminal_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"marquee/internal/chat"
)

// desk is a Handler with one answer of every kind, which keeps what it was
// asked.
type desk struct {
	mu    sync.Mutex
	asked []chat.Request
	hold  time.Duration // how long a slow answer takes
}

func (*desk) Commands() []chat.Command {
	return []chat.Command{
		{Name: "film", Description: "The page of a film", Options: []chat.Option{
			{Name: "title", Required: true, Suggests: true}, {Name: "year", Kind: chat.NumberOption},
		}},
		{Name: "upcoming", Options: []chat.Option{{Name: "kind", Choices: []chat.Choice{
			{Label: "In cinemas", Value: "theatrical"}, {Label: "On television", Value: "tv"},
		}}}},
		{Name: "settings"},
		{Name: "slow"},
		{Name: "help"},
	}
}

func (d *desk) Answer(_ context.Context, r chat.Request) chat.Answer {
	d.mu.Lock()
	d.asked = append(d.asked, r)
	d.mu.Unlock()
	card := func(c chat.Card) chat.Answer { return chat.Answer{Card: &c} }
	switch r.Route {
	case "v1/film":
		switch r.Line {
		case "":
			return card(chat.Card{Tone: chat.Failure, Title: "Which film? Type a title."})
		case "nevr":
			return card(failureCard())
		}
		return card(seedCard())
	case "v1/film/1/crew":
		return card(chat.Card{Tone: chat.Info, Title: "Cast & crew of Never Let Me Go (2010)"})
	case "v1/film/1/details": // from a card that all see to a form that one sees
		return chat.Answer{Private: true, Form: settingsForm()}
	case "v1/settings":
		c := chat.Card{Tone: chat.Info, Title: "Settings", Actions: []chat.Action{{Label: "Change", Route: "v1/settings/change"}}}
		return chat.Answer{Private: true, Card: &c}
	case "v1/settings/change":
		return chat.Answer{Private: true, Form: settingsForm()}
	case "v1/settings/save":
		if r.Args["regions"] == "Atlantis" {
			return chat.Answer{Private: true, Errors: map[string]string{"regions": "There is no region called Atlantis."}}
		}
		var saved []string
		for _, name := range slices.Sorted(maps.Keys(r.Args)) {
			saved = append(saved, fmt.Sprintf("%s=%q", name, r.Args[name]))
		}
		c := chat.Card{Tone: chat.Info, Title: "Saved: " + strings.Join(saved, " ")}
		return chat.Answer{Private: true, Card: &c}
	case "v1/slow":
		return chat.Answer{Later: func(ctx context.Context) chat.Card {
			if r.Line == "fail" {
				return chat.Card{Tone: chat.Failure, Title: "Nothing came of it."}
			}
			select {
			case <-time.After(d.hold):
				return chat.Card{Tone: chat.Info, Title: "At last"}
			case <-ctx.Done():
				return chat.Card{Tone: chat.Failure, Title: "Too late"}
			}
		}}
	case "v1/help":
		return card(chat.Card{Tone: chat.Info, Title: "What there is"})
	}
	return chat.Answer{}
}

func settingsForm() *chat.Form {
	return &chat.Form{Title: "Settings here", Route: "v1/settings/save", Submit: "Save", Fields: []chat.FormField{
		{Name: "regions", Label: "Regions", Hint: "Codes or names, set apart by commas", Value: "GB", Required: true},
		{Name: "zone", Label: "Time zone", Value: "Europe/London"},
		{Name: "kind", Label: "Kind", Choices: []chat.Choice{{Label: "In cinemas", Value: "theatrical"}, {Label: "On television", Value: "tv"}}},
	}}
}

func (*desk) Suggest(_ context.Context, _ chat.Request, field, prefix string) []chat.Choice {
	if field != "title" && field != "year" {
		return []chat.Choice{{Label: "unasked", Value: "unasked"}}
	}
	if field == "year" || !strings.HasPrefix("never let me go", strings.ToLower(prefix)) {
		return nil
	}
	return []chat.Choice{
		{Label: "Never Let Me Go (2010), Mark Romanek", Value: "Never Let Me Go (2010)"},
		{Label: "Never Let Me Go (1953)", Value: "Never Let Me Go (1953)"},
	}
}

func (d *desk) routes() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	var all []string
	for _, r := range d.asked {
		all = append(all, strings.TrimSpace(r.Route+" "+r.Line))
	}
	return all
}
