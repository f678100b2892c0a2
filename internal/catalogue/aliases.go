package catalogue

import (
	"context"
	"fmt"

	"marquee/internal/film"
)

// aliasIndex leads from what other catalogues call a film to its id.
type aliasIndex struct {
	imdb     map[string]film.ID
	tmdb     map[int]film.ID
	wikidata map[string]film.ID
}

// FilmByAlias returns the film that has one of the aliases, or film.ErrNotFound.
// Where they lead to several, the IMDb id goes before the TMDB id, and that
// before Wikidata's.
func (c *Catalogue) FilmByAlias(ctx context.Context, a film.Aliases) (film.ID, error) {
	index, err := c.aliases()
	if err != nil {
		return 0, err
	}
	if found := index.all(a); len(found) > 0 {
		return found[0], nil
	}
	return 0, fmt.Errorf("film %+v of the catalogue: %w", a, film.ErrNotFound)
}

// all returns the films that the aliases lead to, in the order of FilmByAlias.
func (x *aliasIndex) all(a film.Aliases) []film.ID {
	var out []film.ID
	for _, id := range []film.ID{x.imdb[a.IMDb], x.tmdb[a.TMDB], x.wikidata[a.Wikidata]} {
		if id != 0 {
			out = append(out, id)
		}
	}
	return out
}

// readAliases makes the index. Empty aliases lead nowhere.
func (c *Catalogue) readAliases() (*aliasIndex, error) {
	index := &aliasIndex{make(map[string]film.ID), make(map[int]film.ID), make(map[string]film.ID)}
	places, err := c.films.mayHave("ids")
	if err != nil {
		return nil, err
	}
	for _, place := range places {
		f, err := c.films.at(place)
		if err != nil {
			return nil, fmt.Errorf("reading the ids of films: %w", err)
		}
		if f.Ids.IMDb != "" {
			index.imdb[f.Ids.IMDb] = f.ID
		}
		if f.Ids.TMDB != 0 {
			index.tmdb[f.Ids.TMDB] = f.ID
		}
		if f.Ids.Wikidata != "" {
			index.wikidata[f.Ids.Wikidata] = f.ID
		}
	}
	return index, nil
}
