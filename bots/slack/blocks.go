package slack

import (
	"fmt"
	"slices"
	"strings"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
	"marquee/internal/chat/clip"
)

// A look says how a card is shown.
type look struct {
	stamp    stamp
	pictures bool
	pings    bool // mentions notify those whom they name
}

// A page is a card on its way into blocks: the one place that keeps to Slack's
// limits and says what was left out.
type page struct {
	look
	blocks  []slackgo.Block
	room    int // for blocks
	left    int // for text
	picture *slackgo.Accessory
	missing []string // what did not fit
}

// blocksOf lays a card out: heading, body, facts, pickers, buttons, footer.
func blocksOf(c chat.Card, l look) []slackgo.Block {
	p := &page{look: l, room: maxBlocks, left: maxAllText}
	below := p.below(c)
	p.room -= len(below) + 1 // and the footer
	p.left -= maxFooter + 2*maxPrompt
	if u := picture(c.Image.URL); u != "" && l.pictures {
		alt := labelOr(c.Image.Alt, maxImageAlt, labelOr(c.Title, maxImageAlt, "Picture"))
		p.picture = slackgo.NewAccessory(slackgo.NewImageBlockElement(u, alt))
	}
	p.heading(c)
	p.body(c)
	p.facts(c.Fields)
	if p.picture != nil && p.room > 0 { // nothing stands there that it could stand beside
		p.add(slackgo.NewImageBlock(*p.picture.ImageElement.ImageURL, p.picture.ImageElement.AltText, "", nil), 0)
	}
	p.blocks = append(p.blocks, below...)
	p.footer(c)
	return p.blocks
}

func (p *page) add(b slackgo.Block, text int) {
	p.blocks = append(p.blocks, b)
	p.room--
	p.left -= text
}

// section adds text, with the picture beside the first.
func (p *page) section(text *slackgo.TextBlockObject, fields []*slackgo.TextBlockObject) {
	length := 0
	for _, t := range append(fields, text) {
		if t != nil {
			length += clip.UTF16(t.Text)
		}
	}
	p.add(slackgo.NewSectionBlock(text, fields, p.picture), length)
	p.picture = nil
}

// heading writes the title: a header over what is news, a bold line over a
// question or a failure.
func (p *page) heading(c chat.Card) {
	title := label(c.Title, maxHeader)
	if title == "" {
		return
	}
	if c.Tone == chat.Question || c.Tone == chat.Failure {
		text := mrkdwn("*" + literal(title) + "*")
		if tricky(title) {
			text = plainText(title)
		}
		p.add(slackgo.NewSectionBlock(text, nil, nil), clip.UTF16(text.Text))
		return
	}
	p.add(slackgo.NewHeaderBlock(plainText(title)), clip.UTF16(title))
}

// body writes the text, in as many sections as it takes. Some room is kept for
// the facts below it.
func (p *page) body(c chat.Card) {
	rows := rowsOf(c.Body, maxSection-maxNote, p.pings)
	left, room := p.left, p.room
	if len(c.Fields) > 0 {
		left, room = left*2/3, room/2
	}
	p.sections(rows, left, room)
}

// sections writes rows into as many sections as it takes, of so much text and so
// many blocks at most.
func (p *page) sections(rows []row, left, room int) {
	for len(rows) > 0 && room > 0 && max(clip.UTF16(rows[0].plain), clip.UTF16(rows[0].markup))+maxNote <= left {
		t, n := together(rows, min(maxSection, left), room == 1 || left < maxSection)
		rows = rows[n:]
		p.section(t, nil)
		room--
		left -= clip.UTF16(t.Text)
	}
	if len(rows) > 0 { // where the last section was not known to be it
		missing := rest(rows, "")
		if rows[0].entry && !rows[0].glued {
			missing += " entries"
		}
		p.missing = append(p.missing, missing)
	}
}

// leastFact is the room below which no fact is begun: a heading and some words.
const leastFact = 500

// facts writes fields: short ones beside one another, others across.
func (p *page) facts(fields []chat.Field) {
	var beside []*slackgo.TextBlockObject
	flush := func() {
		if len(beside) > 0 {
			p.section(nil, beside)
			beside = nil
		}
	}
	waiting := 0 // text in beside
	for i, f := range fields {
		limit := maxSection
		if f.Short {
			limit = maxField
		}
		needed := 1
		if len(beside) > 0 && !(f.Short && len(beside) < maxFields) {
			needed = 2
		}
		limit = min(limit, p.left-waiting)
		if p.room < needed || limit < leastFact {
			p.missing = append(p.missing, count(len(fields)-i, "fact"))
			break
		}
		t, rows := fact(f, limit, p.pings)
		if t == nil {
			continue
		}
		if !f.Short {
			flush()
			waiting = 0
			p.section(t, nil)
			// Some room is kept for the facts that follow.
			others := min(len(fields)-i-1, 4)
			p.sections(rows, p.left-others*leastFact, p.room-others)
			continue
		}
		if len(beside) == maxFields {
			flush()
			waiting = 0
		}
		beside = append(beside, t)
		waiting += clip.UTF16(t.Text)
	}
	flush()
}

// fact writes one field, its heading above its value; nil where it is empty. A
// paragraph that is too long for one block leaves rows for the next; a list, and
// what stands beside others, is cut.
func fact(f chat.Field, limit int, pings bool) (t *slackgo.TextBlockObject, left []row) {
	name := strings.TrimSuffix(label(f.Name, maxHeader), ":")
	rows := rowsOf(f.Value, limit-literalLength(name)-len("*:*\n")-maxNote, pings)
	switch {
	case name == "" && len(rows) == 0:
		return nil, nil
	case name == "":
		t, _ := together(rows, limit, true)
		return t, nil
	}
	last := f.Short || !slices.ContainsFunc(rows, func(r row) bool { return r.glued })
	value := func(write func(row) string) string {
		if len(rows) == 0 {
			return ""
		}
		text, n := joined(rows, limit-literalLength(name)-len("*:*\n"), last, write)
		left = rows[n:]
		return "\n" + text
	}
	if !asMarkup(rows, !tricky(name)) {
		t = plainText(name + ":" + value(plainly))
	} else {
		t = mrkdwn("*" + literal(name) + ":*" + value(asMrkdwn))
	}
	return t, left
}

// below are the pickers and buttons.
func (p *page) below(c chat.Card) []slackgo.Block {
	const mostPickers, mostButtons = 5, 4
	var out []slackgo.Block
	lost := 0
	for i, k := range c.Pickers {
		if i == mostPickers {
			p.missing = append(p.missing, count(len(c.Pickers)-i, "menu"))
			break
		}
		block, more := menu(k, p.stamp, len(out))
		lost += more
		if block != nil {
			out = append(out, block)
			p.left -= maxPrompt
		}
	}
	rows, more := buttons(c.Actions, p.stamp, len(out), mostButtons)
	if lost > 0 {
		p.missing = append(p.missing, count(lost, "choice"))
	}
	if more > 0 {
		p.missing = append(p.missing, count(more, "button"))
	}
	return append(out, rows...)
}

// footer says where the facts come from, where the title leads, and what did not
// fit.
func (p *page) footer(c chat.Card) {
	var parts []slackgo.MixedElement
	if f := label(c.Footer, maxFooter); f != "" {
		parts = append(parts, plainText(f))
	}
	if u := address(c.URL, maxFooter); u != "" {
		parts = append(parts, mrkdwn("<"+entities.Replace(u)+"|"+literal(host(u))+">"))
	}
	if len(p.missing) > 0 {
		parts = append(parts, plainText("Too long for Slack: "+strings.Join(p.missing, ", ")+" left out."))
	}
	if len(parts) == 0 && len(p.blocks) > 0 {
		return
	}
	if len(parts) == 0 { // Slack takes no empty message
		parts = append(parts, plainText("…"))
	}
	p.add(slackgo.NewContextBlock("", parts...), 0)
}

// host names where an address leads.
func host(address string) string {
	h := address[strings.Index(address, "//")+2:]
	if i := strings.IndexAny(h, "/?#"); i >= 0 {
		h = h[:i]
	}
	return strings.TrimPrefix(h, "www.")
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
