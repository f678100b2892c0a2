package tmdb

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/cenkalti/backoff/v5"

	"marquee/internal/film"
)

const (
	maxTries    = 3
	patience    = 25 * time.Second // for all tries of one question together, waits included
	oneTry      = 12 * time.Second // an API that takes longer is not answering
	firstWait   = 250 * time.Millisecond
	longestWait = 2 * time.Second
)

// asking puts in front of an error what was asked.
func asking(what string, err error) error {
	return fmt.Errorf("asking %s for %s: %w", Name, what, err)
}

// ask puts a question, again where TMDB is over its limit or in trouble, after a
// wait with jitter or the one that TMDB asks for. Where the wait would go past
// the deadline of ctx it does not wait but gives the error at once. tag is the
// ETag of an answer already there, or "".
func (c *Client) ask(ctx context.Context, path string, q url.Values, tag string) (*reply, error) {
	if c.key.secret == "" {
		return nil, fmt.Errorf("%w: there is none", film.ErrRefused)
	}
	budget := patience
	if end, ok := ctx.Deadline(); ok {
		budget = max(min(budget, time.Until(end)), 1)
	}
	waits := backoff.NewExponentialBackOff()
	waits.InitialInterval, waits.MaxInterval = firstWait, longestWait
	waits.RandomizationFactor = 0.5
	var failure error
	r, err := backoff.Retry(ctx, func() (*reply, error) {
		r, err := c.try(ctx, path, q, tag)
		failure = err
		return r, again(err)
	},
		backoff.WithBackOff(waits),
		backoff.WithMaxTries(maxTries),
		backoff.WithMaxElapsedTime(budget),
		backoff.WithNotify(func(err error, wait time.Duration) {
			c.log.DebugContext(ctx, "TMDB is asked again", "path", path, "wait", wait, "error", failure)
		}),
	)
	switch {
	case err == nil:
		return r, nil
	case ctx.Err() != nil:
		return nil, gone(ctx)
	}
	return nil, failure
}

// again tells backoff which failures pass: those of an API that is over its
// limit or in trouble.
func again(err error) error {
	var busy *film.BusyError
	var trouble *troubleError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &busy) && busy.After > 0:
		return &backoff.RetryAfterError{Duration: busy.After}
	case errors.As(err, &busy), errors.As(err, &trouble):
		return err
	}
	return backoff.Permanent(err)
}

// errLate tells a caller whose time was up.
var errLate = errors.New("in time")

// gone is the error of a caller who does not wait any longer: film.ErrDown
// where the time was up, and the plain error of the context where the caller
// lost interest, which says nothing about TMDB.
func gone(ctx context.Context) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return fmt.Errorf("%w %w", film.ErrDown, errLate)
	}
	return ctx.Err()
}

// try puts the question once.
func (c *Client) try(ctx context.Context, path string, q url.Values, tag string) (*reply, error) {
	if wait := time.Until(time.Unix(0, c.notBefore.Load())); wait > 0 {
		return nil, &film.BusyError{Source: Name, After: wait}
	}
	if err := c.turn(ctx); err != nil {
		return nil, err
	}
	own, cancel := context.WithTimeout(ctx, oneTry)
	defer cancel()
	u := c.api.JoinPath(path)
	u.RawQuery = q.Encode()
	req, err := http.NewRequestWithContext(own, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, c.down(ctx, err)
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", userAgent)
	if tag != "" {
		req.Header.Set("If-None-Match", tag)
	}
	c.key.sign(req)
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, c.down(ctx, err)
	}
	defer resp.Body.Close()
	return c.read(ctx, resp)
}

// turn waits until the next request may go out, or says that the deadline of ctx
// comes before.
func (c *Client) turn(ctx context.Context) error {
	place := c.limit.Reserve()
	wait := place.Delay()
	if end, ok := ctx.Deadline(); ok && wait > time.Until(end) {
		place.Cancel()
		return &film.BusyError{Source: Name, After: wait}
	}
	select {
	case <-time.After(wait):
		return nil
	case <-ctx.Done():
		place.Cancel()
		return gone(ctx)
	}
}

// down is film.ErrDown with the reason in words. The error of package http holds
// the address, and with it the key: only its inner reason is kept, and of that
// the text alone.
func (c *Client) down(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return gone(ctx)
	}
	for {
		var outer *url.Error
		if !errors.As(err, &outer) || outer.Err == nil {
			break
		}
		err = outer.Err
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%w within %v", film.ErrDown, oneTry)
	}
	return fmt.Errorf("%w: %s", film.ErrDown, c.key.hide(err.Error()))
}
