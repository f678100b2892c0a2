package main

import (
	"testing"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/tmdb/tmdbtest"
	"marquee/store"
)

// TestPopularFilmsAreKnownBeforehand has the facts of the best known names of the
// list fetched, and no more than that.
func TestPopularFilmsAreKnownBeforehand(t *testing.T) {
	at := tmdbtest.New(t)
	a := withSources(t, at, nil, nil)
	_, err := a.house.store.SaveList(t.Context(), store.ListedFilms, film.MustDate("2026-11-22"), func(yield func(store.ListedName, error) bool) {
		_ = yield(store.ListedName{TMDB: 900002, Name: "The Lamplighter’s Tide", Popularity: 5}, nil) &&
			yield(store.ListedName{TMDB: 900003, Name: "The Lamplighter’s Tide", Popularity: 1}, nil)
	}, store.ListOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // what is known is not asked for again
		if err := a.house.fetchPopular(t.Context(), 1); err != nil {
			t.Fatal(err)
		}
	}
	if n := at.Count(); n != 1 {
		t.Errorf("TMDB was asked %d times: %v", n, at.Requests())
	}
	list := a.handler.Suggest(t.Context(), chat.Request{Route: chat.NewRoute("film"), At: a.at}, "title", "die gezeiten")
	if len(list) != 1 || list[0].Value != "The Lamplighter’s Tide (2019)" {
		t.Errorf("offered for its German title: %+v", list)
	}
}
