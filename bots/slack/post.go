package slack

import (
	"context"
	"errors"
	"fmt"
	"time"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
)

// What a posted message carries, for Find: chat.postMessage knows no keys.
const (
	metadataType = "marquee_delivery"
	metadataKey  = "key"
)

// Post sends c to t once. A card that Slack refuses for a picture which it cannot
// fetch goes out without: Slack has then seen it and not posted it.
func (a *Adapter) Post(ctx context.Context, key chat.Key, t chat.Target, c chat.Card) chat.Outcome {
	if t.Platform != Platform || t.Channel == "" {
		return chat.Outcome{Result: chat.Rejected, Err: fmt.Errorf("%q channel %q is none of Slack's", t.Platform, t.Channel)}
	}
	if own := a.identity().team; own != "" && t.Server != "" && t.Server != own {
		return chat.Outcome{Result: chat.ChannelGone, Err: fmt.Errorf("the bot is not in workspace %q", t.Server)}
	}
	l := look{stamp: noticeStamp(string(key)), pictures: true, pings: true}
	m := messageOf(c, l)
	out := a.post(ctx, key, t, m)
	if m.pictures && out.Result == chat.Rejected && errorName(out.Err) == "invalid_blocks" {
		l.pictures = false
		out = a.post(ctx, key, t, messageOf(c, l))
	}
	return out
}

// post sends one message, when it is the channel's turn.
func (a *Adapter) post(ctx context.Context, key chat.Key, t chat.Target, m message) chat.Outcome {
	hold := "chat.postMessage " + t.Channel
	if left := a.holds.left(hold); left > 0 {
		return chat.Outcome{Result: chat.NotSent, RetryAfter: left, Err: errHeld}
	}
	away, err := a.pace.wait(ctx, t.Channel)
	if err != nil || away > 0 {
		return chat.Outcome{Result: chat.NotSent, RetryAfter: max(away, postEvery), Err: errors.Join(errors.New("waiting for the channel's turn"), err)}
	}
	options := append(spoken(m, t.Thread), slackgo.MsgOptionMetadata(slackgo.SlackMetadata{
		EventType: metadataType, EventPayload: map[string]any{metadataKey: string(key)},
	}))
	ctx, wrote := tracked(ctx)
	_, ts, err := a.api.PostMessageContext(ctx, t.Channel, options...)
	if err == nil && ts == "" {
		err = errors.New("the answer names no message")
	}
	if err == nil {
		return chat.Outcome{Result: chat.Sent, Receipt: chat.Receipt(ts)}
	}
	result, after := outcomeOf(err, wrote())
	if wait := retryAfter(err, 0); wait > 0 {
		a.holds.set(hold, wait)
	}
	return chat.Outcome{Result: result, RetryAfter: after, Err: fmt.Errorf("posting to channel %s: %w", t.Channel, a.safe(err))}
}

// outcomeOf says what became of a post that failed with err; wrote says that some
// of it went out.
func outcomeOf(err error, wrote bool) (chat.Result, time.Duration) {
	if wait := retryAfter(err, 0); wait > 0 {
		return chat.NotSent, wait
	}
	var refused slackgo.SlackErrorResponse
	var status slackgo.StatusCodeError
	switch {
	case errors.As(err, &refused):
		return resultOf(refused.Err), 0
	case errors.As(err, &status) && status.Code < 500:
		// Something before Slack refused it, so Slack never saw it.
		return chat.NotSent, time.Minute
	case !wrote:
		return chat.NotSent, defaultWait
	}
	return chat.Doubtful, 0
}

// resultOf reads Slack's own name of an error.
func resultOf(name string) chat.Result {
	switch {
	case credentials[name]:
		return chat.PlatformDown
	case closed[name]:
		return chat.ChannelGone
	case unsure[name]:
		return chat.Doubtful
	}
	return chat.Rejected
}
