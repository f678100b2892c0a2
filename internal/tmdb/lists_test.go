package tmdb_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"marquee/internal/film"
	"marquee/internal/tmdb"
	"marquee/internal/tmdb/tmdbtest"
)

func TestSearchFilms(t *testing.T) {
	d := tmdbtest.New(t)
	for _, tt := range []struct {
		name  string
		query string
		year  int
		adult bool
		want  []string
	}{
		{"by title", "never let me go", 0, false, []string{"Never Let Me Go 2010"}},
		{"namesakes", "lamplighter’s", 0, false, []string{"The Lamplighter’s Tide 2019", "The Lamplighter’s Tide 1966"}},
		{"of a year", "lamplighter’s", 1966, false, []string{"The Lamplighter’s Tide 1966"}},
		{"in another language", "gezeiten", 0, false, []string{"The Lamplighter’s Tide 2019"}},
		{"unknown", "zzz", 0, false, nil},
		{"nothing", " \n\t ", 0, false, nil},
		{"pornographic", "velvet", 0, false, nil},
		{"pornographic, where it may be", "velvet", 0, true, []string{"Velvet Semaphore 2018"}},
		{"very long", strings.Repeat("x", 5000), 0, false, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := newClient(t, tmdb.Options{Token: tmdbtest.Token, APIURL: d.URL(), Adult: tt.adult})
			got, err := c.SearchFilms(t.Context(), tt.query, tt.year)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "films", names(got), tt.want)
			for _, f := range got {
				if err := f.Check(); err != nil || f.Origin.Source != tmdb.Name || f.Ids.TMDB == 0 {
					t.Errorf("%+v: %v", f, err)
				}
			}
		})
	}
	got, err := ofDouble(t, d).SearchFilms(t.Context(), "lamplighter", 2019)
	if err != nil || len(got) != 1 {
		t.Fatal(got, err)
	}
	f := got[0]
	n, _ := f.Popularity.Count()
	same(t, "short record", []any{f.Genres, f.OriginalTitle, f.OriginalLanguage, n, f.Poster},
		[]any{[]string{"Mystery", "Adventure"}, "La marée de l’allumeur", "fr", 1203, "https://image.tmdb.org/t/p/w500/lamplighterInvented.jpg"})
}

// Where a page ends among namesakes there is a second one, else not.
func TestSearchGoesOnAmongNamesakes(t *testing.T) {
	d := tmdbtest.New(t)
	d.SetPage(1)
	c := ofDouble(t, d)
	got, err := c.SearchFilms(t.Context(), "the lamplighter’s tide", 0)
	if err != nil || len(got) != 2 || d.Count() != 2 {
		t.Errorf("%d films, %v, %q", len(got), err, d.Requests())
	}
	if got, err = c.SearchFilms(t.Context(), "lamplighter’s", 0); err != nil || len(got) != 1 || d.Count() != 3 {
		t.Errorf("%d films, %v, %q", len(got), err, d.Requests())
	}
}

func TestListsThatAreNone(t *testing.T) {
	for _, body := range []string{`{}`, `{"page":1}`, `{"results":{}}`, `[]`, `"x"`, `<html>`, ``} {
		c := say(200, body).client(t)
		_, err1 := c.SearchFilms(t.Context(), "x", 0)
		_, err2 := c.SearchPeople(t.Context(), "x")
		_, err3 := c.Changed(t.Context(), time.Now(), time.Now())
		_, err4 := c.Film(t.Context(), film.Aliases{IMDb: "tt1606378"})
		for i, err := range []error{err1, err2, err3, err4} {
			if !errors.Is(err, film.ErrDown) {
				t.Errorf("%d, %s: %v", i, body, err)
			}
		}
	}
}

func TestPeople(t *testing.T) {
	c := ofDouble(t, tmdbtest.New(t))
	people, err := c.SearchPeople(t.Context(), "imagined")
	if err != nil || len(people) != 1 || people[0].Name != "Perrine Imagined" {
		t.Fatal(people, err)
	}
	for _, ids := range []film.Aliases{people[0].Ids, {IMDb: "nm990000031"}, {Wikidata: "Q9900000031"}} {
		p, err := c.Person(t.Context(), ids)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "person", []any{p.Name, p.Born, p.Died, p.Birthplace, p.OtherNames, p.Portrait, p.Ids.IMDb, p.Ids.Wikidata},
			[]any{"Perrine Imagined", film.MustDate("1974-05-06"), film.Date{}, "Port-Inventé, France",
				[]string{"Перрин Воображаемая", "P. Imagined"}, "https://image.tmdb.org/t/p/w300/perrineInvented.jpg", "nm990000031", "Q9900000031"})
		var got []string
		for _, x := range p.Filmography {
			got = append(got, fmt.Sprintf("%s %s %d: %s %s", x.Title, x.Date, x.Ids.TMDB, x.Job, x.Note))
		}
		slices.Sort(got)
		same(t, "films", got, []string{"Paper Harbour 2027-03-05 900004: director ",
			"The Lamplighter’s Tide 2019-02-12 900002: director ", "The Lamplighter’s Tide 2019-02-12 900002: writer screenplay"})
	}
	people, _ = c.SearchPeople(t.Context(), "edith neverwas")
	p, err := c.Person(t.Context(), people[0].Ids)
	if err != nil || p.Filmography[0].Date.String() != "1966" {
		t.Errorf("a 1 January that stands for a year: %+v, %v", p.Filmography, err)
	}
	for _, ids := range []film.Aliases{{}, {TMDB: 5}, {IMDb: "tt990000021"}, {IMDb: "nm0000001"}} {
		if _, err := c.Person(t.Context(), ids); !errors.Is(err, film.ErrNotFound) {
			t.Errorf("%+v: %v", ids, err)
		}
	}
}

func TestComing(t *testing.T) {
	d := tmdbtest.New(t)
	c := ofDouble(t, d)
	day := film.MustDate
	for _, tt := range []struct {
		name        string
		region      film.Region
		kinds       []film.ReleaseKind
		first, last film.Date
		limit       int
		want        []string
	}{
		{"in cinemas", "GB", nil, day("2019-01-01"), day("2027-12-31"), 10, []string{"The Lamplighter’s Tide 2019", "Paper Harbour 2027"}},
		{"a few", "GB", nil, day("2019-01-01"), day("2027-12-31"), 1, []string{"The Lamplighter’s Tide 2019"}},
		{"none", "GB", nil, day("2019-01-01"), day("2027-12-31"), 0, nil},
		{"months", "GB", nil, day("2027"), day("2027-03"), 10, []string{"Paper Harbour 2027"}},
		{"before", "GB", nil, day("2027-03-01"), day("2027-03-04"), 10, nil},
		{"on the day", "GB", nil, day("2027-03-05"), day("2027-03-05"), 10, []string{"Paper Harbour 2027"}},
		{"of a kind", "FR", []film.ReleaseKind{film.Premiere}, day("2027-01-01"), day("2027-02-28"), 10, []string{"Paper Harbour 2027"}},
		{"of another kind", "FR", []film.ReleaseKind{film.Digital}, day("2027-01-01"), day("2027-12-31"), 10, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := c.Coming(t.Context(), tt.region, tt.kinds, tt.first, tt.last, tt.limit)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "films", names(got), tt.want)
		})
	}
	for _, asked := range d.Requests() {
		for _, must := range []string{"region=", "with_release_type=", "release_date.gte=", "release_date.lte="} {
			if !strings.Contains(asked, must) {
				t.Errorf("%s is missing in %s", must, asked)
			}
		}
	}
	if _, err := c.Coming(t.Context(), "XK", nil, day("2027"), day("2027"), 5); !errors.Is(err, film.ErrRegion) {
		t.Errorf("no region: %v", err)
	}
	if _, err := c.Coming(t.Context(), "GB", nil, film.Date{}, day("2027"), 5); !errors.Is(err, film.ErrDate) {
		t.Errorf("no day: %v", err)
	}
	d.SetPage(1)
	if got, err := c.Coming(t.Context(), "GB", nil, day("2019"), day("2027"), 10); err != nil || len(got) != 2 {
		t.Errorf("from two pages: %v, %v", names(got), err)
	}
}

func TestChanged(t *testing.T) {
	d := tmdbtest.New(t)
	d.SetPage(2)
	at := func(s string) time.Time {
		v, err := time.Parse("2006-01-02 15:04", s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for i, when := range []string{"2026-09-30 23:59", "2026-10-01 00:00", "2026-10-14 12:00", "2026-10-14 13:00", "2026-10-15 00:00", "2026-10-27 10:00", "2026-11-23 09:00"} {
		d.AddChange(1001+i, at(when))
	}
	c := ofDouble(t, d)
	got, err := c.Changed(t.Context(), at("2026-10-01 18:00"), at("2026-11-23 06:00").In(time.FixedZone("", -8*3600)))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "ids", got, []int{1002, 1003, 1004, 1005, 1006, 1007})
	var spans []string
	for _, asked := range d.Requests() {
		_, q, _ := strings.Cut(asked, "?")
		if v, err := url.ParseQuery(q); err == nil && v.Get("page") == "1" {
			spans = append(spans, v.Get("start_date")+".."+v.Get("end_date"))
		}
	}
	// Each question begins with the last day of the one before.
	same(t, "questions", spans, []string{"2026-10-01..2026-10-14", "2026-10-14..2026-10-27", "2026-10-27..2026-11-09", "2026-11-09..2026-11-22", "2026-11-22..2026-11-23"})
	if _, err := c.Changed(t.Context(), at("2026-01-01 00:00"), at("2026-11-23 00:00")); !errors.Is(err, tmdb.ErrTooLongAgo) {
		t.Errorf("since long ago: %v", err)
	}
	if got, err := c.Changed(t.Context(), at("2026-11-23 00:00"), at("2026-11-01 00:00")); err != nil || len(got) != 0 {
		t.Errorf("backwards: %v, %v", got, err)
	}
}

// More changes than TMDB gives out to one question are asked for in two.
func TestChangedOnBusyDays(t *testing.T) {
	var asked []string
	c := wire(func(r *http.Request) (*http.Response, error) {
		q := r.URL.Query()
		span := q.Get("start_date") + ".." + q.Get("end_date")
		asked = append(asked, span)
		pages := 1
		if span == "2026-11-01..2026-11-09" {
			pages = 501
		}
		return answer(r, 200, fmt.Sprintf(`{"page":1,"total_pages":%d,"results":[{"id":%d}]}`, pages, len(asked))), nil
	}).client(t)
	day := func(s string) time.Time { return film.MustDate(s).In(time.UTC, 0, 0) }
	ids, err := c.Changed(t.Context(), day("2026-11-01"), day("2026-11-09"))
	if err != nil || len(ids) != 3 {
		t.Error(ids, err)
	}
	same(t, "questions", asked, []string{"2026-11-01..2026-11-09", "2026-11-01..2026-11-05", "2026-11-05..2026-11-09"})
}

func TestADeadlineAmongPages(t *testing.T) {
	d := tmdbtest.New(t)
	d.SetPage(1)
	d.Fail("discover/movie", 1, func(w http.ResponseWriter, r *http.Request, real http.HandlerFunc) { real(w, r) })
	d.Fail("discover/movie", -1, tmdbtest.Silence(30*time.Second))
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err := ofDouble(t, d).Coming(ctx, "GB", nil, film.MustDate("2019"), film.MustDate("2027"), 10)
	if !errors.Is(err, film.ErrDown) {
		t.Error(err)
	}
}
