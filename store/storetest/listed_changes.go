package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"marquee/store"
)

func newerList(t *testing.T, s Store) {
	saveList(t, s, store.ListedFilms, monday, store.ListedName{TMDB: 1, Name: "Salt Old"})
	if got := startingListed(t, s, store.ListedFilms, "salt", 5); !slices.Equal(got, []string{"Salt Old"}) {
		t.Errorf("%q", got)
	}
	saveList(t, s, store.ListedFilms, tuesday, store.ListedName{TMDB: 2, Name: "Salt New"})
	if got := startingListed(t, s, store.ListedFilms, "salt", 5); !slices.Equal(got, []string{"Salt New"}) {
		t.Errorf("%q", got)
	}
	if state := listState(t, s, store.ListedFilms); state.Day != tuesday {
		t.Errorf("as of %s", state.Day)
	}
}

func failedList(t *testing.T, s Store) {
	saveList(t, s, store.ListedFilms, monday, store.ListedName{TMDB: 1, Name: "Salt Old"})
	broken := errors.New("broken off")
	_, err := s.(Lister).SaveList(t.Context(), store.ListedFilms, tuesday, func(yield func(store.ListedName, error) bool) {
		if yield(store.ListedName{TMDB: 2, Name: "Salt New"}, nil) {
			yield(store.ListedName{}, broken)
		}
	}, store.ListOptions{})
	if !errors.Is(err, broken) {
		t.Errorf("SaveList: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	_, err = s.(Lister).SaveList(ctx, store.ListedFilms, tuesday, func(yield func(store.ListedName, error) bool) {
		for i := range 3000 {
			if !yield(store.ListedName{TMDB: i + 1, Name: fmt.Sprint("Salt ", i)}, nil) {
				return
			}
		}
	}, store.ListOptions{Progress: func(int, int) { cancel() }}) // while it is written
	if !errors.Is(err, context.Canceled) {
		t.Errorf("SaveList, given up: %v", err)
	}
	if got := startingListed(t, s, store.ListedFilms, "salt", 5); !slices.Equal(got, []string{"Salt Old"}) {
		t.Errorf("found %q", got)
	}
	if state := listState(t, s, store.ListedFilms); state.Day != monday {
		t.Errorf("as of %s", state.Day)
	}
	saveList(t, s, store.ListedFilms, tuesday, store.ListedName{TMDB: 2, Name: "Salt New"})
	if got := startingListed(t, s, store.ListedFilms, "salt", 5); !slices.Equal(got, []string{"Salt New"}) {
		t.Errorf("afterwards: %q", got)
	}
}

// listedWhileChanging asks a list while it is changed for newer ones. Whoever
// asks finds the old one or the new one, never none.
func listedWhileChanging(t *testing.T, s Store) {
	list := func(n int) []store.ListedName {
		var names []store.ListedName
		for i := range 200 {
			names = append(names, store.ListedName{TMDB: i + 1, Name: fmt.Sprintf("Salt %d of %d", i, n), Popularity: float64(-i)})
		}
		return names
	}
	saveList(t, s, store.ListedFilms, monday, list(0)...)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var askers sync.WaitGroup
	for range 4 {
		askers.Go(func() {
			for ctx.Err() == nil {
				list, err := listIndex(s, store.ListedFilms).Starting(t.Context(), []string{"salt"}, 5)
				if err != nil || len(list) != 5 || !strings.HasPrefix(list[0].Name, "Salt 0 of") {
					t.Errorf("Starting = %v, %v", titles(list), err)
					return
				}
			}
		})
	}
	for n := range 10 {
		saveList(t, s, store.ListedFilms, monday.AddDays(n+1), list(n+1)...)
	}
	stop()
	askers.Wait()
	if got := startingListed(t, s, store.ListedFilms, "salt", 1); !slices.Equal(got, []string{"Salt 0 of 10"}) {
		t.Errorf("at the end: %q", got)
	}
}

func listsLocked(t *testing.T, s Store) {
	for range 2 {
		_, unlock, err := s.(Lister).LockLists(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := s.(Lister).LockLists(t.Context()); !errors.Is(err, store.ErrListBusy) {
			t.Errorf("locked twice: %v", err)
		}
		unlock()
	}
}

func listedReopened(t *testing.T, e Engine) {
	if e.Reopen == nil {
		t.Skip("nothing is left of this store")
	}
	s := e.Open(t)
	saveList(t, s, store.ListedFilms, monday, store.ListedName{TMDB: 1, Name: "Salt"})
	before := listState(t, s, store.ListedFilms)
	s = e.Reopen(t, s)
	if got := startingListed(t, s, store.ListedFilms, "sal", 5); !slices.Equal(got, []string{"Salt"}) {
		t.Errorf("%q", got)
	}
	before.Saved = listState(t, s, store.ListedFilms).Saved // to the second
	if after := listState(t, s, store.ListedFilms); after != before {
		t.Errorf("%+v, before %+v", after, before)
	}
}
