package store

import (
	"context"
	"fmt"
	"iter"
	"time"

	"marquee/internal/film"
)

// Saved says what SaveFilms did.
type Saved struct {
	Added   int // films that the store did not hold
	Updated int // films that it held, whether or not anything in them is new
}

// SaveFilms saves the films of a sequence: all of them, or after an error none.
// origin is where the facts come from, of films that say nothing of it
// themselves.
//
// A film replaces what was said of it before, but for aliases, which are added
// to those known. A film with an ID is that film: one of the bundled catalogue,
// or one that the store has given a number to. A film with the ID 0 is one that
// the store holds if it shares an alias with it or, where no alias contradicts,
// the title and the year; else it gets the next number. Where a film shows that
// two that the store holds are one, the younger number leads to the older from
// then on. People of credits are told apart in the same way, by name alone where
// they have no aliases, and their numbers are filled in.
//
// An error of the sequence ends it and is returned, wrapped. So are
// *DuplicateFilmError, *ConflictError and *UnknownIDError.
//
// Nothing else can be written until SaveFilms returns, so films must not write
// to the store while they are asked for the next film. A film should have passed
// film.Film.Check.
func (s *Store) SaveFilms(ctx context.Context, films iter.Seq2[film.Film, error], origin film.Origin) (Saved, error) {
	start := time.Now()
	saved, err := s.saveFilms(ctx, films, origin)
	if err != nil {
		// What the end of the context broke says so, however it showed.
		if cause := context.Cause(ctx); cause != nil {
			err = cause
		}
		return Saved{}, fmt.Errorf("saving films: %w", err)
	}
	s.log.InfoContext(ctx, "films saved", "source", origin.Source,
		"added", saved.Added, "updated", saved.Updated, "took", time.Since(start))
	return saved, nil
}

func (s *Store) saveFilms(ctx context.Context, films iter.Seq2[film.Film, error], origin film.Origin) (Saved, error) {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return Saved{}, err
	}
	defer tx.Rollback()
	m, err := newImport(ctx, newStatements(tx), origin)
	if err != nil {
		return Saved{}, err
	}
	for f, err := range films {
		if err != nil {
			return Saved{}, err
		}
		if err := m.save(ctx, f); err != nil {
			return Saved{}, err
		}
	}
	if err := m.finish(ctx); err != nil {
		return Saved{}, err
	}
	return m.saved, tx.Commit()
}
