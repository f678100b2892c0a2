package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"marquee/internal/film"
	"marquee/internal/lookup"
)

// KeepPerson implements lookup.Keeper.
func (s *Store) KeepPerson(ctx context.Context, source string, p film.Person, at time.Time) (film.PersonID, error) {
	err := s.keeping(ctx, source, func(m *importing) error { return m.people.keepPerson(source, &p, at) })
	if err != nil {
		return 0, fmt.Errorf("keeping what %s says of %q: %w", source, p.Name, err)
	}
	return p.ID, nil
}

func (c *crediting) keepPerson(source string, p *film.Person, at time.Time) error {
	credits := film.Credits{{Name: p.Name, Person: p.ID, Ids: p.Ids}}
	if err := c.identify(credits, 0); err != nil {
		return err
	}
	p.ID = credits[0].Person
	document, err := json.Marshal(p)
	if err != nil {
		return err
	}
	names, err := json.Marshal(append([]string{p.Name}, p.OtherNames...))
	if err != nil {
		return err
	}
	c.touched[uint32(p.ID)] = true
	return c.tx.Exec(c.ctx, `
		INSERT INTO person_records (person, source, at, names, detail, popularity, document)
		VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET at = excluded.at, names = excluded.names, detail = excluded.detail,
			popularity = excluded.popularity, document = excluded.document`,
		p.ID, source, at.UTC().Format(time.RFC3339), string(names), bestKnownOf(p), nullCount(fame(p)), string(document))
}

// bestKnownOf names up to two films of somebody, the best known first.
func bestKnownOf(p *film.Person) string {
	all := slices.SortedStableFunc(slices.Values(p.Filmography), func(a, b film.PersonCredit) int {
		x, _ := a.Popularity.Count()
		y, _ := b.Popularity.Count()
		return cmp.Compare(y, x)
	})
	var titles []string
	for _, c := range all {
		if len(titles) < 2 && !c.Adult && !slices.Contains(titles, c.Title) {
			titles = append(titles, c.Title)
		}
	}
	return strings.Join(titles, ", ")
}

// fame is how many people are counted for all films of somebody, each once.
func fame(p *film.Person) film.Popularity {
	sum, known := 0, false
	counted := make(map[film.Aliases]bool)
	for _, c := range p.Filmography {
		if n, ok := c.Popularity.Count(); ok && !counted[c.Ids] {
			counted[c.Ids] = true
			sum, known = sum+n, true
		}
	}
	if !known {
		return film.Popularity{}
	}
	return film.PopularityOf(sum)
}

// current returns the number that a person has by now.
func (c *crediting) current(id uint32) (uint32, error) {
	if id == 0 {
		return 0, nil
	}
	var now uint32
	err := c.tx.One(c.ctx, `SELECT coalesce(same_as, id) FROM person_ids WHERE id = ?`, []any{id}, &now)
	if errors.Is(err, sql.ErrNoRows) {
		return id, nil
	}
	return now, err
}

// PersonByAlias returns the person with one of the aliases, or film.ErrNotFound.
func (s *Store) PersonByAlias(ctx context.Context, a film.Aliases) (film.PersonID, error) {
	id, err := s.byAlias(ctx, personByAlias, a)
	if err != nil {
		return 0, fmt.Errorf("looking for a person by their ids: %w", err)
	}
	return film.PersonID(id), nil
}

// withRecords returns a person with what sources have said of them.
func (s *Store) withRecords(ctx context.Context, p film.Person) (film.Person, error) {
	rows, err := s.read.Query(ctx, `SELECT source, document FROM person_records WHERE person = ?`, p.ID)
	if err != nil {
		return p, err
	}
	defer rows.Close()
	type record struct {
		source string
		person film.Person
	}
	var records []record
	for rows.Next() {
		var r record
		var document string
		if err := rows.Scan(&r.source, &document); err != nil {
			return p, err
		}
		if err := json.Unmarshal([]byte(document), &r.person); err != nil {
			return p, err
		}
		records = append(records, r)
	}
	if err := rows.Err(); err != nil || len(records) == 0 {
		return p, err
	}
	slices.SortFunc(records, func(a, b record) int {
		return cmp.Or(cmp.Compare(lookup.Trust(a.source), lookup.Trust(b.source)), cmp.Compare(a.source, b.source))
	})
	var out film.Person
	for i, r := range records {
		if err := s.numberFilms(ctx, r.person.Filmography); err != nil {
			return p, err
		}
		for j := range r.person.Filmography {
			if c := &r.person.Filmography[j]; c.Origin == (film.Origin{}) {
				c.Origin = r.person.Origin
			}
		}
		if i == 0 {
			out = r.person
			continue
		}
		out = lookup.MergePeople(out, r.person)
	}
	out = lookup.MergePeople(out, p)
	out.ID, out.Ids = p.ID, p.Ids.Or(out.Ids)
	return out, nil
}

// numberFilms fills in the numbers of the films that the store holds.
func (s *Store) numberFilms(ctx context.Context, credits []film.PersonCredit) error {
	var tmdb []int
	var wikidata []string
	for _, c := range credits {
		if c.Ids.TMDB != 0 {
			tmdb = append(tmdb, c.Ids.TMDB)
		}
		if c.Ids.Wikidata != "" {
			wikidata = append(wikidata, c.Ids.Wikidata)
		}
	}
	first, err := json.Marshal(tmdb)
	if err != nil {
		return err
	}
	second, err := json.Marshal(wikidata)
	if err != nil {
		return err
	}
	rows, err := s.read.Query(ctx, `
		SELECT f.id, coalesce(f.tmdb, 0), coalesce(f.wikidata, '') FROM json_each(?1) j CROSS JOIN films f ON f.tmdb = j.value
		UNION
		SELECT f.id, coalesce(f.tmdb, 0), coalesce(f.wikidata, '') FROM json_each(?2) j CROSS JOIN films f ON f.wikidata = j.value`,
		string(first), string(second))
	if err != nil {
		return err
	}
	defer rows.Close()
	byTMDB, byWikidata := make(map[int]film.ID), make(map[string]film.ID)
	for rows.Next() {
		var id film.ID
		var t int
		var w string
		if err := rows.Scan(&id, &t, &w); err != nil {
			return err
		}
		byTMDB[t], byWikidata[w] = id, id
	}
	for i, c := range credits {
		switch {
		case c.Ids.TMDB != 0 && byTMDB[c.Ids.TMDB] != 0:
			credits[i].Film = byTMDB[c.Ids.TMDB]
		case c.Ids.Wikidata != "" && byWikidata[c.Ids.Wikidata] != 0:
			credits[i].Film = byWikidata[c.Ids.Wikidata]
		default:
			credits[i].Film = 0
		}
	}
	return rows.Err()
}
