package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"marquee/internal/film"
	"marquee/internal/lookup"
)

// KeepFilm implements lookup.Keeper.
func (s *Store) KeepFilm(ctx context.Context, source string, f film.Film, at time.Time) (film.ID, error) {
	err := s.keeping(ctx, source, func(m *importing) error {
		f.Credits = slices.Clone(f.Credits)
		slices.SortStableFunc(f.Credits, func(a, b film.Credit) int { return int(a.Job) - int(b.Job) })
		return m.keep(source, &f, at)
	})
	if err != nil {
		return 0, fmt.Errorf("keeping what %s says of %q: %w", source, f.Title, err)
	}
	return f.ID, nil
}

// keeping runs write in a transaction, as a part of one import of the source that
// never ends.
func (s *Store) keeping(ctx context.Context, source string, write func(*importing) error) error {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	m, err := keepingOf(ctx, newStatements(tx), source)
	if err != nil {
		return err
	}
	if err := write(m); err != nil {
		return err
	}
	if err := m.finish(ctx); err != nil {
		return err
	}
	return tx.Commit()
}

func keepingOf(ctx context.Context, tx *statements, source string) (*importing, error) {
	ctx = context.WithoutCancel(ctx)
	m := importingIn(ctx, tx)
	m.people.strict = true
	err := tx.Exec(ctx, `INSERT INTO imports (source, as_of, at) SELECT ?1, '', ?2
		WHERE NOT EXISTS (SELECT 1 FROM imports WHERE source = ?1 AND as_of = '')`,
		source, time.Now().UTC().Format(time.RFC3339))
	if err != nil {
		return nil, err
	}
	if err := tx.One(ctx, `SELECT min(id) FROM imports WHERE source = ? AND as_of = ''`, []any{source}, &m.number); err != nil {
		return nil, err
	}
	return m, nil
}

// keep writes what a source says of f, and fills in its number.
func (m *importing) keep(source string, f *film.Film, at time.Time) error {
	who, held, err := m.recognise(f)
	if err != nil {
		return err
	}
	if err := m.people.identify(f.Credits, m.position); err != nil {
		return err
	}
	for _, younger := range who.absorbed {
		if err := m.absorb(younger, who.id); err != nil {
			return fmt.Errorf("redirecting the film %s to %s: %w", film.ID(younger), film.ID(who.id), err)
		}
	}
	f.ID, f.Ids = film.ID(who.id), who.ids
	if !held {
		// The records point at the row.
		if err := m.know(who.id); err != nil {
			return err
		}
		if err := m.writeRow(f, "{}"); err != nil {
			return err
		}
	} else if err := m.keepImport(f.ID); err != nil {
		return err
	}
	if err := m.record(source, f, at); err != nil {
		return err
	}
	all, err := m.together(f)
	if err != nil {
		return err
	}
	return m.write(&all, true)
}

// recognise finds out which film f is by its number and its aliases alone. An
// alias that leads to a film which has another one in f's own catalogue is a
// mistake of the source's, and is left out.
func (m *importing) recognise(f *film.Film) (who identity, held bool, err error) {
	for _, ids := range []film.Aliases{f.Ids, {TMDB: f.Ids.TMDB}, {Wikidata: f.Ids.Wikidata}, {}} {
		f.Ids = ids
		n, seen, err := m.meet(f)
		if err != nil {
			return who, false, fmt.Errorf("looking for %q among the films held: %w", f.Title, err)
		}
		n.named = nil
		who, ok := identify(n)
		if !ok {
			continue
		}
		for _, h := range seen {
			held = held || h.id == who.id
		}
		if who.id == 0 {
			who.id, err = m.ids.next()
		}
		return who, held, err
	}
	return who, false, &ConflictError{m.position, f.Title, f.Ids}
}

// keepImport makes a record of what was imported of a film, when the first source
// is about to say more.
func (m *importing) keepImport(id film.ID) error {
	return m.tx.Exec(m.ctx, `
		INSERT INTO film_records (film, source, at, document)
		SELECT f.id, '', i.at, f.document FROM films f JOIN imports i ON i.id = f.import
		WHERE f.id = ?1 AND NOT EXISTS (SELECT 1 FROM film_records WHERE film = ?1)`, id)
}

// record writes one source's record of a film.
func (m *importing) record(source string, f *film.Film, at time.Time) error {
	document, err := json.Marshal(f)
	if err != nil {
		return err
	}
	return m.tx.Exec(m.ctx, `
		INSERT INTO film_records (film, source, at, document) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET at = excluded.at, document = excluded.document`,
		f.ID, source, at.UTC().Format(time.RFC3339), string(document))
}

// together returns what all records of a film say together, with the aliases
// that f has gathered.
func (m *importing) together(f *film.Film) (film.Film, error) {
	records, err := readRecords(m.ctx, m.tx, f.ID)
	if err != nil {
		return film.Film{}, fmt.Errorf("reading what is kept of %s: %w", f.ID, err)
	}
	var films []film.Film
	for _, r := range records {
		films = append(films, r.Film)
	}
	all := lookup.MergeAll(films...)
	all.ID, all.Ids = f.ID, f.Ids
	// The people as they are numbered by now.
	for i := range all.Credits {
		id, err := m.people.current(uint32(all.Credits[i].Person))
		if err != nil {
			return film.Film{}, err
		}
		all.Credits[i].Person = film.PersonID(id)
	}
	return all, nil
}

// A Record is what one source said of a film, and when.
type Record struct {
	Source string // "" of what was imported
	At     time.Time
	Film   film.Film
}

// Records returns what each source has said of a film, the most trusted first;
// nothing of a film that was only imported, or is not known. A number that turned
// out to be another film's gives that film's.
func (s *Store) Records(ctx context.Context, id film.ID) ([]Record, error) {
	all, err := readRecords(ctx, s.read, id)
	if err != nil {
		return nil, fmt.Errorf("reading what is kept of the film %s: %w", id, err)
	}
	return all, nil
}

func readRecords(ctx context.Context, read *statements, id film.ID) ([]Record, error) {
	rows, err := read.Query(ctx, `
		SELECT r.source, r.at, r.document FROM film_ids i
		CROSS JOIN film_records r ON r.film = coalesce(i.same_as, i.id)
		WHERE i.id = ?`, id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Record
	for rows.Next() {
		var r Record
		var at, document string
		if err := rows.Scan(&r.Source, &at, &document); err != nil {
			return nil, err
		}
		if r.At, err = time.Parse(time.RFC3339, at); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(document), &r.Film); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b Record) int {
		return cmp.Or(cmp.Compare(trust(a), trust(b)), cmp.Compare(a.Source, b.Source))
	})
	return out, rows.Err()
}

// trust is the place of a record among those of its film: what an operator
// imported goes first, and then the sources as lookup has them. Facts of Wikidata
// that were imported are Wikidata's all the same.
func trust(r Record) int {
	if r.Source == "" {
		return lookup.Trust(r.Film.Origin.Source)
	}
	return lookup.Trust(r.Source)
}

// withRecords returns an imported film as it is together with what sources have
// said of it before.
func (m *importing) withRecords(f film.Film) (film.Film, error) {
	var some bool
	err := m.tx.One(m.ctx, `SELECT EXISTS (SELECT 1 FROM film_records WHERE film = ?)`, []any{f.ID}, &some)
	if err != nil || !some {
		return f, err
	}
	if err := m.record("", &f, time.Now()); err != nil {
		return f, err
	}
	return m.together(&f)
}

// moveRecords gives the records of a film that turned out to be another one to
// that one, but for those of sources that it has records of itself.
func (m *importing) moveRecords(younger, older uint32) error {
	var held bool
	err := m.tx.One(m.ctx, `SELECT EXISTS (SELECT 1 FROM films WHERE id = ?)`, []any{older}, &held)
	if err != nil {
		return err
	}
	if held {
		err := m.tx.Exec(m.ctx, `UPDATE OR IGNORE film_records SET film = ?1 WHERE film = ?2`, older, younger)
		if err != nil {
			return err
		}
	}
	return m.tx.Exec(m.ctx, `DELETE FROM film_records WHERE film = ?`, younger)
}
