package remind

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"marquee/internal/chat"
)

// place does all that can be done for a place now.
func (r *run) place(ctx context.Context, id PlaceID) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		p, open, err := r.open(ctx, id)
		if err != nil || p.Gone != "" || !p.RemovedAt.IsZero() {
			return err
		}
		pl := r.platforms[p.Target.Platform]
		if pl == nil || pl.down(r.clock()) {
			return nil
		}
		more := false
		if i := slices.IndexFunc(open, func(d Delivery) bool { return r.ripe(d) }); i >= 0 {
			more, err = r.again(ctx, pl, p, open[i])
		} else if slices.ContainsFunc(open, func(d Delivery) bool { return d.State != Held }) {
			return nil // posts of one place keep their order
		} else {
			more, err = r.first(ctx, pl, p)
		}
		if err != nil || !more {
			return err
		}
	}
}

func (r *run) ripe(d Delivery) bool { return !d.RetryAt.After(r.clock()) }

func (r *run) open(ctx context.Context, id PlaceID) (p Place, open []Delivery, err error) {
	err = r.book.store.View(ctx, func(tx Tx) error {
		if p, err = tx.Place(id); err != nil {
			return err
		}
		open, err = tx.Open(id)
		return err
	})
	return p, open, err
}

// errChanged says that what was to be claimed is not what it was.
var errChanged = errors.New("it changed meanwhile")

// first claims the first notice that is due in the place, and sends it. Where
// nothing is due it keeps when to look again, and reports false.
func (r *run) first(ctx context.Context, pl *platform, p Place) (more bool, err error) {
	now := r.clock()
	var n *Notice
	err = r.book.store.View(ctx, func(tx Tx) error {
		n, _, err = r.draft(tx, p.ID, now)
		return err
	})
	if err != nil {
		return false, err
	}
	if n == nil {
		return r.settlePlan(ctx, p.ID, now)
	}
	d := Delivery{Place: p.ID, Key: newKey(), Card: r.announcer.Card(ctx, *n), Reminders: n.Reminders(), State: Sending,
		Made: now, FirstTry: now, LastTry: now, Tries: 1}
	err = r.book.store.Update(ctx, func(tx Tx) error {
		again, _, err := r.draft(tx, p.ID, now)
		if err != nil {
			return err
		}
		if !same(n, again) {
			return errChanged
		}
		d.ID, err = tx.AddDelivery(d)
		return err
	})
	if errors.Is(err, errChanged) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	return r.send(ctx, pl, p, d)
}

func same(a, b *Notice) bool {
	if a == nil || b == nil {
		return a == b
	}
	x, err1 := json.Marshal(a)
	y, err2 := json.Marshal(b)
	return err1 == nil && err2 == nil && bytes.Equal(x, y)
}

// draft returns the first notice that is due in a place, nil where none is.
func (r *run) draft(tx Tx, id PlaceID, now time.Time) (*Notice, plan, error) {
	p, err := tx.Place(id)
	if err != nil {
		return nil, plan{}, err
	}
	s, err := r.book.scene(tx, p)
	if err != nil {
		return nil, plan{}, err
	}
	ids, err := tx.WaitingIn(id, now)
	if err != nil || len(ids) == 0 {
		return nil, plan{}, err
	}
	found, err := s.plan(ids, now)
	if err != nil {
		return nil, plan{}, err
	}
	notices, undone := s.notices(found.due, now)
	found.drops = append(found.drops, undone...)
	if len(notices) == 0 {
		return nil, found, nil
	}
	return &notices[0], found, nil
}

// settlePlan keeps when to look at the place again, and what was given up. It
// reports true where there is something due after all.
func (r *run) settlePlan(ctx context.Context, id PlaceID, now time.Time) (more bool, err error) {
	err = r.book.store.Update(ctx, func(tx Tx) error {
		n, found, err := r.draft(tx, id, now)
		if err != nil {
			return err
		}
		if n != nil {
			more = true
			return nil
		}
		for _, d := range found.drops {
			if err := tx.Drop(id, d.reminder, d.why, now); err != nil {
				return err
			}
		}
		for sub, next := range found.next {
			if err := tx.Plan(sub, next); err != nil {
				return err
			}
		}
		return nil
	})
	return more, err
}

// reclaim claims a delivery again, to be sent as it is. What it says is checked
// again. Of a delivery that is surely not there: where that waits, so does the
// delivery; where some of it no longer stands, the delivery is given up, and what
// still stands goes out with another. One that may be there is looked for first.
func (r *run) reclaim(ctx context.Context, pl *platform, p Place, d Delivery, sure bool) (Delivery, bool, error) {
	now := r.clock()
	claimed := false
	err := r.book.store.Update(ctx, func(tx Tx) error {
		p, err := tx.Place(p.ID)
		if err != nil {
			return err
		}
		s, err := r.book.scene(tx, p)
		if err != nil {
			return err
		}
		until := time.Time{}
		fallen := make(map[Reminder]Reason)
		for _, m := range d.Reminders {
			x, err := s.recheck(m, now)
			switch {
			case err != nil:
				return err
			case x.Reason == Due:
			case x.waits():
				if x.Until.IsZero() { // somebody has to do something
					x.Until = now.Add(time.Hour)
				}
				if x.Until.After(until) {
					until = x.Until
				}
			default:
				fallen[m] = x.Reason
			}
		}
		switch {
		case !sure && (len(fallen) > 0 || !until.IsZero()):
			d.State, d.RetryAt = InDoubt, d.LastTry.Add(max(pl.Rest, pl.Keyed))
		case len(fallen) > 0:
			d.State, d.Reason, d.RetryAt = Dropped, "what it says no longer stands", time.Time{}
			if err := tx.SaveDelivery(d); err != nil {
				return err
			}
			for _, m := range d.Reminders {
				if why, fell := fallen[m]; fell {
					err = tx.Drop(p.ID, m, why, now)
				} else {
					err = tx.Release(p.ID, m)
				}
				if err != nil {
					return err
				}
			}
			return tx.ReplanPlace(p.ID)
		case !until.IsZero():
			d.State, d.RetryAt = Pending, until
		default:
			d.State, d.LastTry, d.RetryAt, d.Doubted = Sending, now, time.Time{}, !sure
			d.Tries++
			claimed = true
		}
		return tx.SaveDelivery(d)
	})
	return d, claimed && err == nil, err
}

// recheck decides again whether a claimed reminder stands at now.
func (s *scene) recheck(m Reminder, now time.Time) (Decision, error) {
	best := Decision{Reason: Moved}
	for _, sub := range s.subs {
		reaches, err := s.reaches(&sub, m.Film)
		if err != nil {
			return best, err
		}
		if !reaches {
			continue
		}
		all, err := s.judge(sub, m.Film, now, true)
		if err != nil {
			return best, err
		}
		for _, j := range all {
			if j.Reminder != m {
				continue
			}
			if d := j.Decision; d.Reason == Due {
				return d, nil
			} else if !best.waits() {
				best = d
			}
		}
	}
	return best, nil
}

// newKey returns a key that no other delivery has.
func newKey() chat.Key { return chat.Key(rand.Text()[:20]) }
