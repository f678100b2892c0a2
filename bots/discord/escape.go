package discord

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"marquee/internal/chat/clip"
)

// clean returns s as it may be sent: valid UTF-8, without control characters
// but line ends, and without marks that turn the direction of what follows and
// so could make a line read as something else.
func clean(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\u2028', r == '\u2029', r == '\u0085':
			return '\n'
		case r < ' ', r >= 0x7F && r <= 0x9F:
			return ' '
		case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, s)
}

// cleanLine is clean for what stands on one line.
func cleanLine(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(clean(s), "\n", " "))
}

// always is markup wherever it stands, and lineStart at the start of a line.
const (
	always    = "\\*_~`|[]<>@"
	lineStart = "#-+"
)

// escape returns s so that Discord shows it literally where it renders Markdown:
// nothing in it is bold, a link, a mention, an emoji, a heading or a list. A
// backslash takes the meaning of any punctuation behind it.
// https://support.discord.com/hc/en-us/articles/210298617
func escape(s string) string { return escapeBetween("", s, false) }

// escapeBetween is escape for s behind what is rendered of its line already, for
// a number and the dot behind it may come in two pieces. glued says that
// something follows without a space, of which it is not known what.
func escapeBetween(before, s string, glued bool) string {
	var b strings.Builder
	b.Grow(len(s) + 8)
	at := lineState{start: true}
	for _, r := range before {
		at.pass(r)
	}
	// Of several colons in a row all are escaped or none: a backslash between two
	// would be a name.
	colons, escaped := 0, false
	for i, r := range s {
		if r == ':' && i >= colons {
			behind := strings.TrimLeft(s[i:], ":")
			colons, escaped = len(s)-len(behind), opensName(behind, glued)
		}
		switch {
		case strings.ContainsRune(always, r),
			at.start && strings.ContainsRune(lineStart, r),
			at.number && (r == '.' || r == ')'),
			r == ':' && escaped:
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		at.pass(r)
	}
	return b.String()
}

// opensName reports whether a colon before s may begin the name of an emoji, as in
// ":smile:", or is that of an address. Discord takes anything between two colons
// for a name; where it knows none such it shows it as it is written, backslashes
// too, so a colon before them is escaped even where what follows is no name.
func opensName(s string, glued bool) bool {
	if strings.HasPrefix(s, "//") {
		return true
	}
	for _, r := range s {
		switch {
		case r == ':':
			return true
		case unicode.IsSpace(r):
			return false
		}
	}
	return glued
}

// A lineState is where in a line one is.
type lineState struct {
	start  bool // nothing but spaces stands before
	number bool // nothing but a number does
}

func (l *lineState) pass(r rune) {
	switch {
	case r == '\n':
		l.start, l.number = true, false
	case r == ' ' && l.start:
	case r >= '0' && r <= '9' && (l.start || l.number):
		l.start, l.number = false, true
	default:
		l.start, l.number = false, false
	}
}

// unescape undoes escape.
func unescape(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && s[i+1] < utf8.RuneSelf {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// escapedLength is at least the length that escape makes of s, cluster by
// cluster: what is escaped in some places only counts everywhere.
func escapedLength(s string) int {
	n := clip.UTF16(s)
	for i := range len(s) {
		switch s[i] {
		case '\\', '*', '_', '~', '`', '|', '[', ']', '<', '>', '@', '#', '-', '+', '.', ')', ':':
			n++
		}
	}
	return n
}

// heading escapes one line, cut to limit.
func heading(s string, limit int) string {
	s = cleanLine(s)
	if full := escape(s); clip.UTF16(full) <= limit {
		return full
	}
	return escape(clip.String(s, limit, escapedLength))
}

// label is one line, cut to limit, where Discord renders no Markdown.
func label(s string, limit int) string {
	return clip.String(cleanLine(s), limit, clip.UTF16)
}
