package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"marquee/internal/film"
	"marquee/internal/lookup"
)

// finish counts up the people whose credits have changed: how popular they are,
// for which films they are best known, and the names they are credited with.
// Somebody without any credits left can no longer be found by name.
func (c *crediting) finish(ctx context.Context) error {
	for chunk := range slices.Chunk(slices.Sorted(maps.Keys(c.touched)), 1000) {
		if err := ctx.Err(); err != nil {
			return err
		}
		careers, err := c.careers(chunk)
		if err != nil {
			return err
		}
		if err := c.toldOf(chunk, careers); err != nil {
			return err
		}
		for _, id := range chunk {
			if err := c.recount(id, careers[id]); err != nil {
				return err
			}
		}
	}
	return c.ids.save()
}

// A career is the credits of one person, as far as the index of names looks.
type career struct {
	names []string
	films []bestKnown
	told  told
}

// told is what a source has said of a person apart from any film here.
type told struct {
	detail     string
	popularity film.Popularity
}

type bestKnown struct {
	id         uint32
	title      string
	popularity film.Popularity
}

func (c *crediting) careers(people []uint32) (map[uint32]*career, error) {
	list, err := json.Marshal(people)
	if err != nil {
		return nil, err
	}
	rows, err := c.tx.Query(c.ctx, `
		SELECT c.person, c.name, f.id, f.title, f.popularity FROM json_each(?) j
		CROSS JOIN credits c ON c.person = j.value
		CROSS JOIN films f ON f.id = c.film
		ORDER BY c.person, c.film, c.position`, string(list))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := make(map[uint32]*career)
	for rows.Next() {
		var person uint32
		var name string
		var f bestKnown
		var count sql.NullInt64
		if err := rows.Scan(&person, &name, &f.id, &f.title, &count); err != nil {
			return nil, err
		}
		f.popularity = countOf(count)
		of := out[person]
		if of == nil {
			of = &career{}
			out[person] = of
		}
		if !slices.Contains(of.names, name) {
			of.names = append(of.names, name)
		}
		if len(of.films) == 0 || of.films[len(of.films)-1].id != f.id {
			of.films = append(of.films, f)
		}
	}
	return out, rows.Err()
}

// toldOf adds to careers what sources have said of the people. Of several, the most
// trusted one's word counts.
func (c *crediting) toldOf(people []uint32, careers map[uint32]*career) error {
	list, err := json.Marshal(people)
	if err != nil {
		return err
	}
	rows, err := c.tx.Query(c.ctx, `
		SELECT r.person, r.source, r.names, r.detail, r.popularity FROM json_each(?) j
		CROSS JOIN person_records r ON r.person = j.value`, string(list))
	if err != nil {
		return err
	}
	defer rows.Close()
	best := make(map[uint32]int)
	for rows.Next() {
		var person uint32
		var source, names string
		var t told
		var count sql.NullInt64
		if err := rows.Scan(&person, &source, &names, &t.detail, &count); err != nil {
			return err
		}
		t.popularity = countOf(count)
		var more []string
		if err := json.Unmarshal([]byte(names), &more); err != nil {
			return err
		}
		of := careers[person]
		if of == nil {
			of = &career{}
			careers[person] = of
		}
		for _, n := range more {
			if !slices.Contains(of.names, n) {
				of.names = append(of.names, n)
			}
		}
		if trust, ok := best[person]; !ok || lookup.Trust(source) < trust {
			best[person] = lookup.Trust(source)
			of.told = t
		}
	}
	return rows.Err()
}

func (c *crediting) recount(id uint32, of *career) error {
	if of == nil {
		of = &career{}
	}
	sum := of.popularity()
	if err := c.names.remove(id); err != nil {
		return err
	}
	err := c.tx.Exec(c.ctx, `UPDATE people SET popularity = ?, detail = ? WHERE id = ?`,
		nullCount(sum), of.detail(), id)
	if err != nil {
		return err
	}
	return c.names.put(film.Listing{Number: id, Popularity: sum}, of.names)
}

// popularity sums up the films that somebody counted; not counted where nobody
// counted any.
func (c *career) popularity() film.Popularity {
	if n, ok := c.told.popularity.Count(); ok {
		return film.PopularityOf(n)
	}
	sum, known := 0, false
	for _, f := range c.films {
		if n, ok := f.popularity.Count(); ok {
			sum, known = sum+n, true
		}
	}
	if !known {
		return film.Popularity{}
	}
	return film.PopularityOf(sum)
}

// detail names up to two films, those that are known to be popular first.
func (c *career) detail() string {
	if c.told.detail != "" {
		return c.told.detail
	}
	count := func(f bestKnown) int {
		n, known := f.popularity.Count()
		if !known {
			return -1
		}
		return n
	}
	films := slices.SortedStableFunc(slices.Values(c.films), func(a, b bestKnown) int {
		return cmp.Compare(count(b), count(a))
	})
	var titles []string
	for _, f := range films[:min(2, len(films))] {
		titles = append(titles, f.title)
	}
	return strings.Join(titles, ", ")
}
