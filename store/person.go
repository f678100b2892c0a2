package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"

	"marquee/internal/film"
)

// Person returns somebody with the credits on the films that were imported, or
// film.ErrNotFound. A number that turned out to be another person's gives that
// person. What somebody did twice in one job on a film is one entry with both
// parts.
func (s *Store) Person(ctx context.Context, id film.PersonID) (film.Person, error) {
	p, err := s.person(ctx, id)
	if err != nil {
		return film.Person{}, fmt.Errorf("reading the person %s: %w", id, err)
	}
	return p, nil
}

func (s *Store) person(ctx context.Context, id film.PersonID) (p film.Person, err error) {
	rows, err := s.read.Query(ctx, `
		SELECT p.id, p.name, coalesce(p.imdb, ''), coalesce(p.tmdb, 0), coalesce(p.wikidata, ''),
			coalesce(f.id, 0), coalesce(f.title, ''), coalesce(f.year, 0), coalesce(f.first_date, ''),
			coalesce(c.job, ''), coalesce(c.part, ''), coalesce(c.note, ''),
			coalesce(c.source, ''), coalesce(c.as_of, '')
		FROM person_ids i
		CROSS JOIN people p ON p.id = coalesce(i.same_as, i.id)
		LEFT JOIN credits c ON c.person = p.id
		LEFT JOIN films f ON f.id = c.film
		WHERE i.id = ?
		ORDER BY c.film, c.position`, id)
	if err != nil {
		return p, err
	}
	defer rows.Close()
	for rows.Next() {
		c, err := scanCredit(rows, &p)
		if err != nil {
			return p, err
		}
		if c.Film != 0 {
			p.Filmography = withCredit(p.Filmography, c)
		}
	}
	if err := rows.Err(); err != nil {
		return p, err
	}
	if p.ID == 0 {
		return p, film.ErrNotFound
	}
	p.Origin = mostNamed(p.Filmography)
	return s.withRecords(ctx, p)
}

// scanCredit reads the person of a row, and the credit, which may be missing.
func scanCredit(rows *sql.Rows, p *film.Person) (c film.PersonCredit, err error) {
	var first, job, asOf string
	err = rows.Scan(&p.ID, &p.Name, &p.Ids.IMDb, &p.Ids.TMDB, &p.Ids.Wikidata,
		&c.Film, &c.Title, &c.Year, &first, &job, &c.As, &c.Note, &c.Origin.Source, &asOf)
	if err != nil || c.Film == 0 {
		return c, err
	}
	if c.Job, err = film.ParseJob(job); err != nil {
		return c, err
	}
	return c, errors.Join(c.Date.UnmarshalText([]byte(first)), c.Origin.AsOf.UnmarshalText([]byte(asOf)))
}

// withCredit adds a credit, one entry a film and job. The credits of one film
// follow each other.
func withCredit(all []film.PersonCredit, c film.PersonCredit) []film.PersonCredit {
	for i := len(all) - 1; i >= 0 && all[i].Film == c.Film; i-- {
		if all[i].Job == c.Job {
			all[i].As = joined(all[i].As, c.As, " / ")
			all[i].Note = joined(all[i].Note, c.Note, ", ")
			return all
		}
	}
	return append(all, c)
}

func joined(a, b, with string) string {
	if a == "" || b == "" || a == b {
		return cmp.Or(a, b)
	}
	return a + with + b
}

// mostNamed returns the origin that most of the credits have; of several, the
// first by name and day, so that a person always has the same.
func mostNamed(credits []film.PersonCredit) (most film.Origin) {
	count := make(map[film.Origin]int)
	for _, c := range credits {
		count[c.Origin]++
	}
	for o, n := range count {
		if cmp.Or(cmp.Compare(n, count[most]), cmp.Compare(most.Source, o.Source), most.AsOf.Compare(o.AsOf)) > 0 {
			most = o
		}
	}
	return most
}
