package slacktest

// https://docs.slack.dev/reference/methods/users.info
func usersInfo(c *call) (fields, *apiError) {
	id := c.need("user")
	locale := c.flag("include_locale", false)
	if err := c.end(); err != nil {
		return nil, err
	}
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.users[id]
	if u == nil {
		return nil, errUserNotFound
	}
	return fields{"user": u.wire(locale)}, nil
}

// https://docs.slack.dev/reference/methods/usergroups.list
func usergroupsList(c *call) (fields, *apiError) {
	users, count := c.flag("include_users", false), c.flag("include_count", false)
	disabled := c.flag("include_disabled", false)
	c.ignore("team_id")
	if err := c.end(); err != nil {
		return nil, err
	}
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	list := []fields{}
	for _, g := range s.groups {
		if disabled || !g.off {
			list = append(list, g.wire(users, count))
		}
	}
	return fields{"usergroups": list}, nil
}
