package slacktest

import "strings"

// destination returns the channel that a message goes to: one given by its id,
// or a person's direct conversation given by theirs. It needs the lock.
func (s *Server) destination(id string, posting bool) (*Channel, *apiError) {
	if u := s.users[id]; u != nil && posting {
		if u.gone || u == s.bot {
			return nil, errChannelNotFound
		}
		return u.openDM(), nil
	}
	c, err := s.channel(id, "")
	switch {
	case err != nil:
		return nil, err
	case c.archived:
		return nil, errArchived
	}
	return c, nil
}

// draft reads the message of a call to chat.*, with the arguments that only such
// calls have.
func (c *call) draft() (*draft, *apiError) {
	d, err := c.s.readDraft(c.args)
	if err != nil {
		return nil, err
	}
	c.ignore("as_user", "username", "icon_url", "icon_emoji")
	if err := c.end(); err != nil {
		return nil, err
	}
	if limit := c.s.cfg.BlocksTotal; limit > 0 && d.total > limit {
		return nil, errBlocksTooLong
	}
	return d, nil
}

// https://docs.slack.dev/reference/methods/chat.postMessage
func chatPostMessage(c *call) (fields, *apiError) {
	id := c.need("channel")
	d, err := c.draft()
	if err != nil {
		return nil, err
	}
	s := c.s
	if err := s.complete(d, c.method); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	to, err := s.destination(id, true)
	if err != nil {
		return nil, err
	}
	if !to.has(s.bot) && !s.granted("chat:write.public") {
		return nil, errNotInChannel
	}
	if d.thread != "" && to.find(d.thread) == nil {
		return nil, errThreadNotFound
	}
	m := d.message(to, s.bot)
	s.post(m)
	s.appeared(m, nil)
	return fields{"channel": to.id, "ts": m.ts, "message": m.wire(true)}, nil
}

// https://docs.slack.dev/reference/methods/chat.postEphemeral
func chatPostEphemeral(c *call) (fields, *apiError) {
	id, user := c.need("channel"), c.need("user")
	d, err := c.draft()
	if err != nil {
		return nil, err
	}
	s := c.s
	if err := s.complete(d, c.method); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	to, err := s.destination(id, false)
	if err != nil {
		return nil, err
	}
	switch u := s.users[user]; {
	case u == nil:
		return nil, errUserNotFound
	case !to.has(s.bot):
		return nil, errNotInChannel
	case !to.has(u):
		return nil, errUserNotIn
	}
	m := d.message(to, s.bot)
	m.to, m.metadata = s.users[user], nil
	s.post(m)
	s.appeared(m, nil)
	return fields{"message_ts": m.ts}, nil
}

// own returns a message of the bot's own that everybody sees. It needs the lock.
func (s *Server) own(channel, ts string, otherwise *apiError) (*message, *apiError) {
	c, err := s.destination(channel, false)
	if err != nil {
		return nil, err
	}
	m := c.find(ts)
	switch {
	case m == nil || m.to != nil: // a message for one person alone is out of reach
		return nil, errMessageNotFound
	case m.from != s.bot:
		return nil, otherwise
	}
	return m, nil
}

// chatUpdate changes a message. Blocks and metadata that are not given stay as
// they were.
// https://docs.slack.dev/reference/methods/chat.update
func chatUpdate(c *call) (fields, *apiError) {
	id, ts := c.need("channel"), c.need("ts")
	d, err := c.draft()
	if err != nil {
		return nil, err
	}
	s := c.s
	if !d.hasText && !d.hasBlocks {
		return nil, errNoText
	}
	if d.hasBlocks || strings.TrimSpace(d.text) == "" {
		if err := s.complete(d, c.method); err != nil {
			return nil, err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.own(id, ts, errCantUpdate)
	if err != nil {
		return nil, err
	}
	if !d.hasBlocks {
		d.blocks, d.raw = m.blocks, m.raw
	}
	if d.hasPayload {
		m.metadata = d.metadata
	}
	d.put(m)
	s.appeared(m, nil)
	return fields{"channel": m.channel.id, "ts": m.ts, "text": m.text, "message": m.wire(true)}, nil
}

// https://docs.slack.dev/reference/methods/chat.delete
func chatDelete(c *call) (fields, *apiError) {
	id, ts := c.need("channel"), c.need("ts")
	c.ignore("as_user")
	if err := c.end(); err != nil {
		return nil, err
	}
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.own(id, ts, errCantDelete)
	if err != nil {
		return nil, err
	}
	m.channel.remove(m)
	return fields{"channel": m.channel.id, "ts": m.ts}, nil
}
