package slacktest

// view reads the view of a call.
func (c *call) view(want surface) (map[string]any, *apiError) {
	v, ok, err := c.json("view")
	if !ok {
		c.fault("missing required field: view")
	}
	if refused := c.end(); refused != nil {
		return nil, refused
	}
	if err != nil {
		return nil, invalid("must be valid JSON [json-pointer:/view]")
	}
	if refused := c.s.checkView(v, want); refused != nil {
		return nil, refused
	}
	return v.(map[string]any), nil // checked
}

// https://docs.slack.dev/reference/methods/views.open
func viewsOpen(c *call) (fields, *apiError) {
	trigger := c.need("trigger_id")
	value, err := c.view(onModal)
	if err != nil {
		return nil, err
	}
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	i, err := s.exchange(trigger)
	if err != nil {
		return nil, err
	}
	if external, _ := value["external_id"].(string); external != "" && s.view("", external) != nil {
		return nil, blamed("duplicate_external_id", InvalidBody)
	}
	v := s.newView(i.user, value, false)
	v.from = i
	i.user.views = []*view{v}
	i.settle()
	return fields{"view": v.wire(nil)}, nil
}

// https://docs.slack.dev/reference/methods/views.push
func viewsPush(c *call) (fields, *apiError) {
	trigger := c.need("trigger_id")
	value, err := c.view(onModal)
	if err != nil {
		return nil, err
	}
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	i, err := s.exchange(trigger)
	if err != nil {
		return nil, err
	}
	if len(i.user.views) == 0 {
		return nil, errViewNotFound
	}
	v, err := i.user.push(value)
	if err != nil {
		return nil, err
	}
	v.from = i
	i.settle()
	return fields{"view": v.wire(nil)}, nil
}

// push puts a form on top of those that stand open. It needs the lock.
func (u *User) push(value map[string]any) (*view, *apiError) {
	if len(u.views) >= maxViews {
		return nil, errPushLimit
	}
	v := u.s.newView(u, value, false)
	v.root = u.views[0]
	u.views = append(u.views, v)
	return v, nil
}

// https://docs.slack.dev/reference/methods/views.update
func viewsUpdate(c *call) (fields, *apiError) {
	id, external, hash := c.str("view_id"), c.str("external_id"), c.str("hash")
	if id == "" && external == "" {
		c.fault("missing required field: view_id")
	}
	s := c.s
	s.mu.Lock()
	want := onModal
	if v := s.view(id, external); v != nil && v.home {
		want = onHome
	}
	s.mu.Unlock()
	value, err := c.view(want)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.view(id, external)
	switch {
	case v == nil:
		return nil, errViewNotFound
	case hash != "" && hash != v.hash:
		return nil, errHashConflict
	}
	v.set(value)
	if v.from != nil {
		v.from.settle()
	}
	s.stirred(v.user)
	return fields{"view": v.wire(nil)}, nil
}

// https://docs.slack.dev/reference/methods/views.publish
func viewsPublish(c *call) (fields, *apiError) {
	id, hash := c.need("user_id"), c.str("hash")
	value, err := c.view(onHome)
	if err != nil {
		return nil, err
	}
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.users[id]
	switch {
	case u == nil || u.gone:
		return nil, errUserNotFound
	case u.home != nil && hash != "" && hash != u.home.hash:
		return nil, errHashConflict
	case u.home == nil:
		u.home = s.newView(u, value, true)
	default:
		u.home.set(value)
	}
	s.stirred(u)
	return fields{"view": u.home.wire(nil)}, nil
}
