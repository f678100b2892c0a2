package wikidata

import (
	"context"
	"errors"
	"fmt"
	"time"

	"marquee/internal/film"
)

// maxList bounds the lists of a film and of a person.
const maxList = 1000

// references are what is known of the entities that a film names.
type references struct {
	names   map[string]string
	regions map[string]film.Region
	tongues map[string]string
}

// records makes films of those entities that are films, in their order.
func (c *Client) records(ctx context.Context, all []*entity) ([]film.Film, error) {
	are, err := c.areFilms(ctx, all)
	if err != nil {
		return nil, fmt.Errorf("looking up kinds of film: %w", err)
	}
	var films []*entity
	for _, e := range all {
		if are[e] {
			films = append(films, e)
		}
	}
	refs, err := c.refer(ctx, films)
	if err != nil {
		return nil, err
	}
	var out []film.Film
	for _, e := range films {
		f := record(e, refs, film.DateOf(time.Now().UTC()))
		if err := f.Check(); err != nil {
			c.log.Warn("wikidata: a film cannot be kept", "entity", e.ID, "error", err)
			continue
		}
		out = append(out, f)
	}
	return out, nil
}

// refer looks up what the films name, all of them together.
func (c *Client) refer(ctx context.Context, films []*entity) (refs references, err error) {
	var names, places, languages []string
	for _, e := range films {
		names = append(names, namedBy(e)...)
		places = append(places, placesOf(e)...)
		languages = append(languages, items(e.all(originalLanguage))...)
	}
	if refs.names, err = c.namesOf(ctx, names); err != nil {
		return refs, fmt.Errorf("looking up names: %w", err)
	}
	if refs.regions, err = c.regionsOf(ctx, places); err != nil {
		return refs, fmt.Errorf("looking up countries: %w", err)
	}
	if refs.tongues, err = c.tonguesOf(ctx, languages); err != nil {
		return refs, fmt.Errorf("looking up languages: %w", err)
	}
	return refs, nil
}

// namedBy returns the entities whose names the film's page shows.
func namedBy(e *entity) []string {
	var out []string
	for _, p := range []string{genre, distributor, company, filmingLocation, aspectRatio} {
		out = append(out, items(e.best(p))...)
	}
	for _, r := range ratings {
		out = append(out, items(e.best(r.property))...)
	}
	for _, s := range e.all(publicationDate) {
		out = append(out, s.qualifierItems(format)...)
	}
	for _, j := range jobProperties {
		for _, s := range e.all(j.property) {
			out = append(append(out, s.Main.item()), s.qualifierItems(role)...)
		}
	}
	for _, s := range e.all(crewMember) {
		out = append(append(out, s.Main.item()), s.qualifierItems(objectHasRole)...)
	}
	return out
}

// placesOf returns the places that the film's facts are bound to.
func placesOf(e *entity) []string {
	var out []string
	for _, s := range e.all(publicationDate) {
		out = append(out, s.qualifierItems(placeOfPub)...)
	}
	for _, s := range e.best(distributor) {
		out = append(append(out, s.qualifierItems(placeOfPub)...), s.qualifierItems(jurisdiction)...)
	}
	return out
}

// record makes a film of an entity that is one.
func record(e *entity, refs references, asOf film.Date) film.Film {
	f := film.Film{
		Ids:      filmIDs(e),
		Year:     yearOf(e),
		Releases: releasesOf(e, refs),
		Credits:  creditsOf(e, refs),
		Origin:   film.Origin{Source: Name, AsOf: asOf},
	}
	f.Popularity = film.PopularityOf(e.wikipedias())
	titles(&f, e, refs)
	details(&f, e, refs)
	return f
}

// errNoFilm tells in a log why an entity that is there was not found.
var errNoFilm = errors.New("the entity is no film")
