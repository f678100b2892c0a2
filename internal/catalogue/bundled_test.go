package catalogue_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/catalogue"
	"marquee/internal/catalogue/bundle"
	"marquee/internal/film"
)

var update = flag.Bool("update", false, "write the golden files anew")

// compareFacts lets cmp look at the values that package film keeps closed.
var compareFacts = cmp.Options{
	cmp.Comparer(func(a, b film.Date) bool { return a == b }),
	cmp.Comparer(func(a, b film.Popularity) bool { return a == b }),
}

func openBundled(t testing.TB) *catalogue.Catalogue {
	t.Helper()
	c, err := catalogue.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// bundledFilms returns every film of the bundle.
func bundledFilms(t testing.TB) []film.Film {
	t.Helper()
	titles, err := bundle.Embedded().Titles()
	if err != nil {
		t.Fatal(err)
	}
	c := openBundled(t)
	var all []film.Film
	for _, row := range titles {
		f, err := c.Film(t.Context(), row.FilmID())
		if row.Withdrawn && errors.Is(err, film.ErrNotFound) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, f)
	}
	return all
}

// The film page that the project started from, fact by fact.
func TestSeedFilmHasEveryFactOfItsPage(t *testing.T) {
	got, err := openBundled(t).Film(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if got.Synopsis == "" || got.Articles[0].Summary == "" {
		t.Error("the synopsis or the article's summary is missing")
	}
	for i := range got.Credits {
		if got.Credits[i].Person == 0 {
			t.Errorf("%s is not in the list of people", got.Credits[i].Name)
		}
		got.Credits[i].Person = 0
	}
	page := film.Origin{Source: "Never Let Me Go film page", AsOf: film.MustDate("2026-11-23")}
	omdb := film.Origin{Source: "omdb.org", AsOf: film.MustDate("2026-11-23")}
	want := film.Film{
		ID: 1, Title: "Never Let Me Go", Year: 2010, Minutes: 103,
		Genres:       []string{"Drama", "Romance"},
		Synopsis:     got.Synopsis, // in our own words
		Certificates: []film.Certificate{{Region: "US", Mark: "R", Reason: "Some sexuality and nudity"}},
		Distributors: []film.Distributor{{Name: "Fox Searchlight", Region: "US"}},
		Credits: credits(
			film.Cast, "Keira Knightley, Andrew Garfield, Carey Mulligan, Charlotte Rampling, Nathalie Richard, "+
				"Sally Hawkins, Andrea Riseborough, Domhnall Gleeson, Isobel Meikle-Small, Charlie Rowe, Ella Purnell, "+
				"Kate Bowes Renna, Hannah Sharp, Christina Carrafiell, Oliver Parsons, Luke Bryant, David Sterne, "+
				"Lydia Wilson, Chidi Chickwe",
			film.Director, "Mark Romanek",
			film.Writer, "Alex Garland, Kazuo Ishiguro",
			film.Producer, "Alex Garland, Andrew Macdonald, Allon Reich",
			film.CoProducer, "Richard Hewitt",
			film.ExecutiveProducer, "Mark Romanek, Tessa Ross",
			film.ArtDirection, "Denis Schnegg",
			film.Casting, "Kate Dowd",
			film.CostumeDesign, "Rachael Fleming, Steven Noble",
			film.Photography, "Adam Kimmel",
			film.Editor, "Barney Pilling",
			film.MakeUp, "Sian Grigg",
			film.Music, "Rachel Portman",
			film.ProductionDesign, "Mark Digby",
			film.SetDecoration, "Michelle Day",
		),
		Releases: []film.Release{
			{Region: "US", Date: film.MustDate("2010-09-15")},
			{Region: "GB", Date: film.MustDate("2011-01-14")},
			{Region: "BE", Date: film.MustDate("2011-02-09")},
			{Region: "FR", Date: film.MustDate("2011-02-09")},
			{Region: "DE", Date: film.MustDate("2011-02-24")},
		},
		AspectRatio:         "2.35:1",
		FilmingLocations:    []string{"Fife, Scotland", "London, England", "Norfolk, England", "Somerset, England"},
		ProductionCompanies: []string{"DNA Films", "Film4"},
		Production:          film.Period{From: film.MustDate("2009-04-13"), To: film.MustDate("2009-07")},
		Articles:            []film.Article{{Title: "2010 Guide Analysis", Summary: got.Articles[0].Summary}},
		Trailers:            []film.Trailer{{YouTube: "sXiRZhDEo8A", Language: "en"}, {YouTube: "zDkvElbSDv8", Language: "de"}},
		Origin:              page,
		Origins:             map[film.Field]film.Origin{"trailers": omdb},
	}
	if diff := cmp.Diff(want, got, compareFacts); diff != "" {
		t.Errorf("facts of the page that are missing (-) or that it does not have (+):\n%s", diff)
	}
	if n := len(got.Credits.By(film.Cast)); n != 19 {
		t.Errorf("%d names in the cast, want 19", n)
	}
}

// credits makes credits of jobs, each followed by its names.
func credits(pairs ...any) film.Credits {
	var out film.Credits
	for i := 0; i < len(pairs); i += 2 {
		for name := range strings.SplitSeq(pairs[i+1].(string), ", ") {
			out = append(out, film.Credit{Job: pairs[i].(film.Job), Name: name})
		}
	}
	return out
}

func TestBundledFilmsAreSound(t *testing.T) {
	all := bundledFilms(t)
	byFold := make(map[string][]*film.Film)
	for i := range all {
		f := &all[i]
		if err := f.Check(); err != nil {
			t.Errorf("%s (%d): %v", f.Title, f.Year, err)
		}
		if f.ID >= film.FirstLocalID {
			t.Errorf("%s (%d) has the id %d, which is a database's to give", f.Title, f.Year, f.ID)
		}
		if f.Origin.Source == "" || f.Origin.AsOf != bundle.AsOf {
			t.Errorf("%s (%d) does not say where its facts come from: %+v", f.Title, f.Year, f.Origin)
		}
		for _, c := range f.Credits {
			if c.Person == 0 || c.Person >= film.FirstLocalID {
				t.Errorf("%s (%d): %s has the id %d", f.Title, f.Year, c.Name, c.Person)
			}
		}
		for _, name := range f.Names() {
			byFold[film.Fold(name)] = append(byFold[film.Fold(name)], f)
		}
	}
	for _, same := range byFold {
		for i, a := range same {
			for _, b := range same[i+1:] {
				if a != b && (film.SameFilm(a, b) || a.Year == b.Year) {
					t.Errorf("%s (%d), id %d, is the same film as id %d", a.Title, a.Year, a.ID, b.ID)
				}
			}
		}
	}
}

func TestStarterFilmsNameTheirSources(t *testing.T) {
	f, err := openBundled(t).Film(t.Context(), 2)
	if err != nil {
		t.Fatal(err)
	}
	for field, want := range map[film.Field]string{
		"title": "Wikipedia", "year": "Wikipedia", "genres": "Wikipedia", "credits.cast": "Wikipedia",
		"minutes": "omdb.org", "languages": "omdb.org", "trailers": "omdb.org", "popularity": "omdb.org",
	} {
		if got := f.OriginOf(field); got.Source != want || got.AsOf != bundle.AsOf {
			t.Errorf("the origin of %s is %+v, want %s", field, got, want)
		}
	}
}

func TestUnknownPopularityStaysUnknown(t *testing.T) {
	c := openBundled(t)
	counts := make(map[string]string)
	for _, title := range []string{"Never Let Me Go", "Wonka", "Matilda the Musical"} {
		found, err := c.Films().Named(t.Context(), film.SearchKeys(title), 5)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range found {
			n, known := l.Popularity.Count()
			counts[fmt.Sprintf("%s (%d)", l.Name, l.Year)] = fmt.Sprint(n, known)
		}
	}
	want := map[string]string{
		"Never Let Me Go (2010)": "0 false", "Never Let Me Go (1953)": "0 true",
		"Wonka (2023)": "0 true", "Matilda the Musical (2022)": "0 false",
	}
	if diff := cmp.Diff(want, counts); diff != "" {
		t.Error(diff)
	}
}

// The rows of titles and people repeat what the films say.
func TestRowsAgreeWithFilms(t *testing.T) {
	all := bundledFilms(t)
	titles, err := bundle.Embedded().Titles()
	if err != nil {
		t.Fatal(err)
	}
	titles = slices.DeleteFunc(titles, func(row bundle.Title) bool { return row.Withdrawn })
	films := make(map[film.PersonID][]film.ID)
	for i := range all {
		if diff := cmp.Diff(bundle.TitleOf(&all[i]), titles[i], compareFacts); diff != "" {
			t.Errorf("the row of %s (-film +row):\n%s", all[i].Title, diff)
		}
		for _, c := range all[i].Credits {
			if !slices.Contains(films[c.Person], all[i].ID) {
				films[c.Person] = append(films[c.Person], all[i].ID)
			}
		}
	}
	people, err := bundle.Embedded().People()
	if err != nil {
		t.Fatal(err)
	}
	names := make(map[string]film.PersonID)
	for _, p := range people {
		if !slices.Equal(p.Films, films[p.ID]) {
			t.Errorf("%s has the films %v, the films say %v", p.Names[0], p.Films, films[p.ID])
		}
		if len(p.Films) == 0 {
			continue
		}
		for _, name := range p.Names {
			if other, ok := names[film.FoldLiteral(name)]; ok {
				t.Errorf("%s has two ids, %d and %d", name, other, p.ID)
			}
			names[film.FoldLiteral(name)] = p.ID
		}
	}
}

// Ids are fixed for ever. The golden file has a line for every time that films
// or people were added: how many there were, and the hash of their ids and
// names. -update adds lines and changes none.
func TestIDsNeverChange(t *testing.T) {
	const golden = "testdata/ids.golden"
	text, err := os.ReadFile(golden)
	if err != nil && !*update {
		t.Fatal(err)
	}
	titles, err := bundle.Embedded().Titles()
	if err != nil {
		t.Fatal(err)
	}
	people, err := bundle.Embedded().People()
	if err != nil {
		t.Fatal(err)
	}
	rows := make(map[string][]string)
	for i, row := range titles {
		rows["films"] = append(rows["films"], fmt.Sprintf("%d %s (%d)\n", row.Number, row.Name, row.Year))
		if i > 0 && titles[i-1].Number >= row.Number {
			t.Errorf("%s is not in order of id", row.Name)
		}
	}
	for i, p := range people {
		rows["people"] = append(rows["people"], fmt.Sprintf("%d %s\n", p.ID, p.Names[0]))
		if i > 0 && people[i-1].ID >= p.ID {
			t.Errorf("%s is not in order of id", p.Names[0])
		}
	}
	covered := make(map[string]int)
	for line := range strings.Lines(string(text)) {
		var kind, hash string
		var n int
		if _, err := fmt.Sscan(line, &kind, &n, &hash); err != nil {
			t.Fatalf("%s: %q: %v", golden, line, err)
		}
		if n > len(rows[kind]) || hashOf(rows[kind][:n]) != hash {
			t.Errorf("the first %d %s are not those that were released", n, kind)
		}
		covered[kind] = max(covered[kind], n)
	}
	for _, kind := range []string{"films", "people"} {
		n := len(rows[kind])
		if covered[kind] == n {
			continue
		}
		if !*update {
			t.Errorf("%d %s, of which the golden file knows %d", n, kind, covered[kind])
		}
		text = fmt.Appendf(text, "%s %d %s\n", kind, n, hashOf(rows[kind]))
	}
	if *update {
		if err := os.WriteFile(golden, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func hashOf(rows []string) string {
	sum := sha256.Sum256([]byte(strings.Join(rows, "")))
	return hex.EncodeToString(sum[:])
}

// Some ids by name, since a hash tells a reader nothing.
func TestKnownIDs(t *testing.T) {
	c := openBundled(t)
	for id, want := range map[film.ID]string{
		1: "Never Let Me Go (2010)", 2: "(500) Days of Summer (2009)", 3: "10 Cloverfield Lane (2016)",
		4: "10 Things I Hate About You (1999)", 1018: "Never Let Me Go (1953)",
	} {
		f, err := c.Film(t.Context(), id)
		if err != nil {
			t.Error(err)
		} else if got := fmt.Sprintf("%s (%d)", f.Title, f.Year); got != want {
			t.Errorf("id %d is %s, want %s", id, got, want)
		}
	}
	for id, want := range map[film.PersonID]string{1: "Keira Knightley", 2: "Andrew Garfield", 19: "Chidi Chickwe", 20: "Mark Romanek"} {
		p, err := c.Person(t.Context(), id)
		if err != nil || p.Name != want {
			t.Errorf("person %d is %s (%v), want %s", id, p.Name, err, want)
		}
	}
}

func TestStats(t *testing.T) {
	s, err := openBundled(t).Stats()
	if err != nil {
		t.Fatal(err)
	}
	if s.Films != len(bundledFilms(t)) || s.People < 8000 || s.FirstYear != 1915 || s.LastYear != 2024 ||
		s.Releases != 5 || s.WithDirector != 1 || s.WithReleases != 1 {
		t.Errorf("%+v", s)
	}
	if s.Sources["Wikipedia"] != s.Films-1 || s.Sources["Never Let Me Go film page"] != 1 {
		t.Errorf("sources: %v", s.Sources)
	}
}
