package wikidata

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"marquee/internal/film"
)

var youTubeID = regexp.MustCompile(`^[\w-]{11}$`)

// maxMark is the longest mark of a certificate, and the longest aspect ratio.
const maxMark = 40

// details fills in what the film's page says beside titles, dates and credits.
func details(f *film.Film, e *entity, refs references) {
	f.Minutes = minutes(e)
	for _, id := range items(e.best(originalLanguage)) {
		if tag := refs.tongues[id]; tag != "" && !slices.Contains(f.Languages, tag) {
			f.Languages = append(f.Languages, tag)
		}
	}
	f.Genres = genres(e, refs)
	f.Adult = slices.Contains(append(items(e.best(genre)), items(e.best(instanceOf))...), pornography)
	for _, r := range ratings {
		for _, id := range items(e.best(r.property)) {
			if mark := refs.names[id]; mark != "" && utf8.RuneCountInString(mark) <= maxMark {
				f.Certificates = append(f.Certificates, film.Certificate{Region: r.region, Mark: mark})
				break // the first of those that count: a page has room for one a region
			}
		}
	}
	f.Distributors = distributors(e, refs)
	f.ProductionCompanies = refs.list(items(e.best(company)))
	f.FilmingLocations = refs.list(items(e.best(filmingLocation)))
	f.AspectRatio = ratio(e, refs)
	for _, s := range e.best(youTubeVideo) {
		if id := s.Main.string(); youTubeID.MatchString(id) && len(f.Trailers) < maxList {
			f.Trailers = append(f.Trailers, film.Trailer{YouTube: id})
		}
	}
}

// list returns the names of entities, each once.
func (refs references) list(ids []string) []string {
	var out []string
	for _, id := range ids {
		if name := refs.names[id]; name != "" && !slices.Contains(out, name) && len(out) < maxList {
			out = append(out, name)
		}
	}
	return out
}

// minutes returns the running time, 0 where none is given in minutes.
func minutes(e *entity) int {
	return first(e, duration, func(s snak) int {
		n, unit, ok := s.quantity()
		if !ok || unit != minute || n < 0.5 || n > film.MaxMinutes {
			return 0
		}
		return int(math.Round(n))
	})
}

// genres returns the genres as film people write them: "Crime" for what
// Wikidata calls "crime film".
func genres(e *entity, refs references) []string {
	var out []string
	for _, name := range refs.list(items(e.best(genre))) {
		short := strings.TrimSpace(strings.TrimSuffix(name, " film"))
		if short == "" {
			short = name
		}
		r, n := utf8.DecodeRuneInString(short)
		short = string(unicode.ToUpper(r)) + short[n:]
		if !slices.Contains(out, short) {
			out = append(out, short)
		}
	}
	return out
}

// distributors returns who brings the film out, by country where it is said.
func distributors(e *entity, refs references) []film.Distributor {
	var out []film.Distributor
	for _, s := range e.best(distributor) {
		name := refs.names[s.Main.item()]
		if name == "" {
			continue
		}
		regions := []film.Region{}
		for _, id := range slices.Concat(s.qualifierItems(jurisdiction), s.qualifierItems(placeOfPub)) {
			if r := refs.regions[id]; r != "" {
				regions = append(regions, r)
			}
		}
		if len(regions) == 0 {
			regions = append(regions, "")
		}
		for _, r := range regions {
			if d := (film.Distributor{Name: name, Region: r}); !slices.Contains(out, d) && len(out) < maxList {
				out = append(out, d)
			}
		}
	}
	return out
}

// ratio returns the aspect ratio as it is written: "2.35:1".
func ratio(e *entity, refs references) string {
	for _, s := range e.best(aspectRatio) {
		v := s.Main.string()
		if v == "" {
			v = refs.names[s.Main.item()]
		}
		if n, _, ok := s.Main.quantity(); v == "" && ok && n > 0 {
			v = fmt.Sprintf("%g:1", n)
		}
		v = strings.TrimSpace(strings.TrimSuffix(v, "aspect ratio"))
		if v != "" && utf8.RuneCountInString(v) <= maxMark {
			return v
		}
	}
	return ""
}
