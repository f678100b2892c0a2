package lookup

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/sony/gobreaker/v2"

	"marquee/internal/film"
)

// A dead source costs nobody its timeout: after breakAfter failures in a row it is
// not asked for breakFor, and then one question is let through to see whether it
// is back.
const (
	breakAfter = 3
	breakFor   = 30 * time.Second
	askFor     = 15 * time.Second // for one answer
)

// A guarded is a Source behind a circuit breaker.
type guarded struct {
	Source
	breaker *gobreaker.CircuitBreaker[any]
}

func guard(s Source) *guarded {
	return &guarded{s, gobreaker.NewCircuitBreaker[any](gobreaker.Settings{
		Name:        s.Name(),
		Timeout:     breakFor,
		ReadyToTrip: func(c gobreaker.Counts) bool { return c.ConsecutiveFailures >= breakAfter },
		// Only a source that does not answer is worth sparing: whatever else it says,
		// it says at once.
		IsSuccessful: func(err error) bool { return !errors.Is(err, film.ErrDown) },
	})}
}

// resting reports whether the source is not asked just now.
func (g *guarded) resting() bool { return g.breaker.State() == gobreaker.StateOpen }

// call puts one question to a source: within askFor, and not at all while it
// rests.
func call[T any](ctx context.Context, g *guarded, what string, ask func(context.Context) (T, error)) (T, error) {
	var none T
	answer, err := g.breaker.Execute(func() (any, error) {
		within, cancel := context.WithTimeout(ctx, askFor)
		defer cancel()
		v, err := ask(within)
		switch {
		case err == nil:
			return v, nil
		case ctx.Err() != nil && context.Cause(ctx) == context.Canceled:
			return none, context.Canceled // whoever asked has gone; that says nothing of the source
		case within.Err() != nil && !errors.Is(err, film.ErrDown):
			err = fmt.Errorf("%w: %w", film.ErrDown, err)
		}
		return none, err
	})
	switch {
	case errors.Is(err, gobreaker.ErrOpenState), errors.Is(err, gobreaker.ErrTooManyRequests):
		return none, fmt.Errorf("%s: %s: %w", g.Name(), what, film.ErrDown)
	case err != nil:
		return none, fmt.Errorf("%s: %s: %w", g.Name(), what, err)
	}
	return answer.(T), nil
}
