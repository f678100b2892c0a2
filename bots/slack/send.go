package slack

import (
	"context"
	"errors"
	"net/http"
	"time"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
)

// send shows a card in answer to a turn. Everything that can go wrong is logged,
// since nobody is left to tell.
func (a *Adapter) send(ctx context.Context, t turn, c chat.Card, private bool, place chat.Place) {
	if place == chat.Replace && !t.pressed() {
		place = chat.New
	}
	w := &way{a: a, t: t, left: responseUses}
	err := w.card(ctx, c, private, place)
	var refused *refusal
	switch name := errorName(err); {
	case errors.As(err, &refused) && refused.status < http.StatusInternalServerError && !refused.over(),
		name != "" && resultOf(name) == chat.Rejected:
		a.log.Error("Slack refuses an answer", "route", t.request.Route, "error", a.safe(err))
		err = w.card(ctx, failure(sayTooMuch), true, chat.New)
	case errors.Is(err, errDoubtful) && !private:
		a.log.Warn("whether an answer arrived is not known", "route", t.request.Route, "error", a.safe(err))
		err = w.card(ctx, failure(sayDoubtful), true, chat.New)
	}
	if err != nil {
		a.log.Error("an answer could not be sent", "route", t.request.Route, "error", a.safe(err))
		return
	}
	a.log.Debug("answered", "route", t.request.Route, "after", time.Since(t.begun))
}

// A way is how the answers to one turn get out: by its response_url; where that
// takes no more, by the Web API into the channel; and where the bot is not in
// there, to the asker directly.
type way struct {
	a    *Adapter
	t    turn
	left int // uses of the response_url
}

// card shows a card, without its picture where Slack cannot fetch that.
func (w *way) card(ctx context.Context, c chat.Card, private bool, place chat.Place) error {
	l := look{stamp: newStamp(w.t.request.Asker.ID, time.Now()), pictures: true}
	err := w.put(ctx, c, l, private, place)
	if err != nil && picture(c.Image.URL) != "" && refusesPicture(err) {
		l.pictures = false
		err = w.put(ctx, c, l, private, place)
	}
	return err
}

// put sends a card one way or another.
func (w *way) put(ctx context.Context, c chat.Card, l look, private bool, place chat.Place) error {
	t := w.t
	if t.home && place == chat.Replace {
		return w.a.publish(ctx, t, c, l)
	}
	if t.respond == "" || w.left == 0 || !time.Now().Before(t.until) {
		return w.speak(ctx, c, l, private)
	}
	// A card put twice into one place is there once.
	again := private || place == chat.Replace
	err := w.a.respond(ctx, t.respond, webhook(t, messageOf(c, l), private, place), again, &w.left)
	var refused *refusal
	switch {
	case err == nil, errors.Is(err, errForeign), ctx.Err() != nil:
		return err
	case errors.As(err, &refused) && refused.status < http.StatusTooManyRequests && !refused.over():
		return err // for what is in it
	case errors.Is(err, errDoubtful) && !again:
		return err
	}
	w.a.log.Warn("a response_url is of no more use; answering by the Web API", "route", t.request.Route, "error", w.a.safe(err))
	w.left = 0
	return w.speak(ctx, c, l, private || errors.Is(err, errDoubtful))
}

// webhook is a message as a response_url takes it.
func webhook(t turn, m message, private bool, place chat.Place) slackgo.WebhookMessage {
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
	return w
}
