package tmdb

import (
	"context"
	"fmt"

	"marquee/internal/film"
)

// Series reports whether a television series has just this title.
// https://developer.themoviedb.org/reference/search-tv
func (c *Client) Series(ctx context.Context, title string) (bool, error) {
	q := c.searching(title)
	if q.Get("query") == "" {
		return false, nil
	}
	what := fmt.Sprintf("series called %.80q", q.Get("query"))
	var p page[struct {
		Name     string `json:"name"`
		Original string `json:"original_name"`
	}]
	if _, err := c.get(ctx, what, "search/tv", q, &p); err != nil {
		return false, err
	}
	if p.Results == nil {
		return false, asking(what, errNoList)
	}
	key := film.Fold(title)
	for _, s := range p.Results {
		if key != "" && (film.Fold(s.Name) == key || film.Fold(s.Original) == key) {
			return true, nil
		}
	}
	return false, nil
}
