package discord

import (
	"context"
	"net/http"
	"time"

	"golang.org/x/time/rate"

	"marquee/internal/chat"
)

// A channel may close to the bot without being deleted: a thread is archived and
// locked, or the bot loses View Channel. The gateway tells of the change and not
// of what it means for the bot, so that is asked for. What is not seen here (a
// change of roles, or of anything while the program did not run) is seen by the
// next Post, whose outcome is ChannelGone.

// lookEvery and looksAtOnce bound how often is asked: somebody may put a hundred
// channels in order, and each refusal counts towards Discord's limit of those.
const (
	lookEvery   = time.Second
	looksAtOnce = 20
	lookTime    = 30 * time.Second
)

func newLooks() *rate.Limiter { return rate.NewLimiter(rate.Every(lookEvery), looksAtOnce) }

// mayHide reports whether a channel is kept from somebody, who may be the bot.
func (c channel) mayHide() bool {
	for _, o := range c.Overwrites {
		if readPermissions(o.Deny)&viewChannel != 0 {
			return true
		}
	}
	return false
}

// shut reports whether a thread takes messages of those alone who manage threads.
func (c channel) shut() bool { return c.Thread != nil && c.Thread.Archived && c.Thread.Locked }

// tellIfClosed tells a Handler that wants to know where t is closed to the bot.
func (a *Adapter) tellIfClosed(ctx context.Context, t chat.Target) {
	if !a.looks.Allow() {
		return
	}
	a.tellOf(func(w chat.PlaceWatcher) {
		look, cancel := context.WithTimeout(ctx, lookTime)
		defer cancel()
		if a.closed(look, t) {
			w.Gone(ctx, t)
		}
	})
}

// closed reports whether t surely takes no post of the bot's.
func (a *Adapter) closed(ctx context.Context, t chat.Target) bool {
	id, err := channelOf(t)
	if err != nil {
		return false
	}
	c, err := a.channel(ctx, id)
	if err != nil {
		return isStatus(err, http.StatusForbidden) || isCode(err, codeUnknownChannel)
	}
	if !c.shut() {
		return false
	}
	may, err := a.permissionsIn(ctx, t)
	return err == nil && !may.has(manageThreads)
}
