package bot

import (
	"context"
	"fmt"
	"slices"

	"marquee/internal/chat"
)

// audience says who sees what a command answers. Whatever it says, questions
// and failures go to the asker alone.
type audience uint8

const (
	everyone audience = iota // all in the channel
	asker                    // the one who asked
)

// stranger says what happens when somebody presses a button on a card that
// answered another person.
type stranger uint8

const (
	alone   stranger = iota // they get an answer of their own, seen by them alone
	refused                 // they are told that the card is not theirs
)

// command is a row of the table: how the command is typed, who sees its answers,
// what a press by somebody else does, and what it takes to change things.
type command struct {
	chat.Command
	audience audience
	stranger stranger
	// needs says which permission the request takes, where it changes something
	// or opens the form for it. It is asked for every time, however the request
	// came: typed, pressed or sent as a form.
	needs func(*call) (chat.Permission, bool)
	// rest is the option that takes what stands behind the command where people
	// type freely, and words finds further options in it.
	rest   string
	words  func(rest string, args map[string]string) string
	answer func(context.Context, *call) reply
}

// table lists every command, in the order in which help shows them.
func (b *Bot) table() []command {
	all := []command{
		{Command: filmSpec, audience: everyone, stranger: alone, rest: "title", answer: b.film},
		{Command: personSpec, audience: everyone, stranger: alone, rest: "name", words: roleBehind, answer: b.person},
		{Command: releasesSpec, audience: everyone, stranger: alone, rest: "title", answer: b.releases},
		{Command: upcomingSpec, audience: everyone, stranger: alone, rest: "region", words: kindAndDays, answer: b.upcoming},
		{Command: subscribeSpec, audience: asker, stranger: alone, needs: subscribeNeed, rest: "film", answer: b.subscribe},
		{Command: subscriptionsSpec, audience: asker, stranger: alone, needs: subscriptionsNeed, answer: b.subscriptions},
		{Command: previewSpec, audience: asker, stranger: alone, rest: "days", answer: b.preview},
		{Command: whySpec, audience: asker, stranger: alone, rest: "film", answer: b.why},
		{Command: settingsSpec, audience: asker, stranger: refused, needs: settingsNeed, words: settingPairs, answer: b.settings},
		{Command: helpSpec, audience: asker, stranger: alone, rest: "command", answer: b.help},
	}
	if b.book == nil {
		all = slices.DeleteFunc(all, func(c command) bool { return slices.Contains(ofReminders, c.Name) })
	}
	if i := slices.IndexFunc(all, func(c command) bool { return c.Name == helpSpec.Name }); b.book == nil {
		all[i].Home = true
	}
	return all
}

// ofReminders are the commands that need a Book.
var ofReminders = []string{subscribeSpec.Name, subscriptionsSpec.Name, previewSpec.Name, whySpec.Name}

func (b *Bot) command(name string) (command, bool) {
	for _, c := range b.commands {
		if c.Name == name {
			return c, true
		}
	}
	return command{}, false
}

// guard lets a reply through only for somebody who may have it. What takes time
// is put off until after the acknowledgement, but for a form, which a platform
// wants at once.
func (b *Bot) guard(ctx context.Context, cmd command, c *call, r reply) reply {
	if cmd.needs == nil || c.May == nil {
		return r
	}
	permission, needed := cmd.needs(c)
	if !needed {
		return r
	}
	if r.form != nil {
		if refusal := b.refuse(ctx, c, permission); refusal != nil {
			return show(*refusal)
		}
	}
	if later := r.later; later != nil {
		r.later = func(ctx context.Context) chat.Card {
			if refusal := b.refuse(ctx, c, permission); refusal != nil {
				return *refusal
			}
			return later(ctx)
		}
	}
	return r
}

// refuse returns a card that says what is missing, or nil when the person may.
func (b *Bot) refuse(ctx context.Context, c *call, p chat.Permission) *chat.Card {
	if p == chat.ManageChannel && c.server.Manager != "" && slices.Contains(c.Asker.Roles, c.server.Manager) {
		return nil // the role that the server names
	}
	ok, missing, err := c.May(ctx, p)
	switch {
	case err != nil:
		b.log.Error("asking for a permission", "error", err)
		return ptr(failure("I could not find out whether you may change that. Please try again in a minute."))
	case !ok:
		return ptr(failure(fmt.Sprintf("To change that you need %s.", missing)))
	}
	return nil
}

// address decides who sees a reply and where it goes.
//
// What was typed is answered by a new card. A press on one's own card replaces
// it, and stays as private as it was; a press by somebody else, or under an
// announcement, gives a card for that person alone and leaves the pressed one as
// it is. What somebody chose from a picker is a new card for the command's own
// audience.
func (cmd command) address(c *call, r reply) chat.Answer {
	a := chat.Answer{Card: r.card, Form: r.form, Errors: r.errors, Later: r.later}
	a.Private = cmd.audience == asker
	if p := c.Press; p != nil {
		switch {
		case !p.ByAsker && cmd.stranger == refused:
			return private(failure(sayNotYours))
		case !p.ByAsker || p.Announcement:
			a.Private = true
		case r.fresh:
			// Chosen: a new card, as if it had been typed.
		default:
			a.Place = chat.Replace
			a.Private = p.Private
		}
	}
	if r.card != nil && r.card.ForAsker() {
		if a.Place == chat.Replace && !a.Private {
			a.Place = chat.New // the card that everybody sees stays
		}
		a.Private = true
	}
	return a
}
