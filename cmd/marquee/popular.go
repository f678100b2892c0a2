package main

import (
	"context"

	"golang.org/x/time/rate"

	"marquee/internal/film"
	"marquee/internal/lookup"
	"marquee/store"
)

// popularEvery is how often a film is asked for that nobody has asked for yet: once
// a second, so that whoever asks for one waits for nothing.
const popularEvery = rate.Limit(1)

// fetchPopular asks for the films that the most people look at and of which only
// the name is known: their years, directors and titles in other languages, so
// that they are found and told apart while they are typed. A source that does not
// answer ends it until the next time.
func (h *house) fetchPopular(ctx context.Context, most int) error {
	if h.live == nil || most == 0 {
		return nil
	}
	names, err := h.store.BestKnown(ctx, store.ListedFilms, most)
	if err != nil {
		return err
	}
	pace := rate.NewLimiter(popularEvery, 1)
	for _, name := range names {
		q := lookup.Question{Ids: name.Ids}
		state, _, err := h.live.State(ctx, q)
		if err != nil {
			return err
		}
		if state != lookup.Open {
			continue
		}
		if err := pace.Wait(ctx); err != nil {
			return nil // it ends, and goes on with the next start
		}
		if troubles := h.live.Ask(ctx, q); troubles.Is(film.ErrDown) || troubles.Is(film.ErrBusy) || troubles.Is(film.ErrRefused) {
			return nil
		}
	}
	return nil
}
