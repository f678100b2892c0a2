package remind

import (
	"context"
	"errors"
	"fmt"
	"time"

	"marquee/internal/chat"
	"marquee/internal/film"
)

// How long what is of no more use is kept.
const (
	// KeepRemoved is for how long a server's data outlive the bot's removal.
	KeepRemoved = 30 * 24 * time.Hour
	keepLedger  = 400 * 24 * time.Hour
)

// Upkeep erases what nobody needs any more: everything, settings too, of servers from which the
// bot was removed KeepRemoved ago, and the ledger of dates and deliveries of more
// than a year ago. It is to be called once a day.
func (b *Book) Upkeep(ctx context.Context, now time.Time) error {
	now = second(now)
	err := b.store.Update(ctx, func(tx Tx) error {
		gone, err := tx.RemovedBefore(now.Add(-KeepRemoved))
		if err != nil {
			return err
		}
		for _, p := range gone {
			if err := errors.Join(tx.ErasePlace(p.ID), tx.EraseSettings(p.Target)); err != nil {
				return err
			}
		}
		old := now.Add(-keepLedger)
		return tx.Forget(old, film.DateOf(old))
	})
	if err != nil {
		return fmt.Errorf("erasing what is of no more use: %w", err)
	}
	return nil
}

// EraseServer erases all that reminders and settings keep of the server of t, and returns how
// many places that were. In a private conversation it is that conversation.
func (b *Book) EraseServer(ctx context.Context, t chat.Target) (places int, err error) {
	erased := t
	if t.Server != "" {
		t.Channel, t.Thread = "", ""
	}
	err = b.store.Update(ctx, func(tx Tx) error {
		all, err := tx.PlacesIn(t)
		if err != nil {
			return err
		}
		places = len(all)
		if err := tx.EraseSettings(erased); err != nil {
			return err
		}
		for _, p := range all {
			if err := tx.ErasePlace(p.ID); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("erasing %s: %w", place(t), err)
	}
	return places, nil
}

// ErasePerson erases all that reminders keep of a person on a platform: their
// direct subscriptions, and their name on those of channels, which go on.
func (b *Book) ErasePerson(ctx context.Context, platform, id string) error {
	err := b.store.Update(ctx, func(tx Tx) error {
		direct, err := tx.EraseOwner(platform, id)
		if err != nil {
			return err
		}
		for _, id := range direct {
			p, err := tx.Place(id)
			if err != nil {
				return err
			}
			if p.Target.Server == "" { // else it is a workspace's
				err = tx.EraseSettings(p.Target)
			}
			if err := errors.Join(err, tx.ErasePlace(id)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("erasing a person's subscriptions: %w", err)
	}
	return nil
}
