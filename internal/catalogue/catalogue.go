package catalogue

import (
	"context"
	"fmt"
	"sync"

	"marquee/internal/catalogue/bundle"
	"marquee/internal/film"
	"marquee/internal/lookup"
)

// A Catalogue is a set of films in memory, with indexes of their titles and of
// the people in their credits. Nothing in it changes, so it may be used from
// many goroutines at once. What is not needed for a title to be found is made
// when it is first asked for.
type Catalogue struct {
	films    films
	listings []film.Listing  // of the films, in the same order
	places   map[film.ID]int // where an id stands in films
	titles   *names

	roll     func() (*roll, error)
	calendar func() ([]showing, error)
	aliases  func() (*aliasIndex, error)
}

var _ lookup.Shelf = (*Catalogue)(nil)

// Bundled returns the catalogue that is built into the program, opened once.
var Bundled = sync.OnceValues(Open)

// Open opens the catalogue that is built into the program. It fails only when
// the program was built with a bundle that cannot be read.
func Open() (*Catalogue, error) { return openBundle(bundle.Embedded()) }

func openBundle(b bundle.Bundle) (*Catalogue, error) {
	titles, err := b.Titles()
	if err != nil {
		return nil, fmt.Errorf("opening the bundled catalogue: %w", err)
	}
	packed := newPackedFilms(b)
	c := newCatalogue(packed, titles)
	c.roll = sync.OnceValues(func() (*roll, error) {
		people, err := packed.people()
		if err != nil {
			return nil, err
		}
		return newRoll(people, c), nil
	})
	return c, nil
}

// New returns a catalogue of the given films, which it keeps. Films without an
// id get the next free ones, and so do people without one: within a catalogue a
// name is one person, unless ids tell two apart.
func New(all []film.Film) *Catalogue {
	loose := newLooseFilms(all)
	titles := make([]bundle.Title, len(loose.all))
	for i := range loose.all {
		titles[i] = bundle.TitleOf(&loose.all[i])
	}
	c := newCatalogue(loose, titles)
	c.roll = sync.OnceValues(func() (*roll, error) { return newRoll(loose.people, c), nil })
	return c
}

// newCatalogue leaves the roll to be set.
func newCatalogue(all films, titles []bundle.Title) *Catalogue {
	c := &Catalogue{films: all, places: make(map[film.ID]int, len(titles))}
	index := make([]listed, 0, len(titles))
	for _, t := range titles {
		if t.Withdrawn {
			continue
		}
		c.places[t.FilmID()] = len(c.listings)
		c.listings = append(c.listings, t.Listing)
		index = append(index, listed{t.Listing, t.Names})
	}
	c.titles = newNames(index)
	c.calendar = sync.OnceValues(c.showings)
	c.aliases = sync.OnceValues(c.readAliases)
	return c
}

// Film returns a film of the catalogue, or film.ErrNotFound. Its slices and maps
// belong to the catalogue where New made it, and must not be changed.
func (c *Catalogue) Film(ctx context.Context, id film.ID) (film.Film, error) {
	place, ok := c.places[id]
	if !ok {
		return film.Film{}, fmt.Errorf("film %s of the catalogue: %w", id, film.ErrNotFound)
	}
	return c.films.at(place)
}

// Person returns a person with the credits on the catalogue's films, in order of
// film id, or film.ErrNotFound.
func (c *Catalogue) Person(ctx context.Context, id film.PersonID) (film.Person, error) {
	r, err := c.roll()
	if err != nil {
		return film.Person{}, err
	}
	return r.person(ctx, id)
}

// Films returns the index of titles.
func (c *Catalogue) Films() lookup.Index { return c.titles }

// People returns the index of the names of people.
func (c *Catalogue) People() lookup.Index { return peopleIndex{c} }
