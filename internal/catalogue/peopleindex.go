package catalogue

import (
	"context"

	"marquee/internal/film"
	"marquee/internal/lookup"
)

// peopleIndex is the index of the people's names, made when first asked.
type peopleIndex struct{ catalogue *Catalogue }

var _ lookup.Index = peopleIndex{}

// Named implements lookup.Index.
func (x peopleIndex) Named(ctx context.Context, keys []string, limit int) ([]film.Listing, error) {
	r, err := x.catalogue.roll()
	if err != nil {
		return nil, err
	}
	return r.names.Named(ctx, keys, limit)
}

// Spelled implements lookup.Index.
func (x peopleIndex) Spelled(ctx context.Context, word string, edits int) ([]string, error) {
	r, err := x.catalogue.roll()
	if err != nil {
		return nil, err
	}
	return r.names.Spelled(ctx, word, edits)
}

// Having implements lookup.Index.
func (x peopleIndex) Having(ctx context.Context, slots [][]string, least, limit int) ([]film.Listing, error) {
	r, err := x.catalogue.roll()
	if err != nil {
		return nil, err
	}
	return r.names.Having(ctx, slots, least, limit)
}

// Starting implements lookup.Index.
func (x peopleIndex) Starting(ctx context.Context, words []string, limit int) ([]film.Listing, error) {
	r, err := x.catalogue.roll()
	if err != nil {
		return nil, err
	}
	return r.names.Starting(ctx, words, limit)
}
