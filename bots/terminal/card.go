package terminal

import (
	"strings"

	"marquee/internal/chat"
)

// privately is what a card says that its asker alone sees.
const privately = "(only you see this)"

// Render returns the card as the view shows it: whole lines, each ending in a
// newline, none wider than the view but for an address that is.
func Render(c chat.Card, v View) string {
	v.Width = min(max(v.Width, MinWidth), MaxWidth)
	if v.First < 1 {
		v.First = 1
	}
	p := &page{view: v}
	body := paragraphsOf(c.Body, v)
	if mark, ok := toneMarks[c.Tone]; ok && cleanLine(c.Title) == "" && len(body) > 0 {
		body[0].runs = append([]run{mark}, body[0].runs...)
	}
	p.title(c)
	p.gap()
	p.paragraphs(body, 0, "• ")
	p.gap()
	p.fields(c)
	p.gap()
	p.actions(c.Actions)
	next := v.First + len(c.Actions)
	for _, picker := range c.Pickers {
		p.gap()
		p.picker(picker, next)
		next += len(picker.Options)
	}
	p.gap()
	p.lines(wrap([]run{{text: cleanLine(c.Footer), look: dimLook}}, v.Width), 0)
	return p.b.String()
}

// A page is a card being laid out.
type page struct {
	view View
	b    strings.Builder
	wait bool // an empty line is due before the next one
}

// gap sets the next line apart from those before.
func (p *page) gap() { p.wait = p.b.Len() > 0 }

// lines writes lines indented by so many cells; empty ones are left out.
func (p *page) lines(lines [][]run, indent int) {
	for _, line := range lines {
		if blank(line) {
			continue
		}
		p.begin(indent)
		p.view.write(&p.b, line)
		p.b.WriteByte('\n')
	}
}

func (p *page) begin(indent int) {
	if p.wait {
		p.b.WriteByte('\n')
		p.wait = false
	}
	p.b.WriteString(strings.Repeat(" ", indent))
}

func blank(line []run) bool {
	for _, r := range line {
		if strings.TrimSpace(r.text) != "" {
			return false
		}
	}
	return true
}

// toneMarks tell the tone in colour and without.
var toneMarks = map[chat.Tone]run{
	chat.Question: {text: "? ", look: questionLook},
	chat.Failure:  {text: "! ", look: failureLook},
	chat.Notice:   {text: "* ", look: noticeLook},
}

// title writes the heading: the tone's mark, the title, its address where the
// terminal has no links, and whether the card is private.
func (p *page) title(c chat.Card) {
	mark, marked := toneMarks[c.Tone]
	title := run{text: cleanLine(c.Title), look: titleLook}
	if marked {
		title.look = mark.look
	}
	url := address(c.URL)
	if p.view.Links {
		title.url = url
	}
	heading := []run{title}
	if p.view.Private {
		heading = append(heading, run{text: " "}, run{text: privately, look: dimLook, whole: true})
	}
	indent := 0
	if marked {
		indent = 2
	}
	lines := wrap(heading, p.view.Width-indent)
	if marked && !blank(lines[0]) {
		p.begin(0)
		p.view.write(&p.b, append([]run{mark}, lines[0]...))
		p.b.WriteByte('\n')
		lines = lines[1:]
	}
	p.lines(lines, indent)
	if url != "" && !p.view.Links {
		p.lines([][]run{{{text: url, look: dimLook}}}, indent)
	}
}

// paragraphs writes text, each paragraph wrapped to the width that is left. An
// entry of a list stands behind bullet, and hangs by two.
func (p *page) paragraphs(all []paragraph, indent int, bullet string) {
	for _, para := range all {
		if len(para.runs) == 0 {
			p.gap()
			continue
		}
		if para.indent == 0 {
			p.lines(wrap(para.runs, p.view.Width-indent), indent)
			continue
		}
		p.hanging(para, indent+(para.indent-1)*2, bullet)
	}
}

// hanging writes a paragraph of a list: an entry's first line sticks out by two
// cells, in which the bullet stands where there is one.
func (p *page) hanging(para paragraph, indent int, bullet string) {
	lines := wrap(para.runs, p.view.Width-indent-2)
	if para.first {
		if bullet != "" {
			lines[0] = append([]run{{text: bullet, look: dimLook}}, lines[0]...)
		}
		p.lines(lines[:1], indent)
		lines = lines[1:]
	}
	p.lines(lines, indent+2)
}
