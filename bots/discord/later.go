package discord

import (
	"context"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/bwmarrin/discordgo"

	"marquee/internal/chat"
)

// grace is how long an answer whose context has ended may still take to put that
// into words itself: a second, or less where Run has little time to finish.
func (o Options) grace() time.Duration { return min(time.Second, o.FinishWithin/8) }

// sendTime bounds the sending of an answer that is there.
const sendTime = 30 * time.Second

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
	send, cancel := context.WithTimeout(t.a.last, sendTime)
	defer cancel()
	private := a.Private
	if replace {
		private = t.ask.request.Press.Private
	}
	if card.Tone == chat.Failure && !private {
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

// edit puts a card in the place of what was acknowledged.
func (t *turn) edit(ctx context.Context, c chat.Card) {
	err := t.patch(ctx, c)
	if isStatus(err, http.StatusBadRequest) {
		t.a.log.Error("Discord refuses an answer", "route", t.ask.request.Route, "error", err)
		err = t.patch(ctx, failure(sayTooMuch))
	}
	if err != nil && !isCode(err, codeUnknownMessage) { // somebody deleted it meanwhile
		t.a.log.Warn("an answer could not be sent", "error", err)
	}
}

func (t *turn) patch(ctx context.Context, c chat.Card) error {
	return t.webhook(ctx, request{
		method: http.MethodPatch, path: "/messages/@original", name: "editing an answer",
		body: answerOf(c, t.in.GuildID), again: true,
	})
}

// failPrivately tells the asker alone, and takes the public placeholder away.
func (t *turn) failPrivately(ctx context.Context, c chat.Card, replace bool) {
	if !replace {
		// First: while the placeholder stands, a follow-up would take its place, for
		// all to see.
		err := t.webhook(ctx, request{method: http.MethodDelete, path: "/messages/@original", name: "deleting a placeholder", again: true})
		if err != nil && !isCode(err, codeUnknownMessage) {
			t.a.log.Warn("a placeholder could not be taken away", "error", err)
			return
		}
	}
	m := answerOf(c, t.in.GuildID)
	m.Flags = discordgo.MessageFlagsEphemeral
	if err := t.webhook(ctx, request{method: http.MethodPost, name: "following up", body: m}); err != nil {
		t.a.log.Warn("a failure could not be told", "error", err)
	}
}

// webhook asks a route of the interaction's own. Right after an HTTP response
// Discord may not know yet that it was acknowledged, so its "unknown" is asked
// again a few times.
func (t *turn) webhook(ctx context.Context, r request) error {
	r.path = "/webhooks/" + t.a.self.Load().application + "/" + t.in.Token + r.path
	r.interaction = true
	for n := 0; ; n++ {
		err := t.a.rest.do(ctx, r)
		if !isCode(err, codeUnknownWebhook) || n == 3 || sleep(ctx, firstPause<<n) != nil {
			return err
		}
	}
}
