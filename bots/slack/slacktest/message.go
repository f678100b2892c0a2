package slacktest

import (
	"encoding/json"
	"slices"
)

// A message stands in a channel. It is guarded by the server's lock.
type message struct {
	ts       string
	thread   string // the ts of the message that it replies to
	channel  *Channel
	from     *User
	to       *User // who alone sees it; nil for everybody
	text     string
	blocks   []Block
	raw      []any // the blocks as they were sent, with ids filled in
	metadata *Metadata
	markup   bool // the text is mrkdwn
	names    bool // names after @ in the text are mentions
	unfurls  bool // Slack may show previews of links
	edits    int
	edited   string // when, as a ts
}

// A Message is a message of a channel as the app sent it.
type Message struct {
	TS       string
	Thread   string // the ts of the message that it replies to, or ""
	From     string // a user's id
	To       string // the id of who alone sees it, or "" for everybody
	Text     string
	Blocks   json.RawMessage // as they were sent, with ids filled in; nil where there are none
	Metadata *Metadata
	Edits    int  // how often it was changed
	Unfurls  bool // Slack may show previews of its links
}

// Messages returns what stands in the channel, oldest first, with the messages
// that only one person sees.
func (c *Channel) Messages() []Message {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	out := make([]Message, len(c.messages))
	for i, m := range c.messages {
		out[i] = Message{
			TS: m.ts, Thread: m.thread, From: m.from.id, Text: m.text, Metadata: m.metadata,
			Edits: m.edits, Unfurls: m.unfurls,
		}
		if m.to != nil {
			out[i].To = m.to.id
		}
		if len(m.raw) > 0 {
			out[i].Blocks = rawJSON(m.raw)
		}
	}
	return out
}

// post puts a message into its channel. It needs the lock.
func (s *Server) post(m *message) {
	c := m.channel
	m.ts = s.ids.ts()
	c.messages = append(c.messages, m)
	if keep := s.cfg.Keep; keep > 0 && len(c.messages) > 2*keep {
		c.messages = slices.Clone(c.messages[len(c.messages)-keep:])
	}
	s.wake()
}

// find returns the message called ts, or nil. It needs the lock.
func (c *Channel) find(ts string) *message {
	for i := len(c.messages) - 1; i >= 0; i-- {
		if c.messages[i].ts == ts {
			return c.messages[i]
		}
	}
	return nil
}

// remove needs the lock.
func (c *Channel) remove(m *message) {
	c.messages = slices.DeleteFunc(c.messages, func(x *message) bool { return x == m })
	c.s.wake()
}

// visible reports whether u can see the message. It needs the lock.
func (m *message) visible(u *User) bool {
	return m.channel.opens(u) && (m.to == nil || m.to == u)
}

// wire is the message as conversations.history gives it. It needs the lock.
// https://docs.slack.dev/reference/methods/conversations.history
func (m *message) wire(metadata bool) fields {
	s := m.channel.s
	w := fields{"type": "message", "user": m.from.id, "text": m.text, "ts": m.ts, "team": s.team}
	if m.from == s.bot {
		w["bot_id"], w["app_id"] = s.botID, s.app
		w["bot_profile"] = fields{
			"id": s.botID, "app_id": s.app, "name": s.bot.name, "team_id": s.team, "deleted": false,
			"updated": 1700000000, "icons": fields{},
		}
	}
	if len(m.raw) > 0 {
		w["blocks"] = entities(m.raw)
	}
	if m.thread != "" {
		w["thread_ts"] = m.thread
	}
	if m.edited != "" {
		w["edited"] = fields{"user": m.from.id, "ts": m.edited}
	}
	if metadata && m.metadata != nil {
		w["metadata"] = m.metadata
	}
	return w
}
