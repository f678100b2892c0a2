package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"marquee/internal/film"
)

// write writes f, which has its number, in place of what is held under it.
func (m *importing) write(f *film.Film, held bool) error {
	document, err := json.Marshal(f)
	if err != nil {
		return err
	}
	if !held {
		if err := m.know(uint32(f.ID)); err != nil {
			return err
		}
		return m.writeAll(f, document)
	}
	var before string
	if err := m.tx.One(m.ctx, `SELECT document FROM films WHERE id = ?`, []any{f.ID}, &before); err != nil {
		return err
	}
	if before == string(document) {
		return m.tx.Exec(m.ctx, `UPDATE films SET import = ?, position = ? WHERE id = ?`, m.number, m.position, f.ID)
	}
	if err := m.clear(uint32(f.ID)); err != nil {
		return err
	}
	return m.writeAll(f, document)
}

func (m *importing) writeAll(f *film.Film, document []byte) error {
	if err := m.writeRow(f, string(document)); err != nil {
		return err
	}
	if err := m.writeReleases(f); err != nil {
		return err
	}
	if err := m.people.write(f); err != nil {
		return err
	}
	return m.films.put(film.ListingOf(f), f.Names())
}

// know makes id one of the numbers that films have had.
func (m *importing) know(id uint32) error {
	return m.tx.Exec(m.ctx, `INSERT INTO film_ids (id) VALUES (?) ON CONFLICT DO NOTHING`, id)
}

func (m *importing) writeRow(f *film.Film, document string) error {
	listing := film.ListingOf(f)
	var first film.Date
	if r, ok := film.FirstRelease(f.Releases); ok {
		first = r.Date
	}
	return m.tx.Exec(m.ctx, `
		INSERT INTO films (id, title, fold, year, popularity, detail, languages, first_date,
			imdb, tmdb, wikidata, import, position, document, adult)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), nullif(?, 0), nullif(?, ''), ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET
			title = excluded.title, fold = excluded.fold, year = excluded.year,
			popularity = excluded.popularity, detail = excluded.detail, languages = excluded.languages,
			first_date = excluded.first_date,
			imdb = excluded.imdb, tmdb = excluded.tmdb, wikidata = excluded.wikidata,
			import = excluded.import, position = excluded.position, document = excluded.document,
			adult = excluded.adult`,
		f.ID, f.Title, foldName(f.Title), f.Year, nullCount(f.Popularity), listing.Detail,
		strings.Join(listing.Languages, " "), first.String(),
		f.Ids.IMDb, f.Ids.TMDB, f.Ids.Wikidata, m.number, m.position, document, f.Adult)
}

func (m *importing) writeReleases(f *film.Film) error {
	for i, r := range f.Releases {
		err := m.tx.Exec(m.ctx, `INSERT INTO releases (film, position, region, day, date) VALUES (?, ?, ?, ?, ?)`,
			f.ID, i, string(r.Region), r.Date.First().String(), r.Date.String())
		if err != nil {
			return err
		}
	}
	return nil
}

// clear removes the rows that belong to a film's document.
func (m *importing) clear(id uint32) error {
	if err := m.people.clear(id); err != nil {
		return err
	}
	if err := m.films.remove(id); err != nil {
		return err
	}
	return m.tx.Exec(m.ctx, `DELETE FROM releases WHERE film = ?`, id)
}

// absorb makes the film younger one and the same as the film older.
func (m *importing) absorb(younger, older uint32) error {
	if err := m.know(older); err != nil {
		return err
	}
	if err := m.clear(younger); err != nil {
		return err
	}
	if err := m.moveRecords(younger, older); err != nil {
		return err
	}
	if err := m.tx.Exec(m.ctx, `DELETE FROM films WHERE id = ?`, younger); err != nil {
		return err
	}
	if err := mergeFollowed(m.ctx, m.tx, younger, older); err != nil {
		return fmt.Errorf("in reminders: %w", err)
	}
	return m.tx.Exec(m.ctx, `UPDATE film_ids SET same_as = ?1 WHERE id = ?2 OR same_as = ?2`, older, younger)
}

// nullCount is a popularity as its column has it.
func nullCount(p film.Popularity) sql.NullInt64 {
	n, known := p.Count()
	return sql.NullInt64{Int64: int64(n), Valid: known}
}

// countOf is the popularity of a column.
func countOf(n sql.NullInt64) film.Popularity {
	if !n.Valid {
		return film.Popularity{}
	}
	return film.PopularityOf(int(n.Int64))
}
