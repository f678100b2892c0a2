package terminal

import (
	"strings"
	"time"

	"marquee/internal/chat"
)

// A paragraph is text that begins on a line of its own.
type paragraph struct {
	runs   []run
	indent int  // levels of lists it stands in; 0 outside lists
	first  bool // an entry's first paragraph
}

// paragraphsOf reads a text from a card.
func paragraphsOf(t chat.Text, v View) []paragraph {
	p := &reader{view: v}
	p.text(t, 0)
	p.end()
	for len(p.done) > 0 && len(p.done[len(p.done)-1].runs) == 0 {
		p.done = p.done[:len(p.done)-1]
	}
	return p.done
}

// maxDepth is how deep lists may stand in lists before they are read as plain
// text: more than that cannot be laid out in MinWidth columns.
const maxDepth = 4

type reader struct {
	view View
	done []paragraph
	open paragraph
}

func (p *reader) text(t chat.Text, depth int) {
	for _, s := range t {
		switch s.Kind {
		case chat.BreakSpan:
			p.newLine()
		case chat.ListSpan:
			p.list(s.List, depth)
		case chat.StrongSpan:
			p.add(s.Text, strongLook)
		case chat.EmphasisSpan:
			p.add(s.Text, emphasisLook)
		case chat.LinkSpan:
			p.link(s.Text, s.URL)
		case chat.InstantSpan:
			if s.Text == "" && !s.Time.IsZero() {
				s.Text = s.Time.UTC().Format(time.RFC1123)
			}
			p.add(s.Text, plainLook)
		case chat.MentionSpan:
			p.add("@"+strings.TrimPrefix(s.Text, "@"), strongLook)
		default:
			p.add(s.Text, plainLook)
		}
	}
}

func (p *reader) list(entries []chat.Text, depth int) {
	p.end()
	if depth < maxDepth {
		depth++
	}
	outer := p.open
	for _, entry := range entries {
		if depth == maxDepth {
			entry = chat.T(entry.String())
		}
		p.open = paragraph{indent: depth, first: true}
		p.text(entry, depth)
		p.end()
	}
	p.open = paragraph{indent: outer.indent}
}

// add puts words into the open paragraph; a line's end in them ends it.
func (p *reader) add(s string, l look) {
	for i, line := range strings.Split(clean(s), "\n") {
		if i > 0 {
			p.newLine()
		}
		if line != "" {
			p.open.runs = append(p.open.runs, run{text: line, look: l})
		}
	}
}

// link shows s as a link where the terminal has them, else with its address.
func (p *reader) link(s, url string) {
	p.open.runs = append(p.open.runs, linkRuns(s, url, linkLook, p.view)...)
}

// linkRuns are the words s that lead to url. What is no web address leads
// nowhere.
func linkRuns(s, url string, l look, v View) []run {
	s, url = cleanLine(s), address(url)
	switch {
	case url == "":
		if l == linkLook {
			l = plainLook
		}
		return []run{{text: s, look: l}}
	case s == "" || s == url:
		return []run{{text: url, look: linkLook, url: url, whole: true}}
	case v.Links:
		return []run{{text: s, look: l, url: url}}
	case l == linkLook:
		l = plainLook
	}
	return []run{{text: s + " ", look: l}, {text: "<" + url + ">", look: dimLook, whole: true}}
}

// newLine ends the open paragraph, even an empty one, and begins another.
func (p *reader) newLine() {
	p.done = append(p.done, p.open)
	p.open = paragraph{indent: p.open.indent}
}

// end closes the open paragraph where there is anything in it.
func (p *reader) end() {
	if len(p.open.runs) > 0 {
		p.newLine()
	}
}
