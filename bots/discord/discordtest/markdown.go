package discordtest

import (
	"fmt"
	"html"
	"strings"
	"time"
)

// A Reader reads Discord's markdown the way a person sees it. It knows what
// bots use: emphasis, code, links, headings, quotes, lists, mentions, emoji,
// times and backslashes; emoji by name (:smile:) are all drawn as Emoji.
// The zero Reader knows nobody's name and reads times in UTC.
type Reader struct {
	// Name tells the name of what is mentioned, and false for what the person
	// cannot see.
	Name func(kind MentionKind, id string) (string, bool)
	// Zone is where the person is; UTC where nil.
	Zone *time.Location
	// Now is what relative times are told from; the present where zero.
	Now time.Time
}

// Emoji is what stands for every emoji that is written by its name.
const Emoji = "\U0001F642"

// A MentionKind is what a mention is of.
type MentionKind string

// Mention kinds.
const (
	NoMention       MentionKind = ""
	EveryoneMention MentionKind = "everyone" // @everyone and @here
	UserMention     MentionKind = "user"
	RoleMention     MentionKind = "role"
	ChannelMention  MentionKind = "channel"
	CommandMention  MentionKind = "command"
)

// A Style is a set of ways in which text stands out.
type Style uint16

// Styles.
const (
	Bold Style = 1 << iota
	Italic
	Underline
	Strike
	Spoiler
	Code
	Heading
	Small
	Quote
)

// A Span is a piece of text that looks the same all through.
type Span struct {
	Text    string
	Style   Style
	Link    string      // where it leads
	Mention MentionKind // what it mentions, drawn as a pill
	Moment  *time.Time  // the time that it tells, drawn as a pill
}

// A Rendering is what a person sees of a text.
type Rendering []Span

// String is the text without its looks: what one would read aloud. What was
// typed to show stars shows them here; what was typed to be bold does not.
func (r Rendering) String() string {
	var b strings.Builder
	for _, s := range r {
		b.WriteString(s.Text)
	}
	return b.String()
}

// HTML is the text with its looks, in elements such as <b>: it tells a link, a
// mention or bold text from characters that only look like their markup.
func (r Rendering) HTML() string {
	var b strings.Builder
	for _, s := range r {
		text := html.EscapeString(s.Text)
		for _, t := range styleTags {
			if s.Style&t.style != 0 {
				text = "<" + t.tag + ">" + text + "</" + t.tag + ">"
			}
		}
		if s.Moment != nil {
			text = fmt.Sprintf("<time datetime=%q>%s</time>", s.Moment.UTC().Format(time.RFC3339), text)
		}
		if s.Mention != NoMention {
			text = fmt.Sprintf("<mark class=%q>%s</mark>", s.Mention, text)
		}
		if s.Link != "" {
			text = fmt.Sprintf("<a href=\"%s\">%s</a>", html.EscapeString(s.Link), text)
		}
		b.WriteString(text)
	}
	return b.String()
}

var styleTags = []struct {
	style Style
	tag   string
}{
	{Code, "code"}, {Bold, "b"}, {Italic, "i"}, {Underline, "u"}, {Strike, "s"},
	{Spoiler, "span"}, {Heading, "h1"}, {Small, "small"}, {Quote, "q"},
}

// Mentions returns what is drawn as a mention, as a person sees it.
func (r Rendering) Mentions() []string {
	var list []string
	for _, s := range r {
		if s.Mention != NoMention {
			list = append(list, s.Text)
		}
	}
	return list
}

// Links returns where the text leads, in order.
func (r Rendering) Links() []string {
	var list []string
	for _, s := range r {
		if s.Link != "" {
			list = append(list, s.Link)
		}
	}
	return list
}

// Read reads a message's content, an embed's description or a field's value.
func (r Reader) Read(text string) Rendering {
	p := &parser{reader: r, full: true}
	p.lines(strings.TrimSpace(text), Span{})
	return p.rendering()
}

// ReadTitle reads an embed's title or the name of a field: emphasis, code and
// backslashes count there; links, mentions, times and lists do not.
func (r Reader) ReadTitle(text string) Rendering {
	p := &parser{reader: r}
	p.inline(strings.TrimSpace(text), Span{})
	return p.rendering()
}

func (r Reader) name(kind MentionKind, id string) (string, bool) {
	if r.Name == nil {
		return "", false
	}
	return r.Name(kind, id)
}
