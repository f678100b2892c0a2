package discord

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"marquee/internal/chat"
)

// A place is what stands around a span, as far as it counts for escaping it.
type place struct {
	before string // what is rendered of its line
	glued  bool   // what follows does without a space
}

// placeOf is the place of the span i behind out; apart says that it begins a line
// of its own.
func placeOf(t chat.Text, i int, out string, apart bool) place {
	at := place{glued: glued(t[i+1:])}
	if !apart {
		at.before = out[strings.LastIndexByte(out, '\n')+1:]
	}
	return at
}

func (p place) escape(s string) string { return escapeBetween(p.before, s, p.glued) }

// glued reports whether t begins with something other than a space or a line's
// end.
func glued(t chat.Text) bool {
	for _, s := range t {
		switch {
		case s.Kind == chat.BreakSpan, s.Kind == chat.ListSpan:
			return false
		case s.Kind == chat.InstantSpan, s.Kind == chat.MentionSpan:
			return true
		case s.Text != "":
			r, _ := utf8.DecodeRuneInString(s.Text)
			return !unicode.IsSpace(r)
		}
	}
	return false
}
