package slack

import (
	"regexp"
	"strings"
	"unicode"

	"marquee/internal/chat/clip"
)

// entities are the three characters that Slack wants written as such wherever it
// reads markup. Mentions, links and dates begin with "<", so without it no text
// can become one.
// https://docs.slack.dev/messaging/formatting-message-text#escaping
var entities = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// unescape reads a command's text, in which Slack has written entities.
var unescape = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">")

// breaker is a space of no width. In the middle of what Slack would show as an
// emoji, it leaves the characters as they are.
const breaker = "\u200b"

// shortcode is what Slack shows as an emoji.
var shortcode = regexp.MustCompile(`:[\pL\pN_+'-]+:`)

// breakCodes keeps Slack from seeing emoji. The colon that ends one code may begin
// another.
func breakCodes(s string) string {
	var b strings.Builder
	for {
		at := shortcode.FindStringIndex(s)
		if at == nil {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:at[0]+1] + breaker)
		s = s[at[0]+1:]
	}
}

// formatting are the characters that make text stand out in mrkdwn, each with one
// that looks like it. Slack has no way to escape them, so what holds one is
// written as plain_text; only beside a link, which plain_text cannot have, the
// other takes its place.
var formatting = map[rune]rune{'*': '\u2217', '_': '\uff3f', '~': '\u223c', '`': '\u02cb'}

// literal writes one line of text so that mrkdwn shows it as it stands.
func literal(s string) string {
	if strings.ContainsAny(s, "*_~`") {
		var b strings.Builder
		for i, r := range s {
			if other, ok := formatting[r]; ok && !within(s, i) {
				r = other
			}
			b.WriteRune(r)
		}
		s = b.String()
	}
	s = breakCodes(entities.Replace(s))
	if strings.HasPrefix(s, "&gt;") {
		s = breaker + s // else a quotation, at a line's beginning
	}
	return s
}

// tricky reports whether mrkdwn cannot show s exactly as it stands.
func tricky(s string) bool {
	for i, r := range s {
		if _, ok := formatting[r]; ok && !within(s, i) {
			return true
		}
	}
	return false
}

// within reports whether the character at i stands within a word, where it formats
// nothing: M*A*S*H.
func within(s string, i int) bool {
	return i > 0 && i+1 < len(s) && plainLetter(s[i-1]) && plainLetter(s[i+1])
}

func plainLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// literalLength measures at least what literal writes: a clip.Measure.
func literalLength(s string) int {
	n := 0
	for _, r := range s {
		switch r {
		case '&':
			n += len("&amp;")
		case '<':
			n += len("&lt;")
		case '>':
			n += len("&gt;") + 1
		case ':':
			n += 2
		default:
			n += clip.UTF16(string(r))
		}
	}
	return n
}

// line makes s one line of text without control characters.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return -1 // would turn the text around it
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return s
}

// label makes s a line of at most limit characters for a place that renders no
// markup: a button, an option, a heading.
func label(s string, limit int) string {
	return clip.String(strings.Join(strings.Fields(line(s)), " "), limit, clip.UTF16)
}

// labelOr is label, or otherwise where s has nothing to read: Slack refuses empty
// texts.
func labelOr(s string, limit int, otherwise string) string {
	if l := label(s, limit); l != "" {
		return l
	}
	return otherwise
}
