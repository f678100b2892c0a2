package slack

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
	"marquee/internal/chat/clip"
)

// numbered is a paragraph of so many words that can be counted.
func numbered(words int) string {
	var b strings.Builder
	for i := range words {
		fmt.Fprintf(&b, "word%d, ", i)
	}
	return strings.TrimSpace(b.String())
}

// sectionsOf returns the text of the sections of a card.
func sectionsOf(c chat.Card) (texts []string, all string) {
	blocks := blocksOf(c, look{})
	for _, b := range blocks {
		if s, ok := b.(*slackgo.SectionBlock); ok && s.Text != nil {
			texts = append(texts, s.Text.Text)
		}
	}
	raw, _ := json.Marshal(blocks)
	return texts, string(raw)
}

// One paragraph goes on in further sections, with nothing lost between them, and
// is cut only at the limit of the message.
func TestParagraphGoesOn(t *testing.T) {
	for _, span := range []func(string) chat.Span{chat.Plain, chat.Strong, chat.Emphasis} {
		for name, card := range map[string]func(chat.Text) chat.Card{
			"body": func(t chat.Text) chat.Card { return chat.Card{Body: t} },
			"fact": func(t chat.Text) chat.Card {
				return chat.Card{Fields: []chat.Field{{Name: "Synopsis", Value: t}, {Name: "Director", Value: chat.T("Mark Romanek")}}}
			},
		} {
			words := numbered(700) // some 6,900 characters
			texts, all := sectionsOf(card(chat.Text{span(words)}))
			got := strings.Join(texts, " ")
			for _, mark := range []string{"*Synopsis:*\n", "*Director:*\nMark Romanek", "*", "_", "\n", breaker, "Synopsis:", "Director:Mark Romanek"} {
				got = strings.ReplaceAll(got, mark, "")
			}
			if strings.Join(strings.Fields(got), " ") != words || len(texts) < 3 || strings.Contains(all, "…") {
				t.Errorf("%s: %d sections: %.80q … %q", name, len(texts), got, got[max(0, len(got)-80):])
			}
			texts, all = sectionsOf(card(chat.Text{span(numbered(3000))}))
			total := 0
			for _, s := range texts {
				total += clip.UTF16(s)
				if clip.UTF16(s) > maxSection {
					t.Errorf("%s: a section of %d", name, clip.UTF16(s))
				}
			}
			if !strings.Contains(all, "character") || total > maxAllText || total < maxAllText*2/3 {
				t.Errorf("%s: %d characters, and what is left out is not told: %s", name, total, all[max(0, len(all)-300):])
			}
		}
	}
}

// Scripts that set no spaces are cut between characters, and never inside of one.
func TestParagraphWithoutSpaces(t *testing.T) {
	const family = "👨‍👩‍👧‍👦"
	texts, _ := sectionsOf(chat.Card{Body: chat.T(strings.Repeat(family, 700))})
	for _, s := range texts {
		if len(s)%len(family) != 0 {
			t.Errorf("a section of %d bytes", len(s))
		}
	}
	if n := len(strings.Join(texts, "")); n != 700*len(family) {
		t.Errorf("%d bytes of %d", n, 700*len(family))
	}
	// A character without an end is no reason to lose all the rest.
	texts, _ = sectionsOf(chat.Card{Body: chat.Text{chat.Plain("a" + strings.Repeat("\u0301", 5000)), chat.Break(), chat.Plain("Heat")}})
	if got := strings.Join(texts, "\n"); !strings.Contains(got, "Heat") {
		t.Errorf("%.50q", got)
	}
}
