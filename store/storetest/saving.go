package storetest

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/film"
	"marquee/store"
)

// everything is a film that says something in every part that the store looks
// at.
var everything = film.Film{
	Ids:              film.Aliases{IMDb: "tt9000001", TMDB: 9000001, Wikidata: "Q9000001"},
	Title:            "The Lantern of Oum",
	Year:             2024,
	OriginalTitle:    "Die Laterne von Um",
	OriginalLanguage: "de",
	OtherTitles:      []film.OtherTitle{{Title: "La lanterne d'Oum", Language: "fr", Region: "FR"}},
	Popularity:       film.PopularityOf(321),
	Status:           film.Released,
	Minutes:          101,
	Languages:        []string{"de", "en"},
	Genres:           []string{"Drama"},
	Synopsis:         "A keeper of lamps <& a king>.",
	Certificates:     []film.Certificate{{Region: "GB", Mark: "12A", Reason: "moderate threat"}},
	Credits: film.Credits{
		{Job: film.Cast, Name: "Ada Quillfeather", As: "Oum"},
		{Job: film.Cast, Name: "Bo Tarrasque"},
		{Job: film.Director, Name: "Cyra Vell", Ids: film.Aliases{IMDb: "nm9000001"}},
		{Job: film.Writer, Name: "Cyra Vell", Ids: film.Aliases{IMDb: "nm9000001"}, Note: "screenplay"},
	},
	Releases: []film.Release{
		{Region: "DE", Date: film.MustDate("2024-05-02"), Kind: film.Theatrical, Certificate: "6"},
		{Region: "GB", Date: film.MustDate("2024-06"), Kind: film.Digital},
	},
	Score:  film.Score{Value: 7.5, Votes: 12},
	Origin: film.Origin{Source: "A catalogue of lamps", AsOf: film.MustDate("2025")},
	Origins: map[film.Field]film.Origin{
		"credits": {Source: "Somebody else"},
	},
}

// TestSaving tests what becomes of the films of a sequence, and of all of them
// when one is wrong.
func TestSaving(t *testing.T, e Engine) {
	cases(t, e, map[string]func(*testing.T, Store){
		"empty store":      emptyStore,
		"every fact":       everyFact,
		"in order of jobs": inOrderOfJobs,
		"origin":           fillsInOrigin,
		"saved again":      savedAgain,
		"replaced":         replaced,
		"rolled back":      rolledBack,
		"cancelled":        cancelled,
		"twice":            twice,
		"statistics":       statistics,
		"nothing to save": func(t *testing.T, s Store) {
			if got := save(t, s); got != (store.Saved{}) {
				t.Errorf("saved %+v of nothing", got)
			}
		},
	})
}

func emptyStore(t *testing.T, s Store) {
	ctx := t.Context()
	if _, err := s.Film(ctx, 1); !errors.Is(err, film.ErrNotFound) {
		t.Errorf("Film: %v, want film.ErrNotFound", err)
	}
	if _, err := s.Person(ctx, film.FirstLocalID); !errors.Is(err, film.ErrNotFound) {
		t.Errorf("Person: %v, want film.ErrNotFound", err)
	}
	for _, a := range []film.Aliases{{}, {IMDb: "tt0000001"}, {TMDB: 1}, {Wikidata: "Q1"}} {
		if _, err := s.FilmByAlias(ctx, a); !errors.Is(err, film.ErrNotFound) {
			t.Errorf("FilmByAlias(%+v): %v, want film.ErrNotFound", a, err)
		}
	}
	if got := stats(t, s); got != (store.Stats{}) {
		t.Errorf("an empty store counts %+v", got)
	}
}

func everyFact(t *testing.T, s Store) {
	save(t, s, everything)
	want := everything
	want.ID = film.FirstLocalID
	got := filmOf(t, s, want.ID)
	for i, c := range got.Credits {
		if c.Person == 0 {
			t.Errorf("%s has no number", c.Name)
		}
		got.Credits[i].Person = 0
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(film.Date{}, film.Popularity{})); diff != "" {
		t.Errorf("film (-saved +got):\n%s", diff)
	}
	for _, name := range want.Names() {
		if f := film1(t, s, name); f.ID != want.ID {
			t.Errorf("%q finds %s", name, f.ID)
		}
	}
}

// inOrderOfJobs checks that people have the right jobs when credits do not come
// in the order of jobs, in which the document gives them back.
func inOrderOfJobs(t *testing.T, s Store) {
	save(t, s, film.Film{Title: "Saltmarsh", Credits: film.Credits{
		{Job: film.Music, Name: "Dov Ambergate"},
		{Job: film.Cast, Name: "Ena Fisk"},
		{Job: film.Director, Name: "Fay Orrin"},
	}})
	for _, c := range film1(t, s, "Saltmarsh").Credits {
		p := personOf(t, s, c.Person)
		if p.Name != c.Name || p.Filmography[0].Job != c.Job {
			t.Errorf("%s of %s is %s, %s", c.Job, c.Name, p.Name, p.Filmography[0].Job)
		}
	}
}

func fillsInOrigin(t *testing.T, s Store) {
	save(t, s, film.Film{Title: "Saltmarsh"}, everything)
	if f := film1(t, s, "Saltmarsh"); f.Origin != origin {
		t.Errorf("a film without an origin got %+v, want %+v", f.Origin, origin)
	}
	if f := film1(t, s, everything.Title); f.Origin != everything.Origin {
		t.Errorf("a film with an origin got %+v, want its own", f.Origin)
	}
}

func savedAgain(t *testing.T, s Store) {
	films := append(invented(1, 20), everything)
	if got, want := save(t, s, films...), (store.Saved{Added: 21}); got != want {
		t.Errorf("first %+v, want %+v", got, want)
	}
	before := stats(t, s)
	if got, want := save(t, s, films...), (store.Saved{Updated: 21}); got != want {
		t.Errorf("then %+v, want %+v", got, want)
	}
	after := stats(t, s)
	after.Imported = before.Imported
	if after != before {
		t.Errorf("the same films again made %+v of %+v", after, before)
	}
}

// replaced checks that nothing of what a film said before is left anywhere.
func replaced(t *testing.T, s Store) {
	save(t, s, everything)
	id := film1(t, s, everything.Title).ID
	ada := person1(t, s, "Ada Quillfeather").ID
	now := film.Film{
		Ids: everything.Ids, Title: "Lamplight", Year: 2023,
		Credits:  cast("Bo Tarrasque"),
		Releases: []film.Release{{Region: "US", Date: film.MustDate("2023-01-09")}},
	}
	if got, want := save(t, s, now), (store.Saved{Updated: 1}); got != want {
		t.Errorf("saved %+v, want %+v", got, want)
	}
	f := filmOf(t, s, id)
	if f.Title != "Lamplight" || f.Minutes != 0 || f.Synopsis != "" || len(f.Credits) != 1 || len(f.Releases) != 1 {
		t.Errorf("what was said before is left: %+v", f)
	}
	for _, name := range everything.Names() {
		if all := filmsNamed(t, s, name); len(all) > 0 {
			t.Errorf("it is still found as %q", name)
		}
	}
	if near, err := s.Films().Spelled(t.Context(), "lantern", 1); err != nil || len(near) > 0 {
		t.Errorf("words are left of names that are gone: %v, %v", near, err)
	}
	if ids, err := s.Coming(t.Context(), []film.Region{"DE", "GB"}, film.MustDate("2024"), film.MustDate("2024"), 9); err != nil || len(ids) > 0 {
		t.Errorf("it still comes out: %v, %v", ids, err)
	}
	if people := peopleNamed(t, s, "Ada Quillfeather"); len(people) > 0 {
		t.Errorf("somebody without credits is found: %+v", people)
	}
	if p := personOf(t, s, ada); p.Name != "Ada Quillfeather" || len(p.Filmography) > 0 {
		t.Errorf("somebody without credits is %+v", p)
	}
	if got := stats(t, s); got.Films != 1 || got.People != 1 || got.Releases != 1 {
		t.Errorf("counted %+v", got)
	}
}

func rolledBack(t *testing.T, s Store) {
	save(t, s, everything)
	before := stats(t, s)
	broken := errors.New("the file ends here")
	_, err := s.SaveFilms(t.Context(), func(yield func(film.Film, error) bool) {
		changed := everything
		changed.Title = "Changed"
		if !yield(changed, nil) || !yield(film.Film{Title: "New", Credits: cast("Someone New")}, nil) {
			return
		}
		yield(film.Film{}, broken)
	}, origin)
	if !errors.Is(err, broken) {
		t.Errorf("SaveFilms: %v, want the error of the sequence", err)
	}
	if after := stats(t, s); after != before {
		t.Errorf("%+v became %+v", before, after)
	}
	if f := film1(t, s, everything.Title); f.Title != everything.Title {
		t.Errorf("the title became %q", f.Title)
	}
	for _, name := range []string{"New", "Changed"} {
		if all := filmsNamed(t, s, name); len(all) > 0 {
			t.Errorf("%q is found", name)
		}
	}
	save(t, s, film.Film{Title: "Later"})
}

func cancelled(t *testing.T, s Store) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err := s.SaveFilms(ctx, func(yield func(film.Film, error) bool) {
		for _, f := range invented(2, 20) {
			if !yield(f, nil) {
				return
			}
			cancel()
		}
	}, origin)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("SaveFilms: %v, want context.Canceled", err)
	}
	if got := stats(t, s); got.Films != 0 {
		t.Errorf("%d films are left", got.Films)
	}
	save(t, s, everything)
}

// twice checks the films that a sequence may not have twice.
func twice(t *testing.T, s Store) {
	other := film.Film{Title: "Something Else"}
	for name, c := range map[string]struct{ a, b film.Film }{
		"title and year": {
			film.Film{Title: "Rocky II", Year: 1979}, film.Film{Title: "rocky  two!", Year: 1979}},
		"one with an alias": {
			film.Film{Title: "Saltmarsh", Ids: film.Aliases{TMDB: 5}}, film.Film{Title: "Saltmarsh"}},
		"aliases of different catalogues": {
			film.Film{Title: "Saltmarsh", Ids: film.Aliases{TMDB: 5}},
			film.Film{Title: "Saltmarsh", Ids: film.Aliases{IMDb: "tt0000005"}}},
		"alias": {
			film.Film{Title: "Saltmarsh", Ids: film.Aliases{TMDB: 5}},
			film.Film{Title: "Seagrass", Ids: film.Aliases{TMDB: 5}}},
		"preset":      {film.Film{ID: 7, Title: "Saltmarsh"}, film.Film{ID: 7, Title: "Seagrass"}},
		"then preset": {film.Film{Title: "Saltmarsh"}, film.Film{ID: 7, Title: "Saltmarsh"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := refuse[*store.DuplicateFilmError](t, s, other, c.a, film.Film{Title: "Third"}, c.b)
			want := &store.DuplicateFilmError{First: 1, Second: 3, FirstTitle: c.a.Title, SecondTitle: c.b.Title}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("refused with (-want +got):\n%s", diff)
			}
		})
	}
	got := save(t, s,
		film.Film{Title: "Saltmarsh", Year: 2000}, film.Film{Title: "Saltmarsh", Year: 2001},
		film.Film{Title: "Seagrass", Ids: film.Aliases{TMDB: 1}}, film.Film{Title: "Seagrass", Ids: film.Aliases{TMDB: 2}},
		film.Film{ID: 7, Title: "Dune Grass"}, film.Film{ID: 8, Title: "Dune Grass"},
		film.Film{Title: "!!!"}, film.Film{Title: "???"},
	)
	if want := (store.Saved{Added: 8}); got != want {
		t.Errorf("saved %+v of eight films, want %+v", got, want)
	}
}

func statistics(t *testing.T, s Store) {
	save(t, s, everything, film.Film{Title: "Saltmarsh", Credits: cast("Ada Quillfeather")})
	got := stats(t, s)
	if got.Films != 2 || got.People != 3 || got.Releases != 2 {
		t.Errorf("counted %+v, want 2 films, 3 people, 2 releases", got)
	}
	if got.Imported.IsZero() || got.Imported.Location().String() != "UTC" {
		t.Errorf("the newest import was at %v, want a time in UTC", got.Imported)
	}
}
