package store

import (
	"encoding/json"
	"fmt"

	"marquee/internal/film"
)

// write writes the credits of f, whose people are identified.
func (c *crediting) write(f *film.Film) error {
	for i, credit := range f.Credits {
		c.touched[uint32(credit.Person)] = true
		said := f.OriginOf(film.JobField(credit.Job))
		err := c.tx.Exec(c.ctx, `
			INSERT INTO credits (film, position, person, job, name, part, note, source, as_of)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			f.ID, i, credit.Person, credit.Job.String(), credit.Name, credit.As, credit.Note,
			said.Source, said.AsOf.String())
		if err != nil {
			return err
		}
	}
	return nil
}

// clear removes the credits of a film.
func (c *crediting) clear(id uint32) error {
	people, err := c.numbers(`SELECT person FROM credits WHERE film = ?`, id)
	if err != nil {
		return err
	}
	for _, p := range people {
		c.touched[p] = true
	}
	return c.tx.Exec(c.ctx, `DELETE FROM credits WHERE film = ?`, id)
}

// absorb makes the person younger one and the same as the person older.
func (c *crediting) absorb(younger, older uint32) error {
	films, err := c.numbers(`SELECT DISTINCT film FROM credits WHERE person = ?`, younger)
	if err != nil {
		return err
	}
	for _, id := range films {
		if err := c.rewrite(id, younger, older); err != nil {
			return fmt.Errorf("in the film %s: %w", film.ID(id), err)
		}
	}
	if err := c.names.remove(younger); err != nil {
		return err
	}
	if err := c.tx.Exec(c.ctx, `UPDATE OR IGNORE person_records SET person = ? WHERE person = ?`, older, younger); err != nil {
		return err
	}
	if err := c.tx.Exec(c.ctx, `DELETE FROM person_records WHERE person = ?`, younger); err != nil {
		return err
	}
	if err := c.tx.Exec(c.ctx, `UPDATE credits SET person = ? WHERE person = ?`, older, younger); err != nil {
		return err
	}
	if err := c.tx.Exec(c.ctx, `DELETE FROM people WHERE id = ?`, younger); err != nil {
		return err
	}
	if err := mergeFollowedPeople(c.ctx, c.tx, younger, older); err != nil {
		return fmt.Errorf("in reminders: %w", err)
	}
	err = c.tx.Exec(c.ctx, `UPDATE person_ids SET same_as = ?1 WHERE id = ?2 OR same_as = ?2`, older, younger)
	if err != nil {
		return err
	}
	c.moved[younger] = older
	delete(c.touched, younger)
	c.touched[older] = true
	return nil
}

// rewrite puts one person's number in place of another's in a film's document.
func (c *crediting) rewrite(id, before, after uint32) error {
	var document string
	if err := c.tx.One(c.ctx, `SELECT document FROM films WHERE id = ?`, []any{id}, &document); err != nil {
		return err
	}
	var f film.Film
	if err := json.Unmarshal([]byte(document), &f); err != nil {
		return err
	}
	for i := range f.Credits {
		if uint32(f.Credits[i].Person) == before {
			f.Credits[i].Person = film.PersonID(after)
		}
	}
	b, err := json.Marshal(&f)
	if err != nil {
		return err
	}
	return c.tx.Exec(c.ctx, `UPDATE films SET document = ? WHERE id = ?`, string(b), id)
}

func (c *crediting) numbers(query string, args ...any) ([]uint32, error) {
	rows, err := c.tx.Query(c.ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []uint32
	for rows.Next() {
		var n uint32
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, rows.Err()
}
