package lookup_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"marquee/internal/catalogue"
	"marquee/internal/film"
	"marquee/internal/lookup"
)

// invented returns a film of an invented catalogue; votes below 0 are unknown.
func invented(id film.ID, title string, year, votes int) film.Film {
	f := film.Film{ID: id, Title: title, Year: year}
	if votes >= 0 {
		f.Popularity = film.PopularityOf(votes)
	}
	return f
}

func shelf() *catalogue.Catalogue {
	fog := invented(10, "The Grey Lantern", 1999, 50)
	fog.Ids = film.Aliases{IMDb: "tt9000010", TMDB: 900010, Wikidata: "Q900010"}
	fog.OtherTitles = []film.OtherTitle{{Title: "Die graue Laterne", Language: "de"}}
	return catalogue.New([]film.Film{
		fog,
		invented(11, "Quorn", 1980, 90), invented(12, "Quorn", 2001, 20),
		invented(13, "Twins of Ashford", 1950, 30), invented(14, "Twins of Ashford", 2015, 28),
		invented(15, "Nobody Counted", 2010, -1), invented(16, "Nobody Counted", 1953, 0),
		invented(17, "Lantern 2049", 2017, 40),
		invented(18, "9", 2009, 10), invented(19, "Nine", 2009, 12),
		invented(20, "Marlow", 1990, 40), invented(21, "Marlows", 1994, 41),
		invented(22, "Harbour Lights", 1970, 10), invented(23, "Harbour Lights II", 1975, 90), invented(24, "Harbour Lights III", 1979, 5),
		invented(25, "Æther & Øre", 2004, 7),
	})
}

func TestResolveFilm(t *testing.T) {
	library := lookup.New(shelf())
	for _, c := range []struct {
		title   string
		year    int
		verdict lookup.Verdict
		found   film.ID
		others  []film.ID
		guessed bool
		missed  bool
	}{
		{title: "The Grey Lantern", verdict: lookup.One, found: 10},
		{title: "grey lantern", verdict: lookup.One, found: 10},
		{title: "the   GREY lantern!", verdict: lookup.One, found: 10},
		{title: "Die graue Laterne", verdict: lookup.One, found: 10},
		{title: "graue laterne", verdict: lookup.One, found: 10},
		{title: "greylantern", verdict: lookup.One, found: 10},
		{title: "the gray lantern", verdict: lookup.One, found: 10, guessed: true},
		{title: "tt9000010", verdict: lookup.One, found: 10},
		{title: "tmdb:900010", verdict: lookup.One, found: 10},
		{title: "https://www.wikidata.org/wiki/Q900010", verdict: lookup.One, found: 10},
		{title: "id:A", verdict: lookup.One, found: 10},
		{title: "tt9000011", verdict: lookup.None},
		{title: "aether and ore", verdict: lookup.One, found: 25},

		{title: "quorn", verdict: lookup.Leading, found: 11, others: []film.ID{12}},
		{title: "twins of ashford", verdict: lookup.Several, others: []film.ID{13, 14}},
		{title: "twins of ashford", year: 2015, verdict: lookup.One, found: 14},
		{title: "twins of ashford (2015)", verdict: lookup.One, found: 14},
		{title: "twins of ashford 2015", verdict: lookup.One, found: 14},
		{title: "twins of ashford", year: 2016, verdict: lookup.One, found: 14},
		{title: "twins of ashford", year: 1980, verdict: lookup.Several, others: []film.ID{13, 14}, missed: true},
		{title: "nobody counted", verdict: lookup.Leading, found: 15, others: []film.ID{16}},

		{title: "lantern 2049", verdict: lookup.One, found: 17},
		{title: "9", verdict: lookup.Leading, found: 18, others: []film.ID{19}},
		{title: "nine", verdict: lookup.Leading, found: 19, others: []film.ID{18}},
		{title: "marlow", verdict: lookup.Leading, found: 20, others: []film.ID{21}},
		{title: "harbour lights", verdict: lookup.Leading, found: 22, others: []film.ID{23}},
		{title: "harbour lights 1", verdict: lookup.One, found: 22},
		{title: "harbour lights 2", verdict: lookup.One, found: 23},
		{title: "harbour lights iii", verdict: lookup.One, found: 24},
		{title: "harbour lights 4", verdict: lookup.Several, others: []film.ID{23, 22, 24}, guessed: true},
		{title: "the grey lantern 2", verdict: lookup.Several, others: []film.ID{10}, guessed: true},
		{title: "the grey lantern 1950", verdict: lookup.One, found: 10, missed: true},
		{title: "gry lantern keeper", verdict: lookup.Several, others: []film.ID{10}, guessed: true},
		{title: "xyzzy plugh", verdict: lookup.None},
		{title: "", verdict: lookup.None},
		{title: "!!!", verdict: lookup.None},
	} {
		r, err := library.ResolveFilm(context.Background(), c.title, c.year)
		if err != nil {
			t.Fatal(err)
		}
		var others []film.ID
		for _, o := range r.Others {
			others = append(others, o.FilmID())
		}
		if r.Verdict != c.verdict || r.Found.FilmID() != c.found || !slices.Equal(others, c.others) ||
			r.Guessed != c.guessed || r.YearMissed != c.missed {
			t.Errorf("%q %d: verdict %d, found %d, others %v, guessed %v, year missed %v; want %+v",
				c.title, c.year, r.Verdict, r.Found.FilmID(), others, r.Guessed, r.YearMissed, c)
		}
	}
}

func TestNearestFilms(t *testing.T) {
	library := lookup.New(shelf())
	for _, name := range []string{"grey lighthouse keepers", "q", "zzz", "harbor lamps"} {
		near, err := library.NearestFilms(context.Background(), name, 3)
		if err != nil {
			t.Fatal(err)
		}
		if len(near) != 3 {
			t.Errorf("%q: %d near titles, want 3", name, len(near))
		}
	}
}

func TestSuggestFilms(t *testing.T) {
	library := lookup.New(shelf())
	for _, c := range []struct {
		prefix string
		first  film.ID
		n      int
	}{
		{"harb", 23, 3},
		{"harbour lights", 22, 3}, // the whole title before what goes on from it
		{"the gr", 10, 1},
		{"gr", 10, 1},
		{"quorn 2001", 12, 1},
		{"tw", 13, 2},
		{"harbuor", 22, 3}, // misspelt, and still offered
		{"", 0, 0},
		{"!", 0, 0},
	} {
		list, err := library.SuggestFilms(context.Background(), c.prefix, 25)
		if err != nil {
			t.Fatal(err)
		}
		if len(list) != c.n || c.n > 0 && list[0].FilmID() != c.first {
			t.Errorf("%q: %v, want %d beginning with %d", c.prefix, list, c.n, c.first)
		}
	}
}

// broken is a shelf that cannot be read.
type broken struct{ *catalogue.Catalogue }

var errBroken = errors.New("broken")

func (broken) Film(context.Context, film.ID) (film.Film, error) { return film.Film{}, errBroken }
func (broken) Films() lookup.Index                              { return brokenIndex{} }

type brokenIndex struct{ lookup.Index }

func (brokenIndex) Named(context.Context, []string, int) ([]film.Listing, error) {
	return nil, errBroken
}

// A shelf that cannot be read is never taken for one that does not know.
func TestBrokenShelf(t *testing.T) {
	library := lookup.New(shelf(), broken{shelf()})
	if _, err := library.ResolveFilm(context.Background(), "Quorn", 0); !errors.Is(err, errBroken) {
		t.Errorf("resolving: %v", err)
	}
	if _, err := library.Film(context.Background(), 10); !errors.Is(err, errBroken) {
		t.Errorf("reading: %v", err)
	}
	if _, err := lookup.New(shelf()).Film(context.Background(), 999); !errors.Is(err, film.ErrNotFound) {
		t.Errorf("an unknown film: %v", err)
	}
}

func TestMerge(t *testing.T) {
	monday, tuesday := film.MustDate("2026-11-23"), film.MustDate("2026-11-24")
	first := film.Film{
		ID: 1, Title: "The Grey Lantern", Year: 1999,
		Credits:  film.Credits{{Job: film.Director, Name: "A. Nother"}},
		Releases: []film.Release{{Region: "GB", Date: film.MustDate("1999-03-05"), Kind: film.Theatrical}},
		Origin:   film.Origin{Source: "mine", AsOf: monday},
	}
	second := film.Film{
		ID: 1, Title: "Grey Lantern", Year: 1998, Minutes: 90, Genres: []string{"Mystery"},
		Credits: film.Credits{{Job: film.Director, Name: "Some Body"}, {Job: film.Cast, Name: "C. Star"}},
		Releases: []film.Release{
			{Region: "GB", Date: film.MustDate("1999-03-06")},
			{Region: "FR", Date: film.MustDate("1999-04-07")},
		},
		Ids:    film.Aliases{IMDb: "tt9000010"},
		Origin: film.Origin{Source: "theirs", AsOf: tuesday},
	}
	got := lookup.Merge(first, second)
	switch {
	case got.Title != "The Grey Lantern", got.Year != 1999, got.Minutes != 90, got.Ids.IMDb != "tt9000010":
		t.Errorf("merged fields: %+v", got)
	case got.OriginOf("year") != first.Origin, got.OriginOf("minutes") != second.Origin, got.OriginOf("genres") != second.Origin:
		t.Errorf("origins: %v", got.Origins)
	case len(got.OtherTitles) != 1 || got.OtherTitles[0].Title != "Grey Lantern":
		t.Errorf("the other title is lost: %v", got.OtherTitles)
	}
	if names := got.Credits.By(film.Director).Names(); !slices.Equal(names, []string{"A. Nother"}) {
		t.Errorf("directors: %v", names)
	}
	if names := got.Credits.By(film.Cast).Names(); !slices.Equal(names, []string{"C. Star"}) {
		t.Errorf("cast: %v", names)
	}
	if got.OriginOf(film.JobField(film.Director)) != first.Origin || got.OriginOf(film.JobField(film.Cast)) != second.Origin {
		t.Errorf("origins of credits: %v", got.Origins)
	}
	// Two sources that differ by a day do not make two releases.
	if len(got.Releases) != 2 || got.Releases[0].Date.String() != "1999-03-05" || got.Releases[1].Region != "FR" {
		t.Errorf("releases: %v", got.Releases)
	}
	if got.Releases[0].Origin != first.Origin || got.Releases[1].Origin != second.Origin {
		t.Errorf("origins of releases: %v", got.Releases)
	}
	if first.Origins != nil || len(first.Credits) != 1 {
		t.Error("merging changed what it was given")
	}
}
