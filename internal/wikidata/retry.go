package wikidata

import (
	"context"
	"errors"
	"net"
	"net/url"
	"time"

	"github.com/cenkalti/backoff/v5"

	"marquee/internal/film"
)

// How long a question is asked again before it is given up. Somebody who waits
// is better served with the last known facts.
const (
	patience           = 25 * time.Second
	patienceBackground = 10 * time.Minute
	tries              = 3
	triesBackground    = 8
)

// ask sends a question until it is answered, as often as that makes sense. It
// never waits past the deadline of ctx: where the wait that is asked for is
// longer, it fails at once and says how long it is.
func (c *Client) ask(ctx context.Context, e *endpoint, query url.Values) ([]byte, error) {
	limit, most := patience, uint(tries)
	steps := backoff.NewExponentialBackOff()
	steps.InitialInterval = 500 * time.Millisecond
	if c.background {
		limit, most = patienceBackground, triesBackground
		steps.InitialInterval = lagWait
	}
	if d, ok := ctx.Deadline(); ok {
		limit = max(min(limit, time.Until(d)), 1)
	}
	body, err := backoff.Retry(ctx, func() ([]byte, error) {
		body, err := e.once(ctx, query, c.background)
		if err == nil {
			c.reached.Store(true)
		}
		if unreachable(err) && !(c.background && c.reached.Load()) {
			return body, backoff.Permanent(err)
		}
		return body, again(err)
	},
		backoff.WithBackOff(steps),
		backoff.WithMaxTries(most),
		backoff.WithMaxElapsedTime(limit), // it does not begin a wait that would go beyond
	)
	if err != nil && ctx.Err() != nil && !errors.Is(err, film.ErrDown) {
		err = e.down(err)
	}
	return body, err
}

// unreachable reports whether no connection could be made at all. Where there is
// no network, waiting a second brings none, and somebody is waiting.
func unreachable(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial"
}

// again sorts an error into one that is final and one to try again after a wait.
func again(err error) error {
	var busy *film.BusyError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &busy) && busy.After > 0:
		return &later{err, &backoff.RetryAfterError{Duration: busy.After}}
	case errors.As(err, &busy):
		return err
	case errors.Is(err, context.Canceled), errors.Is(err, errTooLarge), errors.Is(err, errRefused):
		return backoff.Permanent(err)
	case errors.Is(err, film.ErrDown):
		return err
	}
	return backoff.Permanent(err)
}

// later is an error with the wait that the retrying library is to keep.
type later struct {
	error
	wait *backoff.RetryAfterError
}

func (l *later) Unwrap() []error { return []error{l.error, l.wait} }
