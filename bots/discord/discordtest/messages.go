package discordtest

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// A message is a message in a channel, as the double keeps it.
type message struct {
	Message
	num     uint64 // its id
	channel *Channel
	only    *User // who alone sees it; nil where the channel does
	gone    bool  // deleted
	allowed *AllowedMentions
	pings   Pings
}

// messageBody is what a checked body says. A field that is null is nil.
type messageBody struct {
	Content     *string          `json:"content"`
	TTS         bool             `json:"tts"`
	Embeds      *[]Embed         `json:"embeds"`
	Components  *[]Component     `json:"components"`
	Allowed     *AllowedMentions `json:"allowed_mentions"`
	Flags       int              `json:"flags"`
	Nonce       json.RawMessage  `json:"nonce"`
	Enforce     bool             `json:"enforce_nonce"`
	named       map[string]json.RawMessage
	attachments []Attachment
}

// readMessage decodes a body that checkMessage has passed.
func (s *Server) readMessage(raw json.RawMessage, files []string) (messageBody, error) {
	var b messageBody
	if len(raw) == 0 || string(raw) == "null" {
		return b, nil
	}
	if err := json.Unmarshal(raw, &b); err != nil {
		return b, err
	}
	if err := json.Unmarshal(raw, &b.named); err != nil {
		return b, err
	}
	if string(b.Nonce) == "null" {
		b.Nonce = nil
	}
	for _, f := range files {
		id := formatID(s.ids.next())
		url := "https://cdn.discordapp.com/attachments/0/" + id + "/" + f
		b.attachments = append(b.attachments, Attachment{ID: id, Filename: f, URL: url, ProxyURL: url})
	}
	return b, nil
}

// post puts a message of the bot into a channel; only is who alone sees it. It
// needs the lock.
func (c *Channel) post(b messageBody, author *User, only *User) *message {
	n := c.s.ids.next()
	m := &message{num: n, channel: c, only: only}
	m.Message = Message{
		ID: formatID(n), ChannelID: c.id, Author: author.account(), Timestamp: stamp(time.Now()),
		TTS: b.TTS, Flags: b.Flags, Nonce: b.Nonce, Attachments: []Attachment{},
		Embeds: []Embed{}, Components: []Component{}, Mentions: []Account{}, MentionRoles: []string{},
	}
	m.fill(b)
	m.notify(b)
	if c.archived && !c.locked {
		c.archived = false
	}
	c.messages = append(c.messages, m)
	if keep := c.s.cfg.Keep; keep > 0 && len(c.messages) > 2*keep {
		c.messages = slices.Clone(c.messages[len(c.messages)-keep:])
	}
	return m
}

// fill puts into m what b names.
func (m *message) fill(b messageBody) {
	if b.Content != nil {
		m.Content = strings.TrimSpace(*b.Content)
	} else if _, null := b.named["content"]; null {
		m.Content = ""
	}
	if _, named := b.named["embeds"]; named {
		m.Embeds = []Embed{}
		if b.Embeds != nil {
			m.Embeds = trimmed(*b.Embeds)
		}
	}
	if _, named := b.named["components"]; named {
		m.Components = []Component{}
		if b.Components != nil {
			m.Components = number(*b.Components)
		}
	}
	if list, named := b.named["attachments"]; named && string(list) == "[]" {
		m.Attachments = []Attachment{}
	}
	m.Attachments = append(m.Attachments, b.attachments...)
}

// notify notes whom m pings: those that its content names and its allowed
// mentions let through, as far as the author may.
func (m *message) notify(b messageBody) {
	m.allowed = b.Allowed
	p := WhoIsPinged(m.Content, b.Allowed)
	may := m.channel.may(m.channel.s.bot)
	p.Everyone = p.Everyone && may.has(MentionEveryone)
	g := m.channel.guild
	p.Roles = slices.DeleteFunc(p.Roles, func(id string) bool {
		if g == nil {
			return true
		}
		r := g.role(id)
		return r == nil || !r.mentionable && !may.has(MentionEveryone)
	})
	p.Users = slices.DeleteFunc(p.Users, func(id string) bool { return m.channel.s.users[id] == nil })
	m.pings = p
	m.MentionEveryone, m.MentionRoles = p.Everyone, append([]string{}, p.Roles...)
	m.Mentions = []Account{}
	for _, id := range p.Users {
		m.Mentions = append(m.Mentions, m.channel.s.users[id].account())
	}
}

// edited changes m to what b names, or refuses to leave it empty.
func (m *message) edited(b messageBody) *apiError {
	was := m.Message
	m.fill(b)
	if m.Content == "" && len(m.Embeds)+len(m.Components)+len(m.Attachments) == 0 {
		m.Message = was
		return errEmptyMessage
	}
	if _, named := b.named["flags"]; named {
		m.Flags = m.Flags&^FlagSuppressEmbeds | b.Flags&FlagSuppressEmbeds
	}
	if m.Flags&FlagLoading != 0 {
		// The placeholder of a deferred answer becomes the answer.
		m.Flags &^= FlagLoading
		m.notify(b)
		return nil
	}
	m.allowed = b.Allowed // an edit pings nobody
	now := stamp(time.Now())
	m.Edited = &now
	return nil
}

// remove takes m out of its channel.
func (m *message) remove() {
	m.gone = true
	m.channel.messages = slices.DeleteFunc(m.channel.messages, func(o *message) bool { return o == m })
}

// find returns a message of the channel, or nil.
func (c *Channel) find(id string) *message {
	for i := len(c.messages) - 1; i >= 0; i-- {
		if c.messages[i].ID == id {
			return c.messages[i]
		}
	}
	return nil
}

// trimmed takes the space off the ends of what people read, as Discord does.
func trimmed(embeds []Embed) []Embed {
	for i := range embeds {
		e := &embeds[i]
		e.Type = "rich"
		e.Title, e.Description = strings.TrimSpace(e.Title), strings.TrimSpace(e.Description)
		for j := range e.Fields {
			f := &e.Fields[j]
			f.Name, f.Value = strings.TrimSpace(f.Name), strings.TrimSpace(f.Value)
		}
		if e.Footer != nil {
			e.Footer.Text = strings.TrimSpace(e.Footer.Text)
		}
		if e.Author != nil {
			e.Author.Name = strings.TrimSpace(e.Author.Name)
		}
	}
	return embeds
}

// Messages returns what stands in the channel for everyone, oldest first, as
// Discord's API would give it.
func (c *Channel) Messages() []Message {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	list := []Message{}
	for _, m := range c.messages {
		if m.only == nil {
			list = append(list, m.listed())
		}
	}
	return list
}

// listed is m in a history: without its nonce.
func (m *message) listed() Message {
	w := m.Message
	w.Nonce = nil
	w.Embeds, w.Components = slices.Clone(w.Embeds), slices.Clone(w.Components)
	return w
}

// Pinged returns whom the messages in the channel notified, in the order in
// which they stand there; ephemeral ones count too.
func (c *Channel) Pinged() Pings {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	var all Pings
	for _, m := range c.messages {
		all.Everyone = all.Everyone || m.pings.Everyone
		all.Roles = append(all.Roles, m.pings.Roles...)
		all.Users = append(all.Users, m.pings.Users...)
	}
	return all
}

// WithoutAllowedMentions returns the ids of the messages in all channels whose
// sender did not say whom they may ping: each is one careless title away from
// pinging somebody.
func (s *Server) WithoutAllowedMentions() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []string
	for _, c := range s.channels {
		for _, m := range c.messages {
			if m.Author.Bot && m.Flags&FlagLoading == 0 && m.allowed == nil {
				ids = append(ids, m.ID)
			}
		}
	}
	slices.Sort(ids)
	return ids
}
