package main

import (
	"context"
	"errors"
	"iter"
	"strings"

	"marquee/internal/catalogue"
	"marquee/internal/film"
	"marquee/store"
)

// keeper is a store as the catalogue's Importer wants it: with refusals of the
// Importer's own kinds.
type keeper struct{ store *store.Store }

var _ catalogue.Keeper = keeper{}

// SaveFilms implements catalogue.Keeper.
func (k keeper) SaveFilms(ctx context.Context, films iter.Seq2[film.Film, error]) (added, updated int, err error) {
	// The Importer gives every film an origin.
	saved, err := k.store.SaveFilms(ctx, films, film.Origin{})
	var (
		twice    *store.DuplicateFilmError
		conflict *store.ConflictError
		unknown  *store.UnknownIDError
	)
	switch {
	case errors.As(err, &twice):
		err = &catalogue.DuplicateError{First: twice.First, Second: twice.Second}
	case errors.As(err, &conflict):
		err = &catalogue.RejectedError{Position: conflict.Position, Err: errors.New("its ids belong to different entries of the database")}
	case errors.As(err, &unknown):
		err = &catalogue.RejectedError{Position: unknown.Position, Err: errors.New("has an id that this database has not given")}
	}
	return saved.Added, saved.Updated, err
}

// oneLine words an error that may have several lines on one.
func oneLine(err error) string { return strings.ReplaceAll(err.Error(), "\n", "; ") }
