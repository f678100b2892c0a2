package wikidata

import (
	"cmp"
	"slices"
	"strings"

	"marquee/internal/film"
)

// releasesOf returns the film's dates by country, in order. A statement may
// name several countries. One that names none, or a city or a festival, is no
// release of a region. Statements that are preferred do not put the others out,
// which are those of other countries as a rule.
func releasesOf(e *entity, refs references) []film.Release {
	var out []film.Release
	for _, s := range e.all(publicationDate) {
		date := s.Main.date()
		if date.IsZero() {
			continue
		}
		for _, place := range s.qualifierItems(placeOfPub) {
			region := refs.regions[place]
			if region == "" {
				continue
			}
			out = append(out, film.Release{Region: region, Date: date, Kind: kindOf(s, refs)})
		}
	}
	slices.SortStableFunc(out, func(a, b film.Release) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Region, b.Region), cmp.Compare(a.Kind, b.Kind))
	})
	out = slices.CompactFunc(out, func(a, b film.Release) bool {
		return a.Region == b.Region && a.Date == b.Date && a.Kind == b.Kind
	})
	return out[:min(len(out), maxList)]
}

// formats are words in the English names of distribution formats, and the kind
// of release that they tell. The first that fits counts.
var formats = []struct {
	word string
	kind film.ReleaseKind
}{
	{"festival", film.Premiere},
	{"premiere", film.Premiere},
	{"limited", film.Limited},
	{"theatrical", film.Theatrical},
	{"cinema", film.Theatrical},
	{"television", film.TV},
	{"broadcast", film.TV},
	{"dvd", film.Physical},
	{"blu-ray", film.Physical},
	{"vhs", film.Physical},
	{"home video", film.Physical},
	{"streaming", film.Digital},
	{"video on demand", film.Digital},
	{"digital", film.Digital},
}

// kindOf returns the kind of release that a statement tells by its distribution
// format. Most tell none.
func kindOf(s statement, refs references) film.ReleaseKind {
	for _, id := range s.qualifierItems(format) {
		name := strings.ToLower(refs.names[id])
		for _, f := range formats {
			if strings.Contains(name, f.word) {
				return f.kind
			}
		}
	}
	return film.Unspecified
}

// yearOf returns the year of the film's first date anywhere, 0 where it has
// none. Dates of cities and festivals count too, and so do dates of no place.
func yearOf(e *entity) int {
	year := 0
	for _, s := range e.best(publicationDate) {
		if y := s.Main.date().Year(); y != 0 && (year == 0 || y < year) {
			year = y
		}
	}
	return year
}
