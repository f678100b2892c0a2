package storetest

import (
	"slices"
	"testing"

	"marquee/internal/film"
	"marquee/store"
)

// TestIdentity tests which film a film of a sequence is.
func TestIdentity(t *testing.T, e Engine) {
	cases(t, e, map[string]func(*testing.T, Store){
		"numbers":                   numbers,
		"by alias":                  byAlias,
		"by title and year":         byTitleAndYear,
		"in doubt apart":            inDoubtApart,
		"preset":                    preset,
		"unknown number":            unknownNumber,
		"the bundled one is older":  bundledIsOlder,
		"by title to the bundled":   bundledByTitle,
		"two become one":            twoBecomeOne,
		"through one that gave way": throughTheYounger,
		"three become one":          threeBecomeOne,
		"conflicts":                 conflicts,
	})
}

const firstLocal = film.ID(film.FirstLocalID)

func numbers(t *testing.T, s Store) {
	save(t, s, film.Film{Title: "One"}, film.Film{Title: "Two"})
	refuse[*store.DuplicateFilmError](t, s, film.Film{Title: "Three"}, film.Film{Title: "Three"})
	save(t, s, film.Film{Title: "Four"})
	one, two, four := film1(t, s, "One").ID, film1(t, s, "Two").ID, film1(t, s, "Four").ID
	if one != firstLocal || two != firstLocal+1 || four <= two {
		t.Errorf("numbers %d, %d, %d, want them to rise from %d", one, two, four, firstLocal)
	}
}

func byAlias(t *testing.T, s Store) {
	save(t, s, film.Film{Title: "Saltmarsh", Year: 2001, Ids: film.Aliases{IMDb: "tt0000001", TMDB: 1}})
	got := save(t, s, film.Film{Title: "Salzwiese", Year: 2003, Ids: film.Aliases{TMDB: 1, Wikidata: "Q1"}})
	if want := (store.Saved{Updated: 1}); got != want {
		t.Errorf("saved %+v, want %+v", got, want)
	}
	f := filmOf(t, s, firstLocal)
	if want := (film.Aliases{IMDb: "tt0000001", TMDB: 1, Wikidata: "Q1"}); f.Ids != want || f.Title != "Salzwiese" {
		t.Errorf("%q with %+v, want the new title and %+v", f.Title, f.Ids, want)
	}
	for _, a := range []film.Aliases{{IMDb: "tt0000001"}, {TMDB: 1}, {Wikidata: "Q1"}, {TMDB: 99, Wikidata: "Q1"}} {
		if id, err := s.FilmByAlias(t.Context(), a); err != nil || id != f.ID {
			t.Errorf("FilmByAlias(%+v) = %s, %v, want %s", a, id, err, f.ID)
		}
	}
}

func byTitleAndYear(t *testing.T, s Store) {
	save(t, s, film.Film{Title: "The Salt & the Marsh", Year: 2001})
	save(t, s, film.Film{Title: "the salt and the marsh", Year: 2001, Ids: film.Aliases{TMDB: 1}})
	save(t, s, film.Film{Title: "The Salt and the Marsh", Year: 2002})
	save(t, s, film.Film{Title: "The Salt and the Marsh", Year: 2001, Ids: film.Aliases{TMDB: 2}})
	all := filmsNamed(t, s, "The Salt and the Marsh")
	if len(all) != 3 {
		t.Fatalf("%d films, want three: another year and another alias are another film", len(all))
	}
	if all[0].Ids.TMDB != 1 || all[1].Year != 2002 || all[2].Ids.TMDB != 2 {
		t.Errorf("got %+v", all)
	}
}

// inDoubtApart checks a film that may be either of two: it is neither, and the
// next time it is itself.
func inDoubtApart(t *testing.T, s Store) {
	save(t, s,
		film.Film{Title: "Saltmarsh", Ids: film.Aliases{TMDB: 1}},
		film.Film{Title: "Saltmarsh", Ids: film.Aliases{TMDB: 2}})
	doubtful := film.Film{Title: "Saltmarsh", Tagline: "doubtful"}
	if got, want := save(t, s, doubtful), (store.Saved{Added: 1}); got != want {
		t.Errorf("saved %+v, want %+v", got, want)
	}
	if got, want := save(t, s, doubtful), (store.Saved{Updated: 1}); got != want {
		t.Errorf("saved again %+v, want %+v", got, want)
	}
}

func preset(t *testing.T, s Store) {
	save(t, s, film.Film{ID: 42, Title: "Saltmarsh", Ids: film.Aliases{TMDB: 1}}, film.Film{Title: "Seagrass"})
	save(t, s, film.Film{Title: "Salzwiese", Ids: film.Aliases{TMDB: 1}})
	save(t, s, film.Film{ID: firstLocal, Title: "Seegras"})
	if f := film1(t, s, "Salzwiese"); f.ID != 42 {
		t.Errorf("the alias leads to %s, want %s", f.ID, film.ID(42))
	}
	if f := film1(t, s, "Seegras"); f.ID != firstLocal || stats(t, s).Films != 2 {
		t.Errorf("a number that was given is %s, of %d films", f.ID, stats(t, s).Films)
	}
}

func unknownNumber(t *testing.T, s Store) {
	save(t, s, film.Film{Title: "Saltmarsh"})
	e := refuse[*store.UnknownIDError](t, s, film.Film{Title: "One"}, film.Film{ID: firstLocal + 5, Title: "Two"})
	if e.Position != 1 || e.Name != "Two" || e.ID != (firstLocal+5).String() {
		t.Errorf("refused with %+v", e)
	}
	e = refuse[*store.UnknownIDError](t, s, film.Film{Title: "One", Credits: film.Credits{
		{Name: "Ada Quillfeather", Person: film.FirstLocalID + 5}}})
	if e.Position != 0 || e.Name != "Ada Quillfeather" {
		t.Errorf("refused with %+v", e)
	}
}

func bundledIsOlder(t *testing.T, s Store) {
	save(t, s, film.Film{
		Title: "Saltmarsh", Ids: film.Aliases{TMDB: 1, Wikidata: "Q1"}, Credits: cast("Ada Quillfeather"),
		Releases: []film.Release{{Region: "GB", Date: film.MustDate("2024-01-01")}},
	})
	got := save(t, s, film.Film{
		ID: 42, Title: "Salzwiese", Ids: film.Aliases{TMDB: 1}, Credits: cast("Ada Quillfeather", "Bo Tarrasque"),
	})
	if want := (store.Saved{Updated: 1}); got != want {
		t.Errorf("saved %+v, want %+v", got, want)
	}
	f := filmOf(t, s, firstLocal)
	if want := (film.Aliases{TMDB: 1, Wikidata: "Q1"}); f.ID != 42 || f.Title != "Salzwiese" || f.Ids != want {
		t.Errorf("the younger number leads to %s, %q, %+v", f.ID, f.Title, f.Ids)
	}
	if got := filmOf(t, s, 42); got.ID != 42 {
		t.Errorf("the older number leads to %s", got.ID)
	}
	if all := filmsNamed(t, s, "Saltmarsh"); len(all) > 0 {
		t.Errorf("the younger is still found: %+v", all)
	}
	if id, err := s.FilmByAlias(t.Context(), film.Aliases{Wikidata: "Q1"}); err != nil || id != 42 {
		t.Errorf("its alias leads to %s, %v", id, err)
	}
	credits := person1(t, s, "Ada Quillfeather").Filmography
	if len(credits) != 1 || credits[0].Film != 42 {
		t.Errorf("its cast has %+v", credits)
	}
	if got := stats(t, s); got.Films != 1 || got.Releases != 0 {
		t.Errorf("counted %+v", got)
	}
	save(t, s, film.Film{Title: "Seagrass"})
	if f := film1(t, s, "Seagrass"); f.ID != firstLocal+1 {
		t.Errorf("the next number is %s, want %s: no number is given twice", f.ID, firstLocal+1)
	}
}

func bundledByTitle(t *testing.T, s Store) {
	save(t, s, film.Film{Title: "Saltmarsh", Year: 2001})
	save(t, s, film.Film{ID: 42, Title: "Saltmarsh", Year: 2001, Ids: film.Aliases{TMDB: 1}})
	if f := filmOf(t, s, firstLocal); f.ID != 42 {
		t.Errorf("the younger number leads to %s", f.ID)
	}
	// Two that the bundled catalogue tells apart stay apart.
	save(t, s, film.Film{ID: 43, Title: "Saltmarsh", Year: 2001})
	if all := filmsNamed(t, s, "Saltmarsh"); len(all) != 2 {
		t.Errorf("%d films, want two", len(all))
	}
}

func twoBecomeOne(t *testing.T, s Store) {
	save(t, s,
		film.Film{Title: "Saltmarsh", Ids: film.Aliases{IMDb: "tt0000001"}},
		film.Film{Title: "Salzwiese", Ids: film.Aliases{TMDB: 1}})
	save(t, s, film.Film{Title: "Saltmarsh", Ids: film.Aliases{IMDb: "tt0000001", TMDB: 1}})
	if f := filmOf(t, s, firstLocal+1); f.ID != firstLocal {
		t.Errorf("the younger number leads to %s", f.ID)
	}
	// The younger also gives way when it comes under its own number.
	save(t, s, film.Film{Title: "Seegras", Ids: film.Aliases{TMDB: 2}})
	save(t, s, film.Film{ID: firstLocal + 2, Title: "Seegras", Ids: film.Aliases{IMDb: "tt0000001"}})
	if f := filmOf(t, s, firstLocal+2); f.ID != firstLocal || f.Title != "Seegras" {
		t.Errorf("the youngest number leads to %s, %q", f.ID, f.Title)
	}
}

func throughTheYounger(t *testing.T, s Store) {
	save(t, s, film.Film{Title: "Saltmarsh", Ids: film.Aliases{TMDB: 1}})
	save(t, s, film.Film{ID: 42, Title: "Saltmarsh", Ids: film.Aliases{TMDB: 1}})
	got := save(t, s, film.Film{ID: firstLocal, Title: "Salzwiese"})
	if f := film1(t, s, "Salzwiese"); f.ID != 42 || got != (store.Saved{Updated: 1}) {
		t.Errorf("saved under a number that gave way it is %s, %+v", f.ID, got)
	}
}

func threeBecomeOne(t *testing.T, s Store) {
	save(t, s, film.Film{Title: "A", Ids: film.Aliases{IMDb: "tt0000001"}},
		film.Film{Title: "B", Ids: film.Aliases{TMDB: 1}},
		film.Film{Title: "C", Ids: film.Aliases{Wikidata: "Q1"}})
	save(t, s, film.Film{Title: "D", Ids: film.Aliases{TMDB: 1, Wikidata: "Q1"}})
	save(t, s, film.Film{Title: "E", Ids: film.Aliases{IMDb: "tt0000001", TMDB: 1}})
	save(t, s, film.Film{ID: 42, Title: "F", Ids: film.Aliases{Wikidata: "Q1"}})
	for id := firstLocal; id < firstLocal+3; id++ {
		if f := filmOf(t, s, id); f.ID != 42 || f.Title != "F" {
			t.Errorf("%s leads to %s, %q", id, f.ID, f.Title)
		}
	}
	want := film.Aliases{IMDb: "tt0000001", TMDB: 1, Wikidata: "Q1"}
	if f := filmOf(t, s, 42); f.Ids != want {
		t.Errorf("its aliases are %+v, want %+v", f.Ids, want)
	}
}

func conflicts(t *testing.T, s Store) {
	save(t, s,
		film.Film{ID: 42, Title: "Saltmarsh", Ids: film.Aliases{IMDb: "tt0000001"}},
		film.Film{ID: 43, Title: "Seagrass", Ids: film.Aliases{TMDB: 1}},
		film.Film{Title: "Reeds", Ids: film.Aliases{IMDb: "tt0000002", TMDB: 2}},
		film.Film{Title: "Rushes", Ids: film.Aliases{IMDb: "tt0000003", TMDB: 3}})
	for _, f := range []film.Film{
		{Title: "Two of the bundled", Ids: film.Aliases{IMDb: "tt0000001", TMDB: 1}},
		{Title: "One is bundled as another", ID: 43, Ids: film.Aliases{IMDb: "tt0000001"}},
		{Title: "Two that differ", Ids: film.Aliases{IMDb: "tt0000002", TMDB: 3}},
	} {
		e := refuse[*store.ConflictError](t, s, film.Film{Title: "First"}, f)
		if e.Position != 1 || e.Name != f.Title || e.Ids != f.Ids {
			t.Errorf("%q: refused with %+v", f.Title, e)
		}
	}
	var titles []string
	for _, id := range []film.ID{42, 43, firstLocal, firstLocal + 1} {
		titles = append(titles, filmOf(t, s, id).Title)
	}
	if want := []string{"Saltmarsh", "Seagrass", "Reeds", "Rushes"}; !slices.Equal(titles, want) {
		t.Errorf("after the conflicts the films are %q, want %q", titles, want)
	}
}
