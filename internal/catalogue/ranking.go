package catalogue

import (
	"cmp"
	"slices"

	"marquee/internal/film"
)

// ranking is the order of popularity. A popularity that nobody counted is
// neither high nor low: it has its place at the middle of those that were.
type ranking struct{ middle int }

// rankingOf returns the ranking of the listings.
func rankingOf(all []listed) ranking {
	var counts []int
	for _, l := range all {
		if n, known := l.Popularity.Count(); known {
			counts = append(counts, n)
		}
	}
	if len(counts) == 0 {
		return ranking{}
	}
	slices.Sort(counts)
	return ranking{counts[len(counts)/2]}
}

// compare orders the more popular first. Equals stand newest first, then in
// order of number.
func (r ranking) compare(a, b film.Listing) int {
	return cmp.Or(
		cmp.Compare(r.count(b.Popularity), r.count(a.Popularity)),
		cmp.Compare(b.Year, a.Year),
		cmp.Compare(a.Number, b.Number),
	)
}

func (r ranking) count(p film.Popularity) int {
	if n, known := p.Count(); known {
		return n
	}
	return r.middle
}
