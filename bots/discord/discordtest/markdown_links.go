package discordtest

import (
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// code reads `code` and ```blocks```.
func (p *parser) code(s string, like Span) int {
	like.Style |= Code
	if block := codeBlock.FindStringSubmatch(s); block != nil {
		p.emit(strings.Trim(block[2], "\n"), like)
		return len(block[0])
	}
	ticks := len(s) - len(strings.TrimLeft(s, "`"))
	for i := ticks; i < len(s); {
		n := len(s[i:]) - len(strings.TrimLeft(s[i:], "`"))
		if n == ticks {
			p.emit(s[ticks:i], like)
			return i + n
		}
		i += max(n, 1)
	}
	return 0
}

var codeBlock = regexp.MustCompile("(?s)^```(?:([a-z0-9_+\\-.#]+)\n)?(.*?[^\n`].*?)```")

// maskedLink reads [text](url). Discord draws one only to a web address, and
// none whose text is an address itself.
func (p *parser) maskedLink(s string, like Span) int {
	end := closing(s, '[', ']')
	if end < 0 || !strings.HasPrefix(s[end+1:], "(") {
		return 0
	}
	stop := closing(s[end+1:], '(', ')')
	if stop < 0 {
		return 0
	}
	text, target := s[1:end], s[end+2:end+1+stop]
	if space := strings.IndexAny(target, " \n"); space >= 0 {
		title := strings.TrimSpace(target[space:])
		if len(title) < 2 || !strings.Contains(`"'`, title[:1]) || title[len(title)-1] != title[0] {
			return 0
		}
		target = target[:space]
	}
	target = unescaped(strings.TrimSuffix(strings.TrimPrefix(target, "<"), ">"))
	if strings.TrimSpace(text) == "" || !webAddress(target) || strings.Contains(text, "://") {
		return 0
	}
	like.Link = target
	inner := &parser{reader: p.reader}
	inner.inline(text, like)
	p.flush()
	p.out = append(p.out, inner.rendering()...)
	return end + 1 + stop + 1
}

// closing finds what closes the bracket that s begins with, or returns -1.
func closing(s string, open, shut byte) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case open:
			depth++
		case shut:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

func unescaped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && !isWord(s[i+1]) {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

var bareURL = regexp.MustCompile(`^https?://[^\s<]+[^<.,:;"'\]\s]`)

// bareLink reads an address that stands by itself.
func (p *parser) bareLink(s string, like Span) int {
	found := bareURL.FindString(s)
	for strings.HasSuffix(found, ")") && strings.Count(found, ")") > strings.Count(found, "(") {
		found = found[:len(found)-1]
	}
	if !webAddress(found) {
		return 0
	}
	like.Link = found
	p.emit(found, like)
	return len(found)
}

var (
	angled = regexp.MustCompile(`^<(@!?|@&|#)([0-9]+)>`)
	slash  = regexp.MustCompile(`^</([^:>]{1,100}):[0-9]+>`)
	emoji  = regexp.MustCompile(`^<a?(:\w{2,32}:)[0-9]+>`)
	moment = regexp.MustCompile(`^<t:(-?[0-9]{1,17})(?::([tTdDfFR]))?>`)
	quoted = regexp.MustCompile(`^<(https?://[^\s<>]+)>`)
)

// angle reads what stands in angle brackets.
func (p *parser) angle(s string, like Span) int {
	if m := angled.FindStringSubmatch(s); m != nil {
		kind := map[string]MentionKind{"@": UserMention, "@!": UserMention, "@&": RoleMention, "#": ChannelMention}[m[1]]
		name, known := p.reader.name(kind, m[2])
		if !known {
			name = "unknown-" + string(kind)
		}
		sign := "@"
		if kind == ChannelMention {
			sign = "#"
		}
		p.mention(sign+name, kind, like)
		return len(m[0])
	}
	if m := slash.FindStringSubmatch(s); m != nil {
		p.mention("/"+m[1], CommandMention, like)
		return len(m[0])
	}
	if m := emoji.FindStringSubmatch(s); m != nil {
		p.emit(m[1], like)
		return len(m[0])
	}
	if m := moment.FindStringSubmatch(s); m != nil {
		unix, err := strconv.ParseInt(m[1], 10, 64)
		t := time.Unix(unix, 0).UTC()
		if err != nil || t.Year() < -9999 || t.Year() > 275760 {
			return 0
		}
		like.Moment = &t
		p.emit(p.reader.moment(t, m[2]), like)
		return len(m[0])
	}
	if m := quoted.FindStringSubmatch(s); m != nil && webAddress(m[1]) {
		like.Link = m[1]
		p.emit(m[1], like)
		return len(m[0])
	}
	return 0
}

func (p *parser) mention(text string, kind MentionKind, like Span) {
	like.Mention = kind
	p.emit(text, like)
	p.flush()
}

// moment words a time for the reader, as a client in British English does.
// https://discord.com/developers/docs/reference#message-formatting-timestamp-styles
func (r Reader) moment(t time.Time, style string) string {
	zone, now := r.Zone, r.Now
	if zone == nil {
		zone = time.UTC
	}
	if now.IsZero() {
		now = time.Now()
	}
	layout := map[string]string{
		"t": "15:04", "T": "15:04:05", "d": "02/01/2006", "D": "2 January 2006",
		"f": "2 January 2006 at 15:04", "F": "Monday, 2 January 2006 at 15:04",
	}
	switch style {
	case "R":
		return relative(t.Sub(now))
	case "":
		style = "f"
	}
	return t.In(zone).Format(layout[style])
}

func relative(d time.Duration) string {
	size, words := d.Abs(), "a few seconds"
	for _, u := range []struct {
		name string
		unit time.Duration
	}{
		{"minute", time.Minute}, {"hour", time.Hour}, {"day", 24 * time.Hour},
		{"month", 30 * 24 * time.Hour}, {"year", 365 * 24 * time.Hour},
	} {
		if n := int(size.Round(u.unit/2) / u.unit); n == 1 {
			words = "1 " + u.name
		} else if n > 1 {
			words = fmt.Sprintf("%d %ss", n, u.name)
		}
	}
	if d < 0 {
		return words + " ago"
	}
	return "in " + words
}
