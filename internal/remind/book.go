package remind

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/settings"
)

// A Book holds everybody's subscriptions, and what sources said of their films.
// Its methods may be called from many goroutines at once, and in several
// processes. An error that is neither ErrNotFound nor ErrInvalid means that the
// store could not be used.
type Book struct {
	store    Store
	sources  []string
	rules    Rules
	defaults settings.Settings
	log      *slog.Logger
}

// Options are how a Book decides.
type Options struct {
	// Sources is the order in which the dates of sources count, the first that
	// has a region before the others. The names are those given to Observe.
	Sources []string
	Rules   Rules
	// Defaults count for a place that has set nothing itself.
	Defaults settings.Settings
	// Logger hears what an operator should know. Nil is silence.
	Logger *slog.Logger
}

// New returns the book that a store holds.
func New(s Store, o Options) *Book {
	b := &Book{store: s, sources: o.Sources, rules: o.Rules.orDefault(), defaults: o.Defaults, log: o.Logger}
	if b.log == nil {
		b.log = slog.New(slog.DiscardHandler)
	}
	return b
}

// Rules returns the times by which the book decides.
func (b *Book) Rules() Rules { return b.rules }

// Subscribe adds a subscription, or replaces the one of the same place and
// subject, whose number, beginning and owner stay, and which is paused no more.
// added tells which. It fails with ErrInvalid. That the bot can post there, and
// may mention the role, the caller has checked; so it has, with Observe, told of
// what is known of a film.
func (b *Book) Subscribe(ctx context.Context, s Subscription, now time.Time) (saved Subscription, added bool, err error) {
	if err := s.Check(); err != nil {
		return s, false, err
	}
	s.Created, s.ID, s.Paused = second(now), 0, ""
	err = b.store.Update(ctx, func(tx Tx) error {
		p, err := tx.MakePlace(s.Target)
		if err != nil {
			return err
		}
		if p.Gone != "" || !p.RemovedAt.IsZero() {
			p.Gone, p.GoneAt, p.RemovedAt = "", time.Time{}, time.Time{}
			if err := tx.SavePlace(p); err != nil {
				return err
			}
		}
		all, err := tx.SubscriptionsOf(p.ID)
		if err != nil {
			return err
		}
		added = true
		for _, old := range all {
			if old.Subject.Key() == s.Subject.Key() {
				added, s.Created, s.Owner, s.Direct = false, old.Created, old.Owner, old.Direct
			}
		}
		var before map[Reminder]bool
		if !added {
			if before, err = b.dueNow(tx, p.ID, second(now)); err != nil {
				return err
			}
		}
		if s.ID, err = tx.SaveSubscription(p.ID, s); err != nil {
			return err
		}
		if !added {
			if err := b.passOver(tx, p.ID, before, second(now)); err != nil {
				return err
			}
		}
		if s.Subject.Kind == OfFilm {
			if err := tx.Check(s.Subject.Film, second(now)); err != nil {
				return err
			}
		} else if err := tx.Note(findName(s.Subject), ""); err != nil {
			return err
		}
		return tx.ReplanPlace(p.ID)
	})
	if err != nil {
		return s, false, fmt.Errorf("subscribing %s to %s: %w", place(s.Target), s.Subject.Key(), err)
	}
	return s, added, nil
}

// List returns the subscriptions of a place, the oldest first.
func (b *Book) List(ctx context.Context, t chat.Target) (all []Subscription, err error) {
	err = b.store.View(ctx, func(tx Tx) error {
		p, err := tx.PlaceOf(t)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err == nil {
			all, err = tx.SubscriptionsOf(p.ID)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("listing the subscriptions of %s: %w", place(t), err)
	}
	return all, nil
}

// Place returns what is kept of a place, such as that it takes no posts. It fails
// with ErrNotFound for one that never subscribed.
func (b *Book) Place(ctx context.Context, t chat.Target) (p Place, err error) {
	err = b.store.View(ctx, func(tx Tx) (err error) {
		p, err = tx.PlaceOf(t)
		return err
	})
	if err != nil {
		return p, fmt.Errorf("looking for %s: %w", place(t), err)
	}
	return p, nil
}

// Find returns a subscription of the place, or ErrNotFound: also for one of
// another place, so that a forged button finds nothing.
func (b *Book) Find(ctx context.Context, t chat.Target, id SubscriptionID) (s Subscription, err error) {
	err = b.store.View(ctx, func(tx Tx) (err error) {
		s, err = mine(tx, t, id)
		return err
	})
	if err != nil {
		return Subscription{}, fmt.Errorf("looking for subscription %d of %s: %w", id, place(t), err)
	}
	return s, nil
}

func mine(tx Tx, t chat.Target, id SubscriptionID) (Subscription, error) {
	s, err := tx.Subscription(id)
	if err == nil && s.Target != t {
		err = ErrNotFound
	}
	return s, err
}

// Pause pauses a subscription of the place, for a reason in words for people, or
// with "" has it go on. What came due meanwhile is still said, as far as it is
// not too late. It fails with ErrNotFound.
func (b *Book) Pause(ctx context.Context, t chat.Target, id SubscriptionID, why string) error {
	return b.change(ctx, t, id, "pausing", func(tx Tx, p Place, s Subscription) error {
		s.Paused = why
		_, err := tx.SaveSubscription(p.ID, s)
		return err
	})
}

// Remove removes a subscription of the place. What was said stays in the ledger,
// so that subscribing again repeats nothing. It fails with ErrNotFound.
func (b *Book) Remove(ctx context.Context, t chat.Target, id SubscriptionID) error {
	return b.change(ctx, t, id, "removing", func(tx Tx, _ Place, _ Subscription) error {
		return tx.RemoveSubscription(id)
	})
}

func (b *Book) change(ctx context.Context, t chat.Target, id SubscriptionID, what string, f func(Tx, Place, Subscription) error) error {
	err := b.store.Update(ctx, func(tx Tx) error {
		s, err := mine(tx, t, id)
		if err != nil {
			return err
		}
		p, err := tx.PlaceOf(t)
		if err != nil {
			return err
		}
		if err := f(tx, p, s); err != nil {
			return err
		}
		return tx.ReplanPlace(p.ID)
	})
	if err != nil {
		return fmt.Errorf("%s subscription %d of %s: %w", what, id, place(t), err)
	}
	return nil
}

// Mute has a place hear no more of a film, or again.
func (b *Book) Mute(ctx context.Context, t chat.Target, id film.ID, on bool) error {
	return b.withPlace(ctx, t, "muting a film in", func(tx Tx, p Place) error { return tx.Mute(p.ID, id, on) })
}

// Reopen has a place that took no posts be tried again.
func (b *Book) Reopen(ctx context.Context, t chat.Target) error {
	return b.withPlace(ctx, t, "reopening", func(tx Tx, p Place) error {
		p.Gone, p.GoneAt = "", time.Time{}
		return tx.SavePlace(p)
	})
}

func (b *Book) withPlace(ctx context.Context, t chat.Target, what string, f func(Tx, Place) error) error {
	err := b.store.Update(ctx, func(tx Tx) error {
		p, err := tx.MakePlace(t)
		if err != nil {
			return err
		}
		if err := f(tx, p); err != nil {
			return err
		}
		return tx.ReplanPlace(p.ID)
	})
	if err != nil {
		return fmt.Errorf("%s %s: %w", what, place(t), err)
	}
	return nil
}

// Merge tells that two films turned out to be one, whose number is the older.
// Subscriptions and the ledger go over to it, so nothing is said twice.
func (b *Book) Merge(ctx context.Context, younger, older film.ID) error {
	err := b.store.Update(ctx, func(tx Tx) error {
		if err := tx.MergeFilms(younger, older); err != nil {
			return err
		}
		return tx.ReplanFilm(older, film.Date{})
	})
	if err != nil {
		return fmt.Errorf("making film %s one with %s: %w", younger, older, err)
	}
	return nil
}

// replanned has everything planned anew where the rules, the order of the sources
// or the default settings are others than at the last start.
func (b *Book) replanned(tx Tx) error {
	const name = "rules"
	mark, err := json.Marshal([]any{b.sources, b.rules, b.defaults.Regions, b.defaults.Zone, b.defaults.Hour})
	if err != nil {
		return err
	}
	old, err := tx.Noted(name)
	if err != nil || old == string(mark) {
		return err
	}
	if err := tx.Note(name, string(mark)); err != nil {
		return err
	}
	return tx.ReplanAll()
}

// place names a target in errors and the log.
func place(t chat.Target) string {
	return fmt.Sprintf("%s %q/%q/%q", t.Platform, t.Server, t.Channel, t.Thread)
}
