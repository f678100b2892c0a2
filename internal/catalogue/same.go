package catalogue

import (
	"marquee/internal/film"
)

// Same returns the film of the catalogue that a record from elsewhere is surely
// of, as film.SameFilm decides. A record that could be of several is of none: in
// doubt films stay apart.
func (c *Catalogue) Same(f *film.Film) (film.ID, bool) {
	candidates := make(map[film.ID]bool)
	for _, name := range f.Names() {
		for _, e := range c.titles.keys()[film.Fold(name)] {
			candidates[c.titles.listings[c.titles.entries[e].listing].FilmID()] = true
		}
	}
	if index, err := c.aliases(); err == nil {
		for _, id := range index.all(f.Ids) {
			candidates[id] = true
		}
	}
	var same film.ID
	for id := range candidates {
		mine, err := c.films.at(c.places[id])
		if err != nil || !film.SameFilm(&mine, f) {
			continue
		}
		if same != 0 {
			return 0, false
		}
		same = id
	}
	return same, same != 0
}

// hasNamesake reports whether a film of the catalogue has the title and the year
// of a record.
func (c *Catalogue) hasNamesake(f *film.Film) bool {
	for _, e := range c.titles.keys()[film.Fold(f.Title)] {
		l := c.titles.listings[c.titles.entries[e].listing]
		if l.Year == f.Year && film.Fold(l.Name) == film.Fold(f.Title) {
			return true
		}
	}
	return false
}

// PersonNamed returns the person of the catalogue with a name, however it is
// written in case, accents and punctuation. It finds none where several people
// have it.
func (c *Catalogue) PersonNamed(name string) (film.PersonID, bool) {
	r, err := c.roll()
	if err != nil {
		return 0, false
	}
	key := nameKey(name)
	var id film.PersonID
	for _, e := range r.names.keys()[film.Fold(name)] {
		found := r.names.entries[e]
		person := r.names.listings[found.listing].PersonID()
		if nameKey(found.text) != key || person == id {
			continue
		}
		if id != 0 {
			return 0, false
		}
		id = person
	}
	return id, id != 0
}
