package store

import (
	"slices"
	"testing"

	"marquee/internal/film"
)

func TestIdentify(t *testing.T) {
	const local = film.FirstLocalID
	imdb := func(s string) film.Aliases { return film.Aliases{IMDb: s} }
	tmdb := func(n int) film.Aliases { return film.Aliases{TMDB: n} }
	both := film.Aliases{IMDb: "tt1", TMDB: 1}

	for _, c := range []struct {
		name     string
		n        newcomer
		id       uint32
		absorbed []uint32
		ids      film.Aliases
		conflict bool
	}{
		{name: "nobody is known"},
		{name: "aliases are kept", n: newcomer{ids: both}, ids: both},
		{name: "shares an alias",
			n:  newcomer{ids: tmdb(1), shared: []holding{{local, both}}},
			id: local, ids: both},
		{name: "shares one and contradicts another under the same name: the newer counts",
			n:  newcomer{ids: film.Aliases{IMDb: "tt2", TMDB: 1}, shared: []holding{{local, both}}, named: []holding{{local, both}}},
			id: local, ids: film.Aliases{IMDb: "tt2", TMDB: 1}},
		{name: "shares one and contradicts another under another name", conflict: true,
			n: newcomer{ids: film.Aliases{IMDb: "tt2", TMDB: 1}, shared: []holding{{local, both}}}},
		{name: "comes with the number of somebody else of its name",
			n:   newcomer{preset: 7, ids: tmdb(2), own: &holding{7, tmdb(1)}, named: []holding{{7, tmdb(1)}}},
			ids: tmdb(2)},
		{name: "has the name", n: newcomer{named: []holding{{local, tmdb(1)}}}, id: local, ids: tmdb(1)},
		{name: "has the name and other aliases", n: newcomer{ids: tmdb(2), named: []holding{{local, tmdb(1)}}}, ids: tmdb(2)},
		{name: "an alias goes before a name",
			n:  newcomer{ids: tmdb(1), shared: []holding{{local + 1, tmdb(1)}}, named: []holding{{local, film.Aliases{}}}},
			id: local + 1, ids: tmdb(1)},
		{name: "two have the name", n: newcomer{named: []holding{{local, tmdb(1)}, {local + 1, tmdb(2)}}}},
		{name: "two have the name, one no alias",
			n:  newcomer{named: []holding{{local, tmdb(1)}, {local + 1, film.Aliases{}}}},
			id: local + 1},
		{name: "two have the name, neither an alias",
			n: newcomer{named: []holding{{local, film.Aliases{}}, {local + 1, film.Aliases{}}}}},
		{name: "two have the name, one contradicts",
			n:  newcomer{ids: tmdb(2), named: []holding{{local, tmdb(1)}, {local + 1, tmdb(2)}}},
			id: local + 1, ids: tmdb(2)},
		{name: "two share an alias",
			n:  newcomer{ids: both, shared: []holding{{local + 4, tmdb(1)}, {local + 2, imdb("tt1")}}},
			id: local + 2, absorbed: []uint32{local + 4}, ids: both},
		{name: "two share an alias and differ",
			n: newcomer{ids: both, shared: []holding{
				{local, film.Aliases{IMDb: "tt1", TMDB: 9}}, {local + 1, film.Aliases{IMDb: "tt9", TMDB: 1}}}},
			conflict: true},
		{name: "two bundled ones share an alias",
			n: newcomer{ids: both, shared: []holding{{5, tmdb(1)}, {6, imdb("tt1")}}}, conflict: true},
		{name: "preset, new", n: newcomer{preset: 5, ids: tmdb(1)}, id: 5, ids: tmdb(1)},
		{name: "preset, held", n: newcomer{preset: 5, own: &holding{5, tmdb(1)}, shared: []holding{{5, tmdb(1)}}, ids: imdb("tt1")},
			id: 5, ids: both},
		{name: "preset, and held under a local number",
			n:  newcomer{preset: 5, ids: tmdb(1), shared: []holding{{local, both}}},
			id: 5, absorbed: []uint32{local}, ids: both},
		{name: "preset, and named as a local one",
			n:  newcomer{preset: 5, named: []holding{{local, tmdb(1)}}},
			id: 5, absorbed: []uint32{local}, ids: tmdb(1)},
		{name: "preset, and named as one that its own aliases contradict",
			n:  newcomer{preset: 5, own: &holding{5, tmdb(2)}, named: []holding{{5, tmdb(2)}, {local, tmdb(1)}}},
			id: 5, ids: tmdb(2)},
		{name: "preset, and named as another of the bundled",
			n: newcomer{preset: 5, named: []holding{{6, film.Aliases{}}}}, id: 5},
		{name: "preset, and shares an alias with another of the bundled",
			n: newcomer{preset: 5, ids: tmdb(1), shared: []holding{{6, tmdb(1)}}}, conflict: true},
		{name: "preset with a local number, and held under an older",
			n:  newcomer{preset: local + 3, ids: tmdb(1), shared: []holding{{local + 1, tmdb(1)}, {local + 5, both}}},
			id: local + 1, absorbed: []uint32{local + 3, local + 5}, ids: both},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := identify(c.n)
			if ok == c.conflict {
				t.Fatalf("conflict %v, want %v", !ok, c.conflict)
			}
			if ok && (got.id != c.id || got.ids != c.ids || !slices.Equal(got.absorbed, c.absorbed)) {
				t.Errorf("got %+v, want %d, absorbed %d, %+v", got, c.id, c.absorbed, c.ids)
			}
		})
	}
}
