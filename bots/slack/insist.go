package slack

import (
	"context"
	"errors"
	"fmt"
	"time"

	"marquee/internal/chat"
)

// Bounds of trying again, for an answer that somebody waits for.
const (
	tries      = 3
	firstPause = 400 * time.Millisecond
	// patience is the longest that one try waits for the next because Slack asks
	// for it.
	patience = time.Minute
)

// errDoubtful marks an error after which what was tried may have been done all
// the same.
var errDoubtful = errors.New("it may have arrived")

// errHeld reports a call that Slack asked to put off.
var errHeld = errors.New("asked by Slack to wait")

// insist tries to send an answer until it is sent, Slack refuses it, or it has
// been tried often enough. once says how a try ended, and how long Slack wants to
// be left alone after it. With again, it tries anew even where a try may have
// arrived: what one person alone sees is better doubled than lost.
func insist(ctx context.Context, again bool, once func() (chat.Result, time.Duration, error)) error {
	pause := firstPause
	for n := 1; ; n++ {
		result, after, err := once()
		if err != nil && result == chat.Doubtful {
			err = fmt.Errorf("%w: %w", errDoubtful, err)
		}
		switch {
		case err == nil:
			return nil
		case result != chat.NotSent && !(again && result == chat.Doubtful):
			return err
		case n == tries, after > patience, sleep(ctx, max(pause, after)) != nil:
			return err
		}
		pause *= 3
	}
}

// held calls a method of the Web API, unless Slack has asked for a pause in
// calling it.
func (a *Adapter) held(method string, call func() error) error {
	if a.holds.left(method) > 0 {
		return fmt.Errorf("%s: %w", method, errHeld)
	}
	err := call()
	if wait := retryAfter(err, 0); err != nil && wait > 0 {
		a.holds.set(method, wait)
	}
	return err
}
