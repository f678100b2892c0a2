package remind

import (
	"context"
	"fmt"
	"time"

	"marquee/internal/chat"
)

// Times of deliveries that did not go well.
const (
	shortWait    = 10 * time.Second // waited for within a Tick
	leastWait    = time.Second      // where a platform says less
	lookAgain    = 15 * time.Minute // where a channel could not be read, doubled each time
	lookSeldom   = time.Hour        // at the most
	lookAtAll    = 7 * 24 * time.Hour
	commitWithin = 20 * time.Second
)

// again takes up a delivery that did not end well. It reports whether the place
// may go on.
func (r *run) again(ctx context.Context, pl *platform, p Place, d Delivery) (more bool, err error) {
	now := r.clock()
	switch d.State {
	case Pending:
		return r.sendAgain(ctx, pl, p, d, true)
	case InDoubt, Held:
		if d.State == InDoubt && now.Before(d.FirstTry.Add(pl.Keyed)) {
			return r.sendAgain(ctx, pl, p, d, false)
		}
		if rested := d.LastTry.Add(pl.Rest); now.Before(rested) {
			d.RetryAt = rested
			return false, r.save(ctx, d)
		}
		return r.find(ctx, pl, p, d)
	}
	// A delivery that is being sent was left so by a commit that failed.
	d.State, d.RetryAt = InDoubt, now
	return true, r.save(ctx, d)
}

// sendAgain sends a delivery again; sure says that it is surely not there.
func (r *run) sendAgain(ctx context.Context, pl *platform, p Place, d Delivery, sure bool) (more bool, err error) {
	d, claimed, err := r.reclaim(ctx, pl, p, d, sure)
	if err != nil || !claimed {
		return err == nil && d.State == Dropped, err
	}
	return r.send(ctx, pl, p, d)
}

// find looks in the place for a delivery in doubt.
func (r *run) find(ctx context.Context, pl *platform, p Place, d Delivery) (bool, error) {
	receipt, finding, err := pl.Adapter.Find(ctx, d.Key, p.Target, d.FirstTry)
	now := r.clock()
	switch {
	case ctx.Err() != nil && finding != chat.Found:
		return false, ctx.Err()
	case finding == chat.Found:
		d.State, d.Receipt, d.RetryAt, d.Reason = Sent, receipt, time.Time{}, ""
		r.count(func(t *Tally) { t.Posts++; t.Reminders += len(d.Reminders) })
		return true, r.save(ctx, d)
	case finding == chat.Absent:
		return r.sendAgain(ctx, pl, p, d, true)
	case now.After(d.FirstTry.Add(lookAtAll)):
		d.State, d.RetryAt, d.Reason = Dropped, time.Time{}, fmt.Sprintf("in doubt for too long: %v", err)
		r.log.ErrorContext(ctx, "gave up a delivery of which nobody knows whether it arrived", "place", place(p.Target), "key", d.Key, "error", err)
		return true, r.save(ctx, d)
	}
	d.State, d.Reason = Held, fmt.Sprint(err)
	d.RetryAt = now.Add(min(lookAgain<<min(d.Looks, 10), lookSeldom))
	d.Looks++
	r.log.ErrorContext(ctx, "cannot see whether a delivery arrived; it is held", "place", place(p.Target), "key", d.Key, "again", d.RetryAt, "error", err)
	return true, r.save(ctx, d)
}

// send posts a delivery that was claimed, and keeps what became of it.
func (r *run) send(ctx context.Context, pl *platform, p Place, d Delivery) (more bool, err error) {
	if err := pl.pace.Wait(ctx); err != nil {
		d.State, d.RetryAt = Pending, r.clock() // nothing was sent
		return false, r.save(ctx, d)
	}
	out := pl.Adapter.Post(ctx, d.Key, p.Target, d.Card)
	now := r.clock()
	attrs := []any{"place", place(p.Target), "key", d.Key, "error", out.Err}
	if out.Result == chat.Rejected && d.Doubted {
		out.Result = chat.Doubtful // the try before this one may be there
	}
	switch out.Result {
	case chat.Sent:
		pl.works()
		d.State, d.Receipt, d.RetryAt, d.Reason = Sent, out.Receipt, time.Time{}, ""
		r.count(func(t *Tally) { t.Posts++; t.Reminders += len(d.Reminders) })
		return true, r.save(ctx, d)
	case chat.NotSent:
		d.State, d.RetryAt = unsent(d), now.Add(max(out.RetryAfter, leastWait))
		d.Reason = fmt.Sprint(out.Err)
		r.count(func(t *Tally) { t.Failed++ })
		return r.wait(ctx, d)
	case chat.Rejected:
		d.State, d.RetryAt, d.Reason = Rejected, time.Time{}, fmt.Sprint(out.Err)
		r.count(func(t *Tally) { t.Failed++ })
		r.log.ErrorContext(ctx, "the platform will never take this delivery", attrs...)
		return true, r.save(ctx, d)
	case chat.PlatformDown:
		d.State, d.RetryAt, d.Reason = unsent(d), now.Add(pl.refused(now, out.Err)), fmt.Sprint(out.Err)
		r.count(func(t *Tally) { t.Failed++ })
		r.log.ErrorContext(ctx, "the platform refuses the bot; nothing is sent there until it is tried again",
			"platform", p.Target.Platform, "again", d.RetryAt, "error", out.Err)
		return false, r.save(ctx, d)
	case chat.ChannelGone:
		d.State, d.RetryAt, d.Reason = unsent(d), now.Add(leastWait), fmt.Sprint(out.Err)
		r.count(func(t *Tally) { t.Failed++ })
		if err := r.save(ctx, d); err != nil {
			return false, err
		}
		return false, r.closed(ctx, pl, p, fmt.Sprint(out.Err))
	}
	d.State, d.Reason = InDoubt, fmt.Sprint(out.Err)
	d.RetryAt = d.LastTry.Add(pl.Rest)
	if again := now.Add(shortWait / 2); again.Before(d.FirstTry.Add(pl.Keyed)) {
		d.RetryAt = again
	}
	r.count(func(t *Tally) { t.Unsure++ })
	r.log.WarnContext(ctx, "a delivery may or may not have arrived", attrs...)
	return r.wait(ctx, d)
}

// unsent is the state of a delivery that was not taken this time: what an earlier
// try left in doubt, within the time of its key, stays so.
func unsent(d Delivery) State {
	if d.Doubted {
		return InDoubt
	}
	return Pending
}

// wait saves a delivery that is to be tried again, and stays with it where that
// is soon.
func (r *run) wait(ctx context.Context, d Delivery) (more bool, err error) {
	if err := r.save(ctx, d); err != nil {
		return false, err
	}
	left := d.RetryAt.Sub(r.clock())
	if left > shortWait || d.Tries > 3 {
		return false, nil
	}
	select {
	case <-ctx.Done():
		return false, nil
	case <-time.After(left):
		return true, nil
	}
}

// save keeps what became of a delivery. It is tried even when ctx is done: what
// happened has happened.
func (r *run) save(ctx context.Context, d Delivery) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), commitWithin)
	defer cancel()
	return r.book.store.Update(ctx, func(tx Tx) error { return tx.SaveDelivery(d) })
}

func (r *run) count(f func(*Tally)) {
	r.mu.Lock()
	f(&r.tally)
	r.mu.Unlock()
}
