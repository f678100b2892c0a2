package discord

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/bwmarrin/discordgo"

	"marquee/internal/chat"
)

// grace is how long an answer whose context has ended may still take to put that
// into words itself: a second, or less where Run has little time to finish.
func (o Options) grace() time.Duration { return min(time.Second, o.FinishWithin/8) }

const (
	sayTooLong  = "That took too long: a source that I asked did not answer. Please try again in a minute."
	sayStopping = "I am being restarted, so I stopped looking. Please ask again in a minute."
	sayTooMuch  = "I have an answer, but Discord does not take it. Whoever runs this bot can read in its log why."
)

// later acknowledges, makes the card, and puts it where the acknowledgement
// promised.
func (t *turn) later(ctx context.Context, a chat.Answer) {
	replace := t.replaces(a)
	r := response{Type: discordgo.InteractionResponseDeferredMessageUpdate}
	if !replace {
		r.Type = discordgo.InteractionResponseDeferredChannelMessageWithSource
		if a.Private {
			r.Data = message{Flags: discordgo.MessageFlagsEphemeral}.flagsOnly()
		}
	}
	if !t.first(ctx, r) {
		return
	}
	card := t.make(a.Later)
	send, cancel := context.WithTimeout(t.a.last, min(sendTime, time.Until(t.begun.Add(tokenLife))))
	defer cancel()
	private := a.Private
	if replace {
		private = t.ask.request.Press.Private
	}
	if card.ForAsker() && !private {
		t.failPrivately(send, card, replace)
		return
	}
	t.edit(send, card)
}

// flagsOnly is the data of a deferral.
func (m message) flagsOnly() any {
	return struct {
		Flags discordgo.MessageFlags `json:"flags"`
	}{m.Flags}
}

// make runs what makes the card, within the time for answers. One that never
// ends is left behind.
func (t *turn) make(later func(context.Context) chat.Card) chat.Card {
	ctx, cancel := context.WithDeadline(t.a.work, t.begun.Add(t.a.options.AnswerWithin))
	defer cancel()
	made := make(chan chat.Card, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				t.a.log.Error("a panic while making an answer", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
				made <- failure(sayBroken)
			}
		}()
		made <- later(ctx)
	}()
	select {
	case c := <-made:
		return c
	case <-ctx.Done():
	}
	last := time.NewTimer(t.a.options.grace())
	defer last.Stop()
	select {
	case c := <-made:
		return c
	case <-last.C:
	}
	t.a.log.Warn("an answer took too long", "route", t.ask.request.Route, "after", time.Since(t.begun))
	if t.a.work.Err() != nil {
		return failure(sayStopping)
	}
	return failure(sayTooLong)
}
