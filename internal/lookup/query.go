package lookup

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"marquee/internal/film"
)

// A Query is what somebody typed, read as far as it can be without looking
// anything up. Exactly one of ID, Alias and Name is set, or none for a text
// that holds nothing to look for.
type Query struct {
	ID    uint32       // of our own, as Suggest writes it
	Alias film.Aliases // of another catalogue
	Name  string       // a title or a person's name, trimmed
	Year  int          // asked for; 0: any
}

// MaxName is how many bytes of typed text are looked at: four times the longest
// title there is.
const MaxName = 1000

var (
	imdbID      = regexp.MustCompile(`^(tt|nm)\d{7,9}$`)
	imdbPath    = regexp.MustCompile(`^(?:/[a-z]{2}(?:-[a-z]{2})?)?/(?:title|name)/((?:tt|nm)\d{7,9})(?:/.*)?$`)
	tmdbPath    = regexp.MustCompile(`^/(?:movie|person)/(\d{1,9})(?:-[^/]*)?(?:/.*)?$`)
	tmdbID      = regexp.MustCompile(`^tmdb[: ]\s*(\d{1,9})$`)
	wikidataID  = regexp.MustCompile(`^[Qq][1-9]\d{2,9}$`)
	wikiPath    = regexp.MustCompile(`^/(?:wiki|entity)/(Q[1-9]\d{0,9})$`)
	ownID       = regexp.MustCompile(`^id:([0-9A-Za-z]{1,7})$`)
	yearInTitle = regexp.MustCompile(`^(.*\S)\s*[(\[](\d{4})[)\]]$`)
	yearBehind  = regexp.MustCompile(`^(.*[^\s,])[\s,]+(\d{4})$`)
)

// ParseQuery reads typed text: a title or name, "TITLE (YEAR)", an IMDb id or
// link, "tmdb:47964" or a TMDB link, a Wikidata id or link, or an id of ours
// ("id:MQ7F"). A year given apart wins over one in the text.
func ParseQuery(typed string, year int) Query {
	s := strings.Join(strings.Fields(typed), " ")
	s = strings.Trim(s, "\"“”„«»")
	s = strings.TrimSpace(s)
	if len(s) > MaxName {
		s = strings.ToValidUTF8(s[:MaxName], "")
	}
	if m := ownID.FindStringSubmatch(s); m != nil {
		if id, err := film.ParseID(m[1]); err == nil {
			return Query{ID: uint32(id)}
		}
	}
	if a := parseAlias(s); !a.IsZero() {
		return Query{Alias: a}
	}
	if m := yearInTitle.FindStringSubmatch(s); m != nil {
		if y := parseYear(m[2]); y != 0 {
			s = m[1]
			if year == 0 {
				year = y
			}
		}
	}
	return Query{Name: s, Year: year}
}

// SplitYear reads "TITLE YEAR". It reports false where no year stands behind
// the name.
func (q Query) SplitYear() (Query, bool) {
	m := yearBehind.FindStringSubmatch(q.Name)
	if m == nil || q.Year != 0 {
		return Query{}, false
	}
	y := parseYear(m[2])
	if y == 0 {
		return Query{}, false
	}
	return Query{Name: m[1], Year: y}, true
}

// parseYear returns a year in which a film may come out, else 0.
func parseYear(s string) int {
	y, err := strconv.Atoi(s)
	if err != nil || y < film.MinYear || y > film.MaxYear {
		return 0
	}
	return y
}

func parseAlias(s string) film.Aliases {
	switch {
	case imdbID.MatchString(strings.ToLower(s)):
		return film.Aliases{IMDb: strings.ToLower(s)}
	case wikidataID.MatchString(s):
		return film.Aliases{Wikidata: strings.ToUpper(s)}
	}
	if m := tmdbID.FindStringSubmatch(strings.ToLower(s)); m != nil {
		return film.Aliases{TMDB: atoi(m[1])}
	}
	return parseLink(s)
}

// parseLink reads the address of a film or a person at another catalogue, with
// or without "https://".
func parseLink(s string) film.Aliases {
	s = strings.Trim(s, "<>")
	if !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil {
		return film.Aliases{}
	}
	host := strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."), "m.")
	switch host {
	case "imdb.com":
		if m := imdbPath.FindStringSubmatch(u.Path); m != nil {
			return film.Aliases{IMDb: m[1]}
		}
	case "themoviedb.org":
		if m := tmdbPath.FindStringSubmatch(u.Path); m != nil {
			return film.Aliases{TMDB: atoi(m[1])}
		}
	case "wikidata.org":
		if m := wikiPath.FindStringSubmatch(u.Path); m != nil {
			return film.Aliases{Wikidata: m[1]}
		}
	}
	return film.Aliases{}
}

// atoi reads digits that a pattern has found.
func atoi(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
