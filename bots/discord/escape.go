package discord

import (
	"strings"
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
// nothing in it is bold, a link, a mention, a heading or a list. A backslash
// takes the meaning of any punctuation behind it.
// https://support.discord.com/hc/en-us/articles/210298617
func escape(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 8)
	start, number := true, false
	for i, r := range s {
		switch {
		case strings.ContainsRune(always, r),
			start && strings.ContainsRune(lineStart, r),
			number && (r == '.' || r == ')'),
			r == ':' && strings.HasPrefix(s[i:], "://"):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		switch {
		case r == '\n':
			start, number = true, false
		case r == ' ' && start && !number:
		case r >= '0' && r <= '9' && (start || number):
			start, number = false, true
		default:
			start, number = false, false
		}
	}
	return b.String()
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
