package lookup

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"marquee/internal/film"
)

// SuggestFilms completes a title that is being typed: up to limit films, those
// first whose name begins with what was typed, each group in order of
// popularity. With nothing typed it suggests nothing.
func (l *Library) SuggestFilms(ctx context.Context, prefix string, limit int) ([]film.Listing, error) {
	return l.suggest(ctx, prefix, limit, Shelf.Films)
}

// SuggestPeople completes a name that is being typed, as SuggestFilms does.
func (l *Library) SuggestPeople(ctx context.Context, prefix string, limit int) ([]film.Listing, error) {
	return l.suggest(ctx, prefix, limit, Shelf.People)
}

func (l *Library) suggest(ctx context.Context, prefix string, limit int, index func(Shelf) Index) ([]film.Listing, error) {
	q := ParseQuery(prefix, 0)
	if split, ok := q.SplitYear(); ok {
		if list, err := l.complete(ctx, split, limit, index); err != nil || len(list) > 0 {
			return list, err
		}
	}
	list, err := l.complete(ctx, q, limit, index)
	if err != nil || len(list) > 0 {
		return list, err
	}
	// Nothing begins like that: what may be meant all the same.
	all, err := l.gather(ctx, q.Name, index)
	if err != nil {
		return nil, err
	}
	for _, c := range all[:min(len(all), limit)] {
		list = append(list, c.Listing)
	}
	return list, nil
}

// complete returns the listings with a name that goes on from what was typed.
func (l *Library) complete(ctx context.Context, q Query, limit int, index func(Shelf) Index) ([]film.Listing, error) {
	fold := film.Fold(q.Name)
	words := strings.Fields(fold)
	if len(words) == 0 {
		return nil, nil
	}
	type completion struct {
		film.Listing
		rank int
	}
	var all []completion
	seen := make(map[listingKey]bool)
	for _, shelf := range l.named() {
		named, err := index(shelf).Named(ctx, []string{fold}, limit)
		if err != nil {
			return nil, err
		}
		starting, err := index(shelf).Starting(ctx, words, 4*limit)
		if err != nil {
			return nil, err
		}
		for _, x := range slices.Concat(named, starting) {
			key := listingKey{x.Number, x.Ids}
			if seen[key] || x.Adult && !l.mature || q.Year != 0 && x.Year != q.Year {
				continue
			}
			seen[key] = true
			all = append(all, completion{x, rank(fold, x)})
		}
	}
	slices.SortStableFunc(all, func(a, b completion) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), byPopularity(a.Listing, b.Listing))
	})
	var out []film.Listing
	for _, c := range all[:min(len(all), limit)] {
		out = append(out, c.Listing)
	}
	return out, nil
}

// rank says how a name goes on from a folded prefix: 0 when it is the prefix, 1
// when it begins with it (its article aside), 2 when some words of it do.
func rank(prefix string, x film.Listing) int {
	fold := film.Fold(x.Matched)
	core := film.WithoutArticle(fold, append([]string{"en"}, x.Languages...)...)
	switch {
	case fold == prefix || core == prefix:
		return 0
	case strings.HasPrefix(fold, prefix) || strings.HasPrefix(core, prefix):
		return 1
	}
	return 2
}

// A listingKey tells listings apart, those without a number by their ids.
type listingKey struct {
	number uint32
	ids    film.Aliases
}

// named returns all shelves that complete names.
func (l *Library) named() []Shelf {
	if l.listed == nil {
		return l.shelves
	}
	return append(slices.Clone(l.shelves), l.listed)
}
