package slacktest

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

// A Reader reads Slack's mrkdwn the way a person sees it: emphasis, code,
// quotes, links, mentions, times and entities. It does not know the names of
// emoji (:smile:). The zero Reader knows nobody's name and reads times in UTC.
// https://docs.slack.dev/messaging/formatting-message-text
type Reader struct {
	// Name tells the name of what is mentioned, and false for what the person
	// cannot see.
	Name func(kind MentionKind, id string) (string, bool)
	// Zone is where the person is; UTC where nil.
	Zone *time.Location
}

// Read reads mrkdwn. Unless it is verbatim, bare addresses become links and
// @channel, @here and @everyone mentions.
func (r Reader) Read(text string, verbatim bool) Rendering {
	var out Rendering
	for n, line := range splitLines(r.scan(text, verbatim)) {
		if n > 0 {
			out = out.add(Span{Text: "\n"})
		}
		style := Style(0)
		if len(line) > 1 && line[0].r == '>' {
			style = Quote
			line = line[1:]
			if line[0].r == ' ' {
				line = line[1:]
			}
		}
		out = format(out, line, style)
	}
	return out
}

// A token is a character, or something between angle brackets.
type token struct {
	r    rune // 0 for a span
	span Span
}

var (
	// automatic matches what becomes a link or a mention without any markup.
	automatic = regexp.MustCompile(`^(?:https?://[^\s<>|]+|@(?:channel|here|everyone)\b)`)
	// entity matches the only entities there are.
	entity = regexp.MustCompile(`&(?:amp|lt|gt);`)
)

var entityRunes = map[string]rune{"&amp;": '&', "&lt;": '<', "&gt;": '>'}

// scan splits a text into characters and what stands between angle brackets.
func (r Reader) scan(text string, verbatim bool) []token {
	var out []token
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "\uFFFD")
	for text != "" {
		t, size := r.next(text, verbatim || afterWord(out))
		out = append(out, t)
		text = text[size:]
	}
	return out
}

// next reads one token and says how many bytes it is long.
func (r Reader) next(text string, verbatim bool) (token, int) {
	switch {
	case text[0] == '<':
		if inner, ok := bracketed(text); ok {
			if span, ok := r.special(inner); ok {
				return token{span: span}, len(inner) + 2
			}
		}
	case text[0] == '&':
		if at := entity.FindStringIndex(text[:min(len(text), 5)]); at != nil && at[0] == 0 {
			return token{r: entityRunes[text[:at[1]]]}, at[1]
		}
	case !verbatim:
		if found := automatic.FindString(text); found != "" {
			found = strings.TrimRight(found, ".,;:!?)'\"")
			return token{span: automaticSpan(found)}, len(found)
		}
	}
	c, size := utf8.DecodeRuneInString(text)
	return token{r: c}, size
}

func afterWord(list []token) bool { return len(list) > 0 && list[len(list)-1].isWord() }

func automaticSpan(found string) Span {
	if strings.HasPrefix(found, "@") {
		return Span{Text: found, Mention: EveryoneMention, ID: found[1:]}
	}
	return Span{Text: found, Link: found}
}

// bracketed returns what stands between the angle brackets that text begins
// with.
func bracketed(text string) (inner string, ok bool) {
	end := strings.IndexAny(text[1:], "<>\n")
	if end < 1 || text[1+end] != '>' {
		return "", false
	}
	return text[1 : 1+end], true
}

// special reads a link, a mention or a time.
func (r Reader) special(inner string) (Span, bool) {
	body, label, labelled := strings.Cut(inner, "|")
	label = unescape(label)
	mention := func(kind MentionKind, id, mark string) (Span, bool) {
		name := id
		if known, ok := r.name(kind, id); ok {
			name = known
		} else if labelled && label != "" {
			name = strings.TrimPrefix(label, mark)
		}
		return Span{Text: mark + name, Mention: kind, ID: id}, true
	}
	switch {
	case strings.HasPrefix(body, "@U"), strings.HasPrefix(body, "@W"):
		return mention(UserMention, body[1:], "@")
	case strings.HasPrefix(body, "#C"), strings.HasPrefix(body, "#G"):
		return mention(ChannelMention, body[1:], "#")
	case strings.HasPrefix(body, "!subteam^"):
		return mention(GroupMention, strings.TrimPrefix(body, "!subteam^"), "@")
	case body == "!channel", body == "!here", body == "!everyone":
		return Span{Text: "@" + body[1:], Mention: EveryoneMention, ID: body[1:]}, true
	case strings.HasPrefix(body, "!date^"):
		return r.moment(strings.TrimPrefix(body, "!date^"), label)
	}
	for _, scheme := range []string{"http://", "https://", "mailto:", "tel:", "slack:"} {
		if strings.HasPrefix(strings.ToLower(body), scheme) {
			text := unescape(body)
			if labelled && label != "" {
				text = label
			}
			return Span{Text: text, Link: unescape(body)}, true
		}
	}
	return Span{}, false
}

func unescape(s string) string {
	return entity.ReplaceAllStringFunc(s, func(e string) string { return string(entityRunes[e]) })
}

func (r Reader) name(kind MentionKind, id string) (string, bool) {
	if r.Name == nil {
		return "", false
	}
	return r.Name(kind, id)
}
