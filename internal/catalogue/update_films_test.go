package catalogue_test

import (
	"errors"
	"fmt"
	"iter"
	"testing"

	"marquee/internal/catalogue"
	"marquee/internal/film"
)

// filmsThen yields films and then, where there is one, an error.
func filmsThen(err error, films ...film.Film) iter.Seq2[film.Film, error] {
	return func(yield func(film.Film, error) bool) {
		for _, f := range films {
			if !yield(f, nil) {
				return
			}
		}
		if err != nil {
			yield(film.Film{}, err)
		}
	}
}

func TestImportFilmsOfASource(t *testing.T) {
	importer, db := newImporter(t)
	var films []film.Film
	for i := range 250 {
		films = append(films, film.Film{
			Title: fmt.Sprint("The Salt Ferry ", i), Year: 2026, Ids: film.Aliases{Wikidata: fmt.Sprint("Q99000", 100+i)},
		})
	}
	films[120] = films[110]                                         // once more
	films[130] = film.Film{Title: "Somebody's Number", ID: 1 << 30} // which only Marquee gives
	films[140] = film.Film{
		Title: "Never Let Me Go", Year: 2010, Ids: film.Aliases{IMDb: "tt1334260", TMDB: 47964},
		OriginalLanguage: "en", Minutes: 103,
		Credits: film.Credits{{Job: film.Cast, Name: "Carey Mulligan"}, {Job: film.Cast, Name: "Keira Knightley"}},
	}
	var told []int
	got, refused, err := importer.Films(t.Context(), "Wikidata", filmsThen(film.ErrDown, films...), func(sofar catalogue.Imported) {
		told = append(told, sofar.Films)
	})
	if !errors.Is(err, film.ErrDown) || got.Films != 248 || got.Added != 248 || refused != 2 || got.Joined != 1 {
		t.Errorf("%+v, %d refused, %v", got, refused, err)
	}
	if fmt.Sprint(told) != "[100 199 248]" {
		t.Errorf("told %v", told)
	}
	if stats, err := db.Stats(t.Context()); err != nil || stats.Films != 248 {
		t.Errorf("saved %+v, %v", stats, err)
	}
	id, err := db.FilmByAlias(t.Context(), film.Aliases{Wikidata: "Q99000100"})
	if err != nil {
		t.Fatal(err)
	}
	f, err := db.Film(t.Context(), id)
	if want := (film.Origin{Source: "Wikidata", AsOf: importer.Today}); err != nil || f.Origin != want {
		t.Errorf("%+v, %v", f.Origin, err)
	}
	got, refused, err = importer.Films(t.Context(), "Wikidata", filmsThen(nil, films[:50]...), nil)
	if err != nil || got.Updated != 50 || refused != 0 {
		t.Errorf("again: %+v, %d refused, %v", got, refused, err)
	}
}
