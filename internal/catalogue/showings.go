package catalogue

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"marquee/internal/film"
)

// A showing is a release with the film it is of.
type showing struct {
	date   film.Date
	region film.Region
	film   film.ID
}

// Coming returns up to limit films that have a release in one of the regions
// from the first to the last day, both included, by the first day that the date
// may be: "November 2026" is coming on the 1st. Of one day the exact dates come
// first, and of these the most popular films.
func (c *Catalogue) Coming(ctx context.Context, regions []film.Region, first, last film.Date, limit int) ([]film.ID, error) {
	all, err := c.calendar()
	if err != nil {
		return nil, err
	}
	from, to := first.First(), last.Last()
	var out []film.ID
	seen := make(map[film.ID]bool)
	for _, s := range all {
		day := s.date.First()
		if day.Compare(to) > 0 || len(out) >= limit {
			break
		}
		if day.Compare(from) >= 0 && slices.Contains(regions, s.region) && !seen[s.film] {
			seen[s.film] = true
			out = append(out, s.film)
		}
	}
	return out, ctx.Err()
}

// showings returns every release of the catalogue in the order of Coming.
func (c *Catalogue) showings() ([]showing, error) {
	places, err := c.films.mayHave("releases")
	if err != nil {
		return nil, err
	}
	var out []showing
	for _, place := range places {
		f, err := c.films.at(place)
		if err != nil {
			return nil, fmt.Errorf("reading the release dates: %w", err)
		}
		for _, r := range f.Releases {
			if !r.Date.IsZero() {
				out = append(out, showing{r.Date, r.Region, f.ID})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b showing) int {
		return cmp.Or(
			a.date.First().Compare(b.date.First()),
			cmp.Compare(b.date.Precision(), a.date.Precision()),
			c.titles.ranking.compare(c.listings[c.places[a.film]], c.listings[c.places[b.film]]),
		)
	})
	return out, nil
}
