package discordtest

import "fmt"

// A User is a person (or the bot) in the world of the double. What a person
// does and sees is in the files named after it.
type User struct {
	s      *Server
	id     string
	name   string
	bot    bool
	locale string
	reader Reader
	dm     *Channel // with the bot
	dmShut bool
	modal  *modal // the form that stands open before them
}

// AddUser makes a person with an account, in no server yet.
func (s *Server) AddUser(name string) *User { return s.newUser(name, false) }

func (s *Server) newUser(name string, bot bool) *User {
	u := &User{s: s, id: formatID(s.ids.next()), name: name, bot: bot, locale: "en-GB"}
	u.reader = Reader{Name: u.knows}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users[u.id] = u
	return u
}

// ID is the user's snowflake.
func (u *User) ID() string { return u.id }

// Name is the user's name as shown.
func (u *User) Name() string { return u.name }

// SetLocale sets the language of the person's client, as Discord names it;
// en-GB at first.
func (u *User) SetLocale(locale string) {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	u.locale = locale
}

// ShutDMs has the person take no direct messages from the bot any more.
func (u *User) ShutDMs() {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	u.dmShut = true
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
		u.dm = u.s.newChannel(nil, "", channelDM)
		u.dm.recipient = u
	}
	return u.dm
}

func (u *User) account() Account {
	a := Account{ID: u.id, Username: u.name, Discriminator: "0", Bot: u.bot}
	if !u.bot {
		a.GlobalName = &u.name
	}
	return a
}

// knows names what a mention is about, for the person's Reader.
func (u *User) knows(kind MentionKind, id string) (string, bool) {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	switch kind {
	case UserMention:
		if v := u.s.users[id]; v != nil {
			return v.name, true
		}
	case ChannelMention:
		if c := u.s.channels[id]; c != nil && c.may(u).has(ViewChannel) {
			return c.name, true
		}
	case RoleMention:
		for _, g := range u.s.guilds {
			if r := g.role(id); r != nil && g.members[u.id] != nil {
				return r.name, true
			}
		}
	}
	return "", false
}

func (u *User) String() string { return fmt.Sprintf("%s (%s)", u.name, u.id) }
