package film_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/film"
)

func ExamplePopularity() {
	for _, s := range []string{`{"title": "A", "popularity": 0}`, `{"title": "B"}`} {
		var f film.Film
		if err := json.Unmarshal([]byte(s), &f); err != nil {
			fmt.Println(err)
		}
		n, known := f.Popularity.Count()
		fmt.Println(f.Title, n, known)
	}
	// Output:
	// A 0 true
	// B 0 false
}

// everyField has something in every field that a film can have.
const everyField = `{
	"id": "MQ7F",
	"ids": {"imdb": "tt9999999", "tmdb": 999999999, "wikidata": "Q999999999"},
	"title": "The Harbour",
	"year": 2011,
	"original_title": "Der Hafen",
	"original_language": "de",
	"other_titles": [{"title": "Le Port", "language": "fr", "region": "FR"}],
	"popularity": 0,
	"status": "post-production",
	"minutes": 100,
	"languages": ["de", "pt-BR"],
	"genres": ["Drama"],
	"tagline": "Ships come and go.",
	"synopsis": "One line.\nAnother.",
	"certificates": [{"region": "GB", "mark": "12A", "reason": "mild peril"}],
	"distributors": [{"name": "Quayside", "region": "GB"}, {"name": "Anywhere"}],
	"credits": {
		"cast": [{"name": "Ann Able", "person": "1", "ids": {"imdb": "nm9999999"}, "as": "Harbour master"}],
		"director": ["Bob Baker"]
	},
	"releases": [{
		"region": "GB", "date": "2011-01-14", "kind": "limited", "certificate": "12A", "languages": ["en"],
		"note": "London only", "origin": {"source": "example.org", "as_of": "2020-05"}
	}],
	"aspect_ratio": "2.35:1",
	"filming_locations": ["Fife, Scotland"],
	"production_companies": ["Quayside Films"],
	"production": {"from": "2009-04-13", "to": "2009-07"},
	"collection": "Harbours",
	"budget": {"amount": 1, "currency": "GBP"},
	"box_office": {"amount": 2, "currency": "USD"},
	"articles": [{"title": "On set", "summary": "A visit.", "url": "https://example.org/a", "date": "2010-05-01"}],
	"trailers": [{"name": "Teaser", "youtube": "sXiRZhDEo8A", "language": "en"}],
	"poster": "https://example.org/poster.jpg",
	"score": {"value": 7.5, "votes": 9},
	"origin": {"source": "example.org", "as_of": "2020"},
	"origins": {"credits.director": {"source": "example.com"}, "minutes": {"source": "example.net"}}
}`

func TestFilmInJSON(t *testing.T) {
	f, err := decode(everyField)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Check(); err != nil {
		t.Errorf("a film with every field does not pass: %v", err)
	}
	b, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(generic(t, []byte(everyField)), generic(t, b)); d != "" {
		t.Errorf("what was read is not what is written (-read +written)\n%s", d)
	}
}

func TestAnEmptyFieldIsNotWritten(t *testing.T) {
	b, err := json.Marshal(film.Film{Title: "The Harbour"})
	if err != nil || string(b) != `{"title":"The Harbour"}` {
		t.Errorf("got %s, %v", b, err)
	}
}

func generic(t *testing.T, b []byte) (v map[string]any) {
	t.Helper()
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestPopularity(t *testing.T) {
	for in, want := range map[string]string{`null`: "0 false", `0`: "0 true", `59`: "59 true"} {
		p := film.PopularityOf(3)
		if err := json.Unmarshal([]byte(in), &p); err != nil {
			t.Errorf("%s: %v", in, err)
		}
		if got := fmt.Sprint(p.Count()); got != want {
			t.Errorf("%s is %s, want %s", in, got, want)
		}
		if b, err := json.Marshal(p); err != nil || string(b) != in {
			t.Errorf("%s is written %s, %v", in, b, err)
		}
	}
	for _, in := range []string{`-1`, `1.5`, `"5"`, `[]`, `1e400`} {
		var p film.Popularity
		if err := json.Unmarshal([]byte(in), &p); err == nil {
			t.Errorf("%s is taken for %v", in, p)
		}
	}
	if film.PopularityOf(0) == (film.Popularity{}) {
		t.Error("counted and found nobody is the same as not counted")
	}
	if n, known := film.PopularityOf(-5).Count(); n != 0 || !known {
		t.Errorf("fewer than none: %d, %v", n, known)
	}
}

func TestStatus(t *testing.T) {
	for s := film.StatusUnknown; s <= film.Cancelled; s++ {
		b, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var back film.Status
		if err := json.Unmarshal(b, &back); err != nil || back != s {
			t.Errorf("%s came back as %v, %v", b, back, err)
		}
	}
	var s film.Status
	if err := json.Unmarshal([]byte(`"shelved"`), &s); err == nil {
		t.Errorf("an unknown status is taken for %v", s)
	}
	if got := film.Status(77).String(); got != "status 77" {
		t.Errorf("a status of the future: %q", got)
	}
}

func TestOriginOf(t *testing.T) {
	f := film.Film{Origin: film.Origin{Source: "film"}, Origins: map[film.Field]film.Origin{
		"minutes":                    {Source: "minutes"},
		film.JobField(film.Director): {Source: "directors"},
	}}
	for field, want := range map[film.Field]string{
		"minutes": "minutes", "year": "film", "credits": "film",
		film.JobField(film.Director): "directors", film.JobField(film.Cast): "film",
	} {
		if got := f.OriginOf(field).Source; got != want {
			t.Errorf("%s is from %q, want %q", field, got, want)
		}
	}
	f.Origins["credits"] = film.Origin{Source: "credits"}
	if got := f.OriginOf(film.JobField(film.Cast)).Source; got != "credits" {
		t.Errorf("the cast is from %q, want that of all credits", got)
	}
}

func TestCertificateIn(t *testing.T) {
	f := film.Film{
		Certificates: []film.Certificate{{Region: "US", Mark: "R", Reason: "some sexuality"}},
		Releases: []film.Release{
			{Region: "GB", Kind: film.Physical, Date: date("2011-05-01"), Certificate: "15"},
			{Region: "GB", Kind: film.Theatrical, Date: date("2011-01-14"), Certificate: "12A"},
			{Region: "US", Kind: film.Theatrical, Date: date("2010-09-15"), Certificate: "PG"},
			{Region: "DE", Kind: film.Theatrical, Date: date("2011-04-14")},
			{Region: "DE", Kind: film.Digital, Date: date("2011-09-14"), Certificate: "FSK 12"},
		},
	}
	for region, want := range map[film.Region]string{"US": "R", "GB": "12A", "DE": "FSK 12", "FR": ""} {
		got, ok := f.CertificateIn(region)
		if got.Mark != want || ok != (want != "") || ok && got.Region != region {
			t.Errorf("in %s: %+v, %v; want %q", region, got, ok, want)
		}
	}
}

func TestSmallPartsOfAFilm(t *testing.T) {
	f := film.Film{Minutes: 103}
	if f.Runtime() != 103*time.Minute {
		t.Errorf("Runtime = %v", f.Runtime())
	}
	if got := (film.Trailer{YouTube: "sXiRZhDEo8A"}).URL(); got != "https://www.youtube.com/watch?v=sXiRZhDEo8A" {
		t.Errorf("URL = %q", got)
	}
}
