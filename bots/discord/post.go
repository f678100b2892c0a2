package discord

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"

	"marquee/internal/chat"
)

// Post sends c to t once. Discord knows the key for a few minutes (as the
// message's nonce): a second Post within them gets the first message back.
func (a *Adapter) Post(ctx context.Context, key chat.Key, t chat.Target, c chat.Card) chat.Outcome {
	channel, err := channelOf(t)
	if err != nil {
		return chat.Outcome{Result: chat.Rejected, Err: err}
	}
	m := announcementOf(c, key, t.Server)
	m.Nonce = nonceOf(key, channel)
	var sent struct {
		ID string `json:"id"`
	}
	err = a.rest.do(ctx, request{
		method: http.MethodPost, path: "/channels/" + channel + "/messages", name: "posting to channel " + channel,
		body: m, out: &sent, hasty: true,
	})
	if err == nil && sent.ID == "" {
		err = &lostError{"posting to channel " + channel, true, errors.New("the answer names no message")}
	}
	if err != nil {
		return outcomeOf(err)
	}
	return chat.Outcome{Result: chat.Sent, Receipt: chat.Receipt(sent.ID)}
}

// outcomeOf says what became of a Post that failed with err.
func outcomeOf(err error) chat.Outcome {
	out := chat.Outcome{Err: err}
	var refused *apiError
	var lost *lostError
	switch {
	case errors.As(err, &lost) && !lost.sent:
		out.Result, out.RetryAfter = chat.NotSent, defaultWait
	case !errors.As(err, &refused):
		out.Result = chat.Doubtful
	case refused.code == codeUnknownMessage:
		// It was posted under this key before, and deleted since.
		return chat.Outcome{Result: chat.Sent}
	case refused.status == http.StatusTooManyRequests:
		out.Result, out.RetryAfter = chat.NotSent, refused.retryAfter
	case refused.status == http.StatusUnauthorized:
		out.Result = chat.PlatformDown
	case isCode(err, codeUnknownChannel, codeMissingAccess, codeMissingPermissions, codeNoDirectMessages,
		codeNoTextChannel, codeThreadArchived, codeThreadLocked):
		out.Result = chat.ChannelGone
	case refused.status >= 500:
		out.Result = chat.Doubtful
	case refused.code == 0:
		// Something before Discord refused it, so Discord never saw it.
		out.Result, out.RetryAfter = chat.NotSent, bannedWait
	case refused.status == http.StatusForbidden, refused.status == http.StatusNotFound:
		out.Result = chat.ChannelGone
	default:
		out.Result = chat.Rejected
	}
	return out
}

// channelOf returns the id of the channel or thread that t is.
func channelOf(t chat.Target) (string, error) {
	id := t.Channel
	if t.Thread != "" {
		id = t.Thread
	}
	if t.Platform != Platform || !isSnowflake(id) {
		return "", fmt.Errorf("%q channel %q is none of Discord's", t.Platform, id)
	}
	return id, nil
}

// nonceOf is the nonce of a message: Discord keeps it per bot and not per
// channel, so the channel is hashed into it.
func nonceOf(key chat.Key, channel string) string {
	sum := sha256.Sum256([]byte(string(key) + "\x00" + channel))
	return base64.RawURLEncoding.EncodeToString(sum[:])[:maxNonce]
}
