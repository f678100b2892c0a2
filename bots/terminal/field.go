package terminal

import (
	"strings"

	"marquee/internal/chat"
)

// maxLabel is how wide the column of labels grows: enough for "Director of
// photography". On a narrow terminal it leaves more than half to the values.
const maxLabel = 24

// fields writes the facts in two columns, the picture last.
func (p *page) fields(c chat.Card) {
	all := c.Fields
	if address(c.Image.URL) != "" {
		alt := c.Image.Alt
		if alt == "" {
			alt = "Picture"
		}
		all = append(all[:len(all):len(all)], chat.Field{Name: "Picture", Value: chat.Text{chat.Link(alt, c.Image.URL)}})
	}
	column := labelColumn(all, p.view.Width)
	for _, f := range all {
		p.field(f, column)
	}
}

// labelColumn is how wide the column of labels is: as wide as the widest label
// that is no wider than it may be.
func labelColumn(all []chat.Field, cells int) int {
	limit := min(maxLabel, cells*2/5)
	column := 0
	for _, f := range all {
		if w := width(cleanLine(f.Name)); w <= limit {
			column = max(column, w)
		}
	}
	return column
}

// field writes one fact. A label too wide for its column stands above the value.
func (p *page) field(f chat.Field, column int) {
	name := cleanLine(f.Name)
	label := run{text: name, look: labelLook}
	value := &page{view: p.view}
	indent := column
	if column > 0 {
		indent += 2
	}
	value.paragraphs(paragraphsOf(f.Value, p.view), indent, "")
	text := value.b.String()
	if strings.TrimSpace(text) == "" {
		text = ""
	}
	w := width(name)
	if w > column || text == "" {
		p.lines(wrap([]run{label}, p.view.Width), 0)
		p.raw(text)
		return
	}
	p.begin(0)
	p.view.write(&p.b, []run{label})
	p.raw(strings.Repeat(" ", indent-w) + text[indent:])
}

// raw writes what is laid out already.
func (p *page) raw(text string) {
	if text != "" && p.wait {
		p.begin(0)
	}
	p.b.WriteString(text)
}
