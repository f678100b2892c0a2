package discordtest

import (
	"fmt"
	"slices"
	"strings"
)

// Seen is a message as one person sees it.
type Seen struct {
	ID        string
	Author    string
	Ephemeral bool // seen by this person alone
	Thinking  bool // the placeholder of a deferred answer
	Edited    bool
	Content   Rendering
	Embeds    []SeenEmbed
	Buttons   []SeenButton
	Selects   []SeenSelect
	Files     []string
}

// SeenEmbed is an embed as a person sees it.
type SeenEmbed struct {
	Author      string
	Title       Rendering
	URL         string // where the title leads
	Description Rendering
	Fields      []SeenField
	Footer      string // shown as it is: no markup counts there
	Timestamp   string
	Color       int
	Image       string
	Thumbnail   string
}

// SeenField is a headed fact.
type SeenField struct {
	Name   Rendering
	Value  Rendering
	Inline bool
}

// SeenButton is a button; labels are shown as they are.
type SeenButton struct {
	Label    string
	URL      string // where a link leads; "" for a button that asks the bot
	Disabled bool
	Row      int
}

// SeenSelect is a menu to pick from.
type SeenSelect struct {
	Placeholder string
	Options     []SeenOption
	Disabled    bool
}

// SeenOption is an entry of a menu.
type SeenOption struct{ Label, Description string }

// Button returns the button with a label, and false where there is none.
func (m Seen) Button(label string) (SeenButton, bool) {
	for _, b := range m.Buttons {
		if b.Label == label {
			return b, true
		}
	}
	return SeenButton{}, false
}

// Field returns what stands under a heading in any embed, and "" where there is
// no such heading.
func (m Seen) Field(name string) string {
	for _, e := range m.Embeds {
		for _, f := range e.Fields {
			if f.Name.String() == name {
				return f.Value.String()
			}
		}
	}
	return ""
}

// String is the message as plain text, for reading and for golden files.
func (m Seen) String() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	if m.Ephemeral {
		line("(only you can see this)")
	}
	if m.Thinking {
		line("(%s is thinking…)", m.Author)
	}
	if s := m.Content.String(); s != "" {
		line("%s", s)
	}
	for _, e := range m.Embeds {
		b.WriteString(e.String())
	}
	row := -1
	for _, button := range m.Buttons {
		switch {
		case row >= 0 && button.Row != row:
			b.WriteString("\n")
		case row >= 0:
			b.WriteString(" ")
		}
		row = button.Row
		b.WriteString(button.String())
	}
	if row >= 0 {
		b.WriteString("\n")
	}
	for _, s := range m.Selects {
		line("▾ %s", s.Placeholder)
		for _, o := range s.Options {
			if o.Description != "" {
				line("  - %s (%s)", o.Label, o.Description)
			} else {
				line("  - %s", o.Label)
			}
		}
	}
	return b.String()
}

func (b SeenButton) String() string {
	switch {
	case b.URL != "":
		return "[" + b.Label + " ↗]"
	case b.Disabled:
		return "[" + b.Label + " (disabled)]"
	}
	return "[" + b.Label + "]"
}

func (e SeenEmbed) String() string {
	var b strings.Builder
	line := func(s string) {
		if s != "" {
			b.WriteString(s + "\n")
		}
	}
	line(e.Author)
	title := e.Title.String()
	if e.URL != "" {
		title += " ↗"
	}
	line(title)
	line(e.Description.String())
	for _, f := range e.Fields {
		line(f.Name.String() + ":")
		line("  " + strings.ReplaceAll(f.Value.String(), "\n", "\n  "))
	}
	line(e.Footer)
	return b.String()
}

// snapshot is a copy of a message, to be rendered without the server's lock.
type snapshot struct {
	Message
	ephemeral bool
}

// snapshot needs the lock.
func (m *message) snapshot() snapshot { return snapshot{m.listed(), m.only != nil} }

// readAll renders messages for a person. It wants the lock to be free, for a
// Reader asks the world for names.
func (u *User) readAll(list []snapshot) []Seen {
	u.s.mu.Lock()
	r := u.reader
	u.s.mu.Unlock()
	out := make([]Seen, len(list))
	for i, m := range list {
		out[i] = r.message(m)
	}
	return out
}

func (r Reader) message(m snapshot) Seen {
	seen := Seen{
		ID: m.ID, Author: m.Author.Username, Ephemeral: m.ephemeral, Edited: m.Edited != nil,
		Thinking: m.Flags&FlagLoading != 0, Content: r.Read(m.Content),
	}
	for _, f := range m.Attachments {
		seen.Files = append(seen.Files, f.Filename)
	}
	if m.Flags&FlagSuppressEmbeds == 0 {
		for _, e := range m.Embeds {
			seen.Embeds = append(seen.Embeds, r.embed(e))
		}
	}
	for row, c := range m.Components {
		for _, part := range c.Components {
			switch part.Type {
			case componentButton:
				seen.Buttons = append(seen.Buttons, SeenButton{Label: part.Label, URL: part.URL, Disabled: part.Disabled, Row: row})
			default:
				menu := SeenSelect{Placeholder: part.Placeholder, Disabled: part.Disabled}
				for _, o := range part.Options {
					menu.Options = append(menu.Options, SeenOption{o.Label, o.Description})
				}
				seen.Selects = append(seen.Selects, menu)
			}
		}
	}
	return seen
}

func (r Reader) embed(e Embed) SeenEmbed {
	out := SeenEmbed{
		Title: r.ReadTitle(e.Title), URL: e.URL, Description: r.Read(e.Description),
		Color: e.Color, Timestamp: e.Timestamp,
	}
	if e.Author != nil {
		out.Author = e.Author.Name
	}
	if e.Footer != nil {
		out.Footer = e.Footer.Text
	}
	if e.Image != nil {
		out.Image = e.Image.URL
	}
	if e.Thumbnail != nil {
		out.Thumbnail = e.Thumbnail.URL
	}
	for _, f := range e.Fields {
		out.Fields = append(out.Fields, SeenField{r.ReadTitle(f.Name), r.Read(f.Value), f.Inline})
	}
	return out
}

// SetReader changes how the person reads times and mentions; the zero Reader's
// Name stays the world's.
func (u *User) SetReader(r Reader) {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	if r.Name == nil {
		r.Name = u.knows
	}
	u.reader = r
}

// Sees returns the messages that the person sees in a channel, oldest first: the
// channel's and those for them alone.
func (u *User) Sees(c *Channel) []Seen {
	u.s.mu.Lock()
	list := []snapshot{}
	if c.may(u).has(ViewChannel) {
		for _, m := range c.messages {
			if m.only == nil || m.only == u {
				list = append(list, m.snapshot())
			}
		}
	}
	u.s.mu.Unlock()
	return u.readAll(list)
}

// Newest returns the newest message that the person sees in a channel, and false
// where there is none.
func (u *User) Newest(c *Channel) (Seen, bool) {
	u.s.mu.Lock()
	m := u.newest(c)
	var last []snapshot
	if m != nil {
		last = append(last, m.snapshot())
	}
	u.s.mu.Unlock()
	if m == nil {
		return Seen{}, false
	}
	return u.readAll(last)[0], true
}

// newest needs the lock.
func (u *User) newest(c *Channel) *message {
	if !c.may(u).has(ViewChannel) {
		return nil
	}
	for _, m := range slices.Backward(c.messages) {
		if m.only == nil || m.only == u {
			return m
		}
	}
	return nil
}
