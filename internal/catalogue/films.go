package catalogue

import (
	"bytes"
	"fmt"
	"sync"

	"marquee/internal/catalogue/bundle"
	"marquee/internal/film"
)

// films are the films of a catalogue as they are kept.
type films interface {
	// at returns the film at a place, people's ids included.
	at(place int) (film.Film, error)
	// mayHave returns the places of the films that may have a value in a
	// field: all of those that have, and perhaps others.
	mayHave(field film.Field) ([]int, error)
}

// looseFilms are films in memory.
type looseFilms struct {
	all    []film.Film
	people []bundle.Person
}

// newLooseFilms gives ids to the films and people that have none.
func newLooseFilms(all []film.Film) *looseFilms {
	l := &looseFilms{all: make([]film.Film, len(all))}
	copy(l.all, all)
	var last film.ID
	for _, f := range l.all {
		last = max(last, f.ID)
	}
	for i := range l.all {
		if l.all[i].ID == 0 {
			last++
			l.all[i].ID = last
		}
	}
	l.people = numberPeople(l.all)
	return l
}

func (l *looseFilms) at(place int) (film.Film, error) { return l.all[place], nil }

func (l *looseFilms) mayHave(film.Field) ([]int, error) {
	out := make([]int, len(l.all))
	for i := range out {
		out[i] = i
	}
	return out, nil
}

// packedFilms are the films of a bundle. A film is decoded when it is asked for,
// since decoding all takes longer than a question may.
type packedFilms struct {
	lines     func() ([][]byte, error)
	people    func() ([]bundle.Person, error)
	personIDs func() (map[string]film.PersonID, error)
}

func newPackedFilms(b bundle.Bundle) *packedFilms {
	p := &packedFilms{lines: sync.OnceValues(b.FilmLines), people: sync.OnceValues(b.People)}
	p.personIDs = sync.OnceValues(func() (map[string]film.PersonID, error) {
		people, err := p.people()
		if err != nil {
			return nil, err
		}
		ids := make(map[string]film.PersonID, len(people))
		for _, person := range people {
			if len(person.Films) == 0 {
				continue
			}
			for _, name := range person.Names {
				ids[name] = person.ID
			}
		}
		return ids, nil
	})
	return p
}

func (p *packedFilms) at(place int) (film.Film, error) {
	lines, err := p.lines()
	if err != nil {
		return film.Film{}, err
	}
	ids, err := p.personIDs()
	if err != nil {
		return film.Film{}, err
	}
	if place >= len(lines) {
		return film.Film{}, fmt.Errorf("the bundle has %d films and not the one at %d", len(lines), place)
	}
	f, err := bundle.DecodeFilm(lines[place])
	if err != nil {
		return film.Film{}, err
	}
	for i := range f.Credits {
		f.Credits[i].Person = ids[f.Credits[i].Name]
	}
	return f, nil
}

// mayHave looks for the field's name in the undecoded lines.
func (p *packedFilms) mayHave(field film.Field) ([]int, error) {
	lines, err := p.lines()
	if err != nil {
		return nil, err
	}
	key := []byte(`"` + string(field) + `":`)
	var out []int
	for i, line := range lines {
		if bytes.Contains(line, key) {
			out = append(out, i)
		}
	}
	return out, nil
}
