package wikidata

import (
	"regexp"
	"strconv"
	"strings"

	"marquee/internal/film"
)

var (
	imdbTitle = regexp.MustCompile(`^tt\d{7,9}$`)
	imdbName  = regexp.MustCompile(`^nm\d{7,9}$`)
)

// filmIDs returns what other catalogues call the film.
func filmIDs(e *entity) film.Aliases {
	return film.Aliases{
		Wikidata: e.ID,
		IMDb:     first(e, imdbID, matching(imdbTitle)),
		TMDB:     first(e, tmdbFilmID, number),
	}
}

// personIDs returns what other catalogues call the person.
func personIDs(e *entity) film.Aliases {
	return film.Aliases{
		Wikidata: e.ID,
		IMDb:     first(e, imdbID, matching(imdbName)),
		TMDB:     first(e, tmdbPersonID, number),
	}
}

// matching reads texts of one form and no others.
func matching(form *regexp.Regexp) func(snak) string {
	return func(s snak) string {
		if v := s.string(); form.MatchString(v) {
			return v
		}
		return ""
	}
}

// number reads a number that is written as a text.
func number(s snak) int {
	n, err := strconv.ParseInt(s.string(), 10, 32)
	if err != nil || n < 0 {
		return 0
	}
	return int(n)
}

// wikipedias returns how many Wikipedias have an article on the entity.
func (e *entity) wikipedias() (n int) {
	for site := range e.Sitelinks {
		switch site {
		case "commonswiki", "specieswiki", "metawiki", "wikidatawiki", "sourceswiki", "mediawikiwiki":
		default:
			if strings.HasSuffix(site, "wiki") {
				n++
			}
		}
	}
	return n
}
