package lookup

import "marquee/internal/film"

// A film clearly leads another when at least leadRatio times as many people
// were counted for it, and at least leadMargin more. A popularity that nobody
// counted is taken for unknownCount, the middle of the bundled catalogue: it is
// not low, but neither does it beat what is known to be popular.
const (
	leadRatio    = 3
	leadMargin   = 5
	unknownCount = 8
)

// Leads reports whether the first film clearly leads the second.
func Leads(first, second film.Popularity) bool {
	a, b := count(first), count(second)
	return a >= leadRatio*b && a-b >= leadMargin
}

func count(p film.Popularity) int {
	if n, known := p.Count(); known {
		return n
	}
	return unknownCount
}

// byPopularity orders listings, the most popular first, and by year and number
// those that are equally so.
func byPopularity(a, b film.Listing) int {
	if d := count(b.Popularity) - count(a.Popularity); d != 0 {
		return d
	}
	if d := b.Year - a.Year; d != 0 {
		return d
	}
	return int(int64(a.Number) - int64(b.Number))
}
