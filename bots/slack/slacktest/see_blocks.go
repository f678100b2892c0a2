package slacktest

import "strings"

// blocks renders blocks, one after another.
func (m *Seen) blocks(list []Block, r Reader) {
	for _, b := range list {
		switch b.Type {
		case "header":
			m.part(HeaderPart, plain(b.Text.Text, Heading))
		case "section":
			if b.Text != nil {
				m.part(TextPart, r.text(b.Text))
			}
			for i := range b.Fields {
				m.part(FieldPart, r.text(&b.Fields[i]))
			}
			if b.Accessory != nil {
				m.controls([]Element{*b.Accessory})
			}
		case "context":
			m.context(b.Elements, r)
		case "actions":
			m.controls(b.Elements)
		case "image":
			m.picture(b.ImageURL, b.AltText)
		case "divider":
			m.lines = append(m.lines, "---")
		}
	}
}

// text reads a text object.
func (r Reader) text(t *Text) Rendering {
	if t.Type == mrkdwn {
		return r.Read(t.Text, t.Verbatim)
	}
	return plain(t.Text, 0)
}

func (m *Seen) part(kind PartKind, text Rendering) {
	m.Parts = append(m.Parts, SeenPart{kind, text})
	line := text.String()
	if kind == FieldPart {
		line = "| " + strings.ReplaceAll(line, "\n", "\n| ")
	}
	m.lines = append(m.lines, line)
}

func (m *Seen) picture(url, alt string) {
	m.Pictures = append(m.Pictures, SeenPicture{url, alt})
	m.lines = append(m.lines, "(picture: "+alt+")")
}

func (m *Seen) context(list []Element, r Reader) {
	for _, e := range list {
		t := e.contextText()
		if t == nil {
			m.picture(e.ImageURL, e.AltText)
			continue
		}
		text := r.text(t)
		for i := range text {
			text[i].Style |= Small
		}
		m.part(ContextPart, text)
	}
}

// controls renders buttons and menus: the buttons of a row on one line, each
// menu on lines of its own.
func (m *Seen) controls(list []Element) {
	var row []string
	for i := range list {
		switch e := &list[i]; e.Type {
		case "image":
			m.picture(e.ImageURL, e.AltText)
		case "button":
			b := SeenButton{Label: e.Text.Text, URL: e.URL, Style: e.Style}
			m.Buttons = append(m.Buttons, b)
			row = append(row, b.String())
		default:
			s := e.seen()
			m.Selects = append(m.Selects, s)
			m.lines = append(m.lines, s.lines()...)
		}
	}
	if len(row) > 0 {
		m.lines = append(m.lines, strings.Join(row, " "))
	}
}

func (b SeenButton) String() string {
	if b.URL != "" {
		return "[" + b.Label + " ↗]"
	}
	return "[" + b.Label + "]"
}

func (e *Element) seen() SeenSelect {
	s := SeenSelect{Searches: strings.HasSuffix(e.Type, "external_select")}
	if e.Placeholder != nil {
		s.Placeholder = e.Placeholder.Text
	}
	for _, o := range e.options() {
		s.Options = append(s.Options, o.seen())
	}
	return s
}

func (o Option) seen() SeenOption {
	s := SeenOption{Label: o.Text.Text}
	if o.Description != nil {
		s.Description = o.Description.Text
	}
	return s
}

func (s SeenSelect) lines() []string {
	head := "▾ " + s.Placeholder
	if s.Searches {
		head += " …"
	}
	lines := []string{head}
	for _, o := range s.Options {
		line := "  - " + o.Label
		if o.Description != "" {
			line += " (" + o.Description + ")"
		}
		lines = append(lines, line)
	}
	return lines
}
