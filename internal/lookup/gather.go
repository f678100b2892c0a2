package lookup

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"marquee/internal/film"
)

// maxCandidates is how many listings are taken from an index at a time.
const maxCandidates = 80

// candidate is a listing with the fit of its name.
type candidate struct {
	film.Listing
	fit
	sure bool // enough was typed rightly to take it for meant
}

// same reports whether the candidate's name is the one that was typed.
func (c candidate) same() bool { return c.cost <= sameName }

// gathering collects what could be meant by a typed name.
type gathering struct {
	typed
	found  map[listingKey]candidate
	mature bool
}

// gather returns what could be meant by a name over all shelves, in order of
// cost and then of popularity.
func (l *Library) gather(ctx context.Context, name string, index func(Shelf) Index) ([]candidate, error) {
	g := gathering{newTyped(name), make(map[listingKey]candidate), l.mature}
	if g.fold.full == "" {
		return nil, nil
	}
	for _, shelf := range l.shelves {
		if err := g.near(ctx, index(shelf)); err != nil {
			return nil, err
		}
	}
	// Two mistakes in a word reach so many others that the name meant could be
	// crowded out among them; so they come last, and only where nothing fits.
	if !g.certain() {
		for _, shelf := range l.shelves {
			if err := g.having(ctx, index(shelf), 2); err != nil {
				return nil, err
			}
		}
	}
	all := make([]candidate, 0, len(g.found))
	for _, c := range g.found {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), byPopularity(a.Listing, b.Listing))
	})
	return all, nil
}

// certain reports whether the name was typed as it is.
func (g *gathering) certain() bool {
	for _, c := range g.found {
		if c.same() {
			return true
		}
	}
	return false
}

// near takes the names that are the typed one, go on from it, or are a mistake a
// word away from it.
func (g *gathering) near(ctx context.Context, index Index) error {
	named, err := index.Named(ctx, g.keys(), maxCandidates)
	if err != nil {
		return err
	}
	starting, err := index.Starting(ctx, g.fold.words, maxCandidates)
	if err != nil {
		return err
	}
	g.take(named)
	g.take(starting)
	if g.certain() && g.length() > longName {
		return nil
	}
	return g.having(ctx, index, 1)
}

// longName is the length beyond which no two names are a letter apart but for
// their numbers, so that one typed as it is needs no neighbours.
const longName = 10

// having takes the names that have at least half of the typed words, each with
// up to edits mistakes.
func (g *gathering) having(ctx context.Context, index Index, edits int) error {
	slots, err := g.slots(ctx, index, edits)
	if err != nil {
		return err
	}
	list, err := index.Having(ctx, slots, (len(slots)+1)/2, maxCandidates)
	if err != nil {
		return err
	}
	g.take(list)
	return nil
}

// take keeps the listings that fit, each with the best of its names. What an
// earlier shelf says of a film or person stays, and later ones add what it does
// not say.
func (g *gathering) take(list []film.Listing) {
	for _, x := range list {
		if x.Adult && !g.mature {
			continue
		}
		f := g.fit(x)
		if f.cost > g.plausible() {
			continue
		}
		key := listingKey{x.Number, x.Ids}
		c, ok := g.found[key]
		if !ok {
			g.found[key] = candidate{x, f, g.surely(f)}
			continue
		}
		c.Listing = joined(c.Listing, x)
		if f.cost < c.cost {
			c.fit, c.sure = f, g.surely(f)
		}
		g.found[key] = c
	}
}

// joined returns the first listing with what it lacks taken from the second.
func joined(first, second film.Listing) film.Listing {
	if _, known := first.Popularity.Count(); !known {
		first.Popularity = second.Popularity
	}
	if first.Detail == "" {
		first.Detail = second.Detail
	}
	if first.Year == 0 {
		first.Year = second.Year
	}
	return first
}

// plausible is the cost up to which a name may be meant at all.
func (t typed) plausible() float64 { return max(t.slack(), costPart+costAhead+1.2) }

// slots returns, for each typed word that tells something, the words of the
// index that it may be: itself, what it may be a misspelling of, and the same
// of it joined to the word behind it.
func (t typed) slots(ctx context.Context, index Index, edits int) ([][]string, error) {
	words := t.fold.words
	if len(t.literal.words) == len(words) {
		words = t.literal.words // a number in words may be misspelt
	}
	telling := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return stopWords[w] })
	if len(telling) == 0 {
		telling = words
	}
	out := make([][]string, len(telling))
	for i, w := range telling {
		slot := []string{w}
		if read := film.Fold(w); read != w {
			slot = append(slot, read)
		}
		near, err := spellings(ctx, index, w, edits)
		if err != nil {
			return nil, err
		}
		slot = append(slot, near...)
		if i+1 < len(telling) {
			near, err := spellings(ctx, index, w+telling[i+1], edits)
			if err != nil {
				return nil, err
			}
			slot = append(slot, near...)
		}
		out[i] = slot
	}
	return out, nil
}

// spellings returns what a typed word may be a misspelling of: of a number
// nothing, since another number is another film, and of the shortest words what
// is one mistake away at most.
func spellings(ctx context.Context, index Index, word string, edits int) ([]string, error) {
	if len([]rune(word)) <= 3 {
		edits = 1
	}
	if strings.Trim(word, "0123456789") == "" {
		return nil, nil
	}
	near, err := index.Spelled(ctx, word, edits)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(near, func(w string) bool { return stopWords[w] && w != word }), nil
}
