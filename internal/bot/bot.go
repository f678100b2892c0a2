package bot

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"time"

	"marquee/internal/chat"
	"marquee/internal/lookup"
	"marquee/internal/remind"
	"marquee/internal/settings"
)

// A SettingsKeeper keeps what channels and servers have set.
type SettingsKeeper interface {
	// Settings returns what is set for the channel of t itself and for its
	// server; zero where nothing is.
	Settings(ctx context.Context, t chat.Target) (channel, server settings.Settings, err error)

	// SaveChannelSettings and SaveServerSettings replace what is set for the
	// channel of t, and for its server; saving the zero Settings removes it.
	SaveChannelSettings(ctx context.Context, t chat.Target, s settings.Settings) error
	SaveServerSettings(ctx context.Context, t chat.Target, s settings.Settings) error
}

// Options are what a Bot needs.
type Options struct {
	Library *lookup.Library
	Live    *lookup.Live // asks the sources; nil where there are none
	// Patience is how long the sources are waited for where there is an answer
	// without them. 0 is for as long as the platform waits.
	Patience time.Duration
	// Book holds the reminders, Refresher looks a film up before it is followed,
	// and Places say, by platform, whether posts would arrive. Without a Book there
	// are no reminders.
	Book      *remind.Book
	Refresher remind.Refresher
	Places    map[string]chat.PlaceChecker

	Settings SettingsKeeper
	Defaults settings.Settings // of a place that has set nothing
	Pace     Pace              // how fast one person may ask
	Logger   *slog.Logger      // for what operators should know; people are told in words
}

// A Bot answers requests. It keeps no conversation: all it needs to go on is in
// the routes of its cards.
type Bot struct {
	library  *lookup.Library
	live     *lookup.Live
	patience time.Duration

	book      *remind.Book
	refresher remind.Refresher
	places    map[string]chat.PlaceChecker

	keeper   SettingsKeeper
	defaults settings.Settings
	log      *slog.Logger
	pacer    *pacer
	commands []command
}

var _ chat.Handler = (*Bot)(nil)

// New returns a Bot.
func New(o Options) *Bot {
	b := &Bot{
		library: o.Library, live: o.Live, patience: o.Patience,
		book: o.Book, refresher: o.Refresher, places: o.Places,
		keeper: o.Settings, defaults: o.Defaults, log: o.Logger, pacer: newPacer(o.Pace),
	}
	if b.log == nil {
		b.log = slog.New(slog.DiscardHandler)
	}
	b.commands = b.table()
	return b
}

// Commands lists what there is.
func (b *Bot) Commands() []chat.Command {
	out := make([]chat.Command, len(b.commands))
	for i, c := range b.commands {
		out[i] = c.Command
	}
	return out
}

// call is a request on its way through a command.
type call struct {
	chat.Request
	library *lookup.Library // as far as it may be shown where the request was made
	route   chat.Route
	args    map[string]string
	place   settings.Settings // what counts where the request was made
	server  settings.Settings // what is set for the server
	own     settings.Settings // what is set for the channel itself

	wanted   []lookup.Question // what the answer hangs on; see live.go
	troubles lookup.Troubles   // the sources that could not be asked for it
}

// typed reports whether the command itself was typed, rather than something
// pressed.
func (c *call) typed() bool { return len(c.route.Parts) == 0 }

// reply is what a command gives: one of card, form, errors and later.
type reply struct {
	card   *chat.Card
	form   *chat.Form
	errors map[string]string
	later  func(context.Context) chat.Card
	// fresh says that the card is a new one for everybody, though it was asked
	// for from one that the asker alone sees: what is chosen from a picker.
	fresh bool
}

func show(c chat.Card) reply { return reply{card: &c} }

// Answer answers a request from local data; see chat.Handler.
func (b *Bot) Answer(ctx context.Context, r chat.Request) chat.Answer {
	route, err := chat.ParseRoute(r.Route)
	if err != nil {
		return private(failure(sayOldButton))
	}
	if !b.pacer.allow(r) {
		return private(failure(sayTooFast))
	}
	cmd, ok := b.command(route.Command)
	if !ok {
		return private(failure(sayOldButton))
	}
	c := &call{Request: r, library: b.library, route: route, args: maps.Clone(r.Args)}
	if r.Mature {
		c.library = b.library.Mature()
	}
	if c.args == nil {
		c.args = make(map[string]string)
	}
	left := ""
	if r.Line != "" {
		left = cmd.read(r.Line, c.args)
	}
	if wrong := checkArgs(cmd, c.args); wrong.errors != nil {
		return cmd.address(c, c.worded(cmd, wrong))
	}
	if left != "" {
		return private(failure(fmt.Sprintf("I cannot read %s. Type it as in /%s.", quoted(clean(left)), cmd.Examples[len(cmd.Examples)-1])))
	}
	if c.own, c.server, err = b.keeper.Settings(ctx, r.Target); err != nil {
		b.log.Error("reading settings", "error", err)
		return private(failure(sayStoreDown))
	}
	c.place = c.own.Or(c.server).Or(b.defaults)
	return cmd.address(c, b.guard(ctx, cmd, c, c.worded(cmd, b.informed(ctx, cmd, c))))
}

// wrong is the reply to a value that cannot be used.
func wrong(option, sentence string) reply {
	return reply{errors: map[string]string{option: sentence}}
}

// worded makes a card of errors where no form is open in which they could stand
// at their fields: of the one that comes first in the command.
func (c *call) worded(cmd command, r reply) reply {
	if len(r.errors) == 0 || !c.typed() || c.Form {
		return r
	}
	for _, o := range cmd.Options {
		if sentence := r.errors[o.Name]; sentence != "" {
			return show(failure(sentence))
		}
	}
	for _, sentence := range r.errors {
		return show(failure(sentence))
	}
	return r
}

// private is an answer for the asker alone.
func private(c chat.Card) chat.Answer { return chat.Answer{Private: true, Card: &c} }
