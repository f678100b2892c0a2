package discordtest

import "strconv"

// A Permission is a set of Discord's permission bits.
// https://discord.com/developers/docs/topics/permissions
type Permission uint64

// Permissions.
const (
	Administrator         Permission = 1 << 3
	ManageChannels        Permission = 1 << 4
	ManageGuild           Permission = 1 << 5
	AddReactions          Permission = 1 << 6
	ViewChannel           Permission = 1 << 10
	SendMessages          Permission = 1 << 11
	ManageMessages        Permission = 1 << 13
	EmbedLinks            Permission = 1 << 14
	AttachFiles           Permission = 1 << 15
	ReadMessageHistory    Permission = 1 << 16
	MentionEveryone       Permission = 1 << 17
	ManageRoles           Permission = 1 << 28
	UseCommands           Permission = 1 << 31
	ManageThreads         Permission = 1 << 34
	CreatePublicThreads   Permission = 1 << 35
	SendMessagesInThreads Permission = 1 << 38

	everything Permission = 1<<53 - 1
)

// Usual is what everybody may do in a new server.
const Usual = ViewChannel | SendMessages | SendMessagesInThreads | EmbedLinks | AttachFiles |
	ReadMessageHistory | AddReactions | UseCommands | CreatePublicThreads

// String is how the wire has it.
func (p Permission) String() string { return strconv.FormatUint(uint64(p), 10) }

func (p Permission) has(need Permission) bool { return p&need == need }

// An overwrite changes the permissions of a role or a person in one channel.
type overwrite struct {
	id          string
	member      bool
	allow, deny Permission
}

func (w *overwrite) wire() map[string]any {
	kind := 0
	if w.member {
		kind = 1
	}
	return map[string]any{"id": w.id, "type": kind, "allow": w.allow.String(), "deny": w.deny.String()}
}

// may returns what u may do in c, the way Discord computes it.
// https://discord.com/developers/docs/topics/permissions#permission-overwrites
func (c *Channel) may(u *User) Permission {
	if c.guild == nil {
		if u == c.recipient || u == c.s.bot {
			return Usual | MentionEveryone
		}
		return 0
	}
	m := c.guild.members[u.id]
	if m == nil {
		return 0
	}
	p := m.permissions()
	if p.has(Administrator) {
		return everything
	}
	where := c
	if c.parent != nil && c.isThread() {
		where = c.parent
	}
	var roles, own overwrite
	for _, w := range where.overwrites {
		switch {
		case w.member && w.id == u.id:
			own = *w
		case !w.member && w.id == c.guild.id:
			p = p&^w.deny | w.allow
		case !w.member && m.has(w.id):
			roles.deny |= w.deny
			roles.allow |= w.allow
		}
	}
	p = p&^roles.deny | roles.allow
	p = p&^own.deny | own.allow
	if !p.has(ViewChannel) {
		return 0
	}
	need := SendMessages
	if c.isThread() {
		need = SendMessagesInThreads
	}
	if !p.has(need) {
		p &^= MentionEveryone | EmbedLinks | AttachFiles
	}
	return p
}

// permissions returns what a member may do in the server as a whole.
func (m *Member) permissions() Permission {
	if m.guild.owner == m.user {
		return everything
	}
	p := m.guild.roles[0].permissions
	for _, r := range m.roles {
		p |= r.permissions
	}
	if p.has(Administrator) {
		return everything
	}
	return p
}
