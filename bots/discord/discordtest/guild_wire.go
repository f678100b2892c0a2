package discordtest

import (
	"slices"
	"time"
)

// create returns a GUILD_CREATE. Members beside the bot itself are only there
// for a session with the intent for them.
func (g *Guild) create(intents int) map[string]any {
	w := g.wire()
	channels, threads, members := []any{}, []any{}, []any{}
	for _, c := range g.list {
		switch {
		case !c.isThread():
			channels = append(channels, c.wire()) // those that the bot may not see too
		case c.may(g.s.bot).has(ViewChannel):
			threads = append(threads, c.wire())
		}
	}
	for _, m := range g.sorted() {
		if m.user == g.s.bot || intents&intentMembers != 0 {
			members = append(members, m.wire())
		}
	}
	for key, v := range map[string]any{
		"channels": channels, "threads": threads, "members": members,
		"member_count": len(g.members), "large": false, "unavailable": false,
		"joined_at": stamp(g.members[g.s.bot.id].joined), "presences": []any{}, "voice_states": []any{},
		"stage_instances": []any{}, "guild_scheduled_events": []any{}, "soundboard_sounds": []any{},
	} {
		w[key] = v
	}
	return w
}

func (g *Guild) sorted() []*Member {
	list := make([]*Member, 0, len(g.members))
	for _, m := range g.members {
		list = append(list, m)
	}
	slices.SortFunc(list, func(a, b *Member) int { return a.joined.Compare(b.joined) })
	return list
}

func (g *Guild) wire() map[string]any {
	roles := make([]any, len(g.roles))
	for i, r := range g.roles {
		roles[i] = r.wire()
	}
	return map[string]any{
		"id": g.id, "name": g.name, "icon": nil, "owner_id": g.owner.id, "roles": roles,
		"emojis": []any{}, "stickers": []any{}, "features": []any{}, "preferred_locale": "en-GB",
		"verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0,
		"mfa_level": 0, "nsfw_level": 0, "premium_tier": 0, "system_channel_flags": 0,
		"afk_timeout": 300, "description": nil, "system_channel_id": nil,
	}
}

func (m *Member) wire() map[string]any {
	roles := make([]string, len(m.roles))
	for i, r := range m.roles {
		roles[i] = r.id
	}
	return map[string]any{
		"user": m.user.account(), "roles": roles, "joined_at": stamp(m.joined), "nick": nil, "avatar": nil,
		"deaf": false, "mute": false, "pending": false, "flags": 0, "premium_since": nil,
		"communication_disabled_until": nil,
	}
}

func (r *Role) wire() map[string]any {
	return map[string]any{
		"id": r.id, "name": r.name, "permissions": r.permissions.String(), "mentionable": r.mentionable,
		"color": 0, "hoist": false, "managed": false, "flags": 0,
		"position": slices.Index(r.guild.roles, r),
	}
}

// stamp is a time as Discord writes it.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000-07:00") }
