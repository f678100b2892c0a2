package main

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"time"

	"marquee/bots/discord"
	"marquee/internal/chat"
	"marquee/internal/remind"
)

// A delivery posts what is due to the platforms that have been reached. Before
// that an adapter need not know who the bot is, and could not look for what an
// earlier process left in doubt.
type delivery struct {
	book      *remind.Book
	announcer remind.Announcer
	platforms []platform
	log       *slog.Logger

	reached  []string // those that the deliverer posts to
	deliver  *remind.Deliverer
	troubled map[string]bool
}

const (
	// reachWithin is how long the first run waits for platforms.
	reachWithin = 20 * time.Second
	reachLook   = 100 * time.Millisecond

	// discordKeyed is for how long Discord surely knows a message's nonce.
	// https://discord.com/developers/docs/resources/message#create-message
	discordKeyed = time.Minute

	// postsAtOnce is how many channels are posted to at a time. Most of the time a
	// post waits for the pace of its own channel.
	postsAtOnce = 32
)

// run posts what is due. No two runs may be at once.
func (d *delivery) run(ctx context.Context) error {
	if d.deliver == nil {
		d.await(ctx)
	}
	if now := d.reachable(); d.deliver == nil || len(now) > len(d.reached) {
		// What another deliverer of this process claimed is over: it has returned.
		d.reached, d.deliver = now, d.deliverer(now)
	}
	t, err := d.deliver.Tick(ctx, time.Now())
	if t != (remind.Tally{}) {
		d.log.InfoContext(ctx, "reminders", "posts", t.Posts, "of reminders", t.Reminders, "in doubt", t.Unsure, "not taken", t.Failed)
	}
	d.tell(ctx)
	return err
}

// await waits until every platform is reached, or a while.
func (d *delivery) await(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, reachWithin)
	defer cancel()
	look := time.NewTicker(reachLook)
	defer look.Stop()
	for len(d.reachable()) < len(d.platforms) {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
	}
}

// reachable returns the platforms that are reached now or were before: an outage
// does not make one unknown again.
func (d *delivery) reachable() []string {
	now := slices.Clone(d.reached)
	for _, p := range d.platforms {
		reach, knows := p.adapter.(chat.Reachable)
		if !slices.Contains(now, p.name) && (!knows || reach.Serving()) {
			now = append(now, p.name)
		}
	}
	return now
}

func (d *delivery) deliverer(reached []string) *remind.Deliverer {
	platforms := make(map[string]remind.Platform)
	for _, p := range d.platforms {
		if !slices.Contains(reached, p.name) {
			continue
		}
		to := remind.Platform{Adapter: lasting(p.adapter)}
		if p.target() == discord.Platform {
			to.Keyed = discordKeyed
		}
		platforms[p.target()] = to
	}
	return remind.NewDeliverer(d.book, d.announcer, platforms, remind.DelivererOptions{Parallel: postsAtOnce})
}

// tell says once in the log that a platform takes nothing, and that it does again.
func (d *delivery) tell(ctx context.Context) {
	trouble := d.deliver.Trouble()
	for name, err := range trouble {
		if !d.troubled[name] {
			d.log.ErrorContext(ctx, "reminders wait: nothing can be posted", "platform", name, "error", err)
		}
	}
	for name := range d.troubled {
		if trouble[name] == nil {
			d.log.InfoContext(ctx, "reminders are posted again", "platform", name)
		}
	}
	d.troubled = make(map[string]bool)
	for name := range maps.Keys(trouble) {
		d.troubled[name] = true
	}
}
