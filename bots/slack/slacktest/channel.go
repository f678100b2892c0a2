package slacktest

import (
	"fmt"
	"slices"
)

type channelKind uint8

const (
	publicChannel channelKind = iota
	privateChannel
	directChannel
)

// A Channel is a public or private channel, or a direct conversation.
type Channel struct {
	s        *Server
	id       string
	name     string
	kind     channelKind
	archived bool
	members  []*User
	messages []*message // oldest first, the private ones among them
}

// AddChannel makes a public channel in which nobody is yet.
func (s *Server) AddChannel(name string) *Channel { return s.addChannel(name, publicChannel) }

// AddPrivateChannel makes a private channel in which nobody is yet.
func (s *Server) AddPrivateChannel(name string) *Channel { return s.addChannel(name, privateChannel) }

func (s *Server) addChannel(name string, kind channelKind) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.newChannel(name, kind)
}

// newChannel needs the lock.
func (s *Server) newChannel(name string, kind channelKind) *Channel {
	prefix := "C"
	if kind == directChannel {
		prefix = "D"
	}
	c := &Channel{s: s, id: s.ids.next(prefix), name: name, kind: kind}
	s.channels[c.id] = c
	return c
}

// ID is the channel's id: C… or, of a direct conversation, D….
func (c *Channel) ID() string { return c.id }

// Name is the channel's name, without #; "" for a direct conversation.
func (c *Channel) Name() string { return c.name }

func (c *Channel) String() string {
	if c.kind == directChannel {
		return "a direct conversation (" + c.id + ")"
	}
	return fmt.Sprintf("#%s (%s)", c.name, c.id)
}

// Join makes users members of the channel. The app is told of the bot's joining,
// and of others' where the bot is a member.
func (c *Channel) Join(users ...*User) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	for _, u := range users {
		if c.has(u) {
			continue
		}
		c.members = append(c.members, u)
		if c.has(c.s.bot) {
			c.s.tell(fields{
				"type": "member_joined_channel", "user": u.id, "channel": c.id,
				"channel_type": c.letter(), "team": c.s.team, "event_ts": c.s.ids.ts(),
			})
		}
	}
}

// JoinBot makes the bot a member of the channel.
func (c *Channel) JoinBot() { c.Join(c.s.bot) }

// Remove takes users out of the channel and tells the app, where the bot is, or
// was until now, a member.
func (c *Channel) Remove(users ...*User) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	for _, u := range users {
		if !c.has(u) {
			continue
		}
		told := c.has(c.s.bot)
		c.members = slices.DeleteFunc(c.members, func(m *User) bool { return m == u })
		switch {
		case u == c.s.bot:
			event := "channel_left"
			if c.kind == privateChannel {
				event = "group_left"
			}
			c.s.tell(fields{"type": event, "channel": c.id, "actor_id": "USLACKBOT", "event_ts": c.s.ids.ts()})
		case told:
			c.s.tell(fields{
				"type": "member_left_channel", "user": u.id, "channel": c.id,
				"channel_type": c.letter(), "team": c.s.team, "event_ts": c.s.ids.ts(),
			})
		}
	}
}

// RemoveBot takes the bot out of the channel and tells the app.
func (c *Channel) RemoveBot() { c.Remove(c.s.bot) }

// Archive archives the channel and tells the app where the bot is a member.
func (c *Channel) Archive() {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	c.archived = true
	event := "channel_archive"
	if c.kind == privateChannel {
		event = "group_archive"
	}
	if c.has(c.s.bot) {
		c.s.tell(fields{"type": event, "channel": c.id, "user": "USLACKBOT", "event_ts": c.s.ids.ts()})
	}
}

// Unarchive brings an archived channel back.
func (c *Channel) Unarchive() {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	c.archived = false
}

// has needs the lock.
func (c *Channel) has(u *User) bool { return slices.Contains(c.members, u) }

// opens reports whether u can read the channel. It needs the lock.
func (c *Channel) opens(u *User) bool { return c.kind == publicChannel || c.has(u) }

// letter is the kind of channel as events name it.
func (c *Channel) letter() string { return []string{"C", "G", "D"}[c.kind] }

// shownName is the channel's name as deliveries give it.
func (c *Channel) shownName() string {
	switch c.kind {
	case privateChannel:
		return "privategroup"
	case directChannel:
		return "directmessage"
	}
	return c.name
}

// wire is the channel as conversations.info gives it. It needs the lock.
// https://docs.slack.dev/reference/objects/conversation-object
func (c *Channel) wire() fields {
	s := c.s
	w := fields{
		"id": c.id, "created": 1700000000, "is_archived": c.archived, "is_im": c.kind == directChannel,
		"is_org_shared": false, "context_team_id": s.team, "updated": 1700000000000,
	}
	if c.kind == directChannel {
		w["user"], w["is_user_deleted"], w["is_open"], w["priority"] = c.other(s.bot).id, c.other(s.bot).gone, true, 0
		return w
	}
	for k, v := range (fields{
		"name": c.name, "name_normalized": c.name, "is_channel": c.kind == publicChannel, "is_group": false,
		"is_mpim": false, "is_private": c.kind == privateChannel, "is_member": c.has(s.bot), "is_general": false,
		"is_shared": false, "is_ext_shared": false, "is_pending_ext_shared": false, "unlinked": 0,
		"creator": "USLACKBOT", "pending_shared": []string{}, "shared_team_ids": []string{s.team},
		"topic":   fields{"value": "", "creator": "", "last_set": 0},
		"purpose": fields{"value": "", "creator": "", "last_set": 0}, "previous_names": []string{},
	}) {
		w[k] = v
	}
	return w
}

// other is who else is in a direct conversation. It needs the lock.
func (c *Channel) other(u *User) *User {
	for _, m := range c.members {
		if m != u {
			return m
		}
	}
	return u
}
