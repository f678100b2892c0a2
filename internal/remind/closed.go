package remind

import (
	"context"
	"encoding/json"
	"errors"
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
	r.tellOwners(ctx, pl, p, subs, why)
	return nil
}

// tellOwners tells those who subscribed a place that it takes no posts.
func (r *run) tellOwners(ctx context.Context, pl *platform, p Place, subs []Subscription, why string) {
	r.log.WarnContext(ctx, "a place takes no more posts; its subscriptions rest", "place", place(p.Target), "error", why)
	messenger, ok := pl.Adapter.(chat.Messenger)
	if !ok {
		return
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
}

// untold is under what the places are noted that the platform said are closed, and
// whose owners nobody has told yet.
const untold = "closed places"

// noteUntold adds a place to those whose owners are to be told.
func noteUntold(tx Tx, id PlaceID) error {
	ids, err := untoldPlaces(tx)
	if err != nil {
		return err
	}
	b, err := json.Marshal(append(ids, id))
	if err != nil {
		return err
	}
	return tx.Note(untold, string(b))
}

func untoldPlaces(tx Tx) (ids []PlaceID, err error) {
	text, err := tx.Noted(untold)
	if err != nil || text == "" {
		return nil, err
	}
	err = json.Unmarshal([]byte(text), &ids)
	return ids, err
}

// tellClosed tells the owners of places that the platform said are closed. They are
// crossed off first, so that nobody is told twice.
func (r *run) tellClosed(ctx context.Context) error {
	type closing struct {
		place Place
		subs  []Subscription
	}
	var all []closing
	var ids []PlaceID
	err := r.book.store.View(ctx, func(tx Tx) (err error) {
		ids, err = untoldPlaces(tx)
		return err
	})
	if err != nil || len(ids) == 0 {
		return err
	}
	err = r.book.store.Update(ctx, func(tx Tx) error {
		ids, err := untoldPlaces(tx)
		if err != nil {
			return err
		}
		var later []PlaceID
		for _, id := range ids {
			p, err := tx.Place(id)
			if errors.Is(err, ErrNotFound) {
				continue
			}
			if err != nil {
				return err
			}
			if r.platforms[p.Target.Platform] == nil {
				later = append(later, id) // when the platform is reached
				continue
			}
			subs, err := tx.SubscriptionsOf(id)
			if err != nil {
				return err
			}
			if p.Gone != "" && len(subs) > 0 {
				all = append(all, closing{p, subs})
			}
		}
		if len(later) == 0 {
			return tx.Note(untold, "")
		}
		b, err := json.Marshal(later)
		if err != nil {
			return err
		}
		return tx.Note(untold, string(b))
	})
	if err != nil {
		return err
	}
	for _, c := range all {
		r.tellOwners(ctx, r.platforms[c.place.Target.Platform], c.place, c.subs, c.place.Gone)
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
