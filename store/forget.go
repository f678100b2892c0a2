package store

import (
	"context"
	"fmt"
	"time"

	"marquee/internal/film"
)

// forgetAtOnce is how many records are forgotten in one transaction, so that
// nobody who writes has to wait long.
const forgetAtOnce = 50

// ForgetRecords forgets what a source said before a moment, as its terms may
// demand, and returns how many records that were. Films and people keep their
// numbers, names and aliases, and what others said of them.
func (s *Store) ForgetRecords(ctx context.Context, source string, before time.Time) (int, error) {
	total := 0
	for {
		n := 0
		err := s.keeping(ctx, source, func(m *importing) (err error) {
			n, err = m.forgetSome(source, before.UTC().Format(time.RFC3339))
			return err
		})
		if err != nil {
			return total, fmt.Errorf("forgetting what %s said before %s: %w", source, before.Format(time.DateOnly), err)
		}
		total += n
		if n == 0 {
			break
		}
	}
	_, err := s.writer.ExecContext(ctx, `DELETE FROM asked WHERE source = ? AND at < ?`, source, before.UTC().Format(time.RFC3339))
	if err != nil {
		return total, fmt.Errorf("forgetting what %s was asked: %w", source, err)
	}
	return total, nil
}

func (m *importing) forgetSome(source, before string) (int, error) {
	films, err := m.people.numbers(`SELECT film FROM film_records WHERE source = ? AND at < ? LIMIT ?`, source, before, forgetAtOnce)
	if err != nil {
		return 0, err
	}
	for _, id := range films {
		if err := m.forgetFilm(source, film.ID(id)); err != nil {
			return 0, err
		}
	}
	people, err := m.people.numbers(`SELECT person FROM person_records WHERE source = ? AND at < ? LIMIT ?`, source, before, forgetAtOnce)
	if err != nil {
		return 0, err
	}
	for _, id := range people {
		m.people.touched[id] = true
		if err := m.tx.Exec(m.ctx, `DELETE FROM person_records WHERE person = ? AND source = ?`, id, source); err != nil {
			return 0, err
		}
	}
	return len(films) + len(people), nil
}

// forgetFilm takes one source's word out of a film. What nobody else says
// anything of keeps what tells it from others.
func (m *importing) forgetFilm(source string, id film.ID) error {
	var document string
	if err := m.tx.One(m.ctx, `SELECT document FROM films WHERE id = ?`, []any{id}, &document); err != nil {
		return err
	}
	f, err := readFilm(document, id)
	if err != nil {
		return err
	}
	if m.without.TMDB != 0 {
		f.Ids.TMDB = 0
	}
	if m.without.Wikidata != "" {
		f.Ids.Wikidata = ""
	}
	if err := m.tx.Exec(m.ctx, `DELETE FROM film_records WHERE film = ? AND source = ?`, id, source); err != nil {
		return err
	}
	left, err := readRecords(m.ctx, m.tx, id)
	if err != nil {
		return err
	}
	rest := film.Film{ID: id, Ids: f.Ids, Title: f.Title, Year: f.Year, Adult: f.Adult}
	if len(left) > 0 {
		if rest, err = m.together(&f); err != nil {
			return err
		}
	}
	return m.write(&rest, true)
}

// DropFilm implements lookup.Keeper.
func (s *Store) DropFilm(ctx context.Context, source string, id film.ID) error {
	err := s.keeping(ctx, source, func(m *importing) error {
		var held bool
		if err := m.tx.One(m.ctx, `SELECT EXISTS (SELECT 1 FROM films WHERE id = ?)`, []any{id}, &held); err != nil || !held {
			return err
		}
		switch source {
		case "TMDB":
			m.without = film.Aliases{TMDB: 1}
		case "Wikidata":
			m.without = film.Aliases{Wikidata: "Q1"}
		}
		return m.forgetFilm(source, id)
	})
	if err != nil {
		return fmt.Errorf("dropping what %s said of the film %s: %w", source, id, err)
	}
	return nil
}
