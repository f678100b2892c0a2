package main

import (
	"context"
	"time"

	"marquee/bots/discord"
	"marquee/bots/slack"
	"marquee/internal/chat"
)

// lastPost is how long a post that is under way may go on when the program ends.
// An answer that is not waited for would leave the next start in doubt.
const lastPost = 5 * time.Second

// lasting returns an adapter whose posts outlast their context for a while.
func lasting(a chat.Adapter) chat.Adapter {
	if m, ok := a.(messenger); ok {
		return lastingMessenger{lastingAdapter{a}, m}
	}
	return lastingAdapter{a}
}

// A messenger is what both platforms have beside an Adapter.
type messenger interface {
	chat.Adapter
	chat.Messenger
}

var (
	_ messenger = (*discord.Adapter)(nil)
	_ messenger = (*slack.Adapter)(nil)
)

type lastingAdapter struct{ chat.Adapter }

// Post implements chat.Adapter. Nothing is posted after ctx is done.
func (l lastingAdapter) Post(ctx context.Context, key chat.Key, t chat.Target, c chat.Card) chat.Outcome {
	if err := ctx.Err(); err != nil {
		return chat.Outcome{Result: chat.NotSent, Err: err}
	}
	within, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(lastPost, cancel) })()
	return l.Adapter.Post(within, key, t, c)
}

type lastingMessenger struct {
	lastingAdapter
	direct chat.Messenger
}

// Direct implements chat.Messenger.
func (l lastingMessenger) Direct(ctx context.Context, id string) (chat.Target, error) {
	return l.direct.Direct(ctx, id)
}
