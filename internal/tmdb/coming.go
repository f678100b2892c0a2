package tmdb

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"marquee/internal/film"
)

// maxComing bounds a list of what is coming, whatever was asked for.
const maxComing = 1000

// Coming returns the films that reach a region in one of the kinds between two
// days, both counted in, the most looked at first, at most limit of them. Kinds
// that are not told do not count; with none it is the cinemas' two, theatrical
// and limited. The records are short and have no dates: those are in Film.
func (c *Client) Coming(ctx context.Context, region film.Region, of []film.ReleaseKind, firstDay, lastDay film.Date, limit int) ([]film.Film, error) {
	region = regionOf(string(region))
	if region == "" {
		return nil, fmt.Errorf("what is coming: %w", film.ErrRegion)
	}
	if firstDay.IsZero() || lastDay.IsZero() {
		return nil, fmt.Errorf("what is coming: %w", film.ErrDate)
	}
	firstDay, lastDay = firstDay.First(), lastDay.Last()
	what := fmt.Sprintf("what comes to %s from %s to %s", region, firstDay, lastDay)
	q := url.Values{
		"region": {string(region)}, "with_release_type": {typesOf(of)},
		"release_date.gte": {firstDay.String()}, "release_date.lte": {lastDay.String()},
		"sort_by": {"popularity.desc"}, "language": {"en-US"},
		"include_adult": {strconv.FormatBool(c.adult)}, "include_video": {"false"},
	}
	limit = min(limit, maxComing)
	var all []film.Film
	for n := 1; len(all) < limit; n++ {
		found, more, err := c.filmPage(ctx, what, "discover/movie", q, n)
		if err != nil {
			return nil, err
		}
		all = unique(append(all, found...))
		if !more {
			break
		}
	}
	return all[:min(len(all), max(limit, 0))], nil
}

// typesOf writes kinds as TMDB's types, any of which will do.
func typesOf(of []film.ReleaseKind) string {
	var types []string
	for n := 1; n <= len(kinds); n++ {
		if slices.Contains(of, kinds[n]) {
			types = append(types, strconv.Itoa(n))
		}
	}
	if len(types) == 0 {
		return "2|3"
	}
	return strings.Join(types, "|")
}
