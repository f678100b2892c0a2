package remind

import (
	"errors"
	"fmt"
	"strings"

	"marquee/internal/film"
)

// A SubjectKind is what sort of thing is followed, the narrowest first.
type SubjectKind uint8

// Kinds of subjects.
const (
	OfFilm SubjectKind = iota
	OfPerson
	OfGenre
	OfRegion
)

// A Subject is what a subscription follows. One field beside Kind is set.
type Subject struct {
	Kind   SubjectKind
	Film   film.ID
	Person film.PersonID
	Genre  string // as people write it; compared by film.Fold
	Region film.Region
}

// Film returns the subject of one film.
func Film(id film.ID) Subject { return Subject{Kind: OfFilm, Film: id} }

// Person returns the subject of the films of one person.
func Person(id film.PersonID) Subject { return Subject{Kind: OfPerson, Person: id} }

// Genre returns the subject of the films of one genre.
func Genre(name string) Subject { return Subject{Kind: OfGenre, Genre: name} }

// WholeRegion returns the subject of all films that come out in one region.
func WholeRegion(r film.Region) Subject { return Subject{Kind: OfRegion, Region: r} }

// ErrSubject reports a text that names no subject, or a Subject of nothing.
var ErrSubject = errors.New("not a subject of a subscription")

// Key writes the subject so that equal ones are written alike: "film/MQ7F",
// "person/2C", "genre/drama", "region/GB". ParseSubject reads it.
func (s Subject) Key() string {
	switch s.Kind {
	case OfFilm:
		return "film/" + s.Film.String()
	case OfPerson:
		return "person/" + s.Person.String()
	case OfGenre:
		return "genre/" + film.Fold(s.Genre)
	}
	return "region/" + string(s.Region)
}

// ParseSubject reads what Key wrote. It fails with ErrSubject.
func ParseSubject(key string) (Subject, error) {
	kind, rest, _ := strings.Cut(key, "/")
	var s Subject
	var err error
	switch kind {
	case "film":
		s.Kind = OfFilm
		s.Film, err = film.ParseID(rest)
	case "person":
		s.Kind = OfPerson
		s.Person, err = film.ParsePersonID(rest)
	case "genre":
		s = Genre(rest)
	case "region":
		s = WholeRegion(film.Region(rest))
	default:
		err = errors.New("unknown kind")
	}
	if err == nil {
		err = s.check()
	}
	if err != nil {
		return Subject{}, fmt.Errorf("%w: %.40q: %w", ErrSubject, key, err)
	}
	return s, nil
}

func (s Subject) check() error {
	switch {
	case s.Kind == OfFilm && s.Film != 0, s.Kind == OfPerson && s.Person != 0,
		s.Kind == OfGenre && len(s.Genre) <= 100 && film.Fold(s.Genre) != "":
		return nil
	case s.Kind == OfRegion && isRegion(s.Region):
		return nil
	}
	return ErrSubject
}

func isRegion(r film.Region) bool {
	for _, known := range film.Regions() {
		if r == known {
			return true
		}
	}
	return false
}
