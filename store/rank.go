package store

import (
	"math"

	"marquee/internal/film"
)

// Every name of an index has a rank, a number that is its own, and the tables of
// names and words are in order of rank. So a query that asks for the best known
// of many reads them in their order and stops when it has enough.
//
// The rank of a name whose popularity is known has 31 bits that fall as the
// popularity rises, above 32 bits of the name's number. A popularity that nobody
// counted has no place in that order: it is neither low nor high, and counts of
// different sources have no common middle to put it at. Such names have ranks of
// their own, below zero, the newest film first. They are looked up apart, and
// middle gives them their place among what was found.

// maxCount is where popularities are all the same to the order.
const maxCount = 1<<31 - 1

// rankOf returns the rank of the name with number n, of a listing.
func rankOf(l film.Listing, n uint32) int64 {
	count, known := l.Popularity.Count()
	if !known {
		age := int64(film.MaxYear - min(max(l.Year, 0), film.MaxYear))
		return math.MinInt64 + age<<32 + int64(n)
	}
	return int64(maxCount-min(count, maxCount))<<32 | int64(n)
}

// A span is a stretch of ranks, both ends included.
type span struct{ from, to int64 }

var (
	counted   = span{0, math.MaxInt64}
	uncounted = span{math.MinInt64, -1}
)

// middle returns up to limit of what was found, best known first, with those
// whose popularity nobody counted in the middle. Where there is too much of
// both, each gets half, so that neither pushes the other out.
func middle[T any](counted, uncounted []T, limit int) []T {
	limit = max(limit, 0)
	k := min(len(counted), max(limit-len(uncounted), limit-limit/2))
	u := min(len(uncounted), limit-k)
	out := make([]T, 0, k+u)
	out = append(out, counted[:(k+1)/2]...)
	out = append(out, uncounted[:u]...)
	return append(out, counted[(k+1)/2:k]...)
}
