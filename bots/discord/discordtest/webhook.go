package discordtest

import "time"

// The routes under /webhooks/{app}/{token}: what follows the first response.
// https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages

// open finds the interaction that a route is about, once it has had its first
// response.
func (s *Server) open(c *call) (*Interaction, *apiError) {
	s.mu.Lock()
	i := s.tokens[c.PathValue("token")]
	posted := i != nil && i.posted && i.response == 0
	s.mu.Unlock()
	if posted {
		// The bot has answered the HTTP request that brought the interaction; only
		// the double is still reading.
		select {
		case <-i.acked:
		case <-c.Context().Done():
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case i == nil || c.PathValue("app") != s.app:
		s.record.violate(UnknownInteraction, "%s %s", c.Method, c.URL.Path)
		return nil, errUnknownWebhook
	case time.Since(i.made) > s.cfg.TokenLife:
		s.record.violate(ExpiredToken, "%s of %s, %v old", c.Method, i, time.Since(i.made).Round(time.Millisecond))
		return nil, errWebhookToken
	case i.response == 0:
		if !i.late {
			s.record.violate(UnknownInteraction, "%s of %s before its first response", c.Method, i)
		}
		return nil, errUnknownWebhook
	case i.response == ResponseAutocomplete || i.response == ResponseModal:
		if c.PathValue("message") == "@original" {
			return nil, errUnknownMessage
		}
	}
	return i, nil
}

// answer finds a message of an interaction. It needs the lock.
func (i *Interaction) answer(id string) (*message, *apiError) {
	if i.original != nil && (id == "@original" || id == i.original.ID) {
		if i.original.gone {
			return nil, errUnknownMessage
		}
		return i.original, nil
	}
	for _, m := range i.followUps {
		if m.ID == id && !m.gone {
			return m, nil
		}
	}
	return nil, errUnknownMessage
}

func (s *Server) postFollowUp(c *call) (reply, *apiError) {
	i, refused := s.open(c)
	if refused != nil {
		return reply{}, refused
	}
	o, faults := c.fields()
	empty := checkMessage(o, messageShape{flags: followUpFlags}, c.files)
	if err := c.finish(o, faults); err != nil {
		return reply{}, err
	}
	if empty != nil {
		return reply{}, empty
	}
	if err := s.keepsContract(c.route, c.raw); err != nil {
		return reply{}, err
	}
	b, err := s.readMessage(c.raw, c.files)
	if err != nil {
		return reply{}, errBadJSON
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if i.response == ResponseDefer && !i.original.gone && i.original.Flags&FlagLoading != 0 {
		// The first follow-up of a deferral takes the placeholder's place, and its
		// privacy with it.
		if err := i.privacy(i.original, b); err != nil {
			return reply{}, err
		}
		if err := i.original.edited(b); err != nil {
			return reply{}, err
		}
		i.settle()
		return ok(i.original.Message), nil
	}
	m := i.post(b)
	if i.original != nil {
		m.Interaction.OriginalID = i.original.ID
	}
	i.followUps = append(i.followUps, m)
	i.settle()
	return ok(m.Message), nil
}

// privacy refuses a body that would hide a message that others see: Discord
// takes no notice of the flag, so the bot is mistaken about who reads.
func (i *Interaction) privacy(m *message, b messageBody) *apiError {
	if b.Flags&FlagEphemeral == 0 || m.only != nil {
		return nil
	}
	i.s.record.violate(PrivacyChanged, "%s", i)
	faults := &problems{}
	faults.add([]string{"flags"}, "BITFIELD_TYPE_INVALID", "The message is public since it was sent.")
	return faults.refusal().asNoted()
}

func (s *Server) getFollowUp(c *call) (reply, *apiError) {
	i, err := s.open(c)
	if err != nil {
		return reply{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := i.answer(c.PathValue("message"))
	if err != nil {
		return reply{}, err
	}
	return ok(m.listed()), nil
}

func (s *Server) patchFollowUp(c *call) (reply, *apiError) {
	i, refused := s.open(c)
	if refused != nil {
		return reply{}, refused
	}
	o, faults := c.fields()
	_ = checkMessage(o, messageShape{edit: true, flags: followUpFlags}, c.files)
	if err := c.finish(o, faults); err != nil {
		return reply{}, err
	}
	if err := s.keepsContract(c.route, c.raw); err != nil {
		return reply{}, err
	}
	b, err := s.readMessage(c.raw, c.files)
	if err != nil {
		return reply{}, errBadJSON
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m, refused := i.answer(c.PathValue("message"))
	if refused == nil {
		refused = i.privacy(m, b)
	}
	if refused == nil {
		refused = m.edited(b)
	}
	if refused != nil {
		return reply{}, refused
	}
	i.settle()
	return ok(m.listed()), nil
}

// deleteFollowUp deletes a message. A deferral whose placeholder is gone is not
// settled by that: what the person gets to read comes in a follow-up.
func (s *Server) deleteFollowUp(c *call) (reply, *apiError) {
	i, err := s.open(c)
	if err != nil {
		return reply{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := i.answer(c.PathValue("message"))
	if err != nil {
		return reply{}, err
	}
	m.remove()
	return noContent(), nil
}
