package storetest

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"marquee/internal/film"
	"marquee/internal/settings"
)

// TestTogether tests a store that many use at once.
func TestTogether(t *testing.T, e Engine) {
	cases(t, e, map[string]func(*testing.T, Store){
		"reading while films are saved": readWhileSaving,
		"saving at once":                saveAtOnce,
	})
}

// readWhileSaving reads films that are saved again and again, each time changed.
// Whoever reads finds one state of them or the next, never none.
func readWhileSaving(t *testing.T, s Store) {
	version := func(n int) []film.Film {
		films := invented(6, 20)
		for i := range films {
			films[i].Popularity = film.PopularityOf(n)
			films[i].Collection = fmt.Sprint(n)
		}
		known := everything
		known.Popularity = film.PopularityOf(n)
		return append(films, known)
	}
	save(t, s, version(0)...)
	id := film1(t, s, everything.Title).ID

	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for ctx.Err() == nil {
				readOnce(t, s, id)
			}
		})
	}
	for n := range 15 {
		save(t, s, version(n+1)...)
		saveChannel(t, s, lobby, settings.Settings{Zone: fmt.Sprint(n)})
	}
	stop()
	readers.Wait()
	if f := filmOf(t, s, firstLocal); f.Collection != "15" {
		t.Errorf("the last state is %q", f.Collection)
	}
}

func readOnce(t *testing.T, s Store, id film.ID) {
	ctx := t.Context()
	if f, err := s.Film(ctx, id); err != nil || f.Title != everything.Title {
		t.Errorf("Film = %q, %v", f.Title, err)
	}
	for what, ask := range map[string]func() ([]film.Listing, error){
		"Named":    func() ([]film.Listing, error) { return s.Films().Named(ctx, []string{"lantern of oum"}, 5) },
		"Starting": func() ([]film.Listing, error) { return s.Films().Starting(ctx, []string{"oum", "lan"}, 5) },
		"Having": func() ([]film.Listing, error) {
			return s.Films().Having(ctx, [][]string{{"lantern"}, {"oum"}}, 2, 5)
		},
		"Named person": func() ([]film.Listing, error) { return s.People().Named(ctx, []string{"cyra vell"}, 5) },
	} {
		if list, err := ask(); err != nil || len(list) != 1 {
			t.Errorf("%s = %v, %v", what, list, err)
		}
	}
	if _, _, err := s.Settings(ctx, lobby); err != nil {
		t.Errorf("Settings: %v", err)
	}
}

// saveAtOnce saves the same films from several goroutines: one adds them, the
// others find them there.
func saveAtOnce(t *testing.T, s Store) {
	const savers = 4
	films := invented(7, 30)
	added := make(chan int, savers)
	for range savers {
		go func() {
			saved, err := s.SaveFilms(t.Context(), sequence(films...), origin)
			if err != nil {
				t.Errorf("SaveFilms: %v", err)
			}
			added <- saved.Added
		}()
	}
	sum := 0
	for range savers {
		sum += <-added
	}
	if got := stats(t, s).Films; sum != len(films) || got != len(films) {
		t.Errorf("%d added, %d held, want %d", sum, got, len(films))
	}
}
