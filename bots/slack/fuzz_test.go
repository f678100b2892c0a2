package slack_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"marquee/bots/slack"
	"marquee/internal/chat"
)

// Any card becomes a message that Slack takes, as an answer and unasked, with
// pictures and without.
func FuzzCard(f *testing.F) {
	for _, c := range sampleCards() {
		raw, err := json.Marshal(c)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw, 1)
	}
	f.Add([]byte(`{"tone":"failure","title":"*","body":[{"kind":"plain","text":"\u200b"}]}`), 3)
	f.Add([]byte(`{"tone":"info","title":"\u00a0","fields":[{"name":" ","value":[{"kind":"strong","text":" "}]}]}`), 1)
	f.Add([]byte(`{"tone":"info","body":[{"kind":"list","list":[[{"kind":"list","list":[[{"kind":"break"}]]}]]}]}`), 40)
	takes := taking(f)
	f.Fuzz(func(t *testing.T, raw []byte, times int) {
		var c chat.Card
		if json.Unmarshal(raw, &c) != nil {
			t.Skip()
		}
		c = grown(c, min(max(times, 1), 60))
		for i := range 4 {
			text, blocks, err := slack.Rendered(c, i&1 != 0, i&2 != 0)
			if err != nil {
				t.Fatal(err)
			}
			if err := takes(text, blocks); err != nil {
				t.Fatalf("%v\n%s", err, blocks)
			}
		}
	})
}

// grown is a card with its parts repeated.
func grown(c chat.Card, times int) chat.Card {
	if len(c.Body)+len(c.Fields)+len(c.Actions)+len(c.Pickers) > 100 {
		return c
	}
	g := c
	for range times - 1 {
		g.Body = append(g.Body, c.Body...)
		g.Fields = append(g.Fields, c.Fields...)
		g.Actions = append(g.Actions, c.Actions...)
		g.Pickers = append(g.Pickers, c.Pickers...)
		g.Footer += c.Footer
		g.Title += c.Title
	}
	return g
}

// Any form becomes a modal whose fields can be told apart.
func FuzzForm(f *testing.F) {
	f.Add("Settings", "v1/settings/save", "regions", "Regions", "GB, FR", "Empty: GB", "Germany", "DE", true)
	f.Add("", "", "", "", "", "", "", "", false)
	f.Add(strings.Repeat("long ", 100), "v1/x", strings.Repeat("n", 300), strings.Repeat("l", 3000), strings.Repeat("v", 4000), strings.Repeat("h", 3000), strings.Repeat("c", 100), strings.Repeat("d", 200), true)
	srv := doubleForForms(f)
	f.Fuzz(func(t *testing.T, title, route, name, label, value, hint, choice, chosen string, required bool) {
		form := chat.Form{Title: title, Route: route, Submit: label, Fields: []chat.FormField{
			{Name: name, Label: label, Value: value, Hint: hint, Required: required},
			{Name: name + "2", Label: label, Value: chosen, Choices: []chat.Choice{{Label: choice, Value: chosen}, {Label: choice, Value: value}}},
			{Name: name, Label: hint},
		}}
		body, err := slack.FormBody(form)
		if err != nil {
			t.Fatal(err)
		}
		if err := srv(body); err != nil {
			t.Fatalf("%v\n%s", err, body)
		}
	})
}

// A moment is not long.
const moment = 10 * time.Second
