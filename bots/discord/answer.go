package discord

import (
	"context"

	"github.com/bwmarrin/discordgo"

	"marquee/internal/chat"
)

// answer gives an answer: at once where it is there, else by a deferral and an
// edit. ctx ends when Discord stops waiting for the first response.
func (t *turn) answer(ctx context.Context, a chat.Answer) {
	switch {
	case len(a.Errors) > 0:
		t.formErrors(ctx, a.Errors)
	case a.Form != nil:
		t.open(ctx, *a.Form)
	case a.Later != nil:
		t.later(ctx, a)
	case a.Card != nil:
		t.show(ctx, *a.Card, a.Private, t.replaces(a))
	default:
		t.a.log.Error("an answer with nothing in it", "route", t.ask.request.Route)
		t.sorry(ctx)
	}
}

// replaces reports whether an answer takes the place of what was pressed. An
// announcement stays, and nothing private takes the place of what all can see.
func (t *turn) replaces(a chat.Answer) bool {
	p := t.ask.request.Press
	return a.Place == chat.Replace && t.in.Message != nil && p != nil && !p.Announcement && (p.Private || !a.Private)
}

// show gives a card as the first response.
func (t *turn) show(ctx context.Context, c chat.Card, private, replace bool) {
	m := answerOf(c, t.in.GuildID)
	if replace {
		t.first(ctx, response{discordgo.InteractionResponseUpdateMessage, m})
		return
	}
	if private {
		m.Flags = discordgo.MessageFlagsEphemeral
	}
	t.first(ctx, response{discordgo.InteractionResponseChannelMessageWithSource, m})
}

// open opens a form. Discord opens none in answer to a form.
func (t *turn) open(ctx context.Context, f chat.Form) {
	if t.in.Type == discordgo.InteractionModalSubmit {
		t.a.log.Error("a form in answer to a form, which Discord cannot open", "route", f.Route)
		t.sorry(ctx)
		return
	}
	opener := t.ask.request.Route
	if t.in.Type == discordgo.InteractionApplicationCommand && len(t.ask.request.Args) > 0 {
		opener = "" // what was typed is not in the route
	}
	var kept map[string]string
	if t.ask.again {
		kept = keptIn(t.in.Message)
	}
	t.first(ctx, response{discordgo.InteractionResponseModal, modalOf(f, opener, kept)})
}

// formErrors tells the asker alone what is wrong with a form. The labels of its
// fields come from opening it in thought.
func (t *turn) formErrors(ctx context.Context, errors map[string]string) {
	var fields []chat.FormField
	if t.ask.opener != "" {
		r := t.ask.request
		r.Route, r.Args = t.ask.opener, nil
		if f := t.h.Answer(ctx, r).Form; f != nil {
			fields = f.Fields
		}
	}
	m := formErrors(errors, t.ask.inputs, fields, t.ask.opener)
	if p := t.ask.request.Press; t.in.Message != nil && p != nil && p.Private && len(t.in.Message.Embeds) > 0 && isFormErrors(t.in.Message) {
		t.first(ctx, response{discordgo.InteractionResponseUpdateMessage, m})
		return
	}
	m.Flags = discordgo.MessageFlagsEphemeral
	t.first(ctx, response{discordgo.InteractionResponseChannelMessageWithSource, m})
}

// isFormErrors reports whether a message is one of formErrors', so that the next
// takes its place.
func isFormErrors(m *pressed) bool { return m.Embeds[0].Title == sayFormErrors }
