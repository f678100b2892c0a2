package terminal

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// clean returns s as it may reach a terminal: valid UTF-8 that holds nothing a
// terminal would obey, on as many lines as s has. Escape sequences lose the
// character that makes them one; marks that turn the direction of a whole line
// go, since they could make a line read as something else.
func clean(s string) string {
	if harmless(s) {
		return s
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\u2028', r == '\u2029', r == '\u0085':
			return '\n'
		case r == '\t', r == '\v', r == '\f', r == '\r':
			return ' '
		case commands(r):
			return -1
		}
		return r
	}, s)
}

// commands reports whether r tells a terminal to do something, or shows
// differently from one terminal to the next.
func commands(r rune) bool {
	switch {
	case r < ' ', r >= 0x7F && r <= 0x9F: // C0, DEL and C1 controls
		return true
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069: // bidirectional overrides and isolates
		return true
	case r == 0x200E, r == 0x200F, r == 0x061C: // marks of direction
		return true
	case r == 0x00AD, r == 0xFEFF, r >= 0xFFF9 && r <= 0xFFFB: // soft hyphen, byte order mark, annotations
		return true
	}
	return false
}

// harmless is a quick look that spares most texts the work.
func harmless(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\n' || c == 0x7F || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// cleanLine is clean for what stands on one line.
func cleanLine(s string) string {
	return strings.ReplaceAll(clean(s), "\n", " ")
}

// address returns s when it is a web address, with whatever a terminal could
// take amiss written as %XX; else "".
func address(s string) string {
	if len(s) > 2000 {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	var b strings.Builder
	for _, c := range []byte(u.String()) {
		if c <= ' ' || c >= 0x7F || c == '<' || c == '>' {
			const hex = "0123456789ABCDEF"
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
