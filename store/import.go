package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"marquee/internal/film"
)

// An importing is one call of SaveFilms.
type importing struct {
	// ctx is for statements. It does not end, since watching for that costs as
	// much as a small statement; save and finish look at the caller's own.
	ctx      context.Context
	tx       *statements
	number   int64 // of the import
	position int   // of the film at hand
	origin   film.Origin
	saved    Saved

	// without are aliases, of any value, that a film loses with what a source said.
	without film.Aliases

	films  *nameWriter
	people *crediting
	ids    *counter
}

func newImport(ctx context.Context, tx *statements, origin film.Origin) (*importing, error) {
	ctx = context.WithoutCancel(ctx)
	m := importingIn(ctx, tx)
	m.origin = origin
	err := tx.One(ctx, `INSERT INTO imports (source, as_of, at) VALUES (?, ?, ?) RETURNING id`,
		[]any{origin.Source, origin.AsOf.String(), time.Now().UTC().Format(time.RFC3339)}, &m.number)
	if err != nil {
		return nil, err
	}
	return m, nil
}

// importingIn is an import within tx that has no number yet.
func importingIn(ctx context.Context, tx *statements) *importing {
	return &importing{
		ctx: ctx, tx: tx,
		films:  newNameWriter(ctx, tx, filmKind),
		people: newCrediting(ctx, tx),
		ids:    &counter{ctx, tx, "film", 0},
	}
}

// save saves the next film of the sequence.
func (m *importing) save(ctx context.Context, f film.Film) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if f.Origin == (film.Origin{}) {
		f.Origin = m.origin
	}
	// As the document will give them back.
	f.Credits = slices.Clone(f.Credits)
	slices.SortStableFunc(f.Credits, func(a, b film.Credit) int { return int(a.Job) - int(b.Job) })

	who, held, err := m.identify(&f)
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
	all, err := m.withRecords(f)
	if err != nil {
		return fmt.Errorf("joining %q with what sources say: %w", f.Title, err)
	}
	if err := m.write(&all, held); err != nil {
		return fmt.Errorf("writing %q: %w", f.Title, err)
	}
	if held || len(who.absorbed) > 0 {
		m.saved.Updated++
	} else {
		m.saved.Added++
	}
	m.position++
	return nil
}

// finish writes what is done for all films at once.
func (m *importing) finish(ctx context.Context) error {
	if err := m.people.finish(ctx); err != nil {
		return fmt.Errorf("counting up people: %w", err)
	}
	for _, w := range []*nameWriter{m.films, m.people.names} {
		if err := w.finish(); err != nil {
			return fmt.Errorf("indexing names: %w", err)
		}
	}
	return m.ids.save()
}

// A heldFilm is a film that the store has, as far as SaveFilms looks.
type heldFilm struct {
	holding
	title    string
	number   int64 // of the import that said something of it last
	position int
}

const heldFilmColumns = `id, coalesce(imdb, ''), coalesce(tmdb, 0), coalesce(wikidata, ''), title, import, position`

func (m *importing) held(query string, args ...any) ([]heldFilm, error) {
	rows, err := m.tx.Query(m.ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []heldFilm
	for rows.Next() {
		var h heldFilm
		if err := rows.Scan(&h.id, &h.ids.IMDb, &h.ids.TMDB, &h.ids.Wikidata, &h.title, &h.number, &h.position); err != nil {
			return nil, err
		}
		out = append(out, h)
	}
	return out, rows.Err()
}

// identify finds out which film f is, and whether the store holds it under that
// number. It gives a number to a new one.
func (m *importing) identify(f *film.Film) (who identity, held bool, err error) {
	n, seen, err := m.meet(f)
	if err != nil {
		return who, false, fmt.Errorf("looking for %q among the films held: %w", f.Title, err)
	}
	who, ok := identify(n)
	if !ok {
		return who, false, &ConflictError{m.position, f.Title, f.Ids}
	}
	for _, h := range seen {
		if h.number == m.number && repeats(n, who, h.holding) {
			return who, false, &DuplicateFilmError{h.position, m.position, h.title, f.Title}
		}
		held = held || h.id == who.id
	}
	if who.id == 0 {
		who.id, err = m.ids.next()
	}
	return who, held, err
}

// repeats reports whether n, found to be who, is h over again: the same film, or
// one that only more than one candidate kept from being the same.
func repeats(n newcomer, who identity, h holding) bool {
	if h.id == who.id || slices.Contains(who.absorbed, h.id) {
		return true
	}
	if len(n.shared) > 0 || !slices.Contains(n.named, h) {
		return false
	}
	bundled := n.preset != 0 && max(n.preset, h.id) < film.FirstLocalID
	return !bundled && !h.ids.Contradicts(who.ids)
}

// meet collects what the store holds that f may be.
func (m *importing) meet(f *film.Film) (n newcomer, seen []heldFilm, err error) {
	n.ids = f.Ids
	if f.ID != 0 {
		own, err := m.preset(f)
		if err != nil {
			return n, nil, err
		}
		n.preset = own.id
		if own.number != 0 {
			n.own = &own.holding
			seen = append(seen, own)
		}
	}
	for _, q := range []struct {
		known bool
		query string
		arg   any
	}{
		{f.Ids.IMDb != "", `SELECT ` + heldFilmColumns + ` FROM films WHERE imdb = ?`, f.Ids.IMDb},
		{f.Ids.TMDB != 0, `SELECT ` + heldFilmColumns + ` FROM films WHERE tmdb = ?`, f.Ids.TMDB},
		{f.Ids.Wikidata != "", `SELECT ` + heldFilmColumns + ` FROM films WHERE wikidata = ?`, f.Ids.Wikidata},
	} {
		if !q.known {
			continue
		}
		found, err := m.held(q.query, q.arg)
		if err != nil {
			return n, nil, err
		}
		for _, h := range found {
			if !slices.Contains(n.shared, h.holding) {
				n.shared, seen = append(n.shared, h.holding), append(seen, h)
			}
		}
	}
	found, err := m.held(`SELECT `+heldFilmColumns+` FROM films WHERE fold = ? AND year = ?`, foldName(f.Title), f.Year)
	for _, h := range found {
		n.named, seen = append(n.named, h.holding), append(seen, h)
	}
	return n, seen, err
}

// preset returns what is held under the number that f comes with, or under the
// one that this leads to; only the number where nothing is.
func (m *importing) preset(f *film.Film) (heldFilm, error) {
	var h heldFilm
	err := m.tx.One(m.ctx, `SELECT coalesce(same_as, id) FROM film_ids WHERE id = ?`, []any{f.ID}, &h.id)
	switch {
	case errors.Is(err, sql.ErrNoRows) && f.ID >= film.FirstLocalID:
		return h, &UnknownIDError{m.position, f.Title, f.ID.String()}
	case errors.Is(err, sql.ErrNoRows):
		h.id = uint32(f.ID)
		return h, nil
	case err != nil:
		return h, err
	}
	found, err := m.held(`SELECT `+heldFilmColumns+` FROM films WHERE id = ?`, h.id)
	if len(found) > 0 {
		h = found[0]
	}
	return h, err
}
