package wikidata

import (
	"context"
	"fmt"

	"marquee/internal/film"
)

// televisionSeries is the class of series.
const televisionSeries = "Q5398426"

// Series reports whether a television series goes by a title in any language.
func (c *Client) Series(ctx context.Context, title string) (bool, error) {
	words := searchWords(title)
	if words == "" {
		return false, nil
	}
	ids, err := c.search(ctx, words+" "+has("P31="+televisionSeries), searchRead)
	if err != nil {
		return false, fmt.Errorf("searching Wikidata for series called %.60q: %w", title, err)
	}
	found, err := c.inOrder(ctx, ids)
	if err != nil {
		return false, fmt.Errorf("reading what may be the series %.60q: %w", title, err)
	}
	key := film.Fold(title)
	for _, e := range found {
		if key != "" && e.called(key) {
			return true, nil
		}
	}
	return false, nil
}
