package storetest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"marquee/internal/film"
	"marquee/internal/lookup"
	"marquee/store"
)

// A Lister keeps the lists of every name.
type Lister interface {
	Listed() lookup.Shelf
	ListState(ctx context.Context, kind store.ListKind) (store.ListState, error)
	SaveList(ctx context.Context, kind store.ListKind, day film.Date, names iter.Seq2[store.ListedName, error], o store.ListOptions) (int, error)
	LockLists(ctx context.Context) (folder string, unlock func(), err error)
	BestKnown(ctx context.Context, kind store.ListKind, n int) ([]film.Listing, error)
	ListedUnder(ctx context.Context, kind store.ListKind, tmdb int) (film.Listing, error)
}

var (
	monday  = film.MustDate("2026-11-23")
	tuesday = film.MustDate("2026-11-24")
)

// TestListed tests the lists of every name.
func TestListed(t *testing.T, e Engine) {
	cases(t, e, map[string]func(*testing.T, Store){
		"no list":                 noList,
		"in order":                listedInOrder,
		"a newer one":             newerList,
		"what fails changes none": failedList,
		"held are left out":       heldLeftOut,
		"many held":               manyHeld,
		"best known":              bestKnown,
		"limits":                  listedLimits,
		"many words":              manyWords,
		"like the plain one":      listedLikePlain,
		"asked while it changes":  listedWhileChanging,
		"one at a time":           listsLocked,
	})
	t.Run("reopened", func(t *testing.T) { listedReopened(t, e) })
}

func listed(names ...store.ListedName) iter.Seq2[store.ListedName, error] {
	return func(yield func(store.ListedName, error) bool) {
		for _, n := range names {
			if !yield(n, nil) {
				return
			}
		}
	}
}

func saveList(t *testing.T, s Store, kind store.ListKind, day film.Date, names ...store.ListedName) {
	t.Helper()
	if _, err := s.(Lister).SaveList(t.Context(), kind, day, listed(names...), store.ListOptions{}); err != nil {
		t.Fatal(err)
	}
}

func listState(t *testing.T, s Store, kind store.ListKind) store.ListState {
	t.Helper()
	state, err := s.(Lister).ListState(t.Context(), kind)
	if err != nil {
		t.Fatal(err)
	}
	return state
}

// starting returns the names of a list that Starting finds.
func startingListed(t *testing.T, s Store, kind store.ListKind, typed string, limit int) []string {
	t.Helper()
	list, err := listIndex(s, kind).Starting(t.Context(), strings.Fields(typed), limit)
	if err != nil {
		t.Fatal(err)
	}
	return titles(list)
}

func listIndex(s Store, kind store.ListKind) lookup.Index {
	if kind == store.ListedPeople {
		return s.(Lister).Listed().People()
	}
	return s.(Lister).Listed().Films()
}

func noList(t *testing.T, s Store) {
	for _, kind := range []store.ListKind{store.ListedFilms, store.ListedPeople} {
		x := listIndex(s, kind)
		a, err1 := x.Named(t.Context(), []string{"salt"}, 5)
		b, err2 := x.Starting(t.Context(), []string{"s"}, 5)
		c, err3 := x.Having(t.Context(), [][]string{{"salt"}}, 1, 5)
		d, err4 := x.Spelled(t.Context(), "salt", 2)
		if len(a)+len(b)+len(c)+len(d) > 0 || errors.Join(err1, err2, err3, err4) != nil {
			t.Errorf("%s: found %v %v %v %v, %v", kind, a, b, c, d, errors.Join(err1, err2, err3, err4))
		}
		if state := listState(t, s, kind); state != (store.ListState{}) {
			t.Errorf("%s: %+v", kind, state)
		}
	}
	shelf := s.(Lister).Listed()
	_, err1 := shelf.Film(t.Context(), 1)
	_, err2 := shelf.Person(t.Context(), 1)
	_, err3 := shelf.FilmByAlias(t.Context(), film.Aliases{TMDB: 1})
	coming, err4 := shelf.Coming(t.Context(), []film.Region{"GB"}, monday, tuesday, 5)
	for _, err := range []error{err1, err2, err3} {
		if !errors.Is(err, film.ErrNotFound) {
			t.Errorf("%v, want film.ErrNotFound", err)
		}
	}
	if len(coming) > 0 || err4 != nil {
		t.Errorf("Coming = %v, %v", coming, err4)
	}
}

func listedInOrder(t *testing.T, s Store) {
	saveList(t, s, store.ListedFilms, monday,
		store.ListedName{TMDB: 7, Name: "Salt Three", Popularity: 1.5},
		store.ListedName{TMDB: 2, Name: "Salt Four", Popularity: 1.5e-9},
		store.ListedName{TMDB: 9, Name: "Salt Two", Popularity: 20},
		store.ListedName{TMDB: 1, Name: "Salt Once", Popularity: 900},
		store.ListedName{TMDB: 1, Name: "Salt One", Popularity: 1000.25}, // again: this counts
		store.ListedName{TMDB: 3, Name: "?!", Popularity: 5},             // nobody can type it
		store.ListedName{TMDB: 0, Name: "Salt Without", Popularity: 5},
		store.ListedName{TMDB: 11, Name: strings.Repeat("salt ", 1000)},
		store.ListedName{TMDB: 12, Name: "Der Spiegelmacher II"},
	)
	saveList(t, s, store.ListedPeople, monday, store.ListedName{TMDB: 5, Name: "Salta Vell"})
	want := []string{"Salt One", "Salt Two", "Salt Three", "Salt Four"}
	for n := range 6 {
		if got := startingListed(t, s, store.ListedFilms, "sal", n); !slices.Equal(got, want[:min(n, 4)]) {
			t.Errorf("Starting, limit %d: %q", n, got)
		}
	}
	if state := listState(t, s, store.ListedFilms); state.Names != 5 || state.Day != monday || state.Saved.IsZero() {
		t.Errorf("%+v", state)
	}
	list, err := listIndex(s, store.ListedFilms).Named(t.Context(), []string{film.Fold("Salt Two")}, 5)
	if diff := gocmp.Diff([]film.Listing{{Ids: film.Aliases{TMDB: 9}, Name: "Salt Two", Matched: "Salt Two"}}, list,
		gocmp.AllowUnexported(film.Popularity{})); diff != "" || err != nil {
		t.Errorf("Named: %v (-want +got):\n%s", err, diff)
	}
	if got := startingListed(t, s, store.ListedPeople, "vell sal", 5); !slices.Equal(got, []string{"Salta Vell"}) {
		t.Errorf("people: %q", got)
	}
	for _, key := range []string{"der spiegelmacher 2", "derspiegelmacher2"} {
		if list, err := listIndex(s, store.ListedFilms).Named(t.Context(), []string{key}, 5); len(list) != 1 || err != nil {
			t.Errorf("Named(%q) = %v, %v", key, list, err)
		}
	}
}

func heldLeftOut(t *testing.T, s Store) {
	saveList(t, s, store.ListedFilms, monday, store.ListedName{TMDB: 1, Name: "Salt One", Popularity: 2}, store.ListedName{TMDB: 2, Name: "Salt Two"})
	saveList(t, s, store.ListedPeople, monday, store.ListedName{TMDB: 1, Name: "Cyra Salt", Popularity: 2}, store.ListedName{TMDB: 2, Name: "Dov Salt"})
	if got := startingListed(t, s, store.ListedFilms, "salt", 5); len(got) != 2 {
		t.Errorf("%q", got)
	}
	save(t, s, film.Film{Title: "Salz Eins", Ids: film.Aliases{TMDB: 1}, Credits: film.Credits{
		{Job: film.Cast, Name: "Dov Salt", Ids: film.Aliases{TMDB: 2}}}})
	for range 2 { // the second time it is remembered
		for kind, want := range map[store.ListKind]string{store.ListedFilms: "Salt Two", store.ListedPeople: "Cyra Salt"} {
			if got := startingListed(t, s, kind, "salt", 1); !slices.Equal(got, []string{want}) {
				t.Errorf("Starting: %q, want %q", got, want)
			}
			list, err := listIndex(s, kind).Having(t.Context(), [][]string{{"salt"}, {"1", "dov"}}, 1, 5)
			if got := titles(list); err != nil || !slices.Equal(got, []string{want}) {
				t.Errorf("Having: %q, %v, want %q", got, err, want)
			}
			list, err = listIndex(s, kind).Named(t.Context(), []string{film.Fold("Salt One"), "dov salt", film.Fold(want)}, 5)
			if got := titles(list); err != nil || !slices.Equal(got, []string{want}) {
				t.Errorf("Named: %q, %v, want %q", got, err, want)
			}
		}
	}
}

func manyHeld(t *testing.T, s Store) {
	var names []store.ListedName
	var films []film.Film
	for i := range 400 {
		names = append(names, store.ListedName{TMDB: i + 1, Name: fmt.Sprint("Salt ", i), Popularity: float64(1000 - i)})
		if i < 300 {
			films = append(films, film.Film{Title: fmt.Sprint("Salz ", i), Ids: film.Aliases{TMDB: i + 1}})
		}
	}
	saveList(t, s, store.ListedFilms, monday, names...)
	save(t, s, films...)
	for range 2 {
		got := startingListed(t, s, store.ListedFilms, "salt", 5)
		if want := []string{"Salt 300", "Salt 301", "Salt 302", "Salt 303", "Salt 304"}; !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func bestKnown(t *testing.T, s Store) {
	if list, err := s.(Lister).BestKnown(t.Context(), store.ListedFilms, 5); len(list) > 0 || err != nil {
		t.Errorf("without a list: %v, %v", list, err)
	}
	saveList(t, s, store.ListedFilms, monday,
		store.ListedName{TMDB: 1, Name: "Salt One", Popularity: 3}, store.ListedName{TMDB: 2, Name: "Salt Two", Popularity: 4},
		store.ListedName{TMDB: 3, Name: "Salt Three", Popularity: 2}, store.ListedName{TMDB: 4, Name: "Salt Four", Popularity: 1})
	save(t, s, film.Film{Title: "Salz Eins", Ids: film.Aliases{TMDB: 1}})
	for n, want := range map[int][]string{-1: nil, 0: nil, 1: {"Salt Two"}, 2: {"Salt Two"}, 3: {"Salt Two", "Salt Three"},
		1 << 40: {"Salt Two", "Salt Three", "Salt Four"}} {
		list, err := s.(Lister).BestKnown(t.Context(), store.ListedFilms, n)
		if got := titles(list); err != nil || !slices.Equal(got, want) {
			t.Errorf("of the first %d: %q, %v, want %q", n, got, err, want)
		}
	}
	if l, err := s.(Lister).ListedUnder(t.Context(), store.ListedFilms, 1); err != nil || l.Name != "Salt One" || l.Ids.TMDB != 1 {
		t.Errorf("under 1: %+v, %v", l, err)
	}
	for _, kind := range []store.ListKind{store.ListedFilms, store.ListedPeople} {
		if l, err := s.(Lister).ListedUnder(t.Context(), kind, 99); !errors.Is(err, film.ErrNotFound) {
			t.Errorf("under 99: %+v, %v", l, err)
		}
	}
}
