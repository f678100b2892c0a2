package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"marquee/internal/film"
	"marquee/internal/lookup"
)

var _ lookup.Shelf = (*Store)(nil)

// Film returns a film that was imported, or film.ErrNotFound. A number that
// turned out to be another film's gives that film, whose ID is the older one.
func (s *Store) Film(ctx context.Context, id film.ID) (film.Film, error) {
	f, err := s.film(ctx, id)
	if err != nil {
		return film.Film{}, fmt.Errorf("reading the film %s: %w", id, err)
	}
	return f, nil
}

func (s *Store) film(ctx context.Context, id film.ID) (f film.Film, err error) {
	var document string
	err = s.read.One(ctx, `
		SELECT f.id, f.document FROM film_ids i
		JOIN films f ON f.id = coalesce(i.same_as, i.id)
		WHERE i.id = ?`, []any{id}, &id, &document)
	if errors.Is(err, sql.ErrNoRows) {
		return f, film.ErrNotFound
	}
	if err != nil {
		return f, err
	}
	return readFilm(document, id)
}

// readFilm reads a film's document.
func readFilm(document string, id film.ID) (f film.Film, err error) {
	err = json.Unmarshal([]byte(document), &f)
	f.ID = id
	return f, err
}

// FilmByAlias returns the film with one of the aliases, or film.ErrNotFound. If
// they lead to several, IMDb's goes before TMDB's and that before Wikidata's.
func (s *Store) FilmByAlias(ctx context.Context, a film.Aliases) (film.ID, error) {
	id, err := s.byAlias(ctx, filmByAlias, a)
	if err != nil {
		return 0, fmt.Errorf("looking for a film by its ids: %w", err)
	}
	return film.ID(id), nil
}

// filmByAlias and personByAlias find the one with an alias, IMDb's before TMDB's
// and that before Wikidata's.
var filmByAlias, personByAlias = aliasQuery(`films`), aliasQuery(`people`)

func aliasQuery(table string) string {
	return strings.ReplaceAll(`
		SELECT id FROM (
			SELECT 1 AS place, id FROM {t} WHERE imdb = nullif(?1, '')
			UNION ALL SELECT 2, id FROM {t} WHERE tmdb = nullif(?2, 0)
			UNION ALL SELECT 3, id FROM {t} WHERE wikidata = nullif(?3, ''))
		ORDER BY place LIMIT 1`, `{t}`, table)
}

func (s *Store) byAlias(ctx context.Context, query string, a film.Aliases) (id uint32, err error) {
	err = s.read.One(ctx, query, []any{a.IMDb, a.TMDB, a.Wikidata}, &id)
	if errors.Is(err, sql.ErrNoRows) {
		err = film.ErrNotFound
	}
	return id, err
}

// Coming returns the films with a release in one of the regions, by the first
// day that its date may be: "November 2026" is coming on the 1st. Of one day the
// exact dates come first, and of these the best known films.
func (s *Store) Coming(ctx context.Context, regions []film.Region, first, last film.Date, limit int) ([]film.ID, error) {
	list, err := json.Marshal(regions)
	if err != nil {
		return nil, err
	}
	ids, err := s.coming(ctx, string(list), first.First().String(), last.Last().String(), max(limit, 0))
	if err != nil {
		return nil, fmt.Errorf("looking for what is coming: %w", err)
	}
	return ids, nil
}

func (s *Store) coming(ctx context.Context, regions, first, last string, limit int) ([]film.ID, error) {
	rows, err := s.read.Query(ctx, `
		SELECT r.film FROM json_each(?1) j
		CROSS JOIN releases r ON r.region = j.value AND r.day BETWEEN ?2 AND ?3
		CROSS JOIN films f ON f.id = r.film
		GROUP BY r.film
		ORDER BY min(r.day || (10 - length(r.date))), f.popularity DESC NULLS LAST, r.film
		LIMIT ?4`, regions, first, last, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []film.ID
	for rows.Next() {
		var id film.ID
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, rows.Err()
}
