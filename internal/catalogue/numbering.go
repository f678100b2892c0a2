package catalogue

import (
	"cmp"
	"slices"

	"marquee/internal/catalogue/bundle"
	"marquee/internal/film"
)

// numberPeople gives every credit of the films its person, and returns the
// people in order of id. Credits that have one keep it.
func numberPeople(films []film.Film) []bundle.Person {
	n := newNumbering(films)
	for i := range films {
		films[i].Credits = slices.Clone(films[i].Credits)
		for j := range films[i].Credits {
			n.number(&films[i].Credits[j], films[i].ID)
		}
	}
	return n.rows()
}

// numbering gives people their ids: one name is one person, unless ids of other
// catalogues tell two apart.
type numbering struct {
	people map[film.PersonID]*bundle.Person
	byName map[string][]film.PersonID
	ids    map[film.PersonID]film.Aliases
	last   film.PersonID
}

// newNumbering returns the numbering of the people who have ids already.
func newNumbering(films []film.Film) *numbering {
	n := &numbering{
		people: make(map[film.PersonID]*bundle.Person),
		byName: make(map[string][]film.PersonID),
		ids:    make(map[film.PersonID]film.Aliases),
	}
	for _, f := range films {
		for _, c := range f.Credits {
			if c.Person != 0 {
				n.note(c.Person, c, f.ID)
			}
		}
	}
	return n
}

// number gives the credit its person.
func (n *numbering) number(c *film.Credit, of film.ID) {
	if c.Person == 0 {
		c.Person = n.find(*c)
	}
	n.note(c.Person, *c, of)
}

// find returns the person that a credit without one is of: one of the same name
// whose ids do not contradict the credit's, or a new one.
func (n *numbering) find(c film.Credit) film.PersonID {
	for _, id := range n.byName[nameKey(c.Name)] {
		if !n.ids[id].Contradicts(c.Ids) {
			return id
		}
	}
	return n.last + 1
}

// note keeps what a credit says of its person.
func (n *numbering) note(id film.PersonID, c film.Credit, of film.ID) {
	p := n.people[id]
	if p == nil {
		p = &bundle.Person{ID: id}
		n.people[id] = p
		n.last = max(n.last, id)
	}
	if !slices.Contains(p.Names, c.Name) {
		p.Names = append(p.Names, c.Name)
		key := nameKey(c.Name)
		if !slices.Contains(n.byName[key], id) {
			n.byName[key] = append(n.byName[key], id)
		}
	}
	if !slices.Contains(p.Films, of) {
		p.Films = append(p.Films, of)
	}
	n.ids[id] = n.ids[id].Or(c.Ids)
}

// nameKey is the same for names that are written the same but for case, accents
// and punctuation.
func nameKey(name string) string { return cmp.Or(film.FoldLiteral(name), name) }

// rows returns the people in order of id.
func (n *numbering) rows() []bundle.Person {
	out := make([]bundle.Person, 0, len(n.people))
	for _, p := range n.people {
		slices.Sort(p.Films)
		out = append(out, *p)
	}
	slices.SortFunc(out, func(a, b bundle.Person) int { return cmp.Compare(a.ID, b.ID) })
	return out
}
