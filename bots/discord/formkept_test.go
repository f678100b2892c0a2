package discord_test

import (
	"fmt"
	"strings"
	"testing"

	"marquee/bots/discord"
	"marquee/bots/discord/discordtest"
	"marquee/internal/chat"
)

// wordyHandler opens a form of four boxes by a command, and finds fault with the
// first, and with fields that the form does not have.
func wordyHandler() *fake {
	labels := []string{"Wrong", "One", "Two", "Three"}
	return &fake{answer: answerAll(func(q chat.Request) chat.Answer {
		if q.Route == "v1/settings/save" {
			return chat.Answer{Errors: map[string]string{"f0": "Not that.", "zoo": "No zoo.", "ark": "No ark.", "bee": "No bee.", "cow": "No cow."}}
		}
		form := chat.Form{Title: "Settings", Route: "v1/settings/save", Submit: "Save"}
		for i, l := range labels {
			form.Fields = append(form.Fields, chat.FormField{Name: fmt.Sprint("f", i), Label: l, Value: "before"})
		}
		return chat.Answer{Form: &form}
	})}
}

// What was right is kept however long it is, as long as a message holds it; what
// it does not hold is named.
func TestFormKeepsWhatIsLong(t *testing.T) {
	t.Parallel()
	words := func(n int) string { return strings.TrimSpace(strings.Repeat("word ", n/5)) }
	for name, test := range map[string]struct {
		typed [3]string
		lost  string // the label of the one that is named as such
	}{
		"one of 4,000 words":         {[3]string{words(4000), "short", ""}, ""},
		"a little too long to field": {[3]string{words(1030), words(1030), words(1030)}, ""},
		"4,000 stars":                {[3]string{strings.Repeat("*", 4000), "*", "a_b"}, ""},
		"with fences":                {[3]string{strings.Repeat("```", 600), "`", "c"}, ""},
		"two of 4,000":               {[3]string{words(4000), words(4000), "c"}, "Two"},
		"4,000 fences":               {[3]string{strings.Repeat("`", 4000), "b", "c"}, "One"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := start(t, wordyHandler(), discordtest.Config{}, discord.Options{Mode: discord.HTTP})
			r.guild.ShowToAll("settings")
			if _, err := r.ann.Command(r.channel, "settings", nil); err != nil {
				t.Fatal(err)
			}
			i, err := r.ann.Submit(map[string]string{"Wrong": "x", "One": test.typed[0], "Two": test.typed[1], "Three": test.typed[2]})
			if err != nil {
				t.Fatal(err)
			}
			got := i.Reply()[0]
			if says := strings.Contains(got.String(), "Too long to be kept, so please type it again: "+test.lost); says != (test.lost != "") {
				t.Errorf("ann sees\n%s", got)
			}
			var order []string
			for _, f := range got.Embeds[0].Fields {
				order = append(order, f.Name.String())
			}
			if s := strings.Join(order, " "); s != "Wrong ark bee cow zoo" {
				t.Errorf("the faults are in the order %s", s)
			}
			if _, err := r.ann.PressOn(r.channel, got.ID, "Open the form again"); err != nil {
				t.Fatal(err)
			}
			form, _ := r.ann.Form()
			for n, f := range form.Fields[1:] {
				want := test.typed[n]
				if f.Label == test.lost {
					want = "before"
				}
				if f.Value != want {
					t.Errorf("%s has %d characters, not %d: %.40q", f.Label, len(f.Value), len(want), f.Value)
				}
			}
		})
	}
}

// A form that no button can open again is answered with what was typed, to be
// copied.
func TestFormThatCannotBeOpenedAgain(t *testing.T) {
	t.Parallel()
	r := start(t, wordyHandler(), discordtest.Config{}, discord.Options{Mode: discord.HTTP})
	if _, err := r.ann.Command(r.channel, "film", heat); err != nil { // its title is in no route
		t.Fatal(err)
	}
	i, err := r.ann.Submit(map[string]string{"Wrong": "x", "One": "typed with *care*"})
	if err != nil {
		t.Fatal(err)
	}
	got := i.Reply()[0]
	if s := got.String(); !strings.Contains(s, "Please type the command again.") || !strings.Contains(s, "What you typed") ||
		!strings.Contains(s, "typed with *care*") || len(got.Buttons) != 0 {
		t.Errorf("ann sees\n%s", s)
	}
}
