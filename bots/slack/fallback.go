package slack

import (
	"strings"

	"marquee/internal/chat"
	"marquee/internal/chat/clip"
)

// fallback is what a notification and a screen reader read of a card: its title
// and the beginning of what it says, written as mrkdwn without any markup.
func fallback(c chat.Card) string {
	parts := []string{label(c.Title, maxHeader)}
	if body := label(c.Body.String(), maxFallback); body != "" {
		parts = append(parts, body)
	} else {
		var facts []string
		for _, f := range c.Fields[:min(len(c.Fields), 4)] {
			facts = append(facts, label(f.Name+": "+f.Value.String(), maxFallback/3))
		}
		parts = append(parts, strings.Join(facts, " · "))
	}
	var told []string
	for _, p := range parts {
		if p != "" {
			told = append(told, p)
		}
	}
	if len(told) == 0 {
		return "Marquee"
	}
	return literal(clip.String(strings.Join(told, " – "), maxFallback, clip.UTF16))
}
