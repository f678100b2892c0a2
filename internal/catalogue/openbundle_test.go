package catalogue

import (
	"errors"
	"testing"
	"testing/fstest"

	"marquee/internal/catalogue/bundle"
	"marquee/internal/film"
)

// packBundle returns a bundle with the given contents. From within, since the
// program opens no bundle but its own.
func packBundle(t *testing.T, films []film.Film, titles []bundle.Title, people []bundle.Person) bundle.Bundle {
	t.Helper()
	files := make(fstest.MapFS)
	add := func(name string, data []byte, err error) {
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	data, err := bundle.PackFilms(films)
	add(bundle.FilmsFile, data, err)
	data, err = bundle.PackTitles(titles)
	add(bundle.TitlesFile, data, err)
	data, err = bundle.PackPeople(people)
	add(bundle.PeopleFile, data, err)
	return bundle.In(files)
}

func TestWithdrawnFilmsAndPeople(t *testing.T) {
	kept := film.Film{ID: 3, Title: "Kept", Credits: film.Credits{{Job: film.Cast, Name: "Bo"}, {Job: film.Cast, Name: "Ann"}}}
	gone := film.Film{ID: 2, Title: "Gone"}
	goneRow := bundle.TitleOf(&gone)
	goneRow.Withdrawn = true
	c, err := openBundle(packBundle(t, []film.Film{kept}, []bundle.Title{goneRow, bundle.TitleOf(&kept)}, []bundle.Person{
		{ID: 1, Films: []film.ID{3}, Names: []string{"Ann"}},
		{ID: 2, Films: []film.ID{3}, Names: []string{"Robert", "Bo"}},
		{ID: 3, Names: []string{"Nobody any more"}},
		{ID: 4, Names: []string{"Bo"}},
	}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Film(t.Context(), 2); !errors.Is(err, film.ErrNotFound) {
		t.Errorf("the withdrawn film: %v", err)
	}
	if found, _ := c.Films().Named(t.Context(), []string{"gone", "kept"}, 5); len(found) != 1 {
		t.Errorf("the index has %v", found)
	}
	f, err := c.Film(t.Context(), 3)
	if err != nil || f.Title != "Kept" || f.Credits[0].Person != 2 || f.Credits[1].Person != 1 {
		t.Errorf("%+v (%v)", f, err)
	}
	for id, want := range map[film.PersonID]film.PersonID{1: 1, 2: 2, 3: 0, 4: 2} {
		p, err := c.Person(t.Context(), id)
		if p.ID != want || (want == 0) != errors.Is(err, film.ErrNotFound) {
			t.Errorf("person %d is %d (%v), want %d", id, p.ID, err, want)
		}
	}
	if s, err := c.Stats(); err != nil || s.Films != 1 || s.People != 2 {
		t.Errorf("%+v (%v)", s, err)
	}
}

// A bundle that cannot be read fails with an error, sooner or later.
func TestBrokenBundle(t *testing.T) {
	kept := film.Film{ID: 1, Title: "Kept"}
	if _, err := openBundle(bundle.In(fstest.MapFS{})); err == nil {
		t.Error("a bundle without files was opened")
	}
	whole := packBundle(t, nil, []bundle.Title{bundle.TitleOf(&kept)}, nil)
	c, err := openBundle(whole) // a title, and no film
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Film(t.Context(), 1); err == nil || errors.Is(err, film.ErrNotFound) {
		t.Errorf("%v", err)
	}
	titles, err := bundle.PackTitles([]bundle.Title{bundle.TitleOf(&kept)})
	if err != nil {
		t.Fatal(err)
	}
	c, err = openBundle(bundle.In(fstest.MapFS{bundle.TitlesFile: &fstest.MapFile{Data: titles}}))
	if err != nil {
		t.Fatal(err)
	}
	for name, ask := range map[string]func() error{
		"Film":        func() error { _, err := c.Film(t.Context(), 1); return err },
		"Person":      func() error { _, err := c.Person(t.Context(), 1); return err },
		"FilmByAlias": func() error { _, err := c.FilmByAlias(t.Context(), film.Aliases{TMDB: 1}); return err },
		"Coming": func() error {
			_, err := c.Coming(t.Context(), []film.Region{"GB"}, film.MustDate("2000"), film.MustDate("2001"), 1)
			return err
		},
		"Stats":    func() error { _, err := c.Stats(); return err },
		"Named":    func() error { _, err := c.People().Named(t.Context(), nil, 1); return err },
		"Spelled":  func() error { _, err := c.People().Spelled(t.Context(), "", 1); return err },
		"Having":   func() error { _, err := c.People().Having(t.Context(), nil, 1, 1); return err },
		"Starting": func() error { _, err := c.People().Starting(t.Context(), nil, 1); return err },
	} {
		if err := ask(); err == nil || errors.Is(err, film.ErrNotFound) {
			t.Errorf("%s of a bundle without films and people: %v", name, err)
		}
	}
	if _, ok := c.Same(&kept); ok {
		t.Error("a film that cannot be read is the same as another")
	}
	if _, ok := c.PersonNamed("Ann"); ok {
		t.Error("there is somebody in a list that cannot be read")
	}
}
