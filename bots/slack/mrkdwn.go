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
	glued     bool   // it goes on with the row before, with glue between
	glue      string
}

// maxPiece is the length from which on a line goes on in a row of its own, so
// that what does not fit into one block can go on in the next.
const maxPiece = 600

// rowsOf writes a text line by line, in rows of at most limit characters either
// way: a longer line takes several. With pings, mentions notify those whom they name.
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
	glued         bool
	glue          string
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
		formatted: w.formatted, live: w.live, tricky: w.tricky, entry: w.entry, glued: w.glued, glue: w.glue,
	})
	w.plain.Reset()
	w.markup.Reset()
	w.used = 0
	w.formatted, w.live, w.tricky, w.entry, w.begun, w.full, w.marked = false, false, false, false, false, false, false
	w.glued, w.glue = false, ""
}

// carryOn goes on with the open row in another one.
func (w *rowWriter) carryOn() {
	glue, marked := "", w.marked
	if strings.HasSuffix(w.plain.String(), " ") {
		glue = " "
	}
	w.end()
	w.begun, w.glued, w.glue, w.marked = true, true, glue, marked && glue == ""
}

// fit goes on in another row where so much does not fit into the open one in one
// piece.
func (w *rowWriter) fit(length int) {
	if !w.full && w.used > 0 && length > w.room() && length <= w.limit-len(breaker) {
		w.carryOn()
	}
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

// run adds words of one line, in as many rows as it takes.
func (w *rowWriter) run(s, mark string) {
	most := min(w.limit, maxPiece)
	for s != "" && !w.full {
		room := most - w.used - len(breaker)
		if mark != "" {
			room -= 2*len(mark) + 2 // with a breaker on each side
		}
		head, rest := clip.Split(s, room, literalLength)
		switch {
		case rest != "" && w.used > most/2 && !betweenWords(head, rest):
			w.carryOn()
			continue
		case head == "": // one character that is longer than a row
			w.full = true
			w.put(clip.String(s, max(room, 0), literalLength), clip.String(s, max(room, 0), literalLength))
			return
		}
		w.piece(head, mark)
		if s = rest; s != "" {
			w.carryOn()
		}
	}
}

// betweenWords reports whether a cut left all words whole.
func betweenWords(head, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(head)
	first, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsSpace(last) || unicode.IsSpace(first) && head != ""
}

// piece adds words that fit.
func (w *rowWriter) piece(cut, mark string) {
	core := strings.TrimSpace(cut)
	if core == "" {
		w.put(cut, cut)
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
	if last, _ := utf8.DecodeLastRuneInString(w.markup.String() + lead); !unicode.IsSpace(last) && (w.markup.Len() > 0 || w.glued && w.glue == "") {
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
	w.fit(linkLength(to) + len("<|>") + literalLength(text))
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
	const around = "<!date^-12345678901234^{date_long} {time}|>"
	w.fit(len(around) + literalLength(words))
	room := w.room() - len(around)
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
	w.fit(max(len(markup), literalLength(name)))
	if w.full || !w.pings || !userGroup.MatchString(id) || w.room() < max(len(markup), literalLength(name)) {
		w.words(name, "*")
		return
	}
	w.live = true
	w.put(name, markup)
}
