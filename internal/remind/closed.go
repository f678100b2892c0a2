package remind

import (
	"context"
	"time"

	"marquee/internal/chat"
)

// closed shuts a place that takes no posts and tells those who subscribed it, at
// most once and by another way. Nothing is deleted.
func (r *run) closed(ctx context.Context, pl *platform, p Place, why string) error {
	subs, err := r.book.shut(ctx, p.ID, why, r.clock())
	if err != nil || len(subs) == 0 {
		return err
	}
	r.log.WarnContext(ctx, "a place takes no more posts; its subscriptions rest", "place", place(p.Target), "error", why)
	messenger, ok := pl.Adapter.(chat.Messenger)
	if !ok {
		return nil
	}
	owners := make(map[string]*Closing)
	for _, s := range subs {
		if s.Owner == "" || s.Direct {
			continue
		}
		if owners[s.Owner] == nil {
			owners[s.Owner] = &Closing{Target: p.Target, Owner: s.Owner, Why: why}
		}
		owners[s.Owner].Subscriptions = append(owners[s.Owner].Subscriptions, s)
	}
	for id, c := range owners {
		t, err := messenger.Direct(ctx, id)
		if err == nil {
			err = pl.Adapter.Post(ctx, newKey(), t, r.announcer.Closed(ctx, *c)).Err
		}
		if err != nil {
			r.log.WarnContext(ctx, "could not tell the owner", "place", place(p.Target), "owner", id, "error", err)
		}
	}
	return nil
}

// shut marks a place as one that takes no posts, and returns its subscriptions,
// none where it was shut already.
func (b *Book) shut(ctx context.Context, id PlaceID, why string, now time.Time) (subs []Subscription, err error) {
	err = b.store.Update(ctx, func(tx Tx) error {
		p, err := tx.Place(id)
		if err != nil || p.Gone != "" {
			return err
		}
		if why == "" {
			why = "it takes no posts"
		}
		p.Gone, p.GoneAt = why, second(now)
		if err := tx.SavePlace(p); err != nil {
			return err
		}
		subs, err = tx.SubscriptionsOf(id)
		return err
	})
	return subs, err
}
