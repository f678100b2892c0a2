package film_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"marquee/internal/film"
)

func ExampleFilm_Check() {
	f := film.Film{Title: "The Harbour", Year: 99999, Ids: film.Aliases{IMDb: "nm0000001"},
		Releases: []film.Release{{Region: "UK", Date: film.MustDate("2011-01-14")}}}
	fmt.Println(f.Check())
	// Output:
	// year 99999 is not between 1870 and 2200
	// ids: "nm0000001" is no IMDb id
	// releases: "UK" is no region code (ISO 3166-1)
}

// decode reads a film as strictly as a catalogue does.
func decode(s string) (f film.Film, err error) {
	d := json.NewDecoder(strings.NewReader(s))
	d.DisallowUnknownFields()
	err = d.Decode(&f)
	return f, err
}

func TestCheckNamesTheFieldOfEachFault(t *testing.T) {
	long := strings.Repeat("é", film.MaxTitle+1)
	essay := strings.Repeat("é", film.MaxText+1)
	many := make([]string, film.MaxEntries+1)
	for i := range many {
		many[i] = "x"
	}
	day := date("2011-01-14")
	for _, tt := range []struct {
		field string // begins the fault
		spoil func(*film.Film)
	}{
		{"title is missing", func(f *film.Film) { f.Title = " \u00a0" }},
		{"title is longer", func(f *film.Film) { f.Title = long }},
		{"title is not UTF-8", func(f *film.Film) { f.Title = "a\xff" }},
		{"title has a line break", func(f *film.Film) { f.Title = "a\nb" }},
		{"title has a line break or another control", func(f *film.Film) { f.Title = "a\x00b" }},
		{"year -1 ", func(f *film.Film) { f.Year = -1 }},
		{"year 1869 ", func(f *film.Film) { f.Year = 1869 }},
		{"year 2201 ", func(f *film.Film) { f.Year = 2201 }},
		{"ids: ", func(f *film.Film) { f.Ids.IMDb = "tt1" }},
		{"ids: ", func(f *film.Film) { f.Ids.IMDb = "tt0133093\n" }},
		{"ids: ", func(f *film.Film) { f.Ids.TMDB = -1 }},
		{"ids: ", func(f *film.Film) { f.Ids.Wikidata = "Q0" }},
		{"original_title ", func(f *film.Film) { f.OriginalTitle = long }},
		{"original_language: ", func(f *film.Film) { f.OriginalLanguage = "xx" }},
		{"other_titles has one without", func(f *film.Film) { f.OtherTitles = []film.OtherTitle{{Title: ""}} }},
		{"other_titles is longer", func(f *film.Film) { f.OtherTitles = []film.OtherTitle{{Title: long}} }},
		{"other_titles: ", func(f *film.Film) { f.OtherTitles = []film.OtherTitle{{Title: "a", Language: "English"}} }},
		{"other_titles: ", func(f *film.Film) { f.OtherTitles = []film.OtherTitle{{Title: "a", Region: "EU"}} }},
		{"status ", func(f *film.Film) { f.Status = 77 }},
		{"minutes -1 ", func(f *film.Film) { f.Minutes = -1 }},
		{"minutes 60001 ", func(f *film.Film) { f.Minutes = film.MaxMinutes + 1 }},
		{"languages: ", func(f *film.Film) { f.Languages = []string{"xx"} }},
		{"languages has an empty", func(f *film.Film) { f.Languages = []string{""} }},
		{"genres has an empty", func(f *film.Film) { f.Genres = []string{" "} }},
		{"genres has 5001 entries", func(f *film.Film) { f.Genres = many }},
		{"tagline ", func(f *film.Film) { f.Tagline = essay }},
		{"synopsis is longer", func(f *film.Film) { f.Synopsis = essay }},
		{"synopsis has a control", func(f *film.Film) { f.Synopsis = "\x1b[31m" }},
		{"certificates: ", func(f *film.Film) { f.Certificates = []film.Certificate{{Mark: "15"}} }},
		{"certificates has one without", func(f *film.Film) { f.Certificates = []film.Certificate{{Region: "GB", Mark: " "}} }},
		{"certificates is longer", func(f *film.Film) { f.Certificates = []film.Certificate{{Region: "GB", Mark: long}} }},
		{"distributors has one without", func(f *film.Film) { f.Distributors = []film.Distributor{{}} }},
		{"distributors: ", func(f *film.Film) { f.Distributors = []film.Distributor{{Name: "A", Region: "XK"}} }},
		{"credits: somebody under \"writer\"", func(f *film.Film) { f.Credits = film.Credits{{Job: film.Writer}} }},
		{"credits is longer", func(f *film.Film) { f.Credits = film.Credits{{Name: long}} }},
		{"credits is longer", func(f *film.Film) { f.Credits = film.Credits{{Name: "A", As: long}} }},
		{"credits is longer", func(f *film.Film) { f.Credits = film.Credits{{Name: "A", Note: long}} }},
		{"credits: \"tt0000001\"", func(f *film.Film) {
			f.Credits = film.Credits{{Name: "A", Ids: film.Aliases{IMDb: "tt0000001"}}}
		}},
		{"credits: 77 is no job", func(f *film.Film) { f.Credits = film.Credits{{Job: 77, Name: "A"}} }},
		{"credits has 5001", func(f *film.Film) { f.Credits = make(film.Credits, film.MaxEntries+1) }},
		{"releases: ", func(f *film.Film) { f.Releases = []film.Release{{Date: day}} }},
		{"releases: the one in \"GB\"", func(f *film.Film) { f.Releases = []film.Release{{Region: "GB"}} }},
		{"releases: 77 is no kind", func(f *film.Film) { f.Releases = []film.Release{{Region: "GB", Date: day, Kind: 77}} }},
		{"releases is longer", func(f *film.Film) { f.Releases = []film.Release{{Region: "GB", Date: day, Note: long}} }},
		{"releases is longer", func(f *film.Film) { f.Releases = []film.Release{{Region: "GB", Date: day, Certificate: long}} }},
		{"releases is longer", func(f *film.Film) {
			f.Releases = []film.Release{{Region: "GB", Date: day, Origin: film.Origin{Source: long}}}
		}},
		{"releases: ", func(f *film.Film) { f.Releases = []film.Release{{Region: "GB", Date: day, Languages: []string{"??"}}} }},
		{"aspect_ratio ", func(f *film.Film) { f.AspectRatio = long }},
		{"filming_locations ", func(f *film.Film) { f.FilmingLocations = []string{""} }},
		{"production_companies ", func(f *film.Film) { f.ProductionCompanies = many }},
		{"production ends", func(f *film.Film) { f.Production = film.Period{From: date("2010"), To: date("2009-12")} }},
		{"collection ", func(f *film.Film) { f.Collection = long }},
		{"budget: ", func(f *film.Film) { f.Budget = film.Money{Amount: -1, Currency: "GBP"} }},
		{"budget: ", func(f *film.Film) { f.Budget = film.Money{Amount: 5} }},
		{"box_office: ", func(f *film.Film) { f.BoxOffice = film.Money{Amount: 5, Currency: "£"} }},
		{"articles has one without", func(f *film.Film) { f.Articles = []film.Article{{URL: "https://example.org"}} }},
		{"articles: ", func(f *film.Film) { f.Articles = []film.Article{{Title: "A", URL: "javascript:alert(1)"}} }},
		{"articles: ", func(f *film.Film) {
			f.Articles = []film.Article{{Title: "A", URL: "https://discord.com@example.org/"}}
		}},
		{"articles: ", func(f *film.Film) { f.Articles = []film.Article{{Title: "A", URL: "https:///a"}} }},
		{"trailers: ", func(f *film.Film) { f.Trailers = []film.Trailer{{YouTube: "https://youtu.be"}} }},
		{"trailers: ", func(f *film.Film) { f.Trailers = []film.Trailer{{YouTube: "sXiRZhDEo8A", Language: "??"}} }},
		{"poster: ", func(f *film.Film) { f.Poster = "http://example.org/poster.jpg" }},
		{"poster: ", func(f *film.Film) { f.Poster = "/poster.jpg" }},
		{"score ", func(f *film.Film) { f.Score = film.Score{Value: 10.5} }},
		{"score ", func(f *film.Film) { f.Score = film.Score{Value: math.NaN()} }},
		{"score ", func(f *film.Film) { f.Score = film.Score{Value: 5, Votes: -1} }},
		{"origin ", func(f *film.Film) { f.Origin.Source = long }},
		{"origins ", func(f *film.Film) { f.Origins = map[film.Field]film.Origin{"year": {Source: "a\nb"}} }},
		{"origins: \"yaer\"", func(f *film.Film) { f.Origins = map[film.Field]film.Origin{"yaer": {}} }},
		{"origins: \"credits.gaffer\"", func(f *film.Film) { f.Origins = map[film.Field]film.Origin{"credits.gaffer": {}} }},
	} {
		f, err := decode(everyField)
		if err != nil {
			t.Fatal(err)
		}
		tt.spoil(&f)
		if err := f.Check(); err == nil || !strings.HasPrefix(err.Error(), tt.field) {
			t.Errorf("%q: Check says %.200q", tt.field, fmt.Sprint(err))
		}
	}
}

func TestCheckTakesWhatIsAtTheEdge(t *testing.T) {
	for name, f := range map[string]film.Film{
		"a title alone":          {Title: "The Harbour"},
		"a title of signs":       {Title: "$"},
		"the longest title":      {Title: strings.Repeat("界", film.MaxTitle)},
		"the first and last day": {Title: "A", Year: 1870, Production: film.Period{From: date("1870"), To: date("2200-12-31")}},
		"production within one month": {Title: "A",
			Production: film.Period{From: date("2009-07-13"), To: date("2009-07")}},
		"production with no end": {Title: "A", Production: film.Period{From: date("2009-07-13")}},
		"several lines":          {Title: "A", Synopsis: "One.\r\n\tTwo."},
		"a score of nobody":      {Title: "A", Score: film.Score{Value: 10}},
		"no money at all":        {Title: "A", Budget: film.Money{Currency: "USD"}},
	} {
		if err := f.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCheckTellsAllFaultsUpToALimit(t *testing.T) {
	f := film.Film{Minutes: -1, Credits: make(film.Credits, 100)}
	said := strings.Split(f.Check().Error(), "\n")
	if len(said) != 21 || said[0] != "title is missing" || said[1] != "minutes -1 is no running time" || said[20] != "and 82 more faults" {
		t.Errorf("%d faults:\n%s", len(said), strings.Join(said, "\n"))
	}
}

func FuzzFilmInJSON(f *testing.F) {
	f.Add(everyField)
	f.Add(`{"title": "A", "releases": [{"region": "DE", "date": "2011"}]}`)
	f.Add(`{"title": "A", "credits": {"cast": [{"name": "B", "ids": {"tmdb": 1e3}}]}}`)
	f.Add(`{"title":`)
	f.Fuzz(func(t *testing.T, s string) {
		one, err := decode(s)
		if err != nil || one.Check() != nil {
			return
		}
		b, err := json.Marshal(one)
		if err != nil {
			t.Fatalf("%s cannot be written: %v", s, err)
		}
		again, err := decode(string(b))
		if err != nil {
			t.Fatalf("%s is written as %s, which cannot be read: %v", s, b, err)
		}
		if err := again.Check(); err != nil {
			t.Fatalf("%s is written as %s, which does not pass: %v", s, b, err)
		}
		if c, err := json.Marshal(again); err != nil || string(b) != string(c) {
			t.Fatalf("%s is written as %s and then as %s (%v)", s, b, c, err)
		}
	})
}
