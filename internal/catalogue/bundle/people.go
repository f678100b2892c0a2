package bundle

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"marquee/internal/film"
)

// A Person is the row of a person: an id, the names that the person is credited
// under, the best known first, and the films with such a credit.
type Person struct {
	ID    film.PersonID
	Films []film.ID
	Names []string
}

// People returns the rows of the people in order of id, also of those who have
// no film any more.
func (b Bundle) People() ([]Person, error) {
	text, err := b.text(PeopleFile)
	if err != nil {
		return nil, err
	}
	rows := lines(text)
	out := make([]Person, len(rows))
	for i, row := range rows {
		if out[i], err = parsePerson(string(row)); err != nil {
			return nil, fmt.Errorf("%s, row %d: %w", PeopleFile, i+1, err)
		}
	}
	return out, nil
}

func parsePerson(row string) (Person, error) {
	col := strings.Split(row, "\t")
	if len(col) < 3 {
		return Person{}, fmt.Errorf("%d columns", len(col))
	}
	id, err := strconv.ParseUint(col[0], 10, 32)
	if err != nil {
		return Person{}, fmt.Errorf("the id: %w", err)
	}
	p := Person{ID: film.PersonID(id), Names: col[2:]}
	for s := range strings.FieldsSeq(col[1]) {
		id, err := strconv.ParseUint(s, 10, 32)
		if err != nil {
			return Person{}, fmt.Errorf("a film: %w", err)
		}
		p.Films = append(p.Films, film.ID(id))
	}
	return p, nil
}

// PackPeople returns the file of the people, who must be in order of id.
func PackPeople(people []Person) ([]byte, error) {
	var text bytes.Buffer
	for _, p := range people {
		films := make([]string, len(p.Films))
		for i, id := range p.Films {
			films[i] = strconv.FormatUint(uint64(id), 10)
		}
		col := []string{strconv.FormatUint(uint64(p.ID), 10), strings.Join(films, " ")}
		if err := writeRow(&text, append(col, p.Names...)); err != nil {
			return nil, err
		}
	}
	return pack(text.Bytes())
}
