package wikidata

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"marquee/internal/film"
)

// How many entities a search reads, and how many of them, the best, it gives
// with all that they name.
const (
	searchRead = 20
	searchGive = 10
	// maxWords is the length of what is searched for: with the conditions, a
	// query may have 300 characters.
	maxWords = 140
)

// SearchFilms returns the films that go by a title in any language, the best
// first: those of just this title before others, and of those that of the year
// before others (a year off by one fits as well; 0 is any). It finds none where
// there is none, which is no error.
//
// It asks the full-text search (CirrusSearch) rather than wbsearchentities, which
// looks into one language at a time and cannot be told that only films count:
// of a short title it would give places, people and books.
func (c *Client) SearchFilms(ctx context.Context, title string, year int) ([]film.Film, error) {
	words := searchWords(title)
	if words == "" {
		return nil, nil
	}
	films, err := c.searchFilms(ctx, words, title, year)
	if err != nil {
		return nil, fmt.Errorf("searching Wikidata for films called %.60q: %w", title, err)
	}
	return films, nil
}

func (c *Client) searchFilms(ctx context.Context, words, title string, year int) ([]film.Film, error) {
	query := words + " " + has(kindClauses()...)
	ids, err := c.search(ctx, query, searchRead)
	if err != nil {
		return nil, err
	}
	found, err := c.inOrder(ctx, ids)
	if err != nil {
		return nil, err
	}
	fits := func(e *entity) bool { y := yearOf(e); return y >= year-1 && y <= year+1 }
	if year != 0 && len(ids) == searchRead && !slices.ContainsFunc(found, fits) {
		if ids, err = c.searchFrom(ctx, query, searchRead, searchRead); err != nil {
			return nil, err
		}
		more, err := c.inOrder(ctx, ids)
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	key := film.Fold(title)
	slices.SortStableFunc(found, func(a, b *entity) int {
		return cmp.Or(
			before(a.called(key), b.called(key)),
			before(year != 0 && fits(a), year != 0 && fits(b)),
			cmp.Compare(b.wikipedias(), a.wikipedias()),
		)
	})
	return c.records(ctx, found[:min(len(found), searchGive)])
}

// inOrder reads whole entities, in the order of ids.
func (c *Client) inOrder(ctx context.Context, ids []string) ([]*entity, error) {
	found, err := c.entities(ctx, ids, batch, whole)
	if err != nil {
		return nil, err
	}
	var out []*entity
	for _, id := range ids {
		if e := found[id]; e != nil && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out, nil
}

// called reports whether a folded name is one of the entity's, in any language.
func (e *entity) called(key string) bool {
	for _, l := range e.Labels {
		if film.Fold(l.Value) == key {
			return true
		}
	}
	for _, all := range e.Aliases {
		for _, a := range all {
			if film.Fold(a.Value) == key {
				return true
			}
		}
	}
	return film.Fold(originalTitle(e).Value) == key
}

// before orders what is true before what is not.
func before(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// search returns the items that the full-text search finds, the best first.
func (c *Client) search(ctx context.Context, query string, limit int) ([]string, error) {
	return c.searchFrom(ctx, query, limit, 0)
}

func (c *Client) searchFrom(ctx context.Context, query string, limit, offset int) ([]string, error) {
	body, err := c.askAPI(ctx, url.Values{
		"action": {"query"}, "list": {"search"}, "format": {"json"}, "formatversion": {"2"},
		"srsearch": {query}, "srnamespace": {"0"}, "srprop": {""}, "srinfo": {""},
		"srlimit": {strconv.Itoa(limit)}, "sroffset": {strconv.Itoa(offset)},
	})
	if err != nil {
		return nil, err
	}
	ids, err := decodeSearch(body)
	if err != nil {
		return nil, c.api.down(err)
	}
	return ids, nil
}

// decodeSearch reads what a search has found. An answer without any such list is
// none: it must not be taken for "there is no such film".
func decodeSearch(body []byte) ([]string, error) {
	var answer struct {
		Query *struct {
			Search []struct {
				Title string `json:"title"`
			} `json:"search"`
		} `json:"query"`
		BatchComplete json.RawMessage `json:"batchcomplete"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, fmt.Errorf("reading search results: %w", err)
	}
	if answer.Query == nil && answer.BatchComplete == nil {
		return nil, fmt.Errorf("reading search results: there are none in the answer")
	}
	var ids []string
	if answer.Query != nil {
		for _, r := range answer.Query.Search {
			ids = append(ids, r.Title)
		}
	}
	return unique(ids), nil
}

// has is the condition that an item has one of the statements, such as
// P31=Q11424, or any of a property (P345)
// (https://www.mediawiki.org/wiki/Help:Extension:WikibaseCirrusSearch).
func has(clauses ...string) string { return "haswbstatement:" + strings.Join(clauses, "|") }

func kindClauses() []string {
	out := make([]string, len(filmKinds))
	for i, k := range filmKinds {
		out[i] = instanceOf + "=" + k
	}
	return out
}

// searchWords makes the words of a name, without anything that the search would
// take for one of its operators.
func searchWords(name string) string {
	var b strings.Builder
	n := 0
	for _, r := range strings.ToLower(strings.ToValidUTF8(name, "")) {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
		case r == '\'' || r == '’':
			r = '\''
		default:
			r = ' '
		}
		b.WriteRune(r)
		if n++; n == maxWords {
			break
		}
	}
	words := strings.Fields(b.String())
	words = slices.DeleteFunc(words, func(w string) bool { return strings.Trim(w, "'") == "" })
	return strings.Join(words, " ")
}
