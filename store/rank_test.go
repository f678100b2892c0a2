package store

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"marquee/internal/film"
)

func TestRankOf(t *testing.T) {
	type ranked struct {
		listing film.Listing
		n       uint32
	}
	// In the order in which they must come.
	all := []ranked{
		{film.Listing{Year: film.MaxYear}, 9},
		{film.Listing{Year: 2020}, 3},
		{film.Listing{Year: 2020}, math.MaxUint32},
		{film.Listing{Year: 2019}, 1},
		{film.Listing{}, 1},
		{film.Listing{Year: -5}, 2},
		{film.Listing{Popularity: film.PopularityOf(math.MaxInt)}, 1},
		{film.Listing{Popularity: film.PopularityOf(maxCount)}, 2},
		{film.Listing{Popularity: film.PopularityOf(maxCount - 1)}, 1},
		{film.Listing{Popularity: film.PopularityOf(7)}, 4},
		{film.Listing{Popularity: film.PopularityOf(7)}, math.MaxUint32},
		{film.Listing{Popularity: film.PopularityOf(6)}, 0},
		{film.Listing{Popularity: film.PopularityOf(0)}, math.MaxUint32},
	}
	if !slices.IsSortedFunc(all, func(a, b ranked) int {
		return cmp.Compare(rankOf(a.listing, a.n), rankOf(b.listing, b.n))
	}) {
		for _, r := range all {
			t.Logf("%+v %d: %d", r.listing, r.n, rankOf(r.listing, r.n))
		}
		t.Error("the ranks are not in order")
	}
	for _, r := range all {
		_, known := r.listing.Popularity.Count()
		if got := rankOf(r.listing, r.n); got >= counted.from != known || got <= uncounted.to == known {
			t.Errorf("%+v has the rank %d", r.listing, got)
		}
	}
}

func TestMiddle(t *testing.T) {
	for _, c := range []struct {
		counted, uncounted string
		limit              int
		want               string
	}{
		{"", "", 5, ""},
		{"ABC", "", 5, "ABC"},
		{"", "xyz", 2, "xy"},
		{"ABCD", "xy", 9, "ABxyCD"},
		{"ABC", "x", 4, "ABxC"},
		{"ABCDEF", "uvwxyz", 6, "ABuvwC"},
		{"ABCDEF", "uvwxyz", 5, "ABuvC"},
		{"ABCDEF", "x", 4, "ABxC"},
		{"A", "uvwxyz", 4, "Auvw"},
		{"ABC", "xyz", 1, "A"},
		{"ABC", "xyz", 0, ""},
		{"ABC", "xyz", -1, ""},
		{"AB", "x", math.MaxInt, "AxB"},
	} {
		if got := string(middle([]rune(c.counted), []rune(c.uncounted), c.limit)); got != c.want {
			t.Errorf("middle(%s, %s, %d) = %q, want %q", c.counted, c.uncounted, c.limit, got, c.want)
		}
	}
}
