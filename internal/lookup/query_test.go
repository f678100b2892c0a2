package lookup

import (
	"strings"
	"testing"

	"marquee/internal/film"
)

func TestParseQuery(t *testing.T) {
	for _, c := range []struct {
		typed string
		year  int
		want  Query
	}{
		{"Never Let Me Go", 0, Query{Name: "Never Let Me Go"}},
		{"  Never   Let Me Go ", 2010, Query{Name: "Never Let Me Go", Year: 2010}},
		{`"Heat"`, 0, Query{Name: "Heat"}},
		{"“Heat”", 0, Query{Name: "Heat"}},
		{"Heat (1995)", 0, Query{Name: "Heat", Year: 1995}},
		{"Heat [1995]", 0, Query{Name: "Heat", Year: 1995}},
		{"Heat (1995)", 1972, Query{Name: "Heat", Year: 1972}},
		{"Heat (9999)", 0, Query{Name: "Heat (9999)"}},
		{"(500) Days of Summer", 0, Query{Name: "(500) Days of Summer"}},
		{"Blade Runner 2049", 0, Query{Name: "Blade Runner 2049"}},
		{"tt0113277", 0, Query{Alias: film.Aliases{IMDb: "tt0113277"}}},
		{"TT0113277", 0, Query{Alias: film.Aliases{IMDb: "tt0113277"}}},
		{"https://www.imdb.com/title/tt0113277/?ref_=fn", 0, Query{Alias: film.Aliases{IMDb: "tt0113277"}}},
		{"https://m.imdb.com/de/title/tt0113277/reviews", 0, Query{Alias: film.Aliases{IMDb: "tt0113277"}}},
		{"<https://www.imdb.com/title/tt0113277>", 0, Query{Alias: film.Aliases{IMDb: "tt0113277"}}},
		{"imdb.com/title/tt0113277", 0, Query{Alias: film.Aliases{IMDb: "tt0113277"}}},
		{"https://imdb.com.example.org/title/tt0113277", 0, Query{Name: "https://imdb.com.example.org/title/tt0113277"}},
		{"tmdb:949", 0, Query{Alias: film.Aliases{TMDB: 949}}},
		{"TMDB 949", 0, Query{Alias: film.Aliases{TMDB: 949}}},
		{"https://www.themoviedb.org/movie/949-heat", 0, Query{Alias: film.Aliases{TMDB: 949}}},
		{"Q123456", 0, Query{Alias: film.Aliases{Wikidata: "Q123456"}}},
		{"https://www.wikidata.org/wiki/Q42", 0, Query{Alias: film.Aliases{Wikidata: "Q42"}}},
		{"300", 0, Query{Name: "300"}},
		{"id:MQ7F", 0, Query{ID: 679151}},
		{"id:!", 0, Query{Name: "id:!"}},
		{"", 0, Query{}},
		{" \t\n", 0, Query{}},
	} {
		if got := ParseQuery(c.typed, c.year); got != c.want {
			t.Errorf("ParseQuery(%q, %d) = %+v, want %+v", c.typed, c.year, got, c.want)
		}
	}
}

func TestSplitYear(t *testing.T) {
	for _, c := range []struct {
		name string
		want Query
		ok   bool
	}{
		{"Dune 2021", Query{Name: "Dune", Year: 2021}, true},
		{"Dune, 2021", Query{Name: "Dune", Year: 2021}, true},
		{"2012", Query{}, false},
		{"Dune 9999", Query{}, false},
		{"Dune", Query{}, false},
	} {
		got, ok := Query{Name: c.name}.SplitYear()
		if got != c.want || ok != c.ok {
			t.Errorf("SplitYear of %q = %+v, %v; want %+v, %v", c.name, got, ok, c.want, c.ok)
		}
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{"Heat (1995)", "tt0113277", "https://www.imdb.com/title/tt0113277/", "tmdb:1", "\xff", "id:Z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q := ParseQuery(s, 0)
		if len(q.Name) > MaxName {
			t.Errorf("a name of %d bytes", len(q.Name))
		}
		if q.Name != strings.TrimSpace(q.Name) {
			t.Errorf("untrimmed name %q", q.Name)
		}
	})
}
