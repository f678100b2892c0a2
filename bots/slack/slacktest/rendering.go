package slacktest

import (
	"fmt"
	"html"
	"strings"
	"time"
)

// A MentionKind is what a mention is of.
type MentionKind string

// Mention kinds.
const (
	NoMention       MentionKind = ""
	EveryoneMention MentionKind = "everyone" // @channel, @here and @everyone
	UserMention     MentionKind = "user"
	GroupMention    MentionKind = "group"
	ChannelMention  MentionKind = "channel"
)

// A Style is a set of ways in which text stands out.
type Style uint16

// Styles.
const (
	Bold Style = 1 << iota
	Italic
	Strike
	Code
	Quote
	Heading
	Small
)

// A Span is a piece of text that looks the same all through.
type Span struct {
	Text    string
	Style   Style
	Link    string      // where it leads
	Mention MentionKind // what it mentions, drawn as a pill
	ID      string      // of who or what it mentions
	Moment  *time.Time  // the time that it tells
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
	{Code, "code"}, {Bold, "b"}, {Italic, "i"}, {Strike, "s"}, {Heading, "h1"}, {Small, "small"}, {Quote, "q"},
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

// plain is text that is shown as it is.
func plain(text string, style Style) Rendering {
	if text == "" {
		return nil
	}
	return Rendering{{Text: text, Style: style}}
}
