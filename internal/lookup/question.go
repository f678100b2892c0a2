package lookup

import (
	"context"
	"fmt"
	"strings"

	"marquee/internal/film"
)

// A Question is something that sources can be asked. Questions with the same
// String are the same, and what was answered to one is kept under it.
type Question struct {
	Film   film.ID       // what is known of this film
	Person film.PersonID // or of this person
	Ids    film.Aliases  // or of the film, or with Who of the person, that another catalogue calls so
	Who    bool

	Series string // or whether a television series has this title
	Title  string // or which films have this title,
	Year   int    // in this year, if not 0
	Name   string // or which people have this name

	Region      film.Region      // or what comes out in this region
	First, Last film.Date        // from the first to the last day,
	Kind        film.ReleaseKind // in this way; Unspecified: in cinemas
}

// String returns the question as it is kept.
func (q Question) String() string {
	switch {
	case q.Film != 0:
		return "film/" + q.Film.String()
	case q.Person != 0:
		return "person/" + q.Person.String()
	case q.Series != "":
		return "series/" + foldOr(q.Series)
	case q.Title != "":
		return fmt.Sprintf("title/%s/%d", foldOr(q.Title), q.Year)
	case q.Name != "":
		return "name/" + foldOr(q.Name)
	case q.Region != "":
		return fmt.Sprintf("coming/%s/%s/%s/%s", q.Region, q.First, q.Last, q.Kind)
	}
	kind := "ids"
	if q.Who {
		kind = "who"
	}
	return fmt.Sprintf("%s/%s/%d/%s", kind, q.Ids.IMDb, q.Ids.TMDB, q.Ids.Wikidata)
}

// foldOr is the fold of a name, or of one of signs alone the name itself.
func foldOr(name string) string {
	if fold := film.Fold(name); fold != "" {
		return fold
	}
	return strings.TrimSpace(name)
}

// BeyondFilms returns what should be asked of films that are known by their names
// alone (WithListed), where a typed name fits none that more is known of, or fits
// one only with mistakes: sources find no name with mistakes, but the list of
// names does.
func (l *Library) BeyondFilms(ctx context.Context, r Resolution) ([]Question, error) {
	return l.beyond(ctx, r, Shelf.Films, false)
}

// BeyondPeople is BeyondFilms for people.
func (l *Library) BeyondPeople(ctx context.Context, r Resolution) ([]Question, error) {
	return l.beyond(ctx, r, Shelf.People, true)
}

// maxBeyond is how many names are asked for.
const maxBeyond = 2

func (l *Library) beyond(ctx context.Context, r Resolution, index func(Shelf) Index, who bool) ([]Question, error) {
	if l.listed == nil || r.Query.Name == "" || r.Verdict != None && !r.Guessed {
		return nil, nil
	}
	names := &Library{shelves: []Shelf{l.listed}, mature: l.mature}
	all, err := names.gather(ctx, r.Query.Name, index)
	if err != nil {
		return nil, err
	}
	var out []Question
	for _, c := range all[:min(len(all), maxBeyond)] {
		if !c.Ids.IsZero() {
			out = append(out, Question{Ids: c.Ids, Who: who})
		}
	}
	return out, nil
}
