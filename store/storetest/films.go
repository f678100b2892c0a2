package storetest

import (
	"errors"
	"iter"
	"slices"
	"testing"

	"marquee/internal/film"
	"marquee/store"
)

// origin is where the films of these tests come from, which are all made up.
var origin = film.Origin{Source: "storetest", AsOf: film.MustDate("2026-11-01")}

// sequence yields films one after the other.
func sequence(films ...film.Film) iter.Seq2[film.Film, error] {
	return func(yield func(film.Film, error) bool) {
		for _, f := range films {
			if !yield(f, nil) {
				return
			}
		}
	}
}

// save saves films and returns what the store did.
func save(t *testing.T, s Store, films ...film.Film) store.Saved {
	t.Helper()
	saved, err := s.SaveFilms(t.Context(), sequence(films...), origin)
	if err != nil {
		t.Fatalf("SaveFilms: %v", err)
	}
	return saved
}

// film1 returns the only film that has the title as its name.
func film1(t *testing.T, s Store, title string) film.Film {
	t.Helper()
	all := filmsNamed(t, s, title)
	if len(all) != 1 {
		t.Fatalf("%d films are named %q, want one", len(all), title)
	}
	return all[0]
}

// filmsNamed returns the films that have the title as a name, in order of ID.
func filmsNamed(t *testing.T, s Store, title string) []film.Film {
	t.Helper()
	list, err := s.Films().Named(t.Context(), film.SearchKeys(title), 100)
	if err != nil {
		t.Fatalf("Named(%q): %v", title, err)
	}
	var out []film.Film
	for _, l := range list {
		out = append(out, filmOf(t, s, l.FilmID()))
	}
	slices.SortFunc(out, func(a, b film.Film) int { return int(a.ID) - int(b.ID) })
	return out
}

func filmOf(t *testing.T, s Store, id film.ID) film.Film {
	t.Helper()
	f, err := s.Film(t.Context(), id)
	if err != nil {
		t.Fatalf("Film(%s): %v", id, err)
	}
	return f
}

func personOf(t *testing.T, s Store, id film.PersonID) film.Person {
	t.Helper()
	p, err := s.Person(t.Context(), id)
	if err != nil {
		t.Fatalf("Person(%s): %v", id, err)
	}
	return p
}

// peopleNamed returns the people whom the index finds by a name, in order of id.
func peopleNamed(t *testing.T, s Store, name string) []film.Person {
	t.Helper()
	list, err := s.People().Named(t.Context(), film.SearchKeys(name), 100)
	if err != nil {
		t.Fatalf("Named(%q): %v", name, err)
	}
	var out []film.Person
	for _, l := range list {
		out = append(out, personOf(t, s, l.PersonID()))
	}
	slices.SortFunc(out, func(a, b film.Person) int { return int(a.ID) - int(b.ID) })
	return out
}

func person1(t *testing.T, s Store, name string) film.Person {
	t.Helper()
	all := peopleNamed(t, s, name)
	if len(all) != 1 {
		t.Fatalf("%d people are named %q, want one", len(all), name)
	}
	return all[0]
}

// refuse saves films that must be refused, and returns why they were.
func refuse[E error](t *testing.T, s Store, films ...film.Film) E {
	t.Helper()
	before := stats(t, s)
	_, err := s.SaveFilms(t.Context(), sequence(films...), origin)
	var want E
	if !errors.As(err, &want) {
		t.Fatalf("SaveFilms: %v, want a %T", err, want)
	}
	if after := stats(t, s); after != before {
		t.Errorf("refused films changed the store from %+v to %+v", before, after)
	}
	return want
}

func stats(t *testing.T, s Store) store.Stats {
	t.Helper()
	out, err := s.Stats(t.Context())
	if err != nil {
		t.Fatalf("Stats: %v", err)
	}
	return out
}

// cast returns credits of the cast.
func cast(names ...string) film.Credits {
	var out film.Credits
	for _, n := range names {
		out = append(out, film.Credit{Name: n})
	}
	return out
}
