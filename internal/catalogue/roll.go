package catalogue

import (
	"cmp"
	"context"
	"fmt"

	"marquee/internal/catalogue/bundle"
	"marquee/internal/film"
)

// roll is the people of a catalogue.
type roll struct {
	catalogue *Catalogue
	people    []bundle.Person
	// places is where an id stands in people. An id that turned out to be
	// another person's stands where that one does.
	places map[film.PersonID]int
	names  *names
}

func newRoll(people []bundle.Person, c *Catalogue) *roll {
	r := &roll{catalogue: c, people: people, places: make(map[film.PersonID]int, len(people))}
	all := make([]listed, 0, len(people))
	byName := make(map[string]int, len(people))
	for i, p := range people {
		if len(p.Films) == 0 {
			continue
		}
		r.places[p.ID] = i
		all = append(all, listed{r.listing(p), p.Names})
		for _, name := range p.Names {
			byName[name] = i
		}
	}
	for _, p := range people {
		if len(p.Films) > 0 {
			continue
		}
		for _, name := range p.Names {
			if i, ok := byName[name]; ok {
				r.places[p.ID] = i
			}
		}
	}
	r.names = newNames(all)
	return r
}

// listing sums up a person: the popularity of their films together, and the two
// that are best known.
func (r *roll) listing(p bundle.Person) film.Listing {
	l := film.Listing{Number: uint32(p.ID), Name: p.Names[0], Matched: p.Names[0]}
	var first, second film.Listing
	order := r.catalogue.titles.ranking
	sum, known := 0, false
	for _, id := range p.Films {
		place, ok := r.catalogue.places[id]
		if !ok {
			continue
		}
		f := r.catalogue.listings[place]
		if n, ok := f.Popularity.Count(); ok {
			sum, known = sum+n, true
		}
		switch {
		case first.Number == 0 || order.compare(f, first) < 0:
			first, second = f, first
		case second.Number == 0 || order.compare(f, second) < 0:
			second = f
		}
	}
	if known {
		l.Popularity = film.PopularityOf(sum)
	}
	l.Detail = first.Name
	if second.Number != 0 {
		l.Detail += ", " + second.Name
	}
	return l
}

// person puts together what the films say of a person.
func (r *roll) person(ctx context.Context, id film.PersonID) (film.Person, error) {
	place, ok := r.places[id]
	if !ok {
		return film.Person{}, fmt.Errorf("person %s of the catalogue: %w", id, film.ErrNotFound)
	}
	row := r.people[place]
	p := film.Person{ID: row.ID, Name: row.Names[0]}
	origins := make(map[film.Origin]int)
	for _, id := range row.Films {
		f, err := r.catalogue.Film(ctx, id)
		if err != nil {
			return film.Person{}, fmt.Errorf("reading the films of %s: %w", p.Name, err)
		}
		for _, c := range f.Credits {
			if c.Person == p.ID {
				p.Ids = p.Ids.Or(c.Ids)
				p.Filmography = withCredit(p.Filmography, &f, c)
			}
		}
	}
	for _, c := range p.Filmography {
		origins[c.Origin]++
	}
	p.Origin = mostNamed(origins)
	return p, nil
}

// withCredit adds a credit, one entry a film and job: somebody with two parts in
// a film has both in one.
func withCredit(all []film.PersonCredit, f *film.Film, c film.Credit) []film.PersonCredit {
	for i := range all {
		if x := &all[i]; x.Film == f.ID && x.Job == c.Job {
			x.As = joined(x.As, c.As, " / ")
			x.Note = joined(x.Note, c.Note, ", ")
			return all
		}
	}
	first, _ := film.FirstRelease(f.Releases)
	return append(all, film.PersonCredit{
		Film: f.ID, Title: f.Title, Year: f.Year, Date: first.Date,
		Job: c.Job, As: c.As, Note: c.Note, Origin: f.OriginOf(film.JobField(c.Job)),
	})
}

func joined(a, b, with string) string {
	if a == "" || b == "" || a == b {
		return cmp.Or(a, b)
	}
	return a + with + b
}

// mostNamed returns the origin that most credits have; of several, the first by
// name and day, so that a person always has the same.
func mostNamed(origins map[film.Origin]int) film.Origin {
	var best film.Origin
	for o, n := range origins {
		better := cmp.Or(cmp.Compare(n, origins[best]), cmp.Compare(best.Source, o.Source), best.AsOf.Compare(o.AsOf))
		if better > 0 {
			best = o
		}
	}
	return best
}
