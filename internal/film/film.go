package film

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// A Film is what is known of one film. Every field but ID and Title may be
// empty, which means "not known": nothing is ever filled in by guessing.
type Film struct {
	ID    ID      `json:"id,omitzero"`
	Ids   Aliases `json:"ids,omitzero"`
	Title string  `json:"title"`
	// Year is the year by which people tell the film from its namesakes, as a
	// rule that of its first showing; 0 when unknown.
	Year             int          `json:"year,omitzero"`
	OriginalTitle    string       `json:"original_title,omitempty"`
	OriginalLanguage string       `json:"original_language,omitempty"` // BCP 47
	OtherTitles      []OtherTitle `json:"other_titles,omitempty"`
	Popularity       Popularity   `json:"popularity,omitzero"`
	Status           Status       `json:"status,omitzero"`

	Minutes      int           `json:"minutes,omitzero"`    // running time
	Languages    []string      `json:"languages,omitempty"` // spoken, BCP 47
	Genres       []string      `json:"genres,omitempty"`
	Tagline      string        `json:"tagline,omitempty"`
	Synopsis     string        `json:"synopsis,omitempty"`
	Certificates []Certificate `json:"certificates,omitempty"`
	Distributors []Distributor `json:"distributors,omitempty"`
	Credits      Credits       `json:"credits,omitempty"`
	Releases     []Release     `json:"releases,omitempty"`

	AspectRatio         string   `json:"aspect_ratio,omitempty"` // "2.35:1"
	FilmingLocations    []string `json:"filming_locations,omitempty"`
	ProductionCompanies []string `json:"production_companies,omitempty"`
	Production          Period   `json:"production,omitzero"`
	Collection          string   `json:"collection,omitempty"`
	Budget              Money    `json:"budget,omitzero"`
	BoxOffice           Money    `json:"box_office,omitzero"`

	Articles []Article `json:"articles,omitempty"`
	Trailers []Trailer `json:"trailers,omitempty"`
	Poster   string    `json:"poster,omitempty"` // an https address
	Score    Score     `json:"score,omitzero"`

	// Adult says that the film is pornographic, so that it is shown only where a
	// place is marked for it.
	Adult bool `json:"adult,omitempty"`
	// Texts are the film's title, tagline and synopsis in other languages than
	// those of the fields above, which are English where the source has it.
	Texts []LocalText `json:"texts,omitempty"`
	// Offers say where the film can be watched.
	Offers []Offer `json:"offers,omitempty"`
	// Similar are films that a source thinks alike, the most alike first.
	Similar []Related `json:"similar,omitempty"`

	// Origin says where the film's facts come from, and Origins where those of
	// single fields do that have another one.
	Origin  Origin           `json:"origin,omitzero"`
	Origins map[Field]Origin `json:"origins,omitempty"`
}

// An Origin is who said a fact, and the day they said it.
type Origin struct {
	Source string `json:"source,omitempty"` // as shown to people: "omdb.org"
	AsOf   Date   `json:"as_of,omitzero"`
}

// A Field names a part of a Film that can have an origin of its own: the JSON
// name of the part.
type Field string

// JobField returns the name of the credits of one job, which may have an origin
// apart from that of "credits".
func JobField(j Job) Field { return Field("credits." + j.String()) }

// OriginOf returns where the facts in field come from.
func (f *Film) OriginOf(field Field) Origin {
	if o, ok := f.Origins[field]; ok {
		return o
	}
	if strings.HasPrefix(string(field), "credits.") {
		return f.OriginOf("credits")
	}
	return f.Origin
}

// An OtherTitle is a title that the film goes by in a language or a region.
type OtherTitle struct {
	Title    string `json:"title"`
	Language string `json:"language,omitempty"` // BCP 47
	Region   Region `json:"region,omitempty"`
}

// A Certificate is the age rating of one region. Reason is the rating board's
// own wording of why.
type Certificate struct {
	Region Region `json:"region"`
	Mark   string `json:"mark"`
	Reason string `json:"reason,omitempty"`
}

// CertificateIn returns the certificate of region: that of the film, else that
// of the region's own release.
func (f *Film) CertificateIn(region Region) (Certificate, bool) {
	for _, c := range f.Certificates {
		if c.Region == region {
			return c, true
		}
	}
	if r, ok := HomeRelease(f.Releases, region); ok && r.Certificate != "" {
		return Certificate{Region: region, Mark: r.Certificate}, true
	}
	for _, r := range f.Releases {
		if r.Region == region && r.Certificate != "" {
			return Certificate{Region: region, Mark: r.Certificate}, true
		}
	}
	return Certificate{}, false
}

// A Distributor brings the film out in Region; an empty Region is "not said".
type Distributor struct {
	Name   string `json:"name"`
	Region Region `json:"region,omitempty"`
}

// A Period is a stretch of days, each end as exact as it is known.
type Period struct {
	From Date `json:"from,omitzero"`
	To   Date `json:"to,omitzero"`
}

// Money is an amount in whole units of an ISO 4217 currency.
type Money struct {
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
}

// An Article is something written about the film.
type Article struct {
	Title   string `json:"title"`
	Summary string `json:"summary,omitempty"`
	URL     string `json:"url,omitempty"`
	Date    Date   `json:"date,omitzero"`
}

// A Trailer is a video about the film on YouTube, the one site whose
// identifiers the sources give.
type Trailer struct {
	Name     string `json:"name,omitempty"`
	YouTube  string `json:"youtube"`            // the video's identifier of 11 characters
	Language string `json:"language,omitempty"` // BCP 47
}

// URL returns the address at which the trailer plays.
func (t Trailer) URL() string { return "https://www.youtube.com/watch?v=" + t.YouTube }

// A Score is what the voters of a source think, from 0 to 10.
type Score struct {
	Value float64 `json:"value"`
	Votes int     `json:"votes"`
}

// Popularity is how many people a source has counted for a film, to tell the
// film that is meant from its namesakes. The zero value is "not counted", which
// is another thing than nobody.
type Popularity struct {
	known bool
	n     int
}

// PopularityOf returns the popularity of a film that n people were counted for.
func PopularityOf(n int) Popularity { return Popularity{true, max(n, 0)} }

// Count returns the number of people, and whether anybody counted.
func (p Popularity) Count() (n int, known bool) { return p.n, p.known }

// MarshalJSON writes the number, or null.
func (p Popularity) MarshalJSON() ([]byte, error) {
	if !p.known {
		return []byte("null"), nil
	}
	return json.Marshal(p.n)
}

// UnmarshalJSON reads a number that is not negative, or null.
func (p *Popularity) UnmarshalJSON(b []byte) error {
	var n *int
	if err := json.Unmarshal(b, &n); err != nil {
		return err
	}
	if n == nil {
		*p = Popularity{}
		return nil
	}
	if *n < 0 {
		return fmt.Errorf("popularity %d is negative", *n)
	}
	*p = PopularityOf(*n)
	return nil
}

// unmarshalStrict is json.Unmarshal that refuses unknown fields.
func unmarshalStrict(b []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	return d.Decode(v)
}

// Runtime returns the running time, 0 when unknown.
func (f *Film) Runtime() time.Duration { return time.Duration(f.Minutes) * time.Minute }
