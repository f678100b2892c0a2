package discordtest

import "strconv"

// The routes that only read the world.

// botGuilds returns the servers that the bot is a member of, oldest first.
func (s *Server) botGuilds() []*Guild {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.botGuildsLocked()
}

func (s *Server) botGuildsLocked() []*Guild {
	var list []*Guild
	for _, g := range s.guildOrder {
		if g.here() {
			list = append(list, g)
		}
	}
	return list
}

// getMyGuilds lists the servers that the bot is in, by id, in pages of 200.
// https://discord.com/developers/docs/resources/user#get-current-user-guilds
func (s *Server) getMyGuilds(c *call) (reply, *apiError) {
	q := c.URL.Query()
	faults := &problems{}
	limit := 200
	if v := q.Get("limit"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 || n > 200 {
			faults.add([]string{"limit"}, "NUMBER_TYPE_MAX", "int value should be between 1 and 200.")
		}
		limit = n
	}
	var after uint64
	if v := q.Get("after"); v != "" {
		var err error
		if after, err = parseID(v); err != nil {
			faults.add([]string{"after"}, "NUMBER_TYPE_COERCE", "Value %q is not snowflake.", v)
		}
	}
	if err := faults.refusal(); err != nil {
		return reply{}, err
	}
	list := []any{}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, g := range s.botGuildsLocked() { // oldest first, and so by id
		if id, err := parseID(g.id); err != nil || id <= after || len(list) == limit {
			continue
		}
		list = append(list, map[string]any{
			"id": g.id, "name": g.name, "icon": nil, "owner": false, "features": []any{},
			"permissions": g.members[s.bot.id].permissions().String(),
		})
	}
	return ok(list), nil
}

// guild finds the server that a route is about. It needs the lock.
func (s *Server) guild(c *call) (*Guild, *apiError) {
	g := s.guilds[c.PathValue("guild")]
	switch {
	case g == nil:
		return nil, errUnknownGuild
	case !g.here():
		return nil, errMissingAccess
	}
	return g, nil
}

// channel finds the channel that a route is about, where the bot may see it. It
// needs the lock.
func (s *Server) channel(c *call) (*Channel, *apiError) {
	ch := s.channels[c.PathValue("channel")]
	switch {
	case ch == nil:
		return nil, errUnknownChannel
	case !ch.may(s.bot).has(ViewChannel):
		return nil, errMissingAccess
	}
	return ch, nil
}

func (s *Server) getGuild(c *call) (reply, *apiError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g, err := s.guild(c)
	if err != nil {
		return reply{}, err
	}
	return ok(g.wire()), nil
}

func (s *Server) getGuildChannels(c *call) (reply, *apiError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g, err := s.guild(c)
	if err != nil {
		return reply{}, err
	}
	list := []any{}
	for _, ch := range g.list {
		if !ch.isThread() {
			list = append(list, ch.wire())
		}
	}
	return ok(list), nil
}

func (s *Server) getRoles(c *call) (reply, *apiError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g, err := s.guild(c)
	if err != nil {
		return reply{}, err
	}
	return ok(g.wire()["roles"]), nil
}

func (s *Server) getMember(c *call) (reply, *apiError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g, err := s.guild(c)
	if err != nil {
		return reply{}, err
	}
	u := s.users[c.PathValue("user")]
	if u == nil {
		return reply{}, errUnknownUser
	}
	m := g.members[u.id]
	if m == nil {
		return reply{}, errUnknownMember
	}
	return ok(m.wire()), nil
}

func (s *Server) getChannel(c *call) (reply, *apiError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.channel(c)
	if err != nil {
		return reply{}, err
	}
	return ok(ch.wire()), nil
}

// postDM opens a direct conversation. It succeeds with those who take no
// messages too; sending is what fails then.
func (s *Server) postDM(c *call) (reply, *apiError) {
	o, faults := c.fields()
	id := o.snowflake("recipient_id")
	o.required("recipient_id")
	if err := c.finish(o, faults); err != nil {
		return reply{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.users[id]
	if u == nil || u.bot {
		return reply{}, errUnknownUser
	}
	return ok(u.openDM().wire()), nil
}
