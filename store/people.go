package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"marquee/internal/film"
)

// A crediting finds and writes the people of an import's credits.
type crediting struct {
	ctx     context.Context
	tx      *statements
	names   *nameWriter
	ids     *counter
	touched map[uint32]bool        // people whose credits have changed
	known   map[film.Credit]uint32 // who a credit with this name, number and aliases was
	moved   map[uint32]uint32      // numbers that gave way in this import, to which

	// strict says that somebody with aliases is never told by name alone.
	strict bool
}

// maxKnown bounds the memory of an import with very many people.
const maxKnown = 200_000

func newCrediting(ctx context.Context, tx *statements) *crediting {
	return &crediting{
		ctx: ctx, tx: tx,
		names:   newNameWriter(ctx, tx, personKind),
		ids:     &counter{ctx, tx, "person", 0},
		touched: make(map[uint32]bool),
		known:   make(map[film.Credit]uint32),
		moved:   make(map[uint32]uint32),
	}
}

// identify fills in the numbers of the people in the credits of the film at
// position.
func (c *crediting) identify(credits film.Credits, position int) error {
	for i := range credits {
		id, err := c.person(credits[i], position)
		if err != nil {
			return err
		}
		credits[i].Person = film.PersonID(id)
	}
	// A later credit may have shown that two people above are one.
	for i := range credits {
		credits[i].Person = film.PersonID(c.now(uint32(credits[i].Person)))
	}
	return nil
}

// now returns the number that the person id has by now.
func (c *crediting) now(id uint32) uint32 {
	for {
		older, ok := c.moved[id]
		if !ok {
			return id
		}
		id = older
	}
}

func (c *crediting) person(credit film.Credit, position int) (uint32, error) {
	key := film.Credit{Name: credit.Name, Person: credit.Person, Ids: credit.Ids}
	if id, ok := c.known[key]; ok {
		return id, nil
	}
	n, err := c.meet(credit, position)
	if err != nil {
		return 0, fmt.Errorf("looking for %q among the people held: %w", credit.Name, err)
	}
	who, ok := identify(n)
	if !ok && c.strict {
		// One of the aliases is wrong: the first that fits is as good as any.
		return c.person(film.Credit{Name: credit.Name, Person: credit.Person, Ids: fewer(credit.Ids)}, position)
	}
	if !ok {
		return 0, &ConflictError{position, credit.Name, credit.Ids}
	}
	if who.id == 0 {
		if who.id, err = c.ids.next(); err != nil {
			return 0, err
		}
	}
	if err := c.keep(credit.Name, who, n); err != nil {
		return 0, fmt.Errorf("writing %q: %w", credit.Name, err)
	}
	if len(c.known) >= maxKnown || len(who.absorbed) > 0 {
		clear(c.known)
	}
	c.known[key] = who.id
	return who.id, nil
}

// keep writes what is now known of a person.
func (c *crediting) keep(name string, who identity, n newcomer) error {
	held := slices.Concat(n.shared, n.named)
	if n.own != nil {
		held = append(held, *n.own)
	}
	i := slices.IndexFunc(held, func(h holding) bool { return h.id == who.id })
	if i >= 0 && held[i].ids == who.ids && len(who.absorbed) == 0 {
		return nil
	}
	if i < 0 {
		if err := c.tx.Exec(c.ctx, `INSERT INTO person_ids (id) VALUES (?) ON CONFLICT DO NOTHING`, who.id); err != nil {
			return err
		}
		err := c.tx.Exec(c.ctx, `INSERT INTO people (id, name, fold, detail) VALUES (?, ?, ?, '')`,
			who.id, name, foldName(name))
		if err != nil {
			return err
		}
	}
	for _, younger := range who.absorbed {
		if err := c.absorb(younger, who.id); err != nil {
			return fmt.Errorf("redirecting %s to %s: %w", film.PersonID(younger), film.PersonID(who.id), err)
		}
	}
	if who.ids.IsZero() {
		return nil
	}
	return c.tx.Exec(c.ctx, `
		UPDATE people SET imdb = nullif(?, ''), tmdb = nullif(?, 0), wikidata = nullif(?, '') WHERE id = ?`,
		who.ids.IMDb, who.ids.TMDB, who.ids.Wikidata, who.id)
}

// meet collects what the store holds that the person of a credit may be.
func (c *crediting) meet(credit film.Credit, position int) (n newcomer, err error) {
	n.ids = credit.Ids
	if credit.Person != 0 {
		if n.preset, n.own, err = c.preset(credit, position); err != nil {
			return n, err
		}
	}
	for _, q := range []struct {
		known bool
		query string
		arg   any
	}{
		{n.ids.IMDb != "", `SELECT ` + holdingColumns + ` FROM people WHERE imdb = ?`, n.ids.IMDb},
		{n.ids.TMDB != 0, `SELECT ` + holdingColumns + ` FROM people WHERE tmdb = ?`, n.ids.TMDB},
		{n.ids.Wikidata != "", `SELECT ` + holdingColumns + ` FROM people WHERE wikidata = ?`, n.ids.Wikidata},
	} {
		if !q.known {
			continue
		}
		found, err := c.held(q.query, q.arg)
		if err != nil {
			return n, err
		}
		for _, h := range found {
			if !slices.Contains(n.shared, h) {
				n.shared = append(n.shared, h)
			}
		}
	}
	if c.strict && (!credit.Ids.IsZero() || credit.Person != 0) {
		return n, nil
	}
	n.named, err = c.held(`SELECT `+holdingColumns+` FROM people WHERE fold = ?`, foldName(credit.Name))
	return n, err
}

// preset returns the number that a credit's person has by now, and what is held
// under it, if anything.
func (c *crediting) preset(credit film.Credit, position int) (uint32, *holding, error) {
	var id uint32
	err := c.tx.One(c.ctx, `SELECT coalesce(same_as, id) FROM person_ids WHERE id = ?`, []any{credit.Person}, &id)
	switch {
	case errors.Is(err, sql.ErrNoRows) && credit.Person >= film.FirstLocalID:
		return 0, nil, &UnknownIDError{position, credit.Name, credit.Person.String()}
	case errors.Is(err, sql.ErrNoRows):
		return uint32(credit.Person), nil, nil
	case err != nil:
		return 0, nil, err
	}
	found, err := c.held(`SELECT `+holdingColumns+` FROM people WHERE id = ?`, id)
	if len(found) == 0 {
		return id, nil, err
	}
	return id, &found[0], err
}

const holdingColumns = `id, coalesce(imdb, ''), coalesce(tmdb, 0), coalesce(wikidata, '')`

func (c *crediting) held(query string, args ...any) ([]holding, error) {
	rows, err := c.tx.Query(c.ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []holding
	for rows.Next() {
		var h holding
		if err := rows.Scan(&h.id, &h.ids.IMDb, &h.ids.TMDB, &h.ids.Wikidata); err != nil {
			return nil, err
		}
		out = append(out, h)
	}
	return out, rows.Err()
}

// fewer returns aliases with one less.
func fewer(a film.Aliases) film.Aliases {
	switch {
	case a.IMDb != "":
		a.IMDb = ""
	case a.Wikidata != "" && a.TMDB != 0:
		a.Wikidata = ""
	default:
		return film.Aliases{}
	}
	return a
}
