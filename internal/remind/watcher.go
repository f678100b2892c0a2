package remind

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"marquee/internal/chat"
)

var _ chat.PlaceWatcher = (*Watcher)(nil)

// A Watcher hears what happens to the places of a book. It is the
// chat.PlaceWatcher of a bot that has reminders.
type Watcher struct {
	book *Book
	log  *slog.Logger
}

// NewWatcher returns the watcher of a book.
func NewWatcher(b *Book) *Watcher { return &Watcher{b, b.log} }

// Added has the subscriptions of a server go on.
func (w *Watcher) Added(ctx context.Context, t chat.Target) {
	w.each(ctx, chat.Target{Platform: t.Platform, Server: t.Server}, "added", false, func(p *Place, _ time.Time) bool {
		was := *p
		p.RemovedAt, p.Gone, p.GoneAt = time.Time{}, "", time.Time{}
		return was != *p
	})
}

// Removed has the subscriptions of a server rest, and Upkeep erase them in
// KeepRemoved.
func (w *Watcher) Removed(ctx context.Context, t chat.Target) {
	w.each(ctx, chat.Target{Platform: t.Platform, Server: t.Server}, "removed", false, func(p *Place, now time.Time) bool {
		was := p.RemovedAt
		if was.IsZero() {
			p.RemovedAt = now
		}
		return was.IsZero()
	})
}

// Gone has the subscriptions of a channel or thread rest until somebody has them
// go on. The Deliverer tells their owners.
func (w *Watcher) Gone(ctx context.Context, t chat.Target) {
	w.each(ctx, t, "gone", true, func(p *Place, now time.Time) bool {
		if p.Gone != "" || t.Thread != "" && p.Target.Thread != t.Thread {
			return false
		}
		p.Gone, p.GoneAt = "the platform says that it is gone", now
		return true
	})
}

func (w *Watcher) each(ctx context.Context, t chat.Target, what string, tell bool, f func(*Place, time.Time) bool) {
	if t.Server == "" && t.Channel == "" {
		return // no server: every direct conversation there is
	}
	err := w.book.store.Update(ctx, func(tx Tx) error {
		all, err := tx.PlacesIn(t)
		if err != nil {
			return err
		}
		for _, p := range all {
			if !f(&p, second(time.Now())) {
				continue
			}
			if err := errors.Join(tx.SavePlace(p), tx.ReplanPlace(p.ID)); err != nil {
				return err
			}
			if tell {
				if err := noteUntold(tx, p.ID); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		w.log.ErrorContext(ctx, "could not keep what happened to a place", "what", what, "place", place(t), "error", err)
	}
}
