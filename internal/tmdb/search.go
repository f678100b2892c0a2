package tmdb

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"marquee/internal/film"
)

// maxQuery is more than any title or name has; a longer question finds nothing.
const maxQuery = 300

// SearchFilms returns the films of a title in any language, in TMDB's order,
// those of the year alone where it is not 0. The records are short: ids, titles,
// year, popularity, poster, genres, synopsis. Where the first page ends among
// namesakes, there is a second one.
func (c *Client) SearchFilms(ctx context.Context, name string, year int) ([]film.Film, error) {
	q := c.searching(name)
	if year > 0 {
		q.Set("year", strconv.Itoa(year))
	}
	if q.Get("query") == "" {
		return nil, nil
	}
	what := fmt.Sprintf("films called %.80q", q.Get("query"))
	var all []film.Film
	for n := 1; n <= 2; n++ {
		found, more, err := c.filmPage(ctx, what, "search/movie", q, n)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
		if !more || len(found) == 0 || !called(&found[len(found)-1], name) {
			break
		}
	}
	return unique(all), nil
}

// SearchPeople returns the people of a name, in TMDB's order, without their
// films.
func (c *Client) SearchPeople(ctx context.Context, name string) ([]film.Person, error) {
	q := c.searching(name)
	if q.Get("query") == "" {
		return nil, nil
	}
	what := fmt.Sprintf("people called %.80q", q.Get("query"))
	q.Set("page", "1")
	var p page[shortPerson]
	day, err := c.get(ctx, what, "search/person", q, &p)
	if err != nil {
		return nil, err
	}
	if p.Results == nil {
		return nil, asking(what, errNoList)
	}
	var all []film.Person
	for _, w := range p.Results {
		if w.Adult && !c.adult {
			continue
		}
		if person, ok := w.person(film.Origin{Source: Name, AsOf: day}); ok {
			all = append(all, person)
		}
	}
	return all, nil
}

// errNoList is an answer that should have been a list.
var errNoList = fmt.Errorf("%w: an answer that is no list", film.ErrDown)

func (c *Client) searching(name string) url.Values {
	return url.Values{
		"query": {line(name, maxQuery)}, "language": {"en-US"},
		"include_adult": {strconv.FormatBool(c.adult)},
	}
}

// filmPage returns one page of a list of films, and whether there are more.
func (c *Client) filmPage(ctx context.Context, what, path string, q url.Values, n int) ([]film.Film, bool, error) {
	q.Set("page", strconv.Itoa(n))
	var p page[shortFilm]
	day, err := c.get(ctx, what, path, q, &p)
	if err != nil {
		return nil, false, err
	}
	if p.Results == nil {
		return nil, false, asking(what, errNoList)
	}
	var all []film.Film
	for _, w := range p.Results {
		f, ok := w.film(film.Origin{Source: Name, AsOf: day})
		if ok && (c.adult || !f.Adult) {
			all = append(all, f)
		}
	}
	return all, n < p.Pages.int() && n < lastPage, nil
}

// lastPage is the last page of a list that TMDB gives out.
const lastPage = 500

// called reports whether a film goes by a name.
func called(f *film.Film, name string) bool {
	want := film.Fold(name)
	return want != "" && (film.Fold(f.Title) == want || film.Fold(f.OriginalTitle) == want)
}

// unique drops films that come again, as they do where a list changes between
// two pages.
func unique(all []film.Film) []film.Film {
	seen := make(map[int]bool, len(all))
	kept := all[:0]
	for _, f := range all {
		if !seen[f.Ids.TMDB] {
			seen[f.Ids.TMDB] = true
			kept = append(kept, f)
		}
	}
	return kept
}
