package discord

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"

	"marquee/internal/chat"
)

// What was acknowledged is answered: where Discord is down or the network away,
// as soon as it is back.

// sendTime bounds the sending of an answer that is there: an outage of a minute
// is waited out.
const sendTime = 2 * time.Minute

// Between two rounds of sending an answer during an outage.
const (
	sendPause  = time.Second
	sendPauses = 10 * time.Second // the longest
	// privateRounds is how often the placeholder is tried to be taken away before
	// the failure is told in its place.
	privateRounds = 2
)

// edit puts a card in the place of what was acknowledged.
func (t *turn) edit(ctx context.Context, c chat.Card) {
	for n := 0; ; n++ {
		err := t.patch(ctx, c)
		if !passing(err) || !t.pause(ctx, n) {
			t.noteUnsent(err)
			return
		}
	}
}

// pause waits between two rounds of sending, and reports false where there is no
// time for another.
func (t *turn) pause(ctx context.Context, n int) bool {
	return sleep(ctx, min(sendPause<<min(n, 10), sendPauses)) == nil
}

func (t *turn) noteUnsent(err error) {
	if err != nil && !isCode(err, codeUnknownMessage) { // somebody deleted it meanwhile
		t.a.log.Warn("an answer could not be sent", "error", err)
	}
}

// patch edits the first response once; where Discord refuses the card, to say
// so.
func (t *turn) patch(ctx context.Context, c chat.Card) error {
	r := request{
		method: http.MethodPatch, path: "/messages/@original", name: "editing an answer",
		body: answerOf(c, t.in.GuildID), again: true,
	}
	err := t.webhook(ctx, r)
	if isStatus(err, http.StatusBadRequest) {
		t.a.log.Error("Discord refuses an answer", "route", t.ask.request.Route, "error", err)
		r.body = answerOf(failure(sayTooMuch), t.in.GuildID)
		err = t.webhook(ctx, r)
	}
	return err
}

// failPrivately tells the asker alone, and takes the public placeholder away.
// Where that cannot be done the failure is told in its place, for all to see:
// better than a question that stays without an answer.
func (t *turn) failPrivately(ctx context.Context, c chat.Card, replace bool) {
	if replace {
		t.followUp(ctx, c)
		return
	}
	// The placeholder first: while it stands, a follow-up would take its place.
	for n := 0; ; n++ {
		err := t.webhook(ctx, request{method: http.MethodDelete, path: "/messages/@original", name: "deleting a placeholder", again: true})
		if err == nil || isCode(err, codeUnknownMessage) {
			t.followUp(ctx, c)
			return
		}
		if passing(err) && n+1 < privateRounds && t.pause(ctx, n) {
			continue
		}
		t.a.log.Warn("a placeholder could not be taken away", "error", err)
		err = t.patch(ctx, c)
		if isCode(err, codeUnknownMessage) { // the last try took it away, and only the answer was lost
			t.followUp(ctx, c)
			return
		}
		if !passing(err) || !t.pause(ctx, n) {
			t.noteUnsent(err)
			return
		}
	}
}

// followUp tells the asker alone in a message of its own. It is never sent twice,
// but waits where it surely did not arrive.
func (t *turn) followUp(ctx context.Context, c chat.Card) {
	m := answerOf(c, t.in.GuildID)
	m.Flags = discordgo.MessageFlagsEphemeral
	for n := 0; ; n++ {
		err := t.webhook(ctx, request{method: http.MethodPost, name: "following up", body: m})
		if err == nil {
			return
		}
		var lost *lostError
		if unsent := errors.As(err, &lost) && !lost.sent || isStatus(err, http.StatusTooManyRequests); !unsent || !t.pause(ctx, n) {
			t.a.log.Warn("a failure could not be told", "error", err)
			return
		}
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
