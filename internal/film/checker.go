package film

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

var (
	imdbTitle  = regexp.MustCompile(`^tt\d{7,9}$`)
	imdbName   = regexp.MustCompile(`^nm\d{7,9}$`)
	wikidataID = regexp.MustCompile(`^Q[1-9]\d{0,9}$`)
	youTubeID  = regexp.MustCompile(`^[\w-]{11}$`)
	currency   = regexp.MustCompile(`^[A-Z]{3}$`)
)

// maxFaults is how many faults of one film are worth telling.
const maxFaults = 20

// checker collects faults.
type checker struct {
	faults []error
	more   int // faults beyond maxFaults
}

func (c *checker) err() error {
	if c.more > 0 {
		c.faults = append(c.faults, fmt.Errorf("and %d more faults", c.more))
	}
	return errors.Join(c.faults...)
}

func (c *checker) must(ok bool, format string, args ...any) {
	switch {
	case ok:
	case len(c.faults) < maxFaults:
		c.faults = append(c.faults, fmt.Errorf(format, args...))
	default:
		c.more++
	}
}

// text checks a text of one line.
func (c *checker) text(field, s string, limit int) {
	c.must(strings.IndexFunc(s, unicode.IsControl) < 0, "%s has a line break or another control character", field)
	c.size(field, s, limit)
}

// long checks a text that may have several lines.
func (c *checker) long(field, s string) {
	c.must(strings.IndexFunc(s, func(r rune) bool { return unicode.IsControl(r) && !strings.ContainsRune("\n\r\t", r) }) < 0,
		"%s has a control character", field)
	c.size(field, s, MaxText)
}

func (c *checker) size(field, s string, limit int) {
	c.must(utf8.ValidString(s), "%s is not UTF-8", field)
	c.must(len(s) <= limit || utf8.RuneCountInString(s) <= limit, "%s is longer than %d characters", field, limit)
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
	c.must(err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil && len(s) <= 2000,
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
		c.must(int(x.Job) < len(jobNames), "credits: %d is no job", x.Job)
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
		c.text("releases", r.Origin.Source, MaxTitle)
		c.must(int(r.Kind) < len(kindNames), "releases: %d is no kind", r.Kind)
		c.list("releases", len(r.Languages))
		for _, l := range r.Languages {
			c.language("releases", l)
		}
	}
}

func (c *checker) local(all []LocalText) {
	c.list("texts", len(all))
	for _, t := range all {
		c.must(t.Language != "", "texts has one without a language")
		c.language("texts", t.Language)
		c.text("texts", t.Title, MaxTitle)
		c.long("texts", t.Tagline)
		c.long("texts", t.Synopsis)
	}
}

func (c *checker) offers(all []Offer) {
	c.list("offers", len(all))
	for _, o := range all {
		c.region("offers", o.Region, false)
		c.must(int(o.Kind) < len(offerNames), "offers: %d is no way to watch", o.Kind)
		c.must(strings.TrimSpace(o.Provider) != "", "offers has one without a provider")
		c.text("offers", o.Provider, MaxTitle)
		c.url("offers", o.URL)
	}
}

func (c *checker) similar(all []Related) {
	c.list("similar", len(all))
	for _, r := range all {
		c.must(strings.TrimSpace(r.Title) != "", "similar has one without a title")
		c.text("similar", r.Title, MaxTitle)
		c.year(r.Year)
		c.aliases("similar", r.Ids, imdbTitle)
	}
}
