package film

import (
	"maps"
	"slices"
	"strings"
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

// originFields are the fields that may have an origin of their own.
var originFields = []Field{"title", "year", "original_title", "original_language", "other_titles",
	"popularity", "status", "minutes", "languages", "genres", "tagline", "synopsis", "certificates",
	"distributors", "credits", "releases", "aspect_ratio", "filming_locations", "production_companies",
	"production", "collection", "budget", "box_office", "articles", "trailers", "poster", "score",
	"adult", "texts", "offers", "similar"}

// Check reports what is wrong with a film that comes from outside, one error a
// fault, each with the JSON name of its field, joined; nil when the film may be
// kept. Of a hopeless film it tells the first faults and how many more there
// are.
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
	c.must(int(f.Status) < len(statusNames), "status %d is none", f.Status)
	c.must(f.Minutes >= 0 && f.Minutes <= MaxMinutes, "minutes %d is no running time", f.Minutes)
	for _, l := range f.Languages {
		c.language("languages", l)
	}
	c.texts("languages", f.Languages)
	c.texts("genres", f.Genres)
	c.long("tagline", f.Tagline)
	c.long("synopsis", f.Synopsis)
	c.list("certificates", len(f.Certificates))
	for _, x := range f.Certificates {
		c.region("certificates", x.Region, false)
		c.must(strings.TrimSpace(x.Mark) != "", "certificates has one without a mark")
		c.text("certificates", x.Mark, 40)
		c.long("certificates", x.Reason)
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
		c.long("articles", a.Summary)
		c.url("articles", a.URL)
	}
	c.list("trailers", len(f.Trailers))
	for _, t := range f.Trailers {
		c.must(youTubeID.MatchString(t.YouTube), "trailers: %.20q is no YouTube identifier (11 characters)", t.YouTube)
		c.text("trailers", t.Name, MaxTitle)
		c.language("trailers", t.Language)
	}
	c.url("poster", f.Poster)
	c.must(f.Poster == "" || strings.HasPrefix(f.Poster, "https://"), "poster: %.60q is not an https address", f.Poster)
	c.must(f.Score.Value >= 0 && f.Score.Value <= 10 && f.Score.Votes >= 0,
		"score %v of %d votes is not from 0 to 10, of 0 votes or more", f.Score.Value, f.Score.Votes)
	c.local(f.Texts)
	c.offers(f.Offers)
	c.similar(f.Similar)
	c.text("origin", f.Origin.Source, MaxTitle)
	for _, field := range slices.Sorted(maps.Keys(f.Origins)) {
		c.text("origins", f.Origins[field].Source, MaxTitle)
		job, ok := strings.CutPrefix(string(field), "credits.")
		_, err := jobOfKey(job)
		c.must(slices.Contains(originFields, field) || ok && err == nil, "origins: %.40q is no field of a film", field)
	}
	return c.err()
}
