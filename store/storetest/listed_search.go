package storetest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"marquee/internal/film"
	"marquee/store"
)

func listedLimits(t *testing.T, s Store) {
	saveList(t, s, store.ListedFilms, monday, store.ListedName{TMDB: 1, Name: "Salt"})
	x := listIndex(s, store.ListedFilms)
	for limit, want := range map[int]int{-1: 0, 0: 0, 1: 1, int(^uint(0) >> 1): 1} {
		a, err1 := x.Named(t.Context(), []string{"salt"}, limit)
		b, err2 := x.Starting(t.Context(), []string{"salt"}, limit)
		c, err3 := x.Having(t.Context(), [][]string{{"salt"}}, 1, limit)
		if len(a) != want || len(b) != want || len(c) != want || errors.Join(err1, err2, err3) != nil {
			t.Errorf("limit %d: %v %v %v, %v", limit, a, b, c, errors.Join(err1, err2, err3))
		}
	}
	for _, words := range [][]string{nil, {}, {""}, {"", "salt"}, {`salt" OR "x`}, {"SALT"}, {"\xff"}} {
		list, err1 := x.Starting(t.Context(), words, 5)
		some, err2 := x.Having(t.Context(), [][]string{words}, 1, 5)
		if len(list) > 0 || len(some) != yes(slices.Contains(words, "salt")) || errors.Join(err1, err2) != nil {
			t.Errorf("%q: %v, %v, %v", words, list, some, errors.Join(err1, err2))
		}
	}
	for _, word := range []string{"", "\x00", "sa lt", strings.Repeat("s", 1<<20)} {
		if got, err := x.Spelled(t.Context(), word, 2); len(got) > 0 || err != nil {
			t.Errorf("Spelled(%.10q): %q, %v", word, got, err)
		}
	}
}

// manyWords looks for a name by more words, and more spellings of each, than a
// list looks at.
func manyWords(t *testing.T, s Store) {
	name := "Amber Brook Cinder Dale Ember Fjord Grove Heath Islet Juniper"
	saveList(t, s, store.ListedFilms, monday, store.ListedName{TMDB: 1, Name: name}, store.ListedName{TMDB: 2, Name: "Amber Brook"})
	var slots [][]string
	for i, w := range strings.Fields(film.Fold(name)) {
		slot := []string{w}
		if i%3 == 2 {
			slot = []string{"wrong"}
		}
		for j := range 500 {
			slot = append(slot, fmt.Sprint("other", j))
		}
		slots = append(slots, slot)
	}
	list, err := listIndex(s, store.ListedFilms).Having(t.Context(), slots, 5, 5)
	if got := titles(list); err != nil || !slices.Equal(got, []string{name}) {
		t.Errorf("%q, %v", got, err)
	}
}

// listedLikePlain asks a list of invented names and compares it with looking at
// each of them.
func listedLikePlain(t *testing.T, s Store) {
	v := NewInventor(11, 60, 10)
	var names []store.ListedName
	for i := range 600 {
		names = append(names, store.ListedName{TMDB: i + 1, Name: v.Title(), Popularity: float64(v.rand.IntN(50))})
	}
	saveList(t, s, store.ListedFilms, monday, names...)
	slices.SortFunc(names, func(a, b store.ListedName) int {
		return cmp.Or(cmp.Compare(b.Popularity, a.Popularity), cmp.Compare(a.TMDB, b.TMDB))
	})
	words := make(map[string]bool)
	for _, n := range names {
		for _, w := range slices.Concat(strings.Fields(film.Fold(n.Name)), strings.Fields(film.FoldLiteral(n.Name))) {
			words[w] = true
		}
	}
	x := listIndex(s, store.ListedFilms)
	for i := range 150 {
		name := names[v.rand.IntN(len(names))].Name
		typed := strings.Fields(film.Fold(name))
		if len(typed) == 0 {
			continue
		}
		limit := []int{3, 1000}[i%2]
		compareListed(t, x.Named, film.SearchKeys(name), names, limit, named(film.SearchKeys(name)))

		begun := slices.Clone(typed)
		last := []rune(begun[len(begun)-1])
		begun[len(begun)-1] = string(last[:1+v.rand.IntN(len(last))])
		compareListed(t, x.Starting, begun, names, limit, starting(begun))

		var slots [][]string
		for _, w := range typed {
			wrong := w
			if len(wrong) > 3 {
				wrong = v.Mistake(wrong)
			}
			near := spell(t, x, wrong, 1)
			var want []string
			for w := range maps.Keys(words) {
				if plainDistance([]rune(wrong), []rune(w)) <= 1 {
					want = append(want, w)
				}
			}
			for _, w := range want {
				if !slices.Contains(near, w) {
					t.Errorf("Spelled(%q) = %q, without %q", wrong, near, w)
				}
			}
			slots = append(slots, append(near, wrong))
		}
		least := 1 + v.rand.IntN(len(slots))
		compareListed(t, func(ctx context.Context, _ []string, limit int) ([]film.Listing, error) {
			return x.Having(ctx, slots, least, limit)
		}, nil, names, limit, having(slots, least))
	}
}

// compareListed compares an answer with the names, in order, that score says are
// to be found: the higher first.
func compareListed(t *testing.T, ask func(context.Context, []string, int) ([]film.Listing, error), words []string,
	names []store.ListedName, limit int, score func(plainEntry, string) int) {
	t.Helper()
	type scored struct{ id, score int }
	var want []scored
	for _, n := range names {
		if k := score(plainEntry{film.Listing{Name: n.Name}, []string{n.Name}}, n.Name); k > 0 {
			want = append(want, scored{n.TMDB, k})
		}
	}
	slices.SortStableFunc(want, func(a, b scored) int { return b.score - a.score })
	list, err := ask(t.Context(), words, limit)
	if err != nil {
		t.Fatal(err)
	}
	var ids, wanted []int
	for _, l := range list {
		ids = append(ids, l.Ids.TMDB)
	}
	for _, w := range want[:min(len(want), limit)] {
		wanted = append(wanted, w.id)
	}
	if !slices.Equal(ids, wanted) {
		t.Errorf("asked for %q: found %v, want %v", words, ids, wanted)
	}
}
