package tmdb

import (
	"context"
	"errors"
	"net/url"
	"time"

	"marquee/internal/film"
)

// longestShared is how long a question is worked on for a caller without a
// deadline.
const longestShared = 30 * time.Second

// get asks for path, or takes the answer that is still good, and reads it into
// what the caller gives. It returns the day on which TMDB said so, by UTC.
// Those who ask the same at once share one request, and each reads the answer
// for itself.
func (c *Client) get(ctx context.Context, what, path string, q url.Values, into any) (film.Date, error) {
	a, err := c.shared(ctx, path, q)
	if err != nil {
		return film.Date{}, asking(what, err)
	}
	if err := decode(a.body, into); err != nil {
		return film.Date{}, asking(what, err)
	}
	return film.DateOf(a.at.UTC()), nil
}

// shared asks once for all who ask the same at once. The request outlives a
// caller who loses interest, up to that caller's deadline, since others may wait
// for it. One whose own deadline is later than that of whoever asked first asks
// anew.
func (c *Client) shared(ctx context.Context, path string, q url.Values) (answer, error) {
	question := path + "?" + q.Encode()
	for {
		if ctx.Err() != nil {
			return answer{}, gone(ctx)
		}
		var mine bool
		flight := c.flights.DoChan(question, func() (any, error) {
			mine = true
			own, cancel := outliving(ctx)
			defer cancel()
			return c.answer(own, question, path, q)
		})
		select {
		case <-ctx.Done():
			return answer{}, gone(ctx)
		case r := <-flight:
			if r.Err == nil {
				return r.Val.(answer), nil
			}
			if mine || !r.Shared || !errors.Is(r.Err, errLate) {
				return answer{}, r.Err
			}
		}
	}
}

// outliving returns a context that ends when ctx has to, but not when its caller
// goes away before.
func outliving(ctx context.Context) (context.Context, context.CancelFunc) {
	free := context.WithoutCancel(ctx)
	if end, ok := ctx.Deadline(); ok {
		return context.WithDeadline(free, end)
	}
	return context.WithTimeout(free, longestShared)
}

// answer returns what is kept, refreshed where it has to be.
func (c *Client) answer(ctx context.Context, question, path string, q url.Values) (answer, error) {
	old, known := c.kept.get(question)
	if known && time.Now().Before(old.until) {
		return old, nil
	}
	r, err := c.ask(ctx, path, q, old.tag)
	if err != nil {
		return answer{}, err
	}
	if r.unchanged {
		r.body = old.body
	}
	a := newAnswer(r)
	if r.unchanged && a.tag == "" {
		a.tag = old.tag
	}
	c.kept.put(question, a)
	return a, nil
}
