package wikidata

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"marquee/internal/film"
)

const (
	maxOtherNames = 40
	// portraitWidth is that of portraits in pixels; the originals can have many
	// megabytes.
	portraitWidth = "500"
	commonsFile   = "https://commons.wikimedia.org/wiki/Special:FilePath/"
)

// SearchPeople returns the people who go by a name in any language, without
// their films: those of just this name before others, and of those the ones that
// more has been written on. People whom IMDb lists are preferred; others come
// only where it lists none.
func (c *Client) SearchPeople(ctx context.Context, name string) ([]film.Person, error) {
	words := searchWords(name)
	if words == "" {
		return nil, nil
	}
	people, err := c.searchPeople(ctx, words, name)
	if err != nil {
		return nil, fmt.Errorf("searching Wikidata for people called %.60q: %w", name, err)
	}
	return people, nil
}

func (c *Client) searchPeople(ctx context.Context, words, name string) ([]film.Person, error) {
	words += " " + has(instanceOf+"="+human)
	ids, err := c.search(ctx, words+" "+has(imdbID), searchRead)
	if err == nil && len(ids) == 0 {
		ids, err = c.search(ctx, words, searchRead)
	}
	if err != nil {
		return nil, err
	}
	found, err := c.inOrder(ctx, ids)
	if err != nil {
		return nil, err
	}
	found = slices.DeleteFunc(found, func(e *entity) bool { return !isPerson(e) })
	key := film.Fold(name)
	slices.SortStableFunc(found, func(a, b *entity) int {
		return cmp.Or(before(a.called(key), b.called(key)), cmp.Compare(b.wikipedias(), a.wikipedias()))
	})
	return c.persons(ctx, found[:min(len(found), searchGive)])
}

// Person returns what Wikidata knows of the person that one of the ids names,
// with every film that credits them. It fails with film.ErrNotFound where none
// names an entity, and where that is no human being.
func (c *Client) Person(ctx context.Context, ids film.Aliases) (film.Person, error) {
	p, err := wait(ctx, c, &c.people, ids, func(ctx context.Context) (film.Person, error) {
		e, err := c.entityOf(ctx, ids, tmdbPersonID, imdbName.MatchString)
		if err != nil {
			return film.Person{}, err
		}
		if !isPerson(e) {
			return film.Person{}, fmt.Errorf("%s: %w: the entity is nobody", e.ID, film.ErrNotFound)
		}
		people, err := c.persons(ctx, []*entity{e})
		if err == nil && len(people) == 0 {
			err = fmt.Errorf("%s: %w: the entity has no name", e.ID, film.ErrNotFound)
		}
		if err != nil {
			return film.Person{}, err
		}
		people[0].Filmography, err = c.filmography(ctx, e.ID)
		return people[0], err
	})
	if err != nil {
		return film.Person{}, fmt.Errorf("asking Wikidata for the person %s: %w", idText(ids), err)
	}
	return p, nil
}

func isPerson(e *entity) bool { return slices.Contains(items(e.best(instanceOf)), human) }

// persons makes people of entities; those without any name are left out.
func (c *Client) persons(ctx context.Context, all []*entity) ([]film.Person, error) {
	var places []string
	for _, e := range all {
		places = append(places, items(e.best(birthplace))...)
	}
	names, err := c.namesOf(ctx, places)
	if err != nil {
		return nil, fmt.Errorf("looking up names: %w", err)
	}
	var out []film.Person
	for _, e := range all {
		if p := person(e, names, film.DateOf(time.Now().UTC())); p.Name != "" {
			out = append(out, p)
		}
	}
	return out, nil
}

// person makes a person of an entity that is one.
func person(e *entity, names map[string]string, asOf film.Date) film.Person {
	p := film.Person{
		Ids:        personIDs(e),
		Name:       e.name(),
		Born:       first(e, born, snak.date),
		Died:       first(e, died, snak.date),
		OtherNames: otherNames(e),
		Portrait:   first(e, image, portrait),
		Origin:     film.Origin{Source: Name, AsOf: asOf},
	}
	for _, id := range items(e.best(birthplace)) {
		p.Birthplace = cmp.Or(p.Birthplace, names[id])
	}
	return p
}

// otherNames returns what else the person is called, in the languages that most
// people read first.
func otherNames(e *entity) []string {
	own := e.name()
	var out []string
	add := func(s string) {
		if s = clean(s); s != "" && s != own && len(out) < maxOtherNames && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for _, a := range e.Aliases["en"] {
		add(a.Value)
	}
	for _, code := range labelOrder(e) {
		add(e.Labels[code].Value)
	}
	for _, code := range slices.Sorted(maps.Keys(e.Aliases)) {
		for _, a := range e.Aliases[code] {
			add(a.Value)
		}
	}
	return out
}

// portrait returns the address of a picture on Wikimedia Commons.
func portrait(s snak) string {
	name := strings.ReplaceAll(s.string(), " ", "_")
	if name == "" {
		return ""
	}
	return commonsFile + url.PathEscape(name) + "?width=" + portraitWidth
}
