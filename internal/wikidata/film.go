package wikidata

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"time"

	"golang.org/x/sync/singleflight"

	"marquee/internal/film"
)

// together is how long one look-up may take that several may be waiting for. It
// goes on when who asked first has gone.
const (
	together           = time.Minute
	togetherBackground = 20 * time.Minute
)

// Film returns all that Wikidata knows of the film that one of the ids names. It
// fails with film.ErrNotFound where none of them names an entity, and where that
// is something else than a film. Those who ask for one film at the same time get
// the same record, and must not change what its lists hold.
func (c *Client) Film(ctx context.Context, ids film.Aliases) (film.Film, error) {
	f, err := wait(ctx, c, &c.films, ids, func(ctx context.Context) (film.Film, error) {
		e, err := c.entityOf(ctx, ids, tmdbFilmID, imdbTitle.MatchString)
		if err != nil {
			return film.Film{}, err
		}
		films, err := c.records(ctx, []*entity{e})
		if err == nil && len(films) == 0 {
			err = fmt.Errorf("%s: %w: %w", e.ID, film.ErrNotFound, errNoFilm)
		}
		if err != nil {
			return film.Film{}, err
		}
		return films[0], nil
	})
	if err != nil {
		return f, fmt.Errorf("asking Wikidata for the film %s: %w", idText(ids), err)
	}
	return f, nil
}

// entityOf finds the entity of a film or a person: by its own identifier, or
// else by the one that IMDb or TMDB has given.
func (c *Client) entityOf(ctx context.Context, ids film.Aliases, tmdb string, imdb func(string) bool) (*entity, error) {
	id := ids.Wikidata
	if !itemID.MatchString(id) {
		var clauses []string
		if imdb(ids.IMDb) {
			clauses = append(clauses, imdbID+"="+ids.IMDb)
		}
		if ids.TMDB > 0 {
			clauses = append(clauses, tmdb+"="+strconv.Itoa(ids.TMDB))
		}
		id = ""
		for _, clause := range clauses {
			found, err := c.search(ctx, has(clause), 1)
			if err != nil {
				return nil, err
			}
			if len(found) > 0 {
				id = found[0]
				break
			}
		}
		if id == "" {
			return nil, film.ErrNotFound
		}
	}
	found, err := c.entities(ctx, []string{id}, batch, whole)
	if err != nil {
		return nil, err
	}
	if found[id] == nil {
		return nil, film.ErrNotFound
	}
	return found[id], nil
}

// wait looks something up once for all who ask for it at a time. Whoever gives
// up waiting leaves the others to theirs.
func wait[T any](ctx context.Context, c *Client, flights *singleflight.Group, ids film.Aliases, look func(context.Context) (T, error)) (T, error) {
	key := fmt.Sprintf("%v %s", c.background, idText(ids))
	done := flights.DoChan(key, func() (any, error) {
		limit := together
		if c.background {
			limit = togetherBackground
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), limit)
		defer cancel()
		return look(ctx)
	})
	var none T
	select {
	case r := <-done:
		if r.Err != nil {
			return none, r.Err
		}
		return r.Val.(T), nil
	case <-ctx.Done():
		// Whose patience ends while Wikidata has asked to be left alone is told so.
		if rest := max(c.api.rest(), c.sparql.rest()); rest > 0 {
			return none, &film.BusyError{Source: Name, After: rest}
		}
		return none, c.api.down(ctx.Err())
	}
}

// idText returns the ids for an error.
func idText(ids film.Aliases) string {
	n := ""
	if ids.TMDB > 0 {
		n = "TMDB " + strconv.Itoa(ids.TMDB)
	}
	return fmt.Sprintf("%.40q", cmp.Or(ids.Wikidata, ids.IMDb, n, "of no id"))
}
