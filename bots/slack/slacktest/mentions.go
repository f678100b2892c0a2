package slacktest

import "slices"

// Pings are those whom a message notifies by name.
type Pings struct {
	Everyone bool // @channel, @here or @everyone
	Groups   []string
	Users    []string
}

// None reports whether nobody is notified by name.
func (p Pings) None() bool { return !p.Everyone && len(p.Groups)+len(p.Users) == 0 }

// WhoIsPinged returns whom mrkdwn notifies. A text that is not verbatim notifies
// by a bare @channel too. Code does not help: mentions count there, which is on
// the safe side.
func WhoIsPinged(text string, verbatim bool) Pings {
	var p Pings
	p.add(Reader{}.Read(text, verbatim))
	return p
}

func (p *Pings) add(r Rendering) {
	for _, s := range r {
		switch s.Mention {
		case EveryoneMention:
			p.Everyone = true
		case GroupMention:
			if !slices.Contains(p.Groups, s.ID) {
				p.Groups = append(p.Groups, s.ID)
			}
		case UserMention:
			if !slices.Contains(p.Users, s.ID) {
				p.Users = append(p.Users, s.ID)
			}
		}
	}
}

// pings returns whom the message notifies by name: in its blocks, and in its
// text, even where that is only the fallback of blocks.
func (m *message) pings() Pings {
	var p Pings
	if m.markup {
		p.add(Reader{}.Read(m.text, !m.names))
	}
	read := func(t *Text) {
		if t != nil && t.Type == mrkdwn {
			p.add(Reader{}.Read(t.Text, t.Verbatim))
		}
	}
	for _, b := range m.blocks {
		read(b.Text)
		for i := range b.Fields {
			read(&b.Fields[i])
		}
		for _, e := range b.Elements {
			read(e.contextText())
		}
	}
	return p
}

// contextText returns the text that an element of a context block is, and nil
// where it is a picture or stands elsewhere.
func (e Element) contextText() *Text {
	if e.Type != plainText && e.Type != mrkdwn {
		return nil
	}
	return &Text{Type: e.Type, Text: e.Text.Text, Verbatim: e.Verbatim}
}
