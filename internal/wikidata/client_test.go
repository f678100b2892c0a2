package wikidata_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/film"
	"marquee/internal/wikidata"
	"marquee/internal/wikidata/wikidatatest"
)

// open returns a client of a double.
func open(t *testing.T) (*wikidata.Client, *wikidatatest.Double) {
	t.Helper()
	d := wikidatatest.New(t)
	return clientOf(t, d), d
}

func clientOf(t *testing.T, d *wikidatatest.Double) *wikidata.Client {
	t.Helper()
	c, err := wikidata.New(wikidata.Options{
		APIURL: d.APIURL(), SPARQLURL: d.SPARQLURL(), Version: "0.1.0", Contact: "films@example.org",
		Logger: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTheSeedFilmHasEveryFactOfItsPage(t *testing.T) {
	c, _ := open(t)
	f, err := c.Film(t.Context(), film.Aliases{Wikidata: wikidatatest.NeverLetMeGo})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Check(); err != nil {
		t.Error(err)
	}
	type page struct {
		Title, OriginalTitle, OriginalLanguage, Ratio string
		Year, Minutes, Cast                           int
		Genres, Languages, Locations, Companies       []string
		Certificates                                  []film.Certificate
		Distributors                                  []film.Distributor
		Crew                                          map[film.Job][]string
		Releases                                      []string
	}
	got := page{
		Title: f.Title, OriginalTitle: f.OriginalTitle, OriginalLanguage: f.OriginalLanguage, Ratio: f.AspectRatio,
		Year: f.Year, Minutes: f.Minutes, Cast: len(f.Credits.By(film.Cast)),
		Genres: f.Genres, Languages: f.Languages, Locations: f.FilmingLocations, Companies: f.ProductionCompanies,
		Certificates: f.Certificates, Distributors: f.Distributors, Crew: make(map[film.Job][]string),
	}
	for _, j := range film.Jobs() {
		if names := f.Credits.By(j).Names(); j != film.Cast && names != nil {
			got.Crew[j] = names
		}
	}
	for _, r := range f.Releases {
		got.Releases = append(got.Releases, r.Date.String()+" "+string(r.Region))
	}
	want := page{
		Title: "Never Let Me Go", OriginalTitle: "Never Let Me Go", OriginalLanguage: "en", Ratio: "2.35:1",
		Year: 2010, Minutes: 103, Cast: 19,
		Genres: []string{"Drama", "Romance"}, Languages: []string{"en"},
		Locations:    []string{"Fife, Scotland", "London, England", "Norfolk, England", "Somerset, England"},
		Companies:    []string{"DNA Films", "Film4"},
		Certificates: []film.Certificate{{Region: "US", Mark: "R"}},
		Distributors: []film.Distributor{{Name: "Fox Searchlight", Region: "US"}},
		Crew: map[film.Job][]string{
			film.Director: {"Mark Romanek"}, film.Writer: {"Alex Garland", "Kazuo Ishiguro"},
			film.Producer:   {"Alex Garland", "Andrew Macdonald", "Allon Reich"},
			film.CoProducer: {"Richard Hewitt"}, film.ExecutiveProducer: {"Mark Romanek", "Tessa Ross"},
			film.ArtDirection: {"Denis Schnegg"}, film.Casting: {"Kate Dowd"},
			film.CostumeDesign: {"Rachael Fleming", "Steven Noble"}, film.Photography: {"Adam Kimmel"},
			film.Editor: {"Barney Pilling"}, film.MakeUp: {"Sian Grigg"}, film.Music: {"Rachel Portman"},
			film.ProductionDesign: {"Mark Digby"}, film.SetDecoration: {"Michelle Day"},
		},
		Releases: []string{"2010-09-15 US", "2011-01-14 GB", "2011-02-09 BE", "2011-02-09 FR", "2011-02-24 DE"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if f.Origin.Source != wikidata.Name || f.Origin.AsOf.IsZero() {
		t.Errorf("the facts are of %v", f.Origin)
	}
	if n, known := f.Popularity.Count(); n != 3 || !known {
		t.Errorf("popularity %d, %v; want the 3 Wikipedias", n, known)
	}
	for _, credit := range f.Credits {
		if credit.Ids.Wikidata == "" {
			t.Errorf("%s %s has no identifier", credit.Job, credit.Name)
		}
	}
}

func TestTheNovelAndTheSoundtrackAreNotTheFilm(t *testing.T) {
	c, _ := open(t)
	found, err := c.SearchFilms(t.Context(), "Never Let Me Go", 2010)
	if err != nil || len(found) != 1 || found[0].Ids.Wikidata != wikidatatest.NeverLetMeGo {
		t.Errorf("found %v, %v; want the film alone", found, err)
	}
	for _, id := range []string{wikidatatest.NeverLetMeGoNovel, wikidatatest.NeverLetMeGoSoundtrack, wikidatatest.MusicVideo, "Q30", "Q9999999999"} {
		if f, err := c.Film(t.Context(), film.Aliases{Wikidata: id}); !errors.Is(err, film.ErrNotFound) {
			t.Errorf("Film(%s) = %q, %v; want ErrNotFound", id, f.Title, err)
		}
	}
}

func TestFilmByAnyIdentifier(t *testing.T) {
	c, _ := open(t)
	for _, tt := range []struct {
		ids  film.Aliases
		want string
	}{
		{film.Aliases{Wikidata: wikidatatest.Lighthouse}, wikidatatest.Lighthouse},
		{film.Aliases{Wikidata: wikidatatest.LighthouseOld}, wikidatatest.Lighthouse},
		{film.Aliases{IMDb: "tt9000010"}, wikidatatest.Lighthouse},
		{film.Aliases{TMDB: 9000010}, wikidatatest.Lighthouse},
		{film.Aliases{IMDb: "tt9999999", TMDB: 9000010}, wikidatatest.Lighthouse},
		{film.Aliases{Wikidata: wikidatatest.PuppetOpera}, wikidatatest.PuppetOpera},
		{ids: film.Aliases{}},
		{ids: film.Aliases{IMDb: "tt9999999"}},
		{ids: film.Aliases{IMDb: "nm9000013"}},
		{ids: film.Aliases{TMDB: 9000013}},
		{ids: film.Aliases{Wikidata: "Q1|Q2"}},
		{ids: film.Aliases{Wikidata: "P31"}},
		{ids: film.Aliases{IMDb: "tt9000010|P31=Q5"}},
	} {
		f, err := c.Film(t.Context(), tt.ids)
		if f.Ids.Wikidata != tt.want || (tt.want == "") != errors.Is(err, film.ErrNotFound) {
			t.Errorf("Film(%v) = %v, %v; want %q", tt.ids, f.Ids, err, tt.want)
		}
	}
}

func TestAFilmInOtherLanguages(t *testing.T) {
	c, _ := open(t)
	for _, title := range []string{"the invented lighthouse", "Der erfundene Leuchtturm", "架空の灯台", "le phare inventé",
		`"Invented" Lighthouse: -haswbstatement:P31=Q5`} {
		found, err := c.SearchFilms(t.Context(), title, 0)
		if strings.Contains(title, "haswb") {
			if err != nil || len(found) != 0 {
				t.Errorf("%q: %v, %v; want nothing", title, found, err)
			}
			continue
		}
		if err != nil || len(found) != 1 {
			t.Fatalf("%q: %v, %v", title, found, err)
		}
		f := found[0]
		want := []film.LocalText{{Language: "de", Title: "Der erfundene Leuchtturm"}, {Language: "ja", Title: "架空の灯台"}}
		if diff := cmp.Diff(want, f.Texts); diff != "" {
			t.Errorf("texts, -want +got:\n%s", diff)
		}
		if f.Title != "The Invented Lighthouse" || f.OriginalTitle != "架空の灯台" || f.OriginalLanguage != "ja" {
			t.Errorf("it is called %q, %q (%s)", f.Title, f.OriginalTitle, f.OriginalLanguage)
		}
		if !slices.Equal(f.OtherTitles, []film.OtherTitle{{Title: "Le Phare inventé", Language: "fr"}}) {
			t.Errorf("other titles %v", f.OtherTitles)
		}
	}
	for _, title := range []string{"", "  ", "!!!", "🎬", strings.Repeat("x", 5000), "\xff\xfe"} {
		if found, err := c.SearchFilms(t.Context(), title, 0); err != nil || len(found) != 0 {
			t.Errorf("SearchFilms(%.20q) = %v, %v", title, found, err)
		}
	}
}

func TestDatesAreAsExactAsTheyAreKnown(t *testing.T) {
	c, _ := open(t)
	f, err := c.Film(t.Context(), film.Aliases{Wikidata: wikidatatest.Lighthouse})
	if err != nil {
		t.Fatal(err)
	}
	want := []film.Release{
		{Region: "GB", Date: film.MustDate("2026-12-04")}, {Region: "HK", Date: film.MustDate("2026-12-24")},
		{Region: "DE", Date: film.MustDate("2027-01")}, {Region: "FR", Date: film.MustDate("2027")},
	}
	if diff := cmp.Diff(want, f.Releases, cmp.Comparer(func(a, b film.Date) bool { return a == b })); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if f.Year != 2026 {
		t.Errorf("the film is of %d", f.Year)
	}
}

func TestPerson(t *testing.T) {
	c, _ := open(t)
	for _, ids := range []film.Aliases{{Wikidata: wikidatatest.Actress}, {IMDb: "nm9000013"}, {TMDB: 9000013}} {
		p, err := c.Person(t.Context(), ids)
		if err != nil {
			t.Fatal(err)
		}
		if p.Name != "Invented Actress" || p.Born != film.MustDate("1970-05") || p.Birthplace != "Freedonia Film Festival" ||
			p.Portrait != "https://commons.wikimedia.org/wiki/Special:FilePath/Invented_Actress_%281%29.jpg?width=500" ||
			p.Ids != (film.Aliases{IMDb: "nm9000013", TMDB: 9000013, Wikidata: wikidatatest.Actress}) ||
			!slices.Equal(p.OtherNames, []string{"I. Actress"}) {
			t.Errorf("got %+v", p)
		}
		var got []string
		for _, f := range p.Filmography {
			got = append(got, strings.Join([]string{f.Job.String(), f.Title, f.As, f.Note, f.Date.String(), f.Ids.Wikidata}, "; "))
		}
		want := []string{
			"cast; Opera of Invented Puppets; Puppet; voice; 1999; " + wikidatatest.PuppetOpera,
			"cast; The Invented Lighthouse; The Keeper; ; 2026-09-01; " + wikidatatest.Lighthouse,
			"director; The Invented Lighthouse; ; ; 2026-09-01; " + wikidatatest.Lighthouse,
		}
		if !slices.Equal(got, want) {
			t.Errorf("filmography %q", got)
		}
	}
	for _, id := range []string{wikidatatest.NeverLetMeGo, "Q9999999999"} {
		if _, err := c.Person(t.Context(), film.Aliases{Wikidata: id}); !errors.Is(err, film.ErrNotFound) {
			t.Errorf("Person(%s): %v; want ErrNotFound", id, err)
		}
	}
}

func TestSearchPeople(t *testing.T) {
	c, _ := open(t)
	found, err := c.SearchPeople(t.Context(), "invented ACTRESS")
	if err != nil || len(found) != 1 || found[0].Ids.Wikidata != wikidatatest.Actress {
		t.Errorf("found %v, %v", found, err)
	}
	// Nobody of this name is listed by IMDb.
	found, err = c.SearchPeople(t.Context(), "Mark Romanek")
	if err != nil || len(found) != 1 || found[0].Name != "Mark Romanek" {
		t.Errorf("found %v, %v", found, err)
	}
	if found, err := c.SearchPeople(t.Context(), "Never Let Me Go"); err != nil || len(found) != 0 {
		t.Errorf("found %v, %v; want nobody", found, err)
	}
}

func TestComing(t *testing.T) {
	c, _ := open(t)
	for _, tt := range []struct {
		region   film.Region
		from, to string
		kinds    []film.ReleaseKind
		want     string
	}{
		{"GB", "2026-12-01", "2026-12-31", nil, "The Invented Lighthouse"},
		{"GB", "2026-12-04", "2026-12-04", []film.ReleaseKind{film.Theatrical}, "The Invented Lighthouse"},
		{"GB", "2026-12-04", "2026-12-04", []film.ReleaseKind{film.Digital}, ""},
		{"GB", "2026-12-05", "2026-12-31", nil, ""},
		{"GB", "2011-01-01", "2011-12-31", nil, "Never Let Me Go"},
		{"DE", "2027-01-20", "2027-02-20", nil, "The Invented Lighthouse"}, // some day of January
		{"DE", "2027-02-01", "2027-02-20", nil, ""},
		{"FR", "2026-12-20", "2027-01-20", nil, ""}, // some day of the year
		{"HK", "2026-12-01", "2026-12-31", nil, "The Invented Lighthouse"},
	} {
		found, err := c.Coming(t.Context(), tt.region, tt.kinds, film.MustDate(tt.from), film.MustDate(tt.to), 0)
		var got []string
		for _, f := range found {
			got = append(got, f.Title)
		}
		if err != nil || strings.Join(got, ", ") != tt.want {
			t.Errorf("Coming(%s, %s to %s, %v) = %q, %v; want %q", tt.region, tt.from, tt.to, tt.kinds, got, err, tt.want)
		}
	}
	if _, err := c.Coming(t.Context(), `GB" }`, nil, film.MustDate("2026"), film.MustDate("2026"), 5); !errors.Is(err, film.ErrRegion) {
		t.Errorf("a forged region: %v", err)
	}
	if _, err := c.Coming(t.Context(), "GB", nil, film.MustDate("2027"), film.MustDate("2026"), 5); !errors.Is(err, film.ErrDate) {
		t.Errorf("no day at all: %v", err)
	}
}

func TestOnlyTheBackgroundGivesWayToLaggingServers(t *testing.T) {
	c, d := open(t)
	for _, client := range []*wikidata.Client{c, c.Background()} {
		before := len(d.Requests())
		if _, err := client.SearchFilms(t.Context(), "Never Let Me Go", 0); err != nil {
			t.Fatal(err)
		}
		for _, r := range d.Requests()[before:] {
			if got := r.Values.Get("maxlag"); !r.SPARQL && (got == "5") != (client != c) {
				t.Errorf("background %v, and maxlag %q", client != c, got)
			}
			if r.UserAgent != "Marquee/0.1.0 (films@example.org)" {
				t.Errorf("User-Agent %q", r.UserAgent)
			}
		}
	}
}

func TestCheck(t *testing.T) {
	c, d := open(t)
	if err := c.Check(t.Context()); err != nil {
		t.Error(err)
	}
	d.Break(wikidatatest.HTMLPage)
	ctx, cancel := context.WithTimeout(t.Context(), hurry)
	defer cancel()
	if err := c.Check(ctx); !errors.Is(err, film.ErrDown) {
		t.Errorf("a page of HTML is taken for Wikidata: %v", err)
	}
}

func TestNewRefusesWhatIsNoAddress(t *testing.T) {
	for _, o := range []wikidata.Options{{APIURL: "ftp://example.org"}, {SPARQLURL: "://"}, {APIURL: "/w/api.php"}} {
		if _, err := wikidata.New(o); err == nil {
			t.Errorf("New(%+v) takes it", o)
		}
	}
}
