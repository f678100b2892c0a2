package catalogue_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/catalogue"
	"marquee/internal/film"
)

func TestUnknownFilmAndPerson(t *testing.T) {
	c := openBundled(t)
	if _, err := c.Film(t.Context(), film.FirstLocalID); !errors.Is(err, film.ErrNotFound) {
		t.Errorf("a film that is not there: %v", err)
	}
	if _, err := c.Person(t.Context(), film.FirstLocalID); !errors.Is(err, film.ErrNotFound) {
		t.Errorf("a person who is not there: %v", err)
	}
	if _, err := c.FilmByAlias(t.Context(), film.Aliases{IMDb: "tt9999999"}); !errors.Is(err, film.ErrNotFound) {
		t.Errorf("an alias that is not there: %v", err)
	}
	if _, err := shelf().FilmByAlias(t.Context(), film.Aliases{}); !errors.Is(err, film.ErrNotFound) {
		t.Errorf("no alias: %v", err)
	}
}

func TestPersonOfTheBundle(t *testing.T) {
	c := openBundled(t)
	found, err := c.People().Named(t.Context(), []string{"keira knightley"}, 5)
	if err != nil || len(found) != 1 {
		t.Fatalf("%v, %v", found, err)
	}
	l := found[0]
	if n, known := l.Popularity.Count(); l.Detail == "" || strings.Count(l.Detail, ", ") != 1 || !known || n == 0 {
		t.Errorf("the listing %+v", l)
	}
	p, err := c.Person(t.Context(), l.PersonID())
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Filmography) != 24 || p.Origin.Source != "Wikipedia" {
		t.Errorf("%d films, from %q", len(p.Filmography), p.Origin.Source)
	}
	want := film.PersonCredit{
		Film: 1, Title: "Never Let Me Go", Year: 2010, Date: film.MustDate("2010-09-15"), Job: film.Cast,
		Origin: film.Origin{Source: "Never Let Me Go film page", AsOf: film.MustDate("2026-11-23")},
	}
	if diff := cmp.Diff(want, p.Filmography[0], compareFacts); diff != "" {
		t.Error(diff)
	}
}

// Somebody with several credited names is found by each, and is one person.
func TestPersonOfSeveralNames(t *testing.T) {
	c := openBundled(t)
	short, _ := c.PersonNamed("mahershala ali")
	long, _ := c.PersonNamed("Mahershalalhashbaz Ali")
	if short == 0 || short != long {
		t.Fatalf("ids %d and %d", short, long)
	}
	p, err := c.Person(t.Context(), short)
	if err != nil || p.Name != "Mahershala Ali" || len(p.Filmography) != 4 {
		t.Errorf("%s with %d films (%v)", p.Name, len(p.Filmography), err)
	}
	found, err := c.People().Named(t.Context(), []string{"mahershalalhashbaz ali"}, 5)
	if err != nil || len(found) != 1 || found[0].Name != "Mahershala Ali" || found[0].Matched != "Mahershalalhashbaz Ali" {
		t.Errorf("%+v (%v)", found, err)
	}
}

func TestPersonPutsPartsTogether(t *testing.T) {
	c := catalogue.New([]film.Film{{
		Title: "An Invented Film", Year: 2001,
		Credits: film.Credits{
			{Job: film.Cast, Name: "Ann Example", As: "Twin one"},
			{Job: film.Cast, Name: "Ann Example", As: "Twin two"},
			{Job: film.Writer, Name: "ann example", Note: "novel", Ids: film.Aliases{TMDB: 7}},
		},
	}})
	id, ok := c.PersonNamed("Ann Example")
	if !ok {
		t.Fatal("nobody of that name")
	}
	p, err := c.Person(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	want := []film.PersonCredit{
		{Film: 1, Title: "An Invented Film", Year: 2001, Job: film.Cast, As: "Twin one / Twin two"},
		{Film: 1, Title: "An Invented Film", Year: 2001, Job: film.Writer, Note: "novel"},
	}
	if diff := cmp.Diff(want, p.Filmography, compareFacts); diff != "" || p.Ids.TMDB != 7 {
		t.Errorf("ids %+v\n%s", p.Ids, diff)
	}
}

// Within a catalogue a name is one person, unless ids tell two apart.
func TestPeopleOfOneName(t *testing.T) {
	credit := func(name string, tmdb int) film.Credits {
		return film.Credits{{Job: film.Cast, Name: name, Ids: film.Aliases{TMDB: tmdb}}}
	}
	c := catalogue.New([]film.Film{
		{Title: "One", Credits: credit("Ann Example", 1)},
		{Title: "Two", Credits: credit("Ann Example", 2)},
		{Title: "Three", Credits: credit("ANN EXAMPLE", 0)},
		{Title: "Four", Credits: credit("Bo Example", 0)},
		{Title: "Five", Credits: credit("Bo Example", 3)},
		{Title: "Six", Credits: film.Credits{{Name: "Cy Example", Person: 40}}},
	})
	var got []string
	for id := film.ID(1); id <= 6; id++ {
		f, err := c.Film(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%s: %d", f.Title, f.Credits[0].Person))
	}
	want := []string{"One: 41", "Two: 42", "Three: 41", "Four: 43", "Five: 43", "Six: 40"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if id, ok := c.PersonNamed("Ann Example"); ok {
		t.Errorf("two people have the name, and %d was chosen", id)
	}
}

func TestListingOfAPerson(t *testing.T) {
	cast := film.Credits{{Job: film.Cast, Name: "Ann Example"}}
	film1, film2, film3 := popular("Least", 2001, 3), popular("Most", 2002, 30), popular("More", 2003, 10)
	film1.Credits, film2.Credits, film3.Credits = cast, cast, cast
	unknown := film.Film{Title: "Uncounted", Credits: film.Credits{{Name: "Bo Example"}}}
	index := catalogue.New([]film.Film{film1, film2, film3, unknown}).People()
	found, err := index.Starting(t.Context(), []string{"exam"}, 5)
	if err != nil || len(found) != 2 {
		t.Fatalf("%v (%v)", found, err)
	}
	want := film.Listing{Number: 1, Name: "Ann Example", Matched: "Ann Example", Popularity: film.PopularityOf(43), Detail: "Most, More"}
	if diff := cmp.Diff(want, found[0], compareFacts); diff != "" {
		t.Error(diff)
	}
	if _, known := found[1].Popularity.Count(); known || found[1].Detail != "Uncounted" {
		t.Errorf("%+v", found[1])
	}
}

func TestFilmByAlias(t *testing.T) {
	c := catalogue.New([]film.Film{
		{ID: 7, Title: "One", Ids: film.Aliases{IMDb: "tt0000001", TMDB: 11, Wikidata: "Q111"}},
		{ID: 9, Title: "Two", Ids: film.Aliases{TMDB: 22}},
	})
	for _, test := range []struct {
		alias film.Aliases
		want  film.ID
	}{
		{film.Aliases{IMDb: "tt0000001"}, 7},
		{film.Aliases{Wikidata: "Q111"}, 7},
		{film.Aliases{TMDB: 22}, 9},
		{film.Aliases{IMDb: "tt0000001", TMDB: 22}, 7},
		{film.Aliases{IMDb: "tt0000009", TMDB: 22}, 9},
	} {
		got, err := c.FilmByAlias(t.Context(), test.alias)
		if err != nil || got != test.want {
			t.Errorf("%+v: %d (%v), want %d", test.alias, got, err, test.want)
		}
	}
}

func TestComing(t *testing.T) {
	released := func(title string, all ...string) film.Film {
		f := film.Film{Title: title}
		for _, s := range all {
			region, date, _ := strings.Cut(s, " ")
			f.Releases = append(f.Releases, film.Release{Region: film.Region(region), Date: film.MustDate(date)})
		}
		return f
	}
	films := []film.Film{
		released("Less", "GB 2026-12-20"),
		released("Late", "GB 2026-12-20", "FR 2026-12-01"),
		released("Early", "GB 2026-12-02", "GB 2026-12-09"),
		released("On the day", "GB 2026-12-31"),
		released("Month", "GB 2026-12"),
		released("Year", "GB 2026"),
		released("Vague", "AT 2026-12"),
		released("Exact", "AT 2026-12-01"),
		released("Before", "GB 2026-11-30"),
		released("After", "GB 2027-01-01"),
	}
	films[0].Popularity, films[1].Popularity = film.PopularityOf(1), film.PopularityOf(2)
	c := catalogue.New(films)
	for _, test := range []struct {
		regions []film.Region
		limit   int
		want    string
	}{
		{[]film.Region{"GB"}, 9, "Month, Early, Late, Less, On the day"},
		{[]film.Region{"GB", "FR"}, 9, "Late, Month, Early, Less, On the day"},
		{[]film.Region{"GB"}, 2, "Month, Early"},
		{[]film.Region{"AT"}, 9, "Exact, Vague"},
		{[]film.Region{"DE"}, 9, ""},
		{nil, 9, ""},
	} {
		ids, err := c.Coming(t.Context(), test.regions, film.MustDate("2026-12-01"), film.MustDate("2026-12-31"), test.limit)
		if err != nil {
			t.Fatal(err)
		}
		var titles []string
		for _, id := range ids {
			f, _ := c.Film(t.Context(), id)
			titles = append(titles, f.Title)
		}
		if got := strings.Join(titles, ", "); got != test.want {
			t.Errorf("%v, %d: %s, want %s", test.regions, test.limit, got, test.want)
		}
	}
}

func TestComingInTheBundle(t *testing.T) {
	ids, err := openBundled(t).Coming(t.Context(), []film.Region{"DE"}, film.MustDate("2011-02-01"), film.MustDate("2011-02-28"), 5)
	if err != nil || len(ids) != 1 || ids[0] != 1 {
		t.Errorf("%v (%v)", ids, err)
	}
}

func TestSame(t *testing.T) {
	c := openBundled(t)
	cast := func(names ...string) film.Credits {
		var out film.Credits
		for _, n := range names {
			out = append(out, film.Credit{Job: film.Cast, Name: n})
		}
		return out
	}
	for _, test := range []struct {
		name string
		film film.Film
		want film.ID
	}{
		{"title, time and cast", film.Film{Title: "never let me go", Year: 2011, Minutes: 104, Credits: cast("keira knightley", "Carey Mulligan")}, 1},
		{"another title beside it", film.Film{Title: "Alles, was wir geben mussten", Year: 2010, Minutes: 103, Credits: cast("Keira Knightley", "Carey Mulligan"),
			OtherTitles: []film.OtherTitle{{Title: "Never Let Me Go"}}}, 1},
		{"title and year alone", film.Film{Title: "Never Let Me Go", Year: 2010}, 0},
		{"title and time alone", film.Film{Title: "Never Let Me Go", Year: 2010, Minutes: 103}, 0},
		{"the namesake", film.Film{Title: "Never Let Me Go", Year: 1953, Minutes: 94, Credits: cast("Keira Knightley", "Carey Mulligan")}, 0},
		{"another year", film.Film{Title: "Never Let Me Go", Year: 2013, Minutes: 103, Credits: cast("Keira Knightley", "Carey Mulligan")}, 0},
		{"another title", film.Film{Title: "Always Let Me Go", Year: 2010, Minutes: 103, Credits: cast("Keira Knightley", "Carey Mulligan")}, 0},
	} {
		got, ok := c.Same(&test.film)
		if got != test.want || ok != (test.want != 0) {
			t.Errorf("%s: %d, %v; want %d", test.name, got, ok, test.want)
		}
	}
}

func TestSameByAlias(t *testing.T) {
	c := catalogue.New([]film.Film{
		{Title: "One", Ids: film.Aliases{TMDB: 1}},
		{Title: "Two", Ids: film.Aliases{IMDb: "tt0000002"}},
	})
	if id, _ := c.Same(&film.Film{Title: "Uno", Ids: film.Aliases{TMDB: 1}}); id != 1 {
		t.Errorf("a shared alias leads to %d, want 1", id)
	}
	if id, ok := c.Same(&film.Film{Title: "Both", Ids: film.Aliases{TMDB: 1, IMDb: "tt0000002"}}); ok {
		t.Errorf("aliases of two films lead to %d, want none", id)
	}
}
