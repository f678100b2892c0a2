package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"marquee/internal/film"
	"marquee/internal/lookup"
	"marquee/internal/remind"
	"marquee/store"
)

// Sources of dates that are none over a network, as a Book calls them.
const (
	imported = "import"    // what whoever runs the program imported
	builtIn  = "catalogue" // the films built in
)

// dateSources is the order in which dates count: as lookup believes those who tell
// them.
func dateSources() []string { return []string{imported, "TMDB", "Wikidata", builtIn} }

// refreshAge is how old an answer must be for its source to be asked again. It is
// under the shortest time after which the Tracker comes back to a film, and keeps a
// film that TMDB lists as changed all day from being asked for all day.
const refreshAge = time.Hour

// A refresher tells a Book what each source says of films.
type refresher struct {
	house *house
	book  *remind.Book
}

var _ remind.Refresher = refresher{}

// Refresh implements remind.Refresher. What a source that cannot be asked said the
// last time stands.
func (r refresher) Refresh(ctx context.Context, id film.ID) error {
	f, err := r.house.library.Mature().Film(ctx, id)
	if errors.Is(err, film.ErrNotFound) {
		return nil // nobody knows it any more
	}
	if err != nil {
		return err
	}
	if f.ID != id {
		if err := r.book.Merge(ctx, id, f.ID); err != nil {
			return err
		}
	}
	var troubles lookup.Troubles
	if r.house.live != nil {
		troubles = r.house.live.Renew(ctx, refreshAge, lookup.Question{Film: f.ID})
	}
	told, err := r.house.told(ctx, f.ID)
	if err != nil {
		return err
	}
	now := time.Now()
	answered := r.house.live == nil || len(troubles) < len(r.house.live.Sources())
	var sources []string
	for _, t := range told {
		sources = append(sources, t.source)
		if err := r.book.Observe(ctx, t.source, t.film, now); err != nil {
			return err
		}
	}
	if err := r.book.Keep(ctx, f.ID, sources...); err != nil {
		return err
	}
	if !answered {
		return fmt.Errorf("no source answers: %w", troubles[0].Err)
	}
	return nil
}

// A telling is what one source says of a film.
type telling struct {
	source string
	film   film.Film
}

// told returns what each source has said of a film, as far as it is kept, each by
// itself.
func (h *house) told(ctx context.Context, id film.ID) (out []telling, err error) {
	add := func(source string, f film.Film) {
		f.ID = id
		out = append(out, telling{source, f})
	}
	records, err := h.store.Records(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, r := range records {
		name := r.Source
		if name == "" {
			name = importedFrom(&r.Film)
			// What was once imported from a source gives way to its own word.
			if slices.ContainsFunc(records, func(o store.Record) bool { return o.Source == name }) {
				continue
			}
		}
		add(name, r.Film)
	}
	if len(records) == 0 {
		switch f, err := h.store.Film(ctx, id); {
		case err == nil:
			add(importedFrom(&f), f)
		case !errors.Is(err, film.ErrNotFound):
			return nil, err
		}
	}
	if h.builtIn {
		switch f, err := h.catalogue.Film(ctx, id); {
		case err == nil:
			add(builtIn, f)
		case !errors.Is(err, film.ErrNotFound):
			return nil, err
		}
	}
	return out, nil
}

// importedFrom names the source of an imported film. Facts of Wikidata that were
// imported are Wikidata's all the same, so that what it says later is a move.
func importedFrom(f *film.Film) string {
	if s := f.Origin.Source; lookup.Trust(s) > 0 {
		return s
	}
	return imported
}
