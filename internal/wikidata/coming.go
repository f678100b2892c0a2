package wikidata

import (
	"context"
	"fmt"
	"slices"

	"marquee/internal/film"
)

// Bounds of how many films one call of Coming gives.
const (
	comingUsual = 50
	comingMost  = 200
)

// comingQuery asks for the films with a date in a country in a stretch of time,
// as exact as a month at least. It takes the two ends, kinds of film, the
// country's code, how many, and how many to leave out. The dates come first,
// since there is an index of them.
const comingQuery = `SELECT DISTINCT ?film WHERE {
  ?value wikibase:timeValue ?date . hint:Prior hint:rangeSafe true .
  FILTER(?date >= %s && ?date < %s)
  ?value wikibase:timePrecision ?precision .
  FILTER(?precision >= 10)
  ?statement psv:P577 ?value .
  MINUS { ?statement wikibase:rank wikibase:DeprecatedRank }
  ?statement pq:P291 ?place .
  ?place wdt:P297 "%s" .
  ?film p:P577 ?statement .
  VALUES ?kind { %s }
  ?film wdt:P31 ?kind .
}
ORDER BY ?film
LIMIT %d OFFSET %d`

// comingIDs returns the films with a date in a region from the first day to the
// last, a page of them. A month counts as soon as one of its days does.
func (c *Client) comingIDs(ctx context.Context, region film.Region, from, to film.Date, limit, offset int) ([]string, error) {
	if !isRegion[region] {
		return nil, fmt.Errorf("%w: %.20q", film.ErrRegion, string(region))
	}
	first, last := from.First(), to.Last()
	if first.IsZero() || last.IsZero() || last.Before(first) {
		return nil, fmt.Errorf("%w: there is no day from %s to %s", film.ErrDate, from, to)
	}
	month, err := film.NewDate(first.Year(), first.Month(), 0)
	if err != nil {
		return nil, err
	}
	rows, err := c.query(ctx, fmt.Sprintf(comingQuery,
		instant(month), instant(last.AddDays(1)), region, values(filmKinds), limit, offset))
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.entity("film"))
	}
	return unique(ids), nil
}

// Coming returns films that have a date of one of the kinds (any, where kinds is
// empty; a date of no told kind counts as theatrical) in the region from first
// to last, both included, in order of that date. A date of which only the month
// is known counts where the month has a day among them; one of which only the
// year is known does not. It gives at most limit films, and some fifty where
// limit is 0. All whom these films credit are looked up too, so that a full list
// takes some forty requests, less as more names are remembered.
func (c *Client) Coming(ctx context.Context, region film.Region, kinds []film.ReleaseKind, firstDay, lastDay film.Date, limit int) ([]film.Film, error) {
	if limit <= 0 {
		limit = comingUsual
	}
	films, err := c.coming(ctx, region, kinds, firstDay, lastDay, min(limit, comingMost))
	if err != nil {
		return nil, fmt.Errorf("asking Wikidata what comes out in %.20q: %w", string(region), err)
	}
	return films, nil
}

func (c *Client) coming(ctx context.Context, region film.Region, kinds []film.ReleaseKind, from, to film.Date, limit int) ([]film.Film, error) {
	ids, err := c.comingIDs(ctx, region, from, to, comingMost, 0)
	if err != nil {
		return nil, err
	}
	entities, err := c.inOrder(ctx, ids)
	if err != nil {
		return nil, err
	}
	// What is named is looked up for those only that are given.
	places := make([]string, 0, len(entities))
	for _, e := range entities {
		places = append(places, placesOf(e)...)
	}
	regions, err := c.regionsOf(ctx, places)
	if err != nil {
		return nil, err
	}
	when := make(map[*entity]film.Date)
	for _, e := range entities {
		for _, r := range releasesOf(e, references{regions: regions}) {
			if d := r.Date; r.Region == region && within(d, from, to) && (when[e].IsZero() || d.Compare(when[e]) < 0) {
				when[e] = d
			}
		}
	}
	entities = slices.DeleteFunc(entities, func(e *entity) bool { return when[e].IsZero() })
	slices.SortStableFunc(entities, func(a, b *entity) int { return when[a].Compare(when[b]) })

	var out []film.Film
	for part := range slices.Chunk(entities, min(batch, limit)) {
		films, err := c.records(ctx, part)
		if err != nil {
			return nil, err
		}
		for _, f := range films {
			if len(out) < limit && slices.ContainsFunc(f.Releases, func(r film.Release) bool {
				return r.Region == region && within(r.Date, from, to) && wanted(r.Kind, kinds)
			}) {
				out = append(out, f)
			}
		}
		if len(out) == limit {
			break
		}
	}
	return out, nil
}

// within reports whether a date that is known to the month at least may be one
// of the days.
func within(d, from, to film.Date) bool {
	return d.Precision() >= film.PrecisionMonth && !d.Before(from) && !to.Before(d)
}

func wanted(kind film.ReleaseKind, kinds []film.ReleaseKind) bool {
	return len(kinds) == 0 || slices.Contains(kinds, kind) ||
		kind == film.Unspecified && slices.Contains(kinds, film.Theatrical)
}
