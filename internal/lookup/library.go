package lookup

import (
	"context"
	"errors"
	"fmt"

	"marquee/internal/film"
)

// A Library answers from several shelves as from one. Where two shelves know
// the same film, the earlier shelf's word goes before the later one's.
type Library struct {
	shelves []Shelf
}

// New returns the library of the given shelves, the most trusted first.
func New(shelves ...Shelf) *Library { return &Library{shelves} }

// Film returns what all shelves together know of a film. It fails with
// film.ErrNotFound when none knows it, and otherwise only when a shelf cannot be
// read.
func (l *Library) Film(ctx context.Context, id film.ID) (film.Film, error) {
	var out film.Film
	found := false
	for _, shelf := range l.shelves {
		f, err := shelf.Film(ctx, id)
		switch {
		case errors.Is(err, film.ErrNotFound):
			continue
		case err != nil:
			return film.Film{}, fmt.Errorf("reading film %s: %w", id, err)
		case !found:
			out, found = f, true
			id = f.ID // a younger id leads to the older one
		default:
			out = Merge(out, f)
		}
	}
	if !found {
		return film.Film{}, fmt.Errorf("film %s: %w", id, film.ErrNotFound)
	}
	return out, nil
}

// Person returns what all shelves together know of a person, each film and job
// once. It fails as Film does.
func (l *Library) Person(ctx context.Context, id film.PersonID) (film.Person, error) {
	var out film.Person
	found := false
	for _, shelf := range l.shelves {
		p, err := shelf.Person(ctx, id)
		switch {
		case errors.Is(err, film.ErrNotFound):
			continue
		case err != nil:
			return film.Person{}, fmt.Errorf("reading person %s: %w", id, err)
		case !found:
			out, found = p, true
			id = p.ID
		default:
			out = mergePeople(out, p)
		}
	}
	if !found {
		return film.Person{}, fmt.Errorf("person %s: %w", id, film.ErrNotFound)
	}
	return out, nil
}

// filmByID resolves a query that names a film by an id.
func (l *Library) filmByID(ctx context.Context, q Query) (Resolution, error) {
	id := film.ID(q.ID)
	for _, shelf := range l.shelves {
		if id != 0 {
			break
		}
		found, err := shelf.FilmByAlias(ctx, q.Alias)
		if err != nil && !errors.Is(err, film.ErrNotFound) {
			return Resolution{}, fmt.Errorf("looking up %+v: %w", q.Alias, err)
		}
		id = found
	}
	if id == 0 {
		return Resolution{Query: q}, nil
	}
	f, err := l.Film(ctx, id)
	if errors.Is(err, film.ErrNotFound) {
		return Resolution{Query: q}, nil
	}
	if err != nil {
		return Resolution{}, err
	}
	return Resolution{Verdict: One, Found: film.ListingOf(&f), Query: q}, nil
}

// personByID resolves a query that names a person by an id of ours; the shelves
// keep no other ids of people.
func (l *Library) personByID(ctx context.Context, q Query) (Resolution, error) {
	if q.ID == 0 {
		return Resolution{Query: q}, nil
	}
	p, err := l.Person(ctx, film.PersonID(q.ID))
	if errors.Is(err, film.ErrNotFound) {
		return Resolution{Query: q}, nil
	}
	if err != nil {
		return Resolution{}, err
	}
	return Resolution{Verdict: One, Found: film.Listing{Number: uint32(p.ID), Name: p.Name, Matched: p.Name}, Query: q}, nil
}

// Coming returns the films with a release in one of the regions from the first
// to the last day, both included, in order of date.
func (l *Library) Coming(ctx context.Context, regions []film.Region, first, last film.Date, limit int) ([]film.Film, error) {
	seen := make(map[film.ID]bool)
	var out []film.Film
	for _, shelf := range l.shelves {
		ids, err := shelf.Coming(ctx, regions, first, last, limit)
		if err != nil {
			return nil, fmt.Errorf("looking for releases to come: %w", err)
		}
		for _, id := range ids {
			if seen[id] {
				continue
			}
			seen[id] = true
			f, err := l.Film(ctx, id)
			if err != nil {
				return nil, err
			}
			out = append(out, f)
		}
	}
	return out, nil
}
