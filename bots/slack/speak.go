package slack

import (
	"context"
	"time"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
)

// speak answers by the Web API. Into a channel the bot can write only where it is
// a member; from elsewhere the answer goes to the asker directly.
func (w *way) speak(ctx context.Context, c chat.Card, l look, private bool) error {
	r := w.t.request
	m := messageOf(c, l)
	var err error
	switch {
	case r.Direct: // where everything is private
		err = w.a.write(ctx, r.Target, m, true)
	case private:
		err = w.a.whisper(ctx, r.Target, r.Asker.ID, m)
	default:
		err = w.a.write(ctx, r.Target, m, false)
	}
	if !closed[errorName(err)] {
		return err
	}
	w.a.log.Warn("the bot may not write there; answering in person", "channel", r.Target.Channel, "error", w.a.safe(err))
	return w.a.write(ctx, chat.Target{Channel: r.Asker.ID}, messageOf(w.moved(c), l), true)
}

// moved is a card away from where it was asked for. Buttons that change things
// stay behind: they would change them for the conversation that it comes to.
func (w *way) moved(c chat.Card) chat.Card {
	if w.t.request.Direct {
		return c
	}
	c.Body = append(chat.Text{chat.Emphasis(sayElsewhere), chat.Break()}, c.Body...)
	if w.t.manages() {
		c.Actions, c.Pickers = nil, nil
	}
	return c
}

// write posts a message into a channel, or to the person whose id stands in its
// place, when it is its turn.
func (a *Adapter) write(ctx context.Context, t chat.Target, m message, again bool) error {
	hold := "chat.postMessage " + t.Channel
	return insist(ctx, again, func() (chat.Result, time.Duration, error) {
		left, err := a.holds.left(hold), error(nil)
		if left <= 0 {
			left, err = a.pace.wait(ctx, t.Channel)
		}
		if left > 0 || err != nil {
			return chat.NotSent, left, errHeld
		}
		return a.once(ctx, hold, func(ctx context.Context) error {
			_, _, err := a.api.PostMessageContext(ctx, t.Channel, spoken(m, t.Thread)...)
			return err
		})
	})
}

// whisper posts a message that one person in a channel sees.
func (a *Adapter) whisper(ctx context.Context, t chat.Target, user string, m message) error {
	const hold = "chat.postEphemeral"
	return insist(ctx, true, func() (chat.Result, time.Duration, error) {
		if left := a.holds.left(hold); left > 0 {
			return chat.NotSent, left, errHeld
		}
		return a.once(ctx, hold, func(ctx context.Context) error {
			_, err := a.api.PostEphemeralContext(ctx, t.Channel, user, spoken(m, t.Thread)...)
			return err
		})
	})
}

// once posts once, says what became of it, and remembers for how long Slack wants
// to be left alone.
func (a *Adapter) once(ctx context.Context, hold string, call func(context.Context) error) (chat.Result, time.Duration, error) {
	ctx, wrote := tracked(ctx)
	err := call(ctx)
	if err == nil {
		return chat.Sent, 0, nil
	}
	result, _ := outcomeOf(err, wrote())
	wait := retryAfter(err, 0)
	if wait > 0 {
		a.holds.set(hold, wait)
	}
	return result, wait, err
}

// spoken is a message as the Web API takes it.
func spoken(m message, thread string) []slackgo.MsgOption {
	options := []slackgo.MsgOption{
		slackgo.MsgOptionText(m.text, false), slackgo.MsgOptionBlocks(m.blocks...),
		slackgo.MsgOptionDisableLinkUnfurl(), slackgo.MsgOptionDisableMediaUnfurl(),
	}
	if thread != "" {
		options = append(options, slackgo.MsgOptionTS(thread))
	}
	return options
}
