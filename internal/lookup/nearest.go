package lookup

import (
	"cmp"
	"context"
	"slices"

	"marquee/internal/film"
)

// NearestFilms returns up to limit films whose titles come nearest to a name
// that fits none, the nearest first, however far off they are.
func (l *Library) NearestFilms(ctx context.Context, name string, limit int) ([]film.Listing, error) {
	return l.nearest(ctx, name, limit, Shelf.Films)
}

// NearestPeople is NearestFilms for people.
func (l *Library) NearestPeople(ctx context.Context, name string, limit int) ([]film.Listing, error) {
	return l.nearest(ctx, name, limit, Shelf.People)
}

func (l *Library) nearest(ctx context.Context, name string, limit int, index func(Shelf) Index) ([]film.Listing, error) {
	t := newTyped(name)
	if t.fold.full == "" {
		return nil, nil
	}
	found := make(map[uint32]candidate)
	for _, shelf := range l.shelves {
		list, err := near(ctx, index(shelf), t)
		if err != nil {
			return nil, err
		}
		for _, x := range list {
			if x.Adult && !l.mature {
				continue
			}
			// Shared words tell more than shared letters.
			f := t.fit(x)
			if f.cost >= tooFar {
				f.cost += distance(t.fold.tight, []rune(film.Tight(film.Fold(x.Matched))), tooFar)
			}
			if c, ok := found[x.Number]; !ok || f.cost < c.cost {
				found[x.Number] = candidate{Listing: x, fit: f}
			}
		}
	}
	all := make([]candidate, 0, len(found))
	for _, c := range found {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), byPopularity(a.Listing, b.Listing))
	})
	var out []film.Listing
	for _, c := range all[:min(len(all), limit)] {
		out = append(out, c.Listing)
	}
	return out, nil
}

// near asks an index for names that have anything in common with what was
// typed: a word, or else the beginning of one, or else a letter that begins a
// word.
func near(ctx context.Context, index Index, t typed) ([]film.Listing, error) {
	slots, err := t.slots(ctx, index, 2)
	if err != nil {
		return nil, err
	}
	out, err := index.Having(ctx, slots, 1, maxCandidates)
	if err != nil {
		return nil, err
	}
	for _, prefix := range beginnings(t.fold) {
		if len(out) >= maxNear {
			break
		}
		more, err := index.Starting(ctx, []string{prefix}, maxCandidates)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
}

// maxNear is how many names are enough to choose the nearest from.
const maxNear = 60

// beginnings returns the first letters of the typed words, the longer beginnings
// first, and then every Latin letter, for a name that begins like none.
func beginnings(s spelling) []string {
	var out []string
	for n := 3; n > 0; n-- {
		for _, w := range s.words {
			runes := []rune(w)
			out = append(out, string(runes[:min(len(runes), n)]))
		}
	}
	if first := s.tight[0]; first < 0x250 {
		for r := 'a'; r <= 'z'; r++ {
			out = append(out, string(r))
		}
	}
	return out
}
