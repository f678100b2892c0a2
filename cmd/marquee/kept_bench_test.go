package main

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"testing"
	"time"

	"marquee/internal/bot"
	"marquee/internal/chat"
	"marquee/internal/config"
	"marquee/internal/film"
	"marquee/internal/lookup"
	"marquee/internal/tmdb/tmdbtest"
)

// BenchmarkKept answers /film from what a source said before, out of a database
// file with 500 films of 60 credits and one of 700 credits and 66 regions.
func BenchmarkKept(b *testing.B) {
	at := tmdbtest.New(b)
	c := config.Default()
	c.Sources = []string{"catalogue", "tmdb"}
	c.TMDB.Token, c.TMDB.APIURL = config.NewSecret(tmdbtest.Key), at.URL()
	log := slog.New(slog.DiscardHandler)
	h, err := (&program{}).openHouse(b.Context(), database{path: b.TempDir() + "/marquee.db", named: true, required: true}, log)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { h.close() })
	o, err := h.options(c, log)
	if err != nil {
		b.Fatal(err)
	}
	handler := bot.New(o)
	now := time.Now()
	keep := func(title string, number, credits, regions int) {
		f := film.Film{Title: title, Year: 2001, Ids: film.Aliases{TMDB: number}, Minutes: 100, OriginalLanguage: "en", Origin: film.Origin{Source: "TMDB"}}
		for i := range credits {
			f.Credits = append(f.Credits, film.Credit{Job: film.Jobs()[i*len(film.Jobs())/credits], Name: fmt.Sprintf("Person %d", (number*7+i)%3000), Ids: film.Aliases{TMDB: (number*7+i)%3000 + 1}})
		}
		for i, r := range film.Regions()[:regions] {
			f.Releases = append(f.Releases, film.Release{Region: r, Kind: film.Theatrical, Date: film.MustDate("2001-02-03").AddDays(i)})
		}
		id, err := h.store.KeepFilm(b.Context(), "TMDB", f, now)
		if err != nil {
			b.Fatal(err)
		}
		for _, q := range []lookup.Question{{Film: id}, {Title: title}} {
			if err := h.store.NoteAsked(b.Context(), q, "TMDB", lookup.Asking{At: now, Found: true}); err != nil {
				b.Fatal(err)
			}
		}
	}
	words := []string{"Amber", "Bridge", "Candle", "Dune", "Ember", "Ferry", "Garden", "Hollow", "Island", "Jetty"}
	var titles []string
	for i := range 500 {
		titles = append(titles, fmt.Sprintf("%s %s %s", words[i%10], words[i/10%10], words[i/100%10]))
		keep(titles[i], 10_000+i, 60, 30)
	}
	keep("The Long Parade", 20_000, 700, 66)
	for _, test := range []struct {
		name  string
		title func(int) string
	}{
		{"usual", func(i int) string { return titles[i*37%len(titles)] }},
		{"700 credits", func(int) string { return "The Long Parade" }},
	} {
		b.Run(test.name, func(b *testing.B) {
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				begin := time.Now()
				a := handler.Answer(context.Background(), chat.Request{Route: chat.NewRoute("film"), Line: test.title(i), At: now})
				took = append(took, time.Since(begin))
				if a.Card == nil {
					b.Fatalf("%s is not answered at once", test.title(i))
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
		})
	}
}
