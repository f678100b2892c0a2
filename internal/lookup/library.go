package lookup

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"marquee/internal/film"
)

// A Library answers from several shelves as from one. Where two shelves know
// the same film, the earlier shelf's word goes before the later one's.
type Library struct {
	shelves []Shelf
	listed  Shelf // nil without; see WithListed
	mature  bool
}

// New returns the library of the given shelves, the most trusted first.
func New(shelves ...Shelf) *Library { return &Library{shelves: shelves} }

// WithListed returns the library with a shelf of names alone, whose listings
// have no number of ours. They complete what is being typed; what they name has
// to be asked for at a source.
func (l *Library) WithListed(names Shelf) *Library {
	out := *l
	out.listed = names
	return &out
}

// Mature returns the library with titles for adults, which it else does as if it
// did not have.
func (l *Library) Mature() *Library {
	out := *l
	out.mature = true
	return &out
}

// FilmByAlias returns the film that another catalogue knows by one of the
// aliases, or film.ErrNotFound.
func (l *Library) FilmByAlias(ctx context.Context, a film.Aliases) (film.ID, error) {
	if a.IsZero() {
		return 0, film.ErrNotFound
	}
	for _, shelf := range l.shelves {
		id, err := shelf.FilmByAlias(ctx, a)
		if err == nil {
			return id, nil
		}
		if !errors.Is(err, film.ErrNotFound) {
			return 0, fmt.Errorf("looking up %+v: %w", a, err)
		}
	}
	return 0, film.ErrNotFound
}

// A personShelf is a Shelf that knows what other catalogues call people.
type personShelf interface {
	// PersonByAlias returns the person with one of the aliases, or
	// film.ErrNotFound.
	PersonByAlias(ctx context.Context, a film.Aliases) (film.PersonID, error)
}

// PersonByAlias returns the person whom another catalogue knows by one of the
// aliases, or film.ErrNotFound.
func (l *Library) PersonByAlias(ctx context.Context, a film.Aliases) (film.PersonID, error) {
	for _, shelf := range l.shelves {
		knows, ok := shelf.(personShelf)
		if !ok || a.IsZero() {
			continue
		}
		id, err := knows.PersonByAlias(ctx, a)
		if err == nil {
			return id, nil
		}
		if !errors.Is(err, film.ErrNotFound) {
			return 0, fmt.Errorf("looking up the person %+v: %w", a, err)
		}
	}
	return 0, film.ErrNotFound
}

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
	if !found || out.Adult && !l.mature {
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
			out = MergePeople(out, p)
		}
	}
	if !found {
		return film.Person{}, fmt.Errorf("person %s: %w", id, film.ErrNotFound)
	}
	if !l.mature {
		out.Filmography = slices.DeleteFunc(out.Filmography, func(c film.PersonCredit) bool { return c.Adult })
	}
	return out, nil
}

// filmByID resolves a query that names a film by an id.
func (l *Library) filmByID(ctx context.Context, q Query) (Resolution, error) {
	id := film.ID(q.ID)
	if id == 0 {
		found, err := l.FilmByAlias(ctx, q.Alias)
		if err != nil && !errors.Is(err, film.ErrNotFound) {
			return Resolution{}, err
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

// personByID resolves a query that names a person by an id.
func (l *Library) personByID(ctx context.Context, q Query) (Resolution, error) {
	id := film.PersonID(q.ID)
	if id == 0 {
		found, err := l.PersonByAlias(ctx, q.Alias)
		if err != nil && !errors.Is(err, film.ErrNotFound) {
			return Resolution{}, err
		}
		id = found
	}
	if id == 0 {
		return Resolution{Query: q}, nil
	}
	p, err := l.Person(ctx, id)
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
			if errors.Is(err, film.ErrNotFound) {
				continue // for adults
			}
			if err != nil {
				return nil, err
			}
			out = append(out, f)
		}
	}
	return out, nil
}
