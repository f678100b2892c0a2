package film

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// Bounds of what a film may say, wide enough for every real one: the longest
// title there is has some 250 letters, the longest film ("Logistics") 51,420
// minutes.
const (
	MaxTitle   = 500
	MaxText    = 20_000
	MaxMinutes = 60_000
	MaxEntries = 5_000 // of any list: credits, releases …
)

var (
	imdbTitle  = regexp.MustCompile(`^tt\d{7,9}$`)
	imdbName   = regexp.MustCompile(`^nm\d{7,9}$`)
	wikidataID = regexp.MustCompile(`^Q[1-9]\d{0,9}$`)
	youTubeID  = regexp.MustCompile(`^[\w-]{11}$`)
	currency   = regexp.MustCompile(`^[A-Z]{3}$`)
)

// originFields are the fields that may have an origin of their own.
var originFields = []Field{"title", "year", "original_title", "original_language", "other_titles",
	"popularity", "status", "minutes", "languages", "genres", "tagline", "synopsis", "certificates",
	"distributors", "credits", "releases", "aspect_ratio", "filming_locations", "production_companies",
	"production", "collection", "budget", "box_office", "articles", "trailers", "poster", "score"}

// Check reports everything that is wrong with a film that comes from outside,
// one error a fault, joined; nil when it may be kept.
func (f *Film) Check() error {
	c := &checker{}
	c.text("title", f.Title, MaxTitle)
	c.must(strings.TrimSpace(f.Title) != "", "title is missing")
	c.year(f.Year)
	c.aliases("ids", f.Ids, imdbTitle)
	c.text("original_title", f.OriginalTitle, MaxTitle)
	c.language("original_language", f.OriginalLanguage)
	c.list("other_titles", len(f.OtherTitles))
	for _, t := range f.OtherTitles {
		c.text("other_titles", t.Title, MaxTitle)
		c.must(strings.TrimSpace(t.Title) != "", "other_titles has one without a title")
		c.language("other_titles", t.Language)
		c.region("other_titles", t.Region, true)
	}
	c.must(f.Minutes >= 0 && f.Minutes <= MaxMinutes, "minutes %d is no running time", f.Minutes)
	for _, l := range f.Languages {
		c.language("languages", l)
	}
	c.texts("languages", f.Languages)
	c.texts("genres", f.Genres)
	c.text("tagline", f.Tagline, MaxText)
	c.text("synopsis", f.Synopsis, MaxText)
	c.list("certificates", len(f.Certificates))
	for _, x := range f.Certificates {
		c.region("certificates", x.Region, false)
		c.must(x.Mark != "", "certificates has one without a mark")
		c.text("certificates", x.Mark, 40)
		c.text("certificates", x.Reason, MaxText)
	}
	c.list("distributors", len(f.Distributors))
	for _, x := range f.Distributors {
		c.must(strings.TrimSpace(x.Name) != "", "distributors has one without a name")
		c.text("distributors", x.Name, MaxTitle)
		c.region("distributors", x.Region, true)
	}
	c.credits(f.Credits)
	c.releases(f.Releases)
	c.text("aspect_ratio", f.AspectRatio, 40)
	c.texts("filming_locations", f.FilmingLocations)
	c.texts("production_companies", f.ProductionCompanies)
	c.must(!f.Production.To.Before(f.Production.From), "production ends before it begins")
	c.text("collection", f.Collection, MaxTitle)
	c.money("budget", f.Budget)
	c.money("box_office", f.BoxOffice)
	c.list("articles", len(f.Articles))
	for _, a := range f.Articles {
		c.must(strings.TrimSpace(a.Title) != "", "articles has one without a title")
		c.text("articles", a.Title, MaxTitle)
		c.text("articles", a.Summary, MaxText)
		c.url("articles", a.URL)
	}
	c.list("trailers", len(f.Trailers))
	for _, t := range f.Trailers {
		c.must(youTubeID.MatchString(t.YouTube), "trailers: %.20q is no YouTube identifier (11 characters)", t.YouTube)
		c.text("trailers", t.Name, MaxTitle)
		c.language("trailers", t.Language)
	}
	c.url("poster", f.Poster)
	c.must(f.Score.Value >= 0 && f.Score.Value <= 10 && f.Score.Votes >= 0, "score must be from 0 to 10, with votes")
	for field := range f.Origins {
		c.must(slices.Contains(originFields, field), "origins: %.40q is no field of a film", field)
	}
	return errors.Join(c.faults...)
}

// checker collects faults; each method adds at most a few.
type checker struct{ faults []error }

func (c *checker) must(ok bool, format string, args ...any) {
	if !ok {
		c.faults = append(c.faults, fmt.Errorf(format, args...))
	}
}

func (c *checker) text(field, s string, limit int) {
	c.must(utf8.ValidString(s), "%s is not UTF-8", field)
	c.must(len(s) <= limit*utf8.UTFMax && utf8.RuneCountInString(s) <= limit, "%s is longer than %d characters", field, limit)
}

func (c *checker) texts(field string, list []string) {
	c.list(field, len(list))
	for _, s := range list {
		c.text(field, s, MaxTitle)
		c.must(strings.TrimSpace(s) != "", "%s has an empty entry", field)
	}
}

func (c *checker) list(field string, n int) {
	c.must(n <= MaxEntries, "%s has %d entries, more than %d", field, n, MaxEntries)
}

func (c *checker) year(y int) {
	c.must(y == 0 || y >= MinYear && y <= MaxYear, "year %d is not between %d and %d", y, MinYear, MaxYear)
}

func (c *checker) language(field, code string) {
	if code == "" {
		return
	}
	_, err := language.Parse(code)
	c.must(err == nil, "%s: %.20q is no language code", field, code)
}

func (c *checker) region(field string, r Region, optional bool) {
	c.must(r.valid() || optional && r == "", "%s: %.20q is no region code (ISO 3166-1)", field, string(r))
}

func (c *checker) aliases(field string, a Aliases, imdb *regexp.Regexp) {
	c.must(a.IMDb == "" || imdb.MatchString(a.IMDb), "%s: %.20q is no IMDb id", field, a.IMDb)
	c.must(a.TMDB >= 0, "%s: %d is no TMDB id", field, a.TMDB)
	c.must(a.Wikidata == "" || wikidataID.MatchString(a.Wikidata), "%s: %.20q is no Wikidata id", field, a.Wikidata)
}

func (c *checker) url(field, s string) {
	if s == "" {
		return
	}
	u, err := url.Parse(s)
	c.must(err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && len(s) <= 2000,
		"%s: %.60q is no web address", field, s)
}

func (c *checker) money(field string, m Money) {
	if m == (Money{}) {
		return
	}
	c.must(m.Amount >= 0, "%s: %d is negative", field, m.Amount)
	c.must(currency.MatchString(m.Currency), "%s: %.10q is no currency (ISO 4217)", field, m.Currency)
}

func (c *checker) credits(all Credits) {
	c.list("credits", len(all))
	for _, x := range all {
		c.must(strings.TrimSpace(x.Name) != "", "credits: somebody under %q has no name", x.Job)
		c.text("credits", x.Name, MaxTitle)
		c.text("credits", x.As, MaxTitle)
		c.text("credits", x.Note, MaxTitle)
		c.aliases("credits", x.Ids, imdbName)
	}
}

func (c *checker) releases(all []Release) {
	c.list("releases", len(all))
	for _, r := range all {
		c.region("releases", r.Region, false)
		c.must(!r.Date.IsZero(), "releases: the one in %.20q has no date", string(r.Region))
		c.text("releases", r.Note, MaxTitle)
		c.text("releases", r.Certificate, 40)
		for _, l := range r.Languages {
			c.language("releases", l)
		}
	}
}
