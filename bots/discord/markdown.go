package discord

import (
	"fmt"
	"strings"

	"marquee/internal/chat"
	"marquee/internal/chat/clip"
)

// maxDepth is how deep lists may stand in lists; what is deeper is read as
// plain text.
const maxDepth = 3

// A writer turns the text of a card into Markdown.
type writer struct {
	server string // whose @everyone role has the server's own id
}

// text renders t in at most limit characters, and says where something was left
// out.
func (w writer) text(t chat.Text, limit int) string {
	full := w.all(t, 0)
	if clip.UTF16(full) <= limit {
		return full
	}
	out := ""
	for i, s := range t {
		apart := s.Kind == chat.ListSpan || i > 0 && t[i-1].Kind == chat.ListSpan
		where := placeOf(t, i, out, apart)
		next := join(out, w.span(s, 0, where), apart)
		// Room for a mark that something is missing is kept.
		if clip.UTF16(next)+len(" …") <= limit {
			out = next
			continue
		}
		cut := w.cut(s, limit-clip.UTF16(out)-1, where) // join may need a character
		if cut == "" {
			return trim(clipTo(out, limit-1)) + clip.Ellipsis
		}
		out = join(out, cut, apart)
		if i < len(t)-1 && s.Kind == chat.ListSpan && clip.UTF16(out)+2 <= limit {
			out += " " + clip.Ellipsis
		}
		return out
	}
	return trim(out)
}

// clipTo cuts Markdown that is known to be nearly short enough at a line's end.
func clipTo(s string, limit int) string {
	for clip.UTF16(s) > limit {
		i := strings.LastIndexAny(s, "\n ")
		if i < 0 {
			return ""
		}
		s = s[:i]
	}
	return s
}

// all renders t in full.
func (w writer) all(t chat.Text, depth int) string {
	out := ""
	for i, s := range t {
		list := s.Kind == chat.ListSpan
		out = join(out, w.span(s, depth, placeOf(t, i, out, list)), list)
		if list && out != "" {
			out += "\n"
		}
	}
	return trim(out)
}

// join puts a piece behind what there is: a list on a line of its own, and
// stars that must not become one mark apart.
func join(out, piece string, list bool) string {
	switch {
	case piece == "":
		return out
	case list && out != "" && !strings.HasSuffix(out, "\n"):
		out += "\n"
	case strings.HasSuffix(out, "*") && strings.HasPrefix(piece, "*"):
		out += "\u200b"
	}
	return out + piece
}

func (w writer) span(s chat.Span, depth int, at place) string {
	switch s.Kind {
	case chat.BreakSpan:
		return "\n"
	case chat.ListSpan:
		return w.list(s.List, depth)
	case chat.StrongSpan:
		return wrap("**", at.escape(clean(s.Text)))
	case chat.EmphasisSpan:
		return wrap("*", at.escape(clean(s.Text)))
	case chat.LinkSpan:
		return link(s, at)
	case chat.InstantSpan:
		if !s.Time.IsZero() {
			return fmt.Sprintf("<t:%d:f>", s.Time.Unix())
		}
	case chat.MentionSpan:
		if w.mentionable(s.ID) {
			return "<@&" + s.ID + ">"
		}
		return at.escape("@" + strings.TrimPrefix(clean(s.Text), "@"))
	}
	return at.escape(clean(s.Text))
}

// wrap puts marks around s, leaving the space at its ends outside: Discord
// takes no mark that a space follows.
func wrap(mark, s string) string {
	inner := strings.TrimSpace(s)
	if inner == "" {
		return s
	}
	i := strings.Index(s, inner)
	return s[:i] + mark + inner + mark + s[i+len(inner):]
}

// link is s as a link, and as plain text where it leads nowhere.
func link(s chat.Span, at place) string {
	text, url := cleanLine(s.Text), address(s.URL, maxURL)
	switch {
	case url == "":
		return at.escape(text)
	case text == "" || text == s.URL:
		return url
	}
	return "[" + escape(text) + "](" + url + ")"
}

// mentionable reports whether id can be mentioned as a role. The role that all
// have carries the server's id, and is never mentioned.
func (w writer) mentionable(id string) bool { return isSnowflake(id) && id != w.server }

func (w writer) list(entries []chat.Text, depth int) string {
	lines := make([]string, 0, len(entries))
	for _, e := range entries {
		lines = append(lines, w.entry(e, depth))
	}
	return strings.Join(lines, "\n")
}

func (w writer) entry(e chat.Text, depth int) string {
	if depth >= maxDepth {
		e = chat.T(strings.ReplaceAll(e.String(), "\n", ", "))
	}
	inner := w.all(e, depth+1)
	if inner == "" {
		inner = clip.Ellipsis
	}
	return "- " + strings.ReplaceAll(inner, "\n", "\n  ")
}

// cut renders as much of a span as fits in room.
func (w writer) cut(s chat.Span, room int, at place) string {
	switch s.Kind {
	case chat.ListSpan:
		if len(s.List) == 0 {
			return ""
		}
		return w.cutList(s.List, room)
	case chat.StrongSpan:
		return wrap("**", cutText(s.Text, room-4, at))
	case chat.EmphasisSpan:
		return wrap("*", cutText(s.Text, room-2, at))
	case chat.BreakSpan, chat.InstantSpan, chat.MentionSpan:
		return ""
	}
	return cutText(s.Text, room, at)
}

func cutText(s string, room int, at place) string {
	if room < 1 {
		return ""
	}
	return at.escape(clip.String(clean(s), room, escapedLength))
}

// cutList renders the first entries, and how many there are beyond.
func (w writer) cutList(entries []chat.Text, room int) string {
	lines := make([]string, len(entries))
	for i, e := range entries {
		lines[i] = w.entry(e, 0)
	}
	more := ""
	if beyond := len(lines) - 1; beyond > 0 {
		more = fmt.Sprintf(" and %d more", beyond)
	}
	if clip.UTF16(lines[0]+more) <= room {
		return clip.List(lines, "\n", room, clip.UTF16)
	}
	// The first entry alone is too long. Its markup goes, so that none is cut.
	first := cutText(entries[0].String(), room-len("- ")-len(more), place{})
	if first == "" {
		return ""
	}
	return "- " + first + more
}

// trim takes spaces and line ends off both ends of escaped text, and no other
// space: what stands behind one was not escaped as the beginning of a line.
func trim(s string) string { return strings.Trim(s, " \t\n") }
