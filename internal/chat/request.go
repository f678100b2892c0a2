package chat

import (
	"context"
	"time"
)

// A Request is a person asking for something: a command typed, a button
// pressed, an entry picked or a form sent.
type Request struct {
	// Route says what is asked: that of a command (Command.Route), or what a
	// button, an option or a form carried. It comes from outside: the Handler
	// checks it.
	Route string

	// Args are the values of a command's options, or of a form's fields, by
	// name. Absent means not given.
	Args map[string]string

	// Line is what stood behind the command on platforms where people type it
	// freely ("Never Let Me Go 2010"). The Handler reads the options out of it;
	// an adapter sets Line or Args, never both.
	Line string

	// Form says that Args are the values of a form that is still open before the
	// asker, so that Errors can stand at its fields. It counts for the route of a
	// command, whose options an adapter may ask for by a form; what comes back of
	// a Form of the Handler's own has that Form's route.
	Form bool

	Asker  Person
	Target Target
	// Direct says that the conversation is a private one between the asker and
	// the bot.
	Direct bool
	// Mature says that titles for adults may be shown here.
	Mature bool
	// Locale is the asker's own language as the platform tells it (BCP 47), or
	// "".
	Locale string
	// At is when the person asked.
	At time.Time

	// Press tells of the card that was pressed; nil for a typed command.
	Press *Press

	// May reports whether the asker may do what p names. Where not, missing
	// says in words for a person what they lack ("the permission Manage
	// Channels"). It may ask the platform, so it is called in Answer.Later, or
	// in Answer only before opening a Form. A nil May means that everything is
	// allowed: a terminal's user is its owner.
	May func(ctx context.Context, p Permission) (ok bool, missing string, err error)
}

// A Person is a platform's user.
type Person struct {
	ID   string // the platform's own
	Name string // as shown; for greeting, never for deciding
	// Roles are the platform's ids of the roles that the person has in the server,
	// where the platform has roles and tells them.
	Roles []string
}

// A Press tells of the card on which a button, a picker or a form stood.
type Press struct {
	ByAsker      bool // the person who pressed is the one whom the card answered
	Private      bool // the card is seen by that person alone
	Announcement bool // the card was posted unasked
}

// A Permission is something not everybody may do.
type Permission uint8

// Permissions.
const (
	// ManageChannel is changing what a channel is told and its settings: Manage
	// Channels on Discord, membership of the channel on Slack, or a role that
	// the server names.
	ManageChannel Permission = iota
	// ManageServer is changing the settings of a whole server or workspace.
	ManageServer
)

// A Target is a place in which messages appear.
type Target struct {
	Platform string // "discord", "slack" or "terminal"
	Server   string // a Discord server or a Slack workspace; "" in a direct message on Discord
	Channel  string
	Thread   string // "" outside threads
}
