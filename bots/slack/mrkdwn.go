package slack

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"marquee/internal/chat"
	"marquee/internal/chat/clip"
)

// A row is one line of text, written both ways.
type row struct {
	plain     string // as plain_text
	markup    string // as mrkdwn
	formatted bool   // the plain writing loses emphasis
	live      bool   // the plain writing loses a link, a mention or a moment
	tricky    bool   // the markup may not show everything as it stands
	entry     bool   // of a list
}

// rowsOf writes a text line by line, each of at most limit characters either way;
// what is longer is cut. With pings, mentions notify those whom they name.
func rowsOf(t chat.Text, limit int, pings bool) []row {
	w := &rowWriter{limit: limit, pings: pings}
	w.text(t, 0)
	w.end()
	for len(w.done) > 0 && w.done[len(w.done)-1].plain == "" {
		w.done = w.done[:len(w.done)-1]
	}
	for len(w.done) > 0 && w.done[0].plain == "" {
		w.done = w.done[1:]
	}
	return w.done
}

// maxDepth is how deep lists are indented in lists.
const maxDepth = 4

type rowWriter struct {
	limit int
	pings bool
	done  []row
	// The open row, and what may still go into it.
	plain, markup strings.Builder
	used          int // of the longer of the two
	formatted     bool
	live          bool
	tricky        bool
	entry         bool
	begun         bool // the row is there, even if empty
	full          bool // something of the row was cut
	marked        bool // the row ends in the mark of some formatting
}

func (w *rowWriter) text(t chat.Text, depth int) {
	for _, s := range t {
		w.span(s, depth)
	}
}

func (w *rowWriter) span(s chat.Span, depth int) {
	switch s.Kind {
	case chat.BreakSpan:
		w.begun = true
		w.end()
	case chat.ListSpan:
		w.list(s.List, depth)
	case chat.StrongSpan:
		w.words(s.Text, "*")
	case chat.EmphasisSpan:
		w.words(s.Text, "_")
	case chat.LinkSpan:
		w.link(s.Text, s.URL)
	case chat.InstantSpan:
		w.instant(s.Time, s.Text)
	case chat.MentionSpan:
		w.mention(s.ID, s.Text)
	default:
		w.words(s.Text, "")
	}
}

func (w *rowWriter) list(entries []chat.Text, depth int) {
	if w.begun {
		w.end()
	}
	for _, e := range entries {
		w.entry = true
		indent := strings.Repeat("    ", min(depth, maxDepth)) + "• "
		w.put(indent, indent)
		w.text(e, depth+1)
		w.end()
	}
}

// end closes the open row.
func (w *rowWriter) end() {
	if !w.begun {
		return
	}
	w.done = append(w.done, row{
		plain: strings.TrimRight(w.plain.String(), " "), markup: strings.TrimRight(w.markup.String(), " "),
		formatted: w.formatted, live: w.live, tricky: w.tricky, entry: w.entry,
	})
	w.plain.Reset()
	w.markup.Reset()
	w.used = 0
	w.formatted, w.live, w.tricky, w.entry, w.begun, w.full, w.marked = false, false, false, false, false, false, false
}

// room is how much more fits into the open row, with some kept for the mark of a
// cut.
func (w *rowWriter) room() int { return w.limit - w.used - len(breaker) }

// put adds what was made to fit.
func (w *rowWriter) put(plain, markup string) {
	w.begun, w.marked = true, false
	w.plain.WriteString(plain)
	w.markup.WriteString(markup)
	w.used += max(clip.UTF16(plain), clip.UTF16(markup))
}

// words adds text of one look; mark stands on both sides of it. A line's end in
// it ends the row.
func (w *rowWriter) words(s, mark string) {
	for i, part := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		if i > 0 {
			w.begun = true
			w.end()
		}
		if part = line(part); part == "" {
			continue
		}
		w.run(part, mark)
	}
}

// run adds words of one row.
func (w *rowWriter) run(s, mark string) {
	if w.full {
		return
	}
	room := w.room()
	if mark != "" {
		room -= 2*len(mark) + 2 // with a breaker on each side
	}
	cut := clip.String(s, room, literalLength)
	w.full = cut != s
	core := strings.TrimSpace(cut)
	if core == "" {
		if cut != "" && !w.full {
			w.put(cut, cut)
		}
		return
	}
	w.tricky = w.tricky || tricky(core)
	if mark == "" {
		markup := literal(cut)
		if first, _ := utf8.DecodeRuneInString(cut); w.marked && !unicode.IsSpace(first) && !unicode.IsPunct(first) {
			markup = breaker + markup
		}
		w.put(cut, markup)
		return
	}
	// Formatting begins and ends beside what is no letter, and not at a space.
	lead, tail := cut[:strings.Index(cut, core)], cut[strings.Index(cut, core)+len(core):]
	marked := lead
	if last, _ := utf8.DecodeLastRuneInString(w.markup.String() + lead); !unicode.IsSpace(last) && w.markup.Len() > 0 {
		marked += breaker
	}
	w.put(cut, marked+mark+literal(core)+mark+tail)
	w.formatted, w.marked = true, tail == ""
}

func (w *rowWriter) link(text, to string) {
	to = address(to, maxSection/2)
	text = strings.TrimSpace(line(text))
	if text == "" {
		text = to
	}
	room := w.room() - linkLength(to) - len("<|>")
	if w.full || to == "" || room < len(text)/2 {
		w.words(text, "")
		return
	}
	cut := clip.String(text, room, literalLength)
	w.full = cut != text
	w.live, w.tricky = true, w.tricky || tricky(cut)
	w.put(cut, "<"+entities.Replace(to)+"|"+strings.ReplaceAll(literal(cut), "|", "¦")+">")
}

// instant shows a moment in the reader's own time zone.
// https://docs.slack.dev/messaging/formatting-message-text#date-formatting
func (w *rowWriter) instant(t time.Time, words string) {
	if words == "" && !t.IsZero() {
		words = t.UTC().Format("2 January 2006 15:04 UTC")
	}
	words = strings.TrimSpace(line(words))
	room := w.room() - len("<!date^-12345678901234^{date_long} {time}|>")
	if w.full || words == "" || t.IsZero() || room < literalLength(words) {
		w.words(words, "")
		return
	}
	w.live = true
	w.put(words, fmt.Sprintf("<!date^%d^{date_long} {time}|%s>", t.Unix(), strings.ReplaceAll(literal(words), "|", "¦")))
}

// userGroup is the id of a user group.
var userGroup = regexp.MustCompile(`^S[A-Z0-9]{2,40}$`)

// mention notifies a user group, where that is wanted; else it only names it.
func (w *rowWriter) mention(id, name string) {
	name = "@" + strings.TrimPrefix(strings.TrimSpace(line(name)), "@")
	markup := "<!subteam^" + id + ">"
	if w.full || !w.pings || !userGroup.MatchString(id) || w.room() < max(len(markup), literalLength(name)) {
		w.words(name, "*")
		return
	}
	w.live = true
	w.put(name, markup)
}
