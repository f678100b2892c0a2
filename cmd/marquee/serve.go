package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"slices"
	"sync"
	"time"

	"marquee/internal/bot"
	"marquee/internal/chat"
	"marquee/internal/config"
	"marquee/internal/remind"
)

const serveUsage = `marquee serve [--db PATH] [--config FILE]

Answer on Discord and on Slack, on each of which the credentials are there, and
post the reminders that are due. One that cannot be served does not stop the other;
marquee check says what is wrong. A database is served by one process at a time.

  --db PATH      the database
  --config FILE  the configuration

Ctrl-C, or the signal TERM, ends it within 10 seconds, after what was already
asked has been answered. The log goes to standard error. The exit status is 1
when nothing could be served.
`

// One person may ask ten things at once, and from then on one every two seconds.
var pace = bot.Pace{Burst: 10, Every: 2 * time.Second}

// serve answers on every platform until it is told to end.
func (p *program) serve(ctx context.Context, args []string) int {
	f := newFlags("serve")
	rest, status, ended := f.parse(p, args, serveUsage)
	switch {
	case ended:
		return status
	case len(rest) > 0:
		return p.misused(fmt.Sprintf("serve takes no argument %q", rest[0]), "serve")
	}
	c, err := f.config(p)
	if err != nil {
		return p.complain(err)
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	log := slog.New(slog.NewTextHandler(p.stderr, nil))
	on, faults := platforms(c, log)
	for _, err := range faults {
		log.Error("this platform is not served", "error", err)
	}
	if len(on) == 0 {
		if len(faults) == 0 {
			return p.complain(errors.New("there is nothing to serve: set discord.token or slack.bot_token (docs/discord.md, docs/slack.md)"))
		}
		return exitFailed
	}
	h, err := p.openHouse(ctx, named(f.databaseOf(c, p.env)), log)
	if err != nil {
		return p.complain(err)
	}
	defer h.close()
	unlock, err := lock(ctx, h.store)
	if err != nil {
		return p.complain(err)
	}
	defer unlock()
	b, err := h.forMany(c, on, log)
	if err != nil {
		return p.complain(err)
	}
	jobs, err := h.jobs(c, &delivery{book: h.book, announcer: b.Announcer(), platforms: on, log: log}, log)
	if err != nil {
		return p.complain(err)
	}
	if err := serveAll(ctx, c, on, handler{b, remind.NewWatcher(h.book)}, jobs, log); err != nil {
		return exitFailed
	}
	return exitDone
}

// A handler answers, and hears what happens to the places that subscribed.
type handler struct {
	*bot.Bot
	*remind.Watcher
}

var (
	_ chat.Handler      = handler{}
	_ chat.PlaceWatcher = handler{}
)

// errNothingServed reports that every platform has failed.
var errNothingServed = errors.New("nothing can be served")

// serveAll runs the platforms, the jobs, and the HTTP server where one is wanted,
// until ctx is done or every platform has failed. A platform that fails does not
// stop the others.
func serveAll(ctx context.Context, c config.Config, on []platform, h chat.Handler, jobs []job, log *slog.Logger) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	states := newStates(on)
	if c.Listen != "" {
		web, err := listen(c.Listen, on, states, log)
		needs := slices.IndexFunc(on, func(p platform) bool { return len(p.routes) > 0 })
		switch {
		case err != nil && needs >= 0:
			log.Error("the HTTP server cannot start, by which "+on[needs].name+" comes in mode http", "error", err)
			return err
		case err != nil:
			log.Warn("the HTTP server cannot start, so there is no /healthz; the platforms do without", "error", err)
		default:
			// It takes nothing new while the platforms finish what they acknowledged.
			closed := context.AfterFunc(ctx, web.close)
			defer func() {
				if closed() {
					web.close()
				}
				<-web.done
			}()
		}
	}
	var running sync.WaitGroup
	for _, p := range on {
		running.Go(func() {
			err := p.adapter.Run(ctx, h)
			states.ended(p.name, err)
			if err != nil {
				log.Error("no longer served", "platform", p.name, "error", err)
			}
			if states.left() == 0 {
				stop() // nothing is left that the HTTP server could be for
			}
		})
	}
	running.Go(func() {
		if err := runJobs(ctx, jobs, log); err != nil {
			log.Error("nothing is done in the background, reminders neither", "error", err)
		}
	})
	running.Wait()
	if states.allFailed() {
		return errNothingServed
	}
	log.Info("ended")
	return nil
}
