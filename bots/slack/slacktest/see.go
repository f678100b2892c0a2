package slacktest

import (
	"slices"
	"strings"
)

// Seen is a message, or an App Home, as one person sees it.
type Seen struct {
	TS        string
	Thread    string // the ts of the message that it replies to, or ""
	Author    string
	Ephemeral bool // seen by this person alone
	Edited    bool // changed or replaced since it was posted
	Unfurls   bool // Slack may show previews of its links
	Pings     Pings
	// Notification is the message's text: what a notification says. It is shown
	// in the message where there are no blocks.
	Notification Rendering
	Parts        []SeenPart
	Buttons      []SeenButton
	Selects      []SeenSelect
	Pictures     []SeenPicture
	lines        []string
}

// SeenPart is a piece of text of a message, in its order.
type SeenPart struct {
	Kind PartKind
	Text Rendering
}

// A PartKind is where a piece of text stands.
type PartKind string

// Part kinds.
const (
	HeaderPart  PartKind = "header"
	TextPart    PartKind = "text"
	FieldPart   PartKind = "field"   // one of the columns of a section
	ContextPart PartKind = "context" // small
)

// SeenButton is a button; labels are shown as they are.
type SeenButton struct {
	Label string
	URL   string // where a link leads; "" for a button that asks the app
	Style string // "primary", "danger" or ""
}

// SeenSelect is a menu to pick from.
type SeenSelect struct {
	Placeholder string
	Options     []SeenOption
	Searches    bool // options come from the app as one types
}

// SeenOption is an entry of a menu.
type SeenOption struct{ Label, Description string }

// SeenPicture is a picture with the words for who cannot see it.
type SeenPicture struct{ URL, Alt string }

// Button returns the button with a label, and false where there is none.
func (m Seen) Button(label string) (SeenButton, bool) {
	for _, b := range m.Buttons {
		if b.Label == label {
			return b, true
		}
	}
	return SeenButton{}, false
}

// Text is what the message says, without its looks and its controls: a line or
// more for each part.
func (m Seen) Text() string {
	lines := make([]string, len(m.Parts))
	for i, p := range m.Parts {
		lines[i] = p.Text.String()
	}
	return strings.Join(lines, "\n")
}

// Field returns what stands under, or behind, a heading, and "" where there is
// no such heading: the rest of a part whose first line is the heading, or of a
// line that begins with the heading and a colon.
func (m Seen) Field(name string) string {
	for _, p := range m.Parts {
		text := p.Text.String()
		head, rest, _ := strings.Cut(text, "\n")
		if strings.TrimSuffix(head, ":") == name {
			return rest
		}
		for line := range strings.Lines(text) {
			if value, ok := strings.CutPrefix(line, name+":"); ok {
				return strings.TrimSpace(value)
			}
		}
	}
	return ""
}

// String is the message as plain text, for reading and for golden files.
func (m Seen) String() string {
	var b strings.Builder
	if m.Ephemeral {
		b.WriteString("(only you can see this)\n")
	}
	for _, line := range m.lines {
		b.WriteString(line + "\n")
	}
	return b.String()
}

// Sees returns the messages that the person sees in a channel, oldest first: the
// channel's and those for them alone.
func (u *User) Sees(c *Channel) []Seen {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	list := []Seen{}
	for _, m := range c.messages {
		if m.visible(u) {
			list = append(list, m.seen(u))
		}
	}
	return list
}

// Newest returns the newest message that the person sees in a channel, and false
// where there is none.
func (u *User) Newest(c *Channel) (Seen, bool) {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	m := u.newest(c)
	if m == nil {
		return Seen{}, false
	}
	return m.seen(u), true
}

// newest needs the lock.
func (u *User) newest(c *Channel) *message {
	for _, m := range slices.Backward(c.messages) {
		if m.visible(u) {
			return m
		}
	}
	return nil
}

// Home returns the App Home as the person sees it, and false where none was
// published.
func (u *User) Home() (Seen, bool) {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	if u.home == nil {
		return Seen{}, false
	}
	seen := Seen{Author: u.s.bot.name}
	seen.blocks(u.home.blocks, u.reader())
	return seen, true
}

// seen renders the message for a person. It needs the lock.
func (m *message) seen(u *User) Seen {
	seen := Seen{
		TS: m.ts, Thread: m.thread, Author: m.from.name, Ephemeral: m.to != nil, Edited: m.edits > 0,
		Unfurls: m.unfurls, Pings: m.pings(), Notification: plain(m.text, 0),
	}
	r := u.reader()
	if m.markup {
		seen.Notification = r.Read(m.text, !m.names)
	}
	if len(m.blocks) == 0 {
		seen.part(TextPart, seen.Notification)
		return seen
	}
	seen.blocks(m.blocks, r)
	return seen
}

// reader reads mrkdwn as the person does. It needs the lock, and so do those who
// use it.
func (u *User) reader() Reader {
	return Reader{Name: func(kind MentionKind, id string) (string, bool) {
		s := u.s
		switch kind {
		case UserMention:
			if v := s.users[id]; v != nil {
				return v.name, true
			}
		case ChannelMention:
			if c := s.channels[id]; c != nil && c.opens(u) {
				return c.name, true
			}
		case GroupMention:
			for _, g := range s.groups {
				if g.id == id {
					return g.handle, true
				}
			}
		}
		return "", false
	}}
}
