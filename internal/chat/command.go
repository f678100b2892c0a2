package chat

// A Command is something people type after a slash. Names and descriptions fit
// Discord's limits, the narrowest: a name of 1 to 32 lower-case letters, digits
// and hyphens, a description of 1 to 100 characters, at most 25 options,
// required ones first.
// https://discord.com/developers/docs/interactions/application-commands
type Command struct {
	Name        string
	Description string
	Options     []Option
	Examples    []string // what one can type behind the slash, name included
	// Manages says that the command changes what others are told, so that a
	// platform may hide it from those who may not.
	Manages bool
	// Home says that the command, asked for with nothing behind it, gives what a
	// person sees on a page of their own where a platform has one for bots, such
	// as Slack's App Home. At most one command has it. Such a Request has no
	// Press; those of what is pressed on the page have one, private and by the
	// asker, and all of them come from the person's private conversation with the
	// bot. There Replace changes the page.
	Home bool
}

// Route returns the route of the command itself.
func (c Command) Route() string { return RouteVersion + "/" + c.Name }

// An Option is a value that a command takes.
type Option struct {
	Name        string
	Description string
	Required    bool
	Kind        OptionKind
	Suggests    bool     // Handler.Suggest completes it; never together with Choices
	Choices     []Choice // the only values, where they are few
}

// An OptionKind is what a platform may check of a value on its own.
type OptionKind uint8

// Option kinds. Values travel as text all the same.
const (
	TextOption OptionKind = iota
	NumberOption
	// RoleOption is a role or a user group, in the platform's own way of writing one
	// that was chosen from its list ("<@&123…>", "<!subteam^S…>"), or its id.
	RoleOption
)
