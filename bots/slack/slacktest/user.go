package slacktest

import "fmt"

// A User is a person, or the bot, in the world of the double. What a person does
// and sees is in the files named act and see.
type User struct {
	s      *Server
	id     string
	name   string
	bot    bool
	admin  bool
	owner  bool
	gone   bool
	locale string
	dm     *Channel // with the bot
	views  []*view  // the forms that stand open before them, the top one last
	home   *view    // the App Home, nil before it is published
}

// AddUser makes a person who is a member of the workspace, and of no channel
// yet.
func (s *Server) AddUser(name string) *User {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.newUser(name)
}

// newUser needs the lock.
func (s *Server) newUser(name string) *User {
	u := &User{s: s, id: s.ids.next("U"), name: name, locale: "en-GB"}
	s.users[u.id] = u
	return u
}

// ID is the user's id, such as U0000002S0.
func (u *User) ID() string { return u.id }

// Name is the user's name as shown.
func (u *User) Name() string { return u.name }

func (u *User) String() string { return fmt.Sprintf("%s (%s)", u.name, u.id) }

// SetAdmin makes the person an admin of the workspace, or no longer one.
func (u *User) SetAdmin(yes bool) { u.change(func() { u.admin = yes }) }

// SetOwner makes the person an owner of the workspace, who is an admin too, or
// no longer one.
func (u *User) SetOwner(yes bool) { u.change(func() { u.owner, u.admin = yes, yes }) }

// SetLocale sets the language of the person's client; en-GB at first.
func (u *User) SetLocale(locale string) { u.change(func() { u.locale = locale }) }

// Deactivate ends the person's account.
func (u *User) Deactivate() { u.change(func() { u.gone = true }) }

func (u *User) change(f func()) {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	f()
}

// DM is the direct conversation between the person and the bot.
func (u *User) DM() *Channel {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	return u.openDM()
}

// openDM needs the lock.
func (u *User) openDM() *Channel {
	if u.dm == nil {
		u.dm = u.s.newChannel("", directChannel)
		u.dm.members = []*User{u, u.s.bot}
	}
	return u.dm
}

// DMWith is the direct conversation with another person, in which the bot has no
// part but to be called by slash commands.
func (u *User) DMWith(other *User) *Channel {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	c := u.s.newChannel("", directChannel)
	c.members = []*User{u, other}
	return c
}

// wire is the user as users.info gives it.
// https://docs.slack.dev/reference/objects/user-object
func (u *User) wire(locale bool) fields {
	w := fields{
		"id": u.id, "team_id": u.s.team, "name": u.name, "deleted": u.gone, "color": "9f69e7",
		"real_name": u.name, "tz": "Europe/London", "tz_label": "Greenwich Mean Time", "tz_offset": 0,
		"profile": fields{
			"real_name": u.name, "real_name_normalized": u.name, "display_name": u.name,
			"display_name_normalized": u.name, "team": u.s.team,
		},
		"is_admin": u.admin, "is_owner": u.owner, "is_primary_owner": false, "is_restricted": false,
		"is_ultra_restricted": false, "is_bot": u.bot, "is_app_user": false, "updated": 1700000000,
		"is_email_confirmed": true, "who_can_share_contact_card": "EVERYONE",
	}
	if locale {
		w["locale"] = u.locale
	}
	return w
}

// A UserGroup is a group of people that can be mentioned by one handle.
type UserGroup struct {
	s      *Server
	id     string
	handle string
	name   string
	users  []*User
	off    bool
}

// AddUserGroup makes a user group, mentioned as @handle.
func (s *Server) AddUserGroup(handle, name string, users ...*User) *UserGroup {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := &UserGroup{s: s, id: s.ids.next("S"), handle: handle, name: name, users: users}
	s.groups = append(s.groups, g)
	return g
}

// ID is the group's id, such as S0000002S4.
func (g *UserGroup) ID() string { return g.id }

// Disable ends the group.
func (g *UserGroup) Disable() {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.off = true
}

func (g *UserGroup) wire(users, count bool) fields {
	w := fields{
		"id": g.id, "team_id": g.s.team, "is_usergroup": true, "name": g.name, "description": "",
		"handle": g.handle, "is_external": false, "date_create": 1700000000, "date_update": 1700000000,
		"date_delete": 0, "auto_type": nil, "created_by": "USLACKBOT", "updated_by": "USLACKBOT",
		"deleted_by": nil, "prefs": fields{"channels": []string{}, "groups": []string{}},
	}
	if g.off {
		w["date_delete"] = 1700000001
	}
	ids := []string{}
	for _, u := range g.users {
		ids = append(ids, u.id)
	}
	if users {
		w["users"] = ids
	}
	if count {
		w["user_count"] = len(ids)
	}
	return w
}
