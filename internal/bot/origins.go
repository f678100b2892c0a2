package bot

import (
	"slices"
	"strings"

	"marquee/internal/film"
)

// credit lines that sources' terms ask for, where it is more than the name.
var attributions = map[string]string{
	"omdb.org":  "omdb.org (CC BY 2.0 DE)",
	"JustWatch": "JustWatch, by way of TMDB",
}

// origins collects who said the facts on a card.
type origins struct{ list []film.Origin }

// add notes an origin, once.
func (o *origins) add(x film.Origin) {
	if x != (film.Origin{}) && !slices.Contains(o.list, x) {
		o.list = append(o.list, x)
	}
}

// footer says where the facts come from and as of when, those of one day
// together.
func (o *origins) footer() string {
	var days []film.Date
	byDay := make(map[film.Date][]string)
	for _, x := range o.list {
		if _, ok := byDay[x.AsOf]; !ok {
			days = append(days, x.AsOf)
		}
		name := x.Source
		if a, ok := attributions[name]; ok {
			name = a
		}
		byDay[x.AsOf] = append(byDay[x.AsOf], name)
	}
	slices.SortFunc(days, func(a, b film.Date) int { return b.Compare(a) })
	var parts []string
	for _, d := range days {
		s := strings.Join(byDay[d], ", ")
		if !d.IsZero() {
			s += ", as of " + dateWords(d)
		}
		parts = append(parts, s)
	}
	if len(parts) == 0 {
		return ""
	}
	return "Source: " + strings.Join(parts, "; ")
}
