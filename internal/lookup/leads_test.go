package lookup

import (
	"testing"

	"marquee/internal/film"
)

func TestLeads(t *testing.T) {
	of, unknown := film.PopularityOf, film.Popularity{}
	for _, c := range []struct {
		what          string
		first, second film.Popularity
		want          bool
	}{
		{"Heat (1995) and (1972)", of(65), of(10), true},
		{"King Kong (2005) and (1933)", of(22), of(19), false},
		{"Dune (1984) and (2021)", of(16), of(9), false},
		{"exactly three times, and enough more", of(9), of(3), true},
		{"three times, but of next to nothing", of(3), of(1), false},
		{"unknown is not low: the seed film and its namesake", unknown, of(0), true},
		{"nobody does not lead unknown", of(0), unknown, false},
		{"popular leads unknown", of(100), unknown, true},
		{"neither is known", unknown, unknown, false},
		{"unknown and middling", unknown, of(8), false},
	} {
		if got := Leads(c.first, c.second); got != c.want {
			t.Errorf("%s: Leads = %v, want %v", c.what, got, c.want)
		}
	}
}
