package wikidata

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"marquee/internal/film"
)

const (
	// sincePage is how many films one query gives.
	sincePage = 500
	// ahead is how many months from today are looked through. Few films have a
	// date later than that.
	ahead = 24
	// sincePause is the least time between two queries. The query service gives
	// everyone a minute of processing a minute, so that after a longer query the
	// pause is as long as that was.
	sincePause = time.Second
)

// Since goes through all films that have a date in one of the regions since a
// day, month by month, up to two years from today. Each film comes once, whole.
// It works in the background and politely, so it takes its time: minutes for a
// region and year. It ends with the first error, which comes with an empty film;
// the months before that are done, and who tries again may start at the last.
func (c *Client) Since(ctx context.Context, since film.Date, regions []film.Region) iter.Seq2[film.Film, error] {
	return func(yield func(film.Film, error) bool) {
		if err := c.Background().since(ctx, since, regions, func(f film.Film) bool { return yield(f, nil) }); err != nil {
			yield(film.Film{}, fmt.Errorf("reading Wikidata's films since %s: %w", since, err))
		}
	}
}

// since gives films to give until it wants no more.
func (c *Client) since(ctx context.Context, since film.Date, regions []film.Region, give func(film.Film) bool) error {
	if since.IsZero() {
		return fmt.Errorf("%w: no day to start at", film.ErrDate)
	}
	end := film.DateOf(time.Now().UTC()).AddDays(ahead * 31)
	seen := make(map[string]bool)
	for month := since.First(); !end.Before(month); {
		last, err := film.NewDate(month.Year(), month.Month(), 0)
		if err != nil {
			return err
		}
		for _, region := range regions {
			for offset := 0; ; offset += sincePage {
				asked := time.Now()
				ids, err := c.comingIDs(ctx, region, month, last.Last(), sincePage, offset)
				if err != nil {
					return fmt.Errorf("%s in %s: %w", last, region, err)
				}
				took := time.Since(asked)
				more, err := c.giveNew(ctx, ids, seen, give)
				if err != nil || !more {
					return err
				}
				if err := pause(ctx, max(sincePause, took)); err != nil {
					return c.sparql.down(err)
				}
				if len(ids) < sincePage {
					break
				}
			}
		}
		next := last.Last().AddDays(1)
		if !month.Before(next) {
			return nil // the last day that a date can be
		}
		month = next
	}
	return nil
}

// giveNew gives the films that have not been given; it reports false when no
// more are wanted.
func (c *Client) giveNew(ctx context.Context, ids []string, seen map[string]bool, give func(film.Film) bool) (bool, error) {
	ids = slices.DeleteFunc(ids, func(id string) bool { return seen[id] })
	for part := range slices.Chunk(ids, batch) {
		entities, err := c.inOrder(ctx, part)
		if err != nil {
			return false, err
		}
		films, err := c.records(ctx, entities)
		if err != nil {
			return false, err
		}
		for _, id := range part {
			seen[id] = true
		}
		for _, f := range films {
			if !give(f) {
				return false, nil
			}
		}
	}
	return true, nil
}

// pause waits, unless ctx ends before.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
