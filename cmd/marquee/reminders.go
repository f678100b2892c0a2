package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"marquee/internal/config"
	"marquee/internal/remind"
	"marquee/store"
)

// newBook returns the book of the subscriptions in a store.
func newBook(s remind.Store, c config.Config, log *slog.Logger) *remind.Book {
	return remind.New(s, remind.Options{
		Sources:  dateSources(),
		Rules:    remind.Rules{Settle: c.Reminders.Settle, Late: c.Reminders.Late},
		Defaults: c.Settings(),
		Logger:   log,
	})
}

// tmdbKeeps is how long facts of TMDB may be kept.
// https://www.themoviedb.org/api-terms-of-use
const tmdbKeeps = 180 * 24 * time.Hour

// jobs returns the work of serve in the background.
func (h *house) jobs(c config.Config, d *delivery, log *slog.Logger) ([]job, error) {
	refresh, err := h.refreshing(c, log)
	if err != nil {
		return nil, err
	}
	jobs := []job{
		{name: "delivery", when: c.Schedule.Delivery, atStart: true, run: d.run},
		{name: "refresh", when: c.Schedule.Refresh, atStart: true, run: refresh},
		{name: "upkeep", when: c.Schedule.Upkeep, run: h.upkeep},
	}
	if withTMDB(c) && !h.inMemory { // where the lists would take 600 MB
		jobs = append(jobs, job{name: "lists", when: c.Schedule.Lists, atStart: true, run: func(ctx context.Context) error {
			updateLists(ctx, c, h.store, log)
			return h.fetchPopular(ctx, c.TMDB.Popular)
		}})
	}
	return jobs, nil
}

// refreshing returns what looks for dates that have moved, and for new films.
func (h *house) refreshing(c config.Config, log *slog.Logger) (func(context.Context) error, error) {
	tracker := remind.NewTracker(h.book, refresher{h, h.book}, finder{h, c.Settings().Regions, log})
	var listed *changes
	if withTMDB(c) {
		client, err := newTMDB(c, log)
		if err != nil {
			return nil, err
		}
		listed = &changes{h, client, tracker}
	}
	return func(ctx context.Context) error {
		if listed != nil {
			if err := listed.run(ctx, time.Now()); err != nil && ctx.Err() == nil {
				log.WarnContext(ctx, "what changed is looked for at the next time", "error", err)
			}
		}
		n, err := tracker.Tick(ctx, time.Now())
		if n > 0 {
			log.InfoContext(ctx, "films that somebody follows were looked at again", "films", n)
		}
		return err
	}, nil
}

// upkeep forgets what should be forgotten.
func (h *house) upkeep(ctx context.Context) error {
	now := time.Now()
	if err := h.book.Upkeep(ctx, now); err != nil {
		return err
	}
	_, err := h.store.ForgetRecords(ctx, "TMDB", now.Add(-tmdbKeeps))
	return err
}

// lock takes the database for this process, the only one that posts from it.
func lock(ctx context.Context, s *store.Store) (unlock func(), err error) {
	release, err := s.Lock(ctx)
	if err != nil {
		return nil, fmt.Errorf("%w; end that one first, or name another database with --db PATH", err)
	}
	return func() { _ = release() }, nil // it ends with the process at the latest
}
