package tmdb

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"marquee/internal/film"
)

// Person returns a person with their films, found by their TMDB id, or else by
// their IMDb or Wikidata id. It fails with film.ErrNotFound where TMDB does not
// have them, and where ids holds none of the three.
func (c *Client) Person(ctx context.Context, ids film.Aliases) (film.Person, error) {
	id, err := c.numberOf(ctx, ids, imdbPerson, func(f found) []number { return numbers(f.People) })
	if err != nil {
		return film.Person{}, err
	}
	what := fmt.Sprintf("person %d", id)
	var w wholePerson
	day, err := c.get(ctx, what, "person/"+strconv.Itoa(id), url.Values{
		"language": {"en-US"}, "append_to_response": {"movie_credits,external_ids"},
	}, &w)
	if err != nil {
		return film.Person{}, err
	}
	p, ok := w.person(film.Origin{Source: Name, AsOf: day})
	if !ok || p.Ids.TMDB != id {
		return film.Person{}, asking(what, fmt.Errorf("%w: an answer about something else", film.ErrDown))
	}
	return p, nil
}

// person returns the record in the domain's words, and whether it is one.
func (w *shortPerson) person(origin film.Origin) (film.Person, bool) {
	p := film.Person{
		Ids: film.Aliases{TMDB: w.ID.id()}, Name: title(w.Name),
		Portrait: image("300", w.ProfilePath), Origin: origin,
	}
	if n := title(w.OriginalName); n != p.Name {
		p.OtherNames = add(p.OtherNames, n)
	}
	return p, p.Ids.TMDB != 0 && p.Name != ""
}

func (w *wholePerson) person(origin film.Origin) (film.Person, bool) {
	p, ok := w.shortPerson.person(origin)
	if !ok {
		return film.Person{}, false
	}
	p.Ids.IMDb = matching(imdbPerson, w.External.IMDb)
	if p.Ids.IMDb == "" {
		p.Ids.IMDb = matching(imdbPerson, w.IMDb)
	}
	p.Ids.Wikidata = matching(wikidataID, w.External.Wikidata)
	for _, n := range w.AlsoKnownAs {
		if n = title(n); n != p.Name {
			p.OtherNames = add(p.OtherNames, n)
		}
	}
	p.Born, p.Died = dayOf(w.Birthday), dayOf(w.Deathday)
	p.Birthplace = title(w.Birthplace)
	p.Filmography = w.filmography(origin)
	return p, true
}

// filmography returns what the person did, one entry a film and job as TMDB has
// them.
func (w *wholePerson) filmography(origin film.Origin) []film.PersonCredit {
	type once struct {
		film     int
		job      film.Job
		as, note string
	}
	var all []film.PersonCredit
	seen := make(map[once]bool)
	put := func(c personCredit, job film.Job, note string) {
		f, ok := c.shortFilm.film(film.Origin{})
		as := ""
		if job == film.Cast {
			as = title(c.Character)
		}
		key := once{f.Ids.TMDB, job, as, note}
		if !ok || seen[key] {
			return
		}
		seen[key] = true
		all = append(all, film.PersonCredit{
			Ids: f.Ids, Title: f.Title, Year: f.Year, Date: soleDay(c.ReleaseDate),
			Job: job, As: as, Note: note,
			Origin: origin, Adult: f.Adult, Popularity: f.Popularity,
		})
	}
	for _, c := range w.Credits.Cast {
		put(c, film.Cast, "")
	}
	for _, c := range w.Credits.Crew {
		job, note := jobOf(c.Job)
		put(c, job, note)
	}
	return first(all)
}
