package tmdb

import (
	"context"
	"fmt"
	"net/url"
	"regexp"

	"marquee/internal/film"
)

// found is what has an id of another catalogue.
type found struct {
	Films  []shortFilm   `json:"movie_results"`
	People []shortPerson `json:"person_results"`
}

func numbers[T interface{ number() number }](list []T) []number {
	out := make([]number, len(list))
	for i, x := range list {
		out[i] = x.number()
	}
	return out
}

func (w shortFilm) number() number   { return w.ID }
func (w shortPerson) number() number { return w.ID }

// numberOf returns the TMDB id of a film or a person; imdb is the form that the
// IMDb id must have, and pick takes the right kind of records from an answer.
// An id that has not the form of one never becomes part of an address.
func (c *Client) numberOf(ctx context.Context, ids film.Aliases, imdb *regexp.Regexp, pick func(found) []number) (int, error) {
	if id := number(ids.TMDB).id(); id != 0 {
		return id, nil
	}
	for _, by := range []struct{ id, source string }{
		{matching(imdb, ids.IMDb), "imdb_id"},
		{matching(wikidataID, ids.Wikidata), "wikidata_id"},
	} {
		if by.id == "" {
			continue
		}
		var f found
		if _, err := c.get(ctx, by.id, "find/"+by.id, url.Values{
			"external_source": {by.source}, "language": {"en-US"},
		}, &f); err != nil {
			return 0, err
		}
		if f.Films == nil && f.People == nil {
			return 0, asking(by.id, fmt.Errorf("%w: an answer about something else", film.ErrDown))
		}
		for _, n := range pick(f) {
			if id := n.id(); id != 0 {
				return id, nil
			}
		}
	}
	return 0, asking("what has no id that it knows", film.ErrNotFound)
}
