package discordtest

import "slices"

// Channel types.
// https://discord.com/developers/docs/resources/channel#channel-object-channel-types
const (
	channelText     = 0
	channelDM       = 1
	channelCategory = 4
	channelNews     = 5
	channelThread   = 11
	channelForum    = 15
)

// A Channel is a channel of a server, a thread, a forum, or a direct
// conversation with the bot.
type Channel struct {
	s          *Server
	guild      *Guild // nil for a direct conversation
	id         string
	name       string
	kind       int
	mature     bool
	parent     *Channel // of a thread
	recipient  *User    // of a direct conversation
	overwrites []*overwrite
	archived   bool
	locked     bool
	messages   []*message // oldest first
}

// AddChannel makes a text channel and tells the bot.
func (g *Guild) AddChannel(name string) *Channel { return g.add(name, channelText) }

// AddAnnouncements makes a channel for announcements.
func (g *Guild) AddAnnouncements(name string) *Channel { return g.add(name, channelNews) }

// AddForum makes a forum, which takes no messages but in its threads.
func (g *Guild) AddForum(name string) *Channel { return g.add(name, channelForum) }

// AddCategory makes a heading over channels, which takes no messages either.
func (g *Guild) AddCategory(name string) *Channel { return g.add(name, channelCategory) }

func (g *Guild) add(name string, kind int) *Channel {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	c := g.s.newChannel(g, name, kind)
	g.tell("CHANNEL_CREATE", c.wire())
	return c
}

// AddThread makes a public thread, or a post of a forum.
func (c *Channel) AddThread(name string) *Channel {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	t := c.s.newChannel(c.guild, name, channelThread)
	t.parent = c
	w := t.wire()
	w["newly_created"] = true
	c.guild.tell("THREAD_CREATE", w)
	return t
}

// newChannel needs the lock.
func (s *Server) newChannel(g *Guild, name string, kind int) *Channel {
	c := &Channel{s: s, guild: g, id: formatID(s.ids.next()), name: name, kind: kind}
	s.channels[c.id] = c
	if g != nil {
		g.list = append(g.list, c)
	}
	return c
}

// ID is the channel's snowflake.
func (c *Channel) ID() string { return c.id }

// Name is the channel's name, without #.
func (c *Channel) Name() string { return c.name }

// SetAgeRestricted marks the channel as one for adults, or not.
func (c *Channel) SetAgeRestricted(yes bool) { c.change(func() { c.mature = yes }) }

// Lock archives and locks a thread, as moderators do.
func (c *Channel) Lock() { c.change(func() { c.archived, c.locked = true, true }) }

// Archive archives a thread; the next message brings it back.
func (c *Channel) Archive() { c.change(func() { c.archived = true }) }

// A Holder is who an overwrite is for: a *User or a *Role.
type Holder interface{ ID() string }

// Allow gives permissions to who in this channel alone.
func (c *Channel) Allow(who Holder, p Permission) {
	c.change(func() { w := c.overwrite(who); w.allow |= p; w.deny &^= p })
}

// Deny takes permissions from who in this channel alone.
func (c *Channel) Deny(who Holder, p Permission) {
	c.change(func() { w := c.overwrite(who); w.deny |= p; w.allow &^= p })
}

func (c *Channel) overwrite(who Holder) *overwrite {
	for _, w := range c.overwrites {
		if w.id == who.ID() {
			return w
		}
	}
	_, member := who.(*User)
	w := &overwrite{id: who.ID(), member: member}
	c.overwrites = append(c.overwrites, w)
	return w
}

func (c *Channel) change(f func()) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	f()
	if c.guild == nil {
		return
	}
	event := "CHANNEL_UPDATE"
	if c.isThread() {
		event = "THREAD_UPDATE"
	}
	c.guild.tell(event, c.wire())
}

// Delete deletes the channel or thread and tells the bot.
func (c *Channel) Delete() {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	delete(c.s.channels, c.id)
	c.guild.list = slices.DeleteFunc(c.guild.list, func(d *Channel) bool { return d == c })
	if c.isThread() {
		c.guild.tell("THREAD_DELETE", map[string]any{"id": c.id, "guild_id": c.guild.id, "parent_id": c.parent.id, "type": c.kind})
		return
	}
	c.guild.tell("CHANNEL_DELETE", c.wire())
}

func (c *Channel) isThread() bool { return c.kind == channelThread }

// takesMessages reports whether messages can stand in the channel itself.
func (c *Channel) takesMessages() bool { return c.kind != channelForum && c.kind != channelCategory }

func (c *Channel) wire() map[string]any {
	w := map[string]any{"id": c.id, "type": c.kind, "flags": 0, "last_message_id": nil}
	if n := len(c.messages); n > 0 {
		w["last_message_id"] = c.messages[n-1].ID
	}
	if c.guild == nil {
		w["recipients"] = []any{c.recipient.account()}
		return w
	}
	w["guild_id"], w["name"], w["rate_limit_per_user"] = c.guild.id, c.name, 0
	if c.isThread() {
		w["parent_id"], w["owner_id"] = c.parent.id, c.guild.owner.id
		w["message_count"], w["member_count"], w["total_message_sent"] = len(c.messages), 1, len(c.messages)
		w["thread_metadata"] = map[string]any{
			"archived": c.archived, "locked": c.locked, "auto_archive_duration": 1440,
			"archive_timestamp": stampOf(c.id),
		}
		return w
	}
	overwrites := []any{}
	for _, o := range c.overwrites {
		overwrites = append(overwrites, o.wire())
	}
	w["nsfw"], w["topic"], w["parent_id"], w["position"] = c.mature, nil, nil, 0
	w["permission_overwrites"] = overwrites
	return w
}

// stampOf is when the thing called id was made, as Discord writes it.
func stampOf(id string) string {
	t, _ := SnowflakeTime(id)
	return stamp(t)
}
