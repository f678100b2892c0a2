package tmdb

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"marquee/internal/film"
)

// ErrTooLongAgo reports a time since which there are too many changes to ask
// for: whoever has not looked since then had better fetch anew.
var ErrTooLongAgo = errors.New("too long ago to ask for changes")

const (
	// changesBack is as long as TMDB's facts may be kept.
	changesBack = 183
	// changesAtOnce is how many days one question covers. TMDB takes 14; as it
	// does not say whether the last one counts, each question begins with the last
	// day of the one before.
	changesAtOnce = 13
)

// Changed returns the ids of the films that were changed between two times, as
// far as TMDB tells days apart, each once. It fails with ErrTooLongAgo where
// they are more than half a year apart.
func (c *Client) Changed(ctx context.Context, since, until time.Time) ([]int, error) {
	from, to := film.DateOf(since.UTC()), film.DateOf(until.UTC())
	if from.IsZero() || from.AddDays(changesBack).Before(to) {
		return nil, ErrTooLongAgo
	}
	var ids []int
	seen := make(map[int]bool)
	for !to.Before(from) {
		end := from.AddDays(changesAtOnce)
		if to.Before(end) {
			end = to
		}
		if err := c.changes(ctx, from, end, func(id int) {
			if !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}); err != nil {
			return nil, err
		}
		if end == to {
			break
		}
		from = end
	}
	return ids, nil
}

// changes gives yield the films changed from one day to another, in two
// questions where they are more than TMDB gives out to one.
func (c *Client) changes(ctx context.Context, from, to film.Date, yield func(id int)) error {
	what := fmt.Sprintf("what changed from %s to %s", from, to)
	for n := 1; n <= lastPage; n++ {
		var p page[struct {
			ID number `json:"id"`
		}]
		if _, err := c.get(ctx, what, "movie/changes", url.Values{
			"start_date": {from.String()}, "end_date": {to.String()}, "page": {strconv.Itoa(n)},
		}, &p); err != nil {
			return err
		}
		if p.Results == nil {
			return asking(what, errNoList)
		}
		for _, r := range p.Results {
			if id := r.ID.id(); id != 0 {
				yield(id)
			}
		}
		if mid := middle(from, to); p.Pages.int() > lastPage && mid != from {
			if err := c.changes(ctx, from, mid, yield); err != nil {
				return err
			}
			return c.changes(ctx, mid, to, yield)
		}
		if n >= p.Pages.int() {
			return nil
		}
	}
	return nil
}

// middle returns the day halfway from one to another.
func middle(from, to film.Date) film.Date {
	days := to.In(time.UTC, 0, 0).Sub(from.In(time.UTC, 0, 0)) / (24 * time.Hour)
	return from.AddDays(int(days) / 2)
}
