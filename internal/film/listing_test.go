package film_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/film"
)

func TestListingOf(t *testing.T) {
	cast := film.Credit{Job: film.Cast, Name: "Keira Knightley"}
	director := film.Credit{Job: film.Director, Name: "Mark Romanek"}
	f := film.Film{ID: 7, Title: "Never Let Me Go", Year: 2010, Popularity: film.PopularityOf(12),
		Languages: []string{"en", "fr"}, Credits: film.Credits{cast, director}}
	want := film.Listing{Number: 7, Name: "Never Let Me Go", Matched: "Never Let Me Go", Year: 2010,
		Popularity: film.PopularityOf(12), Detail: "Mark Romanek", Languages: []string{"en", "fr"}}
	same := cmp.Comparer(func(a, b film.Popularity) bool { return a == b })
	if d := cmp.Diff(want, film.ListingOf(&f), same); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if l := film.ListingOf(&f); l.FilmID() != 7 || l.PersonID() != 7 {
		t.Errorf("ids: %v, %v", l.FilmID(), l.PersonID())
	}

	f.Credits, f.OriginalLanguage = film.Credits{cast}, "de"
	got := film.ListingOf(&f)
	if got.Detail != "Keira Knightley" || fmt.Sprint(got.Languages) != "[de]" {
		t.Errorf("without a director: detail %q, languages %v", got.Detail, got.Languages)
	}
	f.Credits = film.Credits{{Job: film.Music, Name: "Rachel Portman"}}
	if got := film.ListingOf(&f); got.Detail != "" {
		t.Errorf("with music alone: detail %q", got.Detail)
	}
}

func TestNames(t *testing.T) {
	f := film.Film{Title: "Spirited Away", OriginalTitle: "千と千尋の神隠し",
		OtherTitles: []film.OtherTitle{{Title: "Chihiros Reise ins Zauberland", Language: "de"}}}
	if got := fmt.Sprintf("%q", f.Names()); got != `["Spirited Away" "千と千尋の神隠し" "Chihiros Reise ins Zauberland"]` {
		t.Errorf("got %s", got)
	}
	f = film.Film{Title: "Heat", OriginalTitle: "Heat"}
	if got := f.Names(); len(got) != 1 {
		t.Errorf("got %q", got)
	}
}

func TestFirstDate(t *testing.T) {
	f := film.Film{Year: 2010}
	if got := f.FirstDate().String(); got != "2010" {
		t.Errorf("of the year alone: %q", got)
	}
	f.Releases = releases("GB theatrical 2011-01-14", "US theatrical 2010-09-15")
	if got := f.FirstDate().String(); got != "2010-09-15" {
		t.Errorf("of the releases: %q", got)
	}
	for _, year := range []int{0, -1, 99999} {
		f := film.Film{Year: year}
		if got := f.FirstDate(); !got.IsZero() {
			t.Errorf("of the year %d: %v", year, got)
		}
	}
}
