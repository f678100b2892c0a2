package remind

import (
	"context"
	"errors"
	"fmt"
	"time"

	"marquee/internal/film"
)

// A Refresher asks the sources for a film anew, and tells the Book (Observe) what
// each of them said. A source that is down is no error where another answered.
type Refresher interface {
	Refresh(ctx context.Context, id film.ID) error
}

// A Catalogue finds films that nobody has told the Book of yet.
type Catalogue interface {
	// Matching returns up to limit films of a person, a genre or a whole region
	// that come out from the first day to the last; of a person also those
	// without a date.
	Matching(ctx context.Context, s Subject, first, last film.Date, limit int) ([]film.ID, error)
}

// A Tracker keeps the films that subscriptions reach up to date.
type Tracker struct {
	book      *Book
	refresher Refresher
	catalogue Catalogue
}

// NewTracker returns a tracker. Without a catalogue (nil) no new films are found.
func NewTracker(b *Book, r Refresher, c Catalogue) *Tracker { return &Tracker{b, r, c} }

// How the tracker goes about it.
const (
	checksAtOnce = 200 // films in one Tick
	retryCheck   = 2 * time.Hour
	findEvery    = 24 * time.Hour
	findAhead    = 400 // days
	findMost     = 1000
)

// Tick looks for new films, once a day for each subject, and refreshes those
// whose time has come. It is to be called every few minutes; it stops when ctx is
// done. It returns how many films were refreshed, and what failed.
func (t *Tracker) Tick(ctx context.Context, now time.Time) (refreshed int, err error) {
	now = second(now)
	errs := []error{t.discover(ctx, now)}
	var due []film.ID
	err = t.book.store.View(ctx, func(tx Tx) (err error) {
		due, err = tx.ToCheck(now, checksAtOnce)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("looking for films to refresh: %w", err)
	}
	for _, id := range due {
		if ctx.Err() != nil {
			break
		}
		done, err := t.refresh(ctx, id, now)
		if done {
			refreshed++
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("refreshing film %s: %w", id, err))
		}
	}
	return refreshed, errors.Join(errs...)
}

// refresh refreshes a film that somebody still follows, and keeps when to do so
// again.
func (t *Tracker) refresh(ctx context.Context, id film.ID, now time.Time) (done bool, err error) {
	followed := false
	if err := t.book.store.View(ctx, func(tx Tx) (err error) {
		followed, err = tx.Followed(id)
		return err
	}); err != nil {
		return false, err
	}
	var failed error
	if followed {
		failed = t.refresher.Refresh(ctx, id)
	}
	err = t.book.store.Update(ctx, func(tx Tx) error {
		next := now.Add(retryCheck)
		if failed == nil {
			f, err := tx.Facts(id)
			if err != nil {
				return err
			}
			next = now.Add(CheckEvery(&f, followed, film.DateOf(now)))
		}
		return tx.Check(id, next)
	})
	return followed && failed == nil, errors.Join(failed, err)
}

// Recheck has films refreshed at the next Tick, such as those that a source lists
// as changed. Films that nobody follows are passed over.
func (t *Tracker) Recheck(ctx context.Context, now time.Time, ids ...film.ID) error {
	return t.book.store.Update(ctx, func(tx Tx) error {
		for _, id := range ids {
			f, err := tx.Facts(id)
			if err != nil {
				return err
			}
			if len(f.Statuses) == 0 {
				continue // nobody asked for it, or it is to be checked anyway
			}
			followed, err := tx.Followed(id)
			if err == nil && followed {
				err = tx.Check(id, second(now))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// discover looks for new films of what is followed.
func (t *Tracker) discover(ctx context.Context, now time.Time) error {
	if t.catalogue == nil {
		return nil
	}
	var due []Subject
	err := t.book.store.View(ctx, func(tx Tx) error {
		all, err := tx.Subjects()
		if err != nil {
			return err
		}
		for _, s := range all {
			last, err := tx.Noted(findName(s))
			if err != nil {
				return err
			}
			if at, err := time.Parse(time.RFC3339, last); err != nil || !now.Before(at.Add(findEvery)) {
				due = append(due, s)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("looking for what is followed: %w", err)
	}
	today := film.DateOf(now)
	var errs []error
	for _, s := range due {
		ids, err := t.catalogue.Matching(ctx, s, today.AddDays(-7), today.AddDays(findAhead), findMost)
		if err == nil {
			err = t.book.store.Update(ctx, func(tx Tx) error {
				for _, id := range ids {
					f, err := tx.Facts(id)
					if err == nil && len(f.Statuses) == 0 {
						err = tx.Check(id, now)
					}
					if err != nil {
						return err
					}
				}
				return tx.Note(findName(s), now.Format(time.RFC3339))
			})
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("looking for films of %s: %w", s.Key(), err))
		}
		if ctx.Err() != nil {
			break
		}
	}
	return errors.Join(errs...)
}

// findName is under what it is noted when films of a subject were looked for.
func findName(s Subject) string { return "found " + s.Key() }

// CheckEvery returns how long a film may go without being refreshed: the nearer
// its next date, the shorter.
func CheckEvery(f *Facts, followed bool, today film.Date) time.Duration {
	const day = 24 * time.Hour
	if !followed || len(f.Statuses) == 0 {
		return 7 * day
	}
	every := 14 * day
	for _, d := range f.Dates {
		var next time.Duration
		switch date := d.Latest; {
		case d.settling():
			next = 6 * time.Hour
		case date.IsZero() || date.Before(today.AddDays(-2)):
			continue
		case date.Precision() != film.PrecisionDay:
			next = 3 * day
		case date.Before(today.AddDays(8)):
			next = 6 * time.Hour
		case date.Before(today.AddDays(31)):
			next = day
		case date.Before(today.AddDays(91)):
			next = 3 * day
		default:
			next = 7 * day
		}
		every = min(every, next)
	}
	return every
}
