package remind

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"marquee/internal/chat"
)

// A Post is what will be posted if nothing changes.
type Post struct {
	At     time.Time
	Notice Notice
}

// Preview returns what will be posted in a place from one instant on and before
// another, in order, if nothing changes. Nothing is claimed. What waits for a
// changed date to settle is left out.
func (b *Book) Preview(ctx context.Context, t chat.Target, from, to time.Time) (posts []Post, err error) {
	err = b.store.View(ctx, func(tx Tx) error {
		p, err := tx.PlaceOf(t)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err == nil {
			posts, err = b.preview(tx, p, second(from), second(to))
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("looking ahead for %s: %w", place(t), err)
	}
	return posts, nil
}

// Simulate returns what will be posted in all places. To simulate a subscription
// that is not there, observe its films and subscribe in a new store in memory, at
// the instant from.
func (b *Book) Simulate(ctx context.Context, from, to time.Time) (posts []Post, err error) {
	err = b.store.View(ctx, func(tx Tx) error {
		all, err := tx.PlacesIn(chat.Target{})
		if err != nil {
			return err
		}
		for _, p := range all {
			some, err := b.preview(tx, p, second(from), second(to))
			if err != nil {
				return err
			}
			posts = append(posts, some...)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("simulating: %w", err)
	}
	slices.SortStableFunc(posts, func(a, b Post) int { return a.At.Compare(b.At) })
	return posts, nil
}

func (b *Book) preview(tx Tx, p Place, from, to time.Time) ([]Post, error) {
	s, err := b.scene(tx, p)
	if err != nil {
		return nil, err
	}
	byTime := make(map[int64][]judged)
	for _, sub := range s.subs {
		films, _, err := s.films(&sub, from, to)
		if err != nil {
			return nil, err
		}
		for _, id := range films {
			all, err := s.judge(sub, id, from, false)
			if err != nil {
				return nil, err
			}
			for _, j := range all {
				if at, ok := j.posted(from, to); ok {
					j.Now = at
					byTime[at.Unix()] = append(byTime[at.Unix()], j)
				}
			}
		}
	}
	var posts []Post
	for at, due := range byTime {
		when := time.Unix(at, 0).UTC()
		notices, _ := s.notices(due, when)
		for _, n := range notices {
			posts = append(posts, Post{when, n})
		}
	}
	slices.SortStableFunc(posts, func(a, b Post) int { return cmp.Or(a.At.Compare(b.At)) })
	return posts, nil
}

// posted returns when a case becomes due between two instants, if nothing
// changes but the time.
func (j *judged) posted(from, to time.Time) (time.Time, bool) {
	c := j.Case
	for t := from; t.Before(to); {
		c.Now = t
		d := Decide(c)
		switch {
		case d.Reason == Due:
			return t, true
		case d.Reason == Unsettled || !d.Until.After(t):
			return time.Time{}, false
		}
		t = d.Until
	}
	return time.Time{}, false
}
