package storetest

import (
	"slices"
	"testing"

	"marquee/internal/film"
)

// TestComing tests lookup.Shelf.Coming.
func TestComing(t *testing.T, e Engine) {
	cases(t, e, map[string]func(*testing.T, Store){"coming": coming})
}

func released(title string, popularity int, releases ...film.Release) film.Film {
	return film.Film{Title: title, Popularity: film.PopularityOf(popularity), Releases: releases}
}

func in(region film.Region, date string) film.Release {
	return film.Release{Region: region, Date: film.MustDate(date)}
}

func coming(t *testing.T, s Store) {
	save(t, s,
		released("A", 1, in("GB", "2026-03-10"), in("US", "2026-03-01")),
		released("B", 9, in("GB", "2026-03-10"), in("DE", "2026-03-02")),
		released("C", 0, in("GB", "2026-03-09"), in("GB", "2026-03-11")),
		released("D", 0, in("GB", "2026-03")),
		released("E", 0, in("GB", "2026-03-01")),
		released("F", 0, in("GB", "2026")),
		released("G", 0, in("FR", "2026-03-12")),
		film.Film{Title: "H", Releases: []film.Release{in("GB", "2026-01-01")}},
	)
	for _, c := range []struct {
		regions     []film.Region
		first, last string
		limit       int
		want        string
	}{
		{[]film.Region{"GB"}, "2026-03-01", "2026-03-31", 9, "EDCBA"},
		{[]film.Region{"GB"}, "2026-03-02", "2026-03-10", 9, "CBA"},
		{[]film.Region{"GB"}, "2026-03-10", "2026-03-10", 9, "BA"},
		{[]film.Region{"GB"}, "2026-03-11", "2026-03-11", 9, "C"},
		{[]film.Region{"GB"}, "2026-03-01", "2026-03-31", 2, "ED"},
		{[]film.Region{"GB", "US", "DE"}, "2026-03-01", "2026-03-31", 9, "AEDBC"},
		{[]film.Region{"GB", "GB"}, "2026-01-01", "2026-02-28", 9, "HF"},
		{[]film.Region{"GB"}, "2026", "2026-02", 9, "HF"},
		{[]film.Region{"US", "FR"}, "2026-03-02", "2026-12-31", 9, "G"},
		{[]film.Region{"GB"}, "2026-04-01", "2026-12-31", 9, ""},
		{[]film.Region{"GB"}, "2026-03-31", "2026-03-01", 9, ""},
		{nil, "2026-03-01", "2026-03-31", 9, ""},
		{[]film.Region{"GB"}, "2026-03-01", "2026-03-31", 0, ""},
		{[]film.Region{"GB"}, "2026-03-01", "2026-03-31", -1, ""},
	} {
		got, err := s.Coming(t.Context(), c.regions, film.MustDate(c.first), film.MustDate(c.last), c.limit)
		var want []film.ID
		for _, title := range c.want {
			want = append(want, firstLocal+film.ID(title-'A'))
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("Coming(%s, %s to %s, %d) = %v, %v, want %q: %v", c.regions, c.first, c.last, c.limit, got, err, c.want, want)
		}
	}
}
