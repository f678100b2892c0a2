package main

import (
	"errors"
	"io/fs"
	"slices"

	"marquee/internal/catalogue/bundle"
	"marquee/internal/film"
)

// numbers are the ids that a bundle has given. They are never given again.
type numbers struct {
	titles []bundle.Title
	people []bundle.Person
}

// readNumbers returns the ids of the bundle in a folder; none where there is no
// bundle yet.
func readNumbers(b bundle.Bundle) (numbers, error) {
	var n numbers
	var err error
	if n.titles, err = b.Titles(); errors.Is(err, fs.ErrNotExist) {
		return numbers{}, nil
	} else if err != nil {
		return n, err
	}
	n.people, err = b.People()
	return n, err
}

// numberFilms gives each film its id: that which its title and year had, or the
// next free one. It returns the rows of all films in order of id; those that
// are not among films any more are withdrawn.
func (n numbers) numberFilms(films []film.Film) []bundle.Title {
	type key struct {
		title string
		year  int
	}
	ids := make(map[key]uint32)
	rows := make(map[uint32]bundle.Title)
	var last uint32
	for _, t := range n.titles {
		ids[key{t.Name, t.Year}] = t.Number
		t.Withdrawn = true
		rows[t.Number] = t
		last = max(last, t.Number)
	}
	for i := range films {
		f := &films[i]
		id, ok := ids[key{f.Title, f.Year}]
		if !ok {
			last++
			id = last
		}
		f.ID = film.ID(id)
		rows[id] = bundle.TitleOf(f)
	}
	out := make([]bundle.Title, 0, len(rows))
	for _, t := range rows {
		out = append(out, t)
	}
	slices.SortFunc(out, func(a, b bundle.Title) int { return int(int64(a.Number) - int64(b.Number)) })
	return out
}

// numberPeople returns the rows of all people in order of id, with the id that
// one of a person's names had, the oldest of several, or the next free one. A
// row that turned out to be of somebody with an older id keeps its names, by
// which package catalogue finds that person, and has no films.
func (n numbers) numberPeople(films []film.Film, x *exceptions) []bundle.Person {
	out := slices.Clone(n.people)
	rows := make(map[string]int) // from every name to the first row that has it
	for i := range out {
		out[i].Films = nil
		for _, name := range out[i].Names {
			if _, ok := rows[name]; !ok {
				rows[name] = i
			}
		}
	}
	oldest := make(map[string]int) // from the name that is shown to its row
	for name, i := range rows {
		shown := x.shownAs(name)
		if first, ok := oldest[shown]; !ok || i < first {
			oldest[shown] = i
		}
	}
	for _, f := range films {
		for _, c := range f.Credits {
			shown := x.shownAs(c.Name)
			i, ok := oldest[shown]
			if !ok {
				i = len(out)
				oldest[shown] = i
				out = append(out, bundle.Person{ID: nextID(out)})
			}
			p := &out[i]
			p.Names = withName(p.Names, shown, c.Name)
			if !slices.Contains(p.Films, f.ID) {
				p.Films = append(p.Films, f.ID)
			}
		}
	}
	for _, p := range out {
		slices.Sort(p.Films)
	}
	return out
}

// nextID returns the id after that of the last row.
func nextID(rows []bundle.Person) film.PersonID {
	if len(rows) == 0 {
		return 1
	}
	return rows[len(rows)-1].ID + 1
}

// withName returns the names of a person with the one shown first and the one
// credited among them.
func withName(names []string, shown, credited string) []string {
	if i := slices.Index(names, shown); i != 0 {
		if i > 0 {
			names = slices.Delete(slices.Clone(names), i, i+1)
		}
		names = append([]string{shown}, names...)
	}
	if !slices.Contains(names, credited) {
		names = append(slices.Clip(names), credited)
	}
	return names
}

func countActive(people []bundle.Person) int {
	n := 0
	for _, p := range people {
		if len(p.Films) > 0 {
			n++
		}
	}
	return n
}

func sortByID(films []film.Film) {
	slices.SortFunc(films, func(a, b film.Film) int { return int(int64(a.ID) - int64(b.ID)) })
}
