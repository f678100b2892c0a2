package discordtest

import (
	"slices"
	"time"
)

// A Guild is a server.
type Guild struct {
	s       *Server
	id      string
	name    string
	owner   *User
	roles   []*Role // the first is @everyone, with the server's own id
	members map[string]*Member
	list    []*Channel // channels and threads, oldest first
	down    bool       // an outage
	shown   map[string]bool
}

// A Member is a user in a server.
type Member struct {
	guild  *Guild
	user   *User
	roles  []*Role
	joined time.Time
}

// A Role gives permissions to those who have it.
type Role struct {
	guild       *Guild
	id          string
	name        string
	permissions Permission
	mentionable bool
}

// AddGuild makes a server that the bot is a member of, with Usual permissions
// for everyone, and tells the bot (GUILD_CREATE).
func (s *Server) AddGuild(name string) *Guild {
	owner := s.newUser(name+"'s owner", false)
	s.mu.Lock()
	defer s.mu.Unlock()
	g := &Guild{s: s, id: formatID(s.ids.next()), name: name, owner: owner, members: map[string]*Member{}, shown: map[string]bool{}}
	g.roles = []*Role{{guild: g, id: g.id, name: "@everyone", permissions: Usual}}
	g.join(owner)
	g.join(s.bot)
	s.guilds[g.id] = g
	s.guildOrder = append(s.guildOrder, g)
	g.tell("GUILD_CREATE", g.create(0))
	return g
}

// ID is the server's snowflake.
func (g *Guild) ID() string { return g.id }

// Owner is who the server belongs to; they may do everything.
func (g *Guild) Owner() *User { return g.owner }

// Everyone is the role that all members have.
func (g *Guild) Everyone() *Role { return g.roles[0] }

// Join makes u a member with the roles given, or gives a member these roles in
// the place of those they had.
func (g *Guild) Join(u *User, roles ...*Role) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	m := g.join(u)
	m.roles = slices.Clone(roles)
	if u == g.s.bot {
		w := m.wire()
		w["guild_id"] = g.id
		g.tell("GUILD_MEMBER_UPDATE", w)
	}
}

// join needs the lock.
func (g *Guild) join(u *User) *Member {
	m := g.members[u.id]
	if m == nil {
		m = &Member{guild: g, user: u, joined: time.Now().UTC()}
		g.members[u.id] = m
	}
	return m
}

// AddRole makes a role, which nobody has yet.
func (g *Guild) AddRole(name string, p Permission) *Role {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	r := &Role{guild: g, id: formatID(g.s.ids.next()), name: name, permissions: p}
	g.roles = append(g.roles, r)
	g.tell("GUILD_ROLE_CREATE", map[string]any{"guild_id": g.id, "role": r.wire()})
	return r
}

// ShowToAll lets every member use a command, whatever its
// default_member_permissions, as a server's settings for integrations can.
func (g *Guild) ShowToAll(command string) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.shown[command] = true
}

// Outage makes the server unavailable (GUILD_DELETE with unavailable) until
// Restore.
func (g *Guild) Outage() {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.down = true
	g.tell("GUILD_DELETE", map[string]any{"id": g.id, "unavailable": true})
}

// Restore ends an outage (GUILD_CREATE).
func (g *Guild) Restore() {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.down = false
	g.tell("GUILD_CREATE", g.create(0))
}

// Remove takes the bot out of the server (GUILD_DELETE).
func (g *Guild) Remove() {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	delete(g.members, g.s.bot.id)
	g.tell("GUILD_DELETE", map[string]any{"id": g.id})
}

// Invite lets the bot back in (GUILD_CREATE).
func (g *Guild) Invite() {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.join(g.s.bot)
	g.tell("GUILD_CREATE", g.create(0))
}

// tell sends an event to the sessions that have the server. It needs the lock.
func (g *Guild) tell(event string, data any) {
	g.s.gateway.dispatch(g.id, intentGuilds, event, data, nil)
}

func (g *Guild) role(id string) *Role {
	for _, r := range g.roles {
		if r.id == id {
			return r
		}
	}
	return nil
}

// here reports whether the bot is a member.
func (g *Guild) here() bool { return g.members[g.s.bot.id] != nil }

func (m *Member) has(role string) bool {
	return slices.ContainsFunc(m.roles, func(r *Role) bool { return r.id == role })
}

// ID is the role's snowflake.
func (r *Role) ID() string { return r.id }

// SetPermissions changes what the role gives, and tells the bot.
func (r *Role) SetPermissions(p Permission) {
	r.change(func() { r.permissions = p })
}

// SetMentionable says whether everybody may mention the role.
func (r *Role) SetMentionable(yes bool) {
	r.change(func() { r.mentionable = yes })
}

func (r *Role) change(f func()) {
	r.guild.s.mu.Lock()
	defer r.guild.s.mu.Unlock()
	f()
	r.guild.tell("GUILD_ROLE_UPDATE", map[string]any{"guild_id": r.guild.id, "role": r.wire()})
}
