package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"marquee/internal/film"
	"marquee/internal/remind"
	"marquee/internal/tmdb"
)

// changes has the followed films refreshed that TMDB lists as changed.
type changes struct {
	house   *house
	client  *tmdb.Client
	tracker *remind.Tracker
}

const (
	changesEvery = time.Hour
	changesNote  = "changes TMDB" // under which is kept until when they were listed
	changesBatch = 200            // films in one transaction
)

// run lists what changed since the last time, if that is an hour ago. TMDB tells
// days apart and no more, so the day of the last time is listed again.
func (c changes) run(ctx context.Context, now time.Time) error {
	var noted string
	err := c.house.store.View(ctx, func(tx remind.Tx) (err error) {
		noted, err = tx.Noted(changesNote)
		return err
	})
	if err != nil {
		return fmt.Errorf("reading when TMDB was asked what changed: %w", err)
	}
	last, err := time.Parse(time.RFC3339, noted)
	if err != nil {
		last = now.Add(-24 * time.Hour)
	} else if now.Sub(last) < changesEvery {
		return nil
	}
	numbers, err := c.client.Changed(ctx, last, now)
	if err != nil && !errors.Is(err, tmdb.ErrTooLongAgo) {
		return fmt.Errorf("asking TMDB what changed: %w", err)
	}
	for part := range slices.Chunk(numbers, changesBatch) {
		ids, err := c.held(ctx, part)
		if err == nil && len(ids) > 0 {
			err = c.tracker.Recheck(ctx, now, ids...)
		}
		if err != nil {
			return fmt.Errorf("looking for the films that TMDB changed: %w", err)
		}
	}
	return c.house.store.Update(ctx, func(tx remind.Tx) error {
		return tx.Note(changesNote, now.UTC().Format(time.RFC3339))
	})
}

// held returns the films with these numbers of TMDB's. The Tracker passes over those
// that nobody follows.
func (c changes) held(ctx context.Context, numbers []int) (ids []film.ID, err error) {
	for _, n := range numbers {
		id, err := c.house.library.FilmByAlias(ctx, film.Aliases{TMDB: n})
		if errors.Is(err, film.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}
