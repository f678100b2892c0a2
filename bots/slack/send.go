package slack

import (
	"context"
	"errors"
	"time"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
)

// send shows a card in answer to a turn: by its response_url, and by the Web API
// where that is not taken any more. Everything that can go wrong is logged, since
// nobody is left to tell.
func (a *Adapter) send(ctx context.Context, t turn, c chat.Card, private bool, place chat.Place) {
	l := look{stamp: newStamp(t.request.Asker.ID, time.Now()), pictures: true}
	if place == chat.Replace && !t.pressed() {
		place = chat.New
	}
	m := messageOf(c, l)
	err := a.reply(ctx, t, m, private, place)
	if err != nil && m.pictures && refusesPicture(err) {
		l.pictures = false
		m = messageOf(c, l)
		err = a.reply(ctx, t, m, private, place)
	}
	var refused *refusal
	if errors.As(err, &refused) && refused.status < 500 && !refused.over() {
		a.log.Error("Slack refuses an answer", "route", t.request.Route, "error", a.safe(err))
		err = a.reply(ctx, t, messageOf(failure(sayTooMuch), l), true, chat.New)
	}
	if err != nil {
		a.log.Error("an answer could not be sent", "route", t.request.Route, "error", a.safe(err))
		return
	}
	a.log.Debug("answered", "route", t.request.Route, "after", time.Since(t.begun))
}

// reply sends one message.
func (a *Adapter) reply(ctx context.Context, t turn, m message, private bool, place chat.Place) error {
	if t.respond == "" {
		return a.speak(ctx, t, m, private)
	}
	off := false
	w := slackgo.WebhookMessage{
		Text: m.text, Blocks: &slackgo.Blocks{BlockSet: m.blocks}, UnfurlLinks: &off, UnfurlMedia: &off,
	}
	switch {
	case place == chat.Replace: // who sees it stays as it was
		w.ReplaceOriginal = true
	case private:
		w.ResponseType = slackgo.ResponseTypeEphemeral
	default:
		w.ResponseType = slackgo.ResponseTypeInChannel
	}
	if place == chat.New {
		w.ThreadTimestamp = t.request.Target.Thread
	}
	err := a.respond(ctx, t.respond, w)
	var refused *refusal
	if errors.As(err, &refused) && refused.over() {
		a.log.Warn("a response_url is used up; answering by the Web API", "route", t.request.Route, "error", a.safe(err))
		return a.speak(ctx, t, m, private)
	}
	return err
}

// speak answers by the Web API. There the bot has to be in the channel.
func (a *Adapter) speak(ctx context.Context, t turn, m message, private bool) error {
	options := []slackgo.MsgOption{
		slackgo.MsgOptionText(m.text, false), slackgo.MsgOptionBlocks(m.blocks...),
		slackgo.MsgOptionDisableLinkUnfurl(), slackgo.MsgOptionDisableMediaUnfurl(),
	}
	if thread := t.request.Target.Thread; thread != "" {
		options = append(options, slackgo.MsgOptionTS(thread))
	}
	channel := t.request.Target.Channel
	if private {
		_, err := a.api.PostEphemeralContext(ctx, channel, t.request.Asker.ID, options...)
		return err
	}
	_, _, err := a.api.PostMessageContext(ctx, channel, options...)
	return err
}
