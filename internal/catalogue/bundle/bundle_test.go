package bundle_test

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/catalogue/bundle"
	"marquee/internal/film"
)

// folder returns a bundle with one file.
func folder(name string, data []byte) bundle.Bundle {
	return bundle.In(fstest.MapFS{name: &fstest.MapFile{Data: data}})
}

var comparePopularity = cmp.Comparer(func(a, b film.Popularity) bool { return a == b })

func TestTitlesComeBack(t *testing.T) {
	want := []bundle.Title{
		{Listing: film.Listing{Number: 1, Name: "A", Matched: "A"}, Names: []string{"A"}},
		{Listing: film.Listing{Number: 2, Name: "B", Matched: "B", Year: 1999, Popularity: film.PopularityOf(0),
			Languages: []string{"en", "pt-BR"}, Detail: "Ann Example"}, Names: []string{"B", "# B, again"}},
		{Listing: film.Listing{Number: 9, Name: "C", Matched: "C", Year: 2000}, Names: []string{"C"}, Withdrawn: true},
	}
	data, err := bundle.PackTitles(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := folder(bundle.TitlesFile, data).Titles()
	if diff := cmp.Diff(want, got, comparePopularity); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestPeopleComeBack(t *testing.T) {
	want := []bundle.Person{
		{ID: 1, Films: []film.ID{1, 2, 900}, Names: []string{"Ann Example", "A. Example"}},
		{ID: 7, Names: []string{"Bo Example"}},
	}
	data, err := bundle.PackPeople(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := folder(bundle.PeopleFile, data).People()
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}

// Starter films leave out the origins that they share, others keep theirs.
func TestFilmsComeBack(t *testing.T) {
	starter := film.Film{ID: 1, Title: "A", Year: 1999, Credits: film.Credits{{Job: film.Cast, Name: "Ann Example"}}}
	bundle.SetStarterOrigin(&starter)
	other := film.Film{ID: 2, Title: "B & B", Origin: film.Origin{Source: "somebody"}}
	changed := starter
	changed.ID = 3
	changed.Origins = map[film.Field]film.Origin{"minutes": {Source: "somebody"}}
	want := []film.Film{starter, other, changed}
	data, err := bundle.PackFilms(want)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := folder(bundle.FilmsFile, data).FilmLines()
	if err != nil {
		t.Fatal(err)
	}
	var got []film.Film
	for _, line := range lines {
		f, err := bundle.DecodeFilm(line)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, f)
	}
	if diff := cmp.Diff(want, got, comparePopularity, cmp.Comparer(func(a, b film.Date) bool { return a == b })); diff != "" {
		t.Error(diff)
	}
	if bytes.Contains(lines[0], []byte("origin")) {
		t.Errorf("%s", lines[0])
	}
}

func TestRowsThatWouldBreakAreRefused(t *testing.T) {
	for _, name := range []string{"a\tb", "a\nb", "a\rb"} {
		if _, err := bundle.PackPeople([]bundle.Person{{ID: 1, Names: []string{name}}}); err == nil {
			t.Errorf("%q was packed", name)
		}
		title := bundle.Title{Listing: film.Listing{Number: 1, Detail: name}, Names: []string{"A"}}
		if _, err := bundle.PackTitles([]bundle.Title{title}); err == nil {
			t.Errorf("%q was packed", name)
		}
	}
}

func TestBrokenFilesAreErrors(t *testing.T) {
	if _, err := bundle.In(fstest.MapFS{}).Titles(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	whole, err := bundle.PackPeople([]bundle.Person{{ID: 1, Names: []string{"Ann Example"}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{nil, []byte("no gzip"), whole[:len(whole)-4]} {
		if _, err := folder(bundle.PeopleFile, data).People(); err == nil {
			t.Errorf("%q was read", data)
		}
	}
	// A file of people is none of titles, nor of films.
	if _, err := folder(bundle.TitlesFile, whole).Titles(); err == nil || !strings.Contains(err.Error(), "row 1") {
		t.Errorf("%v", err)
	}
	if _, err := bundle.DecodeFilm([]byte("1\t\tAnn")); err == nil {
		t.Error("a row was read as a film")
	}
}
