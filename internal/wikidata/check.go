package wikidata

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"marquee/internal/film"
)

// Check asks the action API and the query service something small, and says what
// is wrong with either; nil where both answer.
func (c *Client) Check(ctx context.Context) error {
	var faults []error
	found, err := c.entities(ctx, []string{anyFilm}, batch, url.Values{"props": {"labels"}, "languages": {"en"}})
	switch {
	case err != nil:
		faults = append(faults, fmt.Errorf("checking Wikidata: %w", err))
	case found[anyFilm] == nil:
		faults = append(faults, fmt.Errorf("checking Wikidata: %s at %s knows no films: %w", c.api.name, c.api.address.Host, film.ErrDown))
	}
	if _, err := c.query(ctx, "SELECT ?class WHERE { wd:"+anyFilm+" wdt:"+subclassOf+" ?class } LIMIT 1"); err != nil {
		faults = append(faults, fmt.Errorf("checking Wikidata: %w", err))
	}
	return errors.Join(faults...)
}
