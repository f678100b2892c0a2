package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"marquee/internal/film"
	"marquee/internal/lookup"
	"marquee/store"
)

// bigFilm is as much as a source says of any film: 66 regions with three dates
// each, and 700 credits.
func bigFilm(source string, year int) film.Film {
	f := film.Film{
		Title: "The Long Parade", Year: year, Ids: film.Aliases{TMDB: 5000 + year}, Minutes: 121, OriginalLanguage: "en",
		Synopsis: "Everybody in the town walks past, and each has a story.", Origin: film.Origin{Source: source, AsOf: film.MustDate("2026-11-23")},
	}
	for i := range 700 {
		job := film.Jobs()[i%len(film.Jobs())]
		c := film.Credit{Job: job, Name: fmt.Sprintf("Walker Number %d", i), Ids: film.Aliases{TMDB: 100_000 + i}}
		if job == film.OtherJob {
			c.Note = "Foley Artist"
		}
		f.Credits = append(f.Credits, c)
	}
	slices.SortStableFunc(f.Credits, func(a, b film.Credit) int { return int(a.Job) - int(b.Job) })
	for i, r := range film.Regions()[:66] {
		for j, k := range []film.ReleaseKind{film.Theatrical, film.Digital, film.Physical} {
			f.Releases = append(f.Releases, film.Release{Region: r, Kind: k, Date: film.MustDate("2026-01-02").AddDays(i + 60*j), Certificate: "15"})
		}
	}
	return f
}

// BenchmarkMerge puts two records of a big film together.
func BenchmarkMerge(b *testing.B) {
	first, second := bigFilm("TMDB", 2026), bigFilm("Wikidata", 2026)
	for b.Loop() {
		if f := lookup.Merge(first, second); len(f.Credits) != 700 {
			b.Fatal(len(f.Credits))
		}
	}
}

// BenchmarkKeepFilm keeps what a source says of a big film: for the first time,
// and again with nothing new but a date.
func BenchmarkKeepFilm(b *testing.B) {
	open := func(b *testing.B) *store.Store {
		s, err := store.Open(b.Context(), b.TempDir()+"/marquee.db", store.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { s.Close() })
		return s
	}
	keep := func(b *testing.B, s *store.Store, f film.Film) {
		if _, err := s.KeepFilm(context.Background(), "TMDB", f, time.Now()); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("new", func(b *testing.B) {
		s := open(b)
		for i := 0; b.Loop(); i++ {
			f := bigFilm("TMDB", 1900+i)
			for j := range f.Credits {
				f.Credits[j].Ids.TMDB += 1000 * (i + 1)
			}
			keep(b, s, f)
		}
	})
	b.Run("again", func(b *testing.B) {
		s := open(b)
		f := bigFilm("TMDB", 2026)
		keep(b, s, f)
		for i := 0; b.Loop(); i++ {
			f.Releases[0].Date = film.MustDate("2026-01-02").AddDays(i % 300)
			keep(b, s, f)
		}
	})
	b.Run("read", func(b *testing.B) {
		s := open(b)
		id, err := s.KeepFilm(b.Context(), "TMDB", bigFilm("TMDB", 2026), time.Now())
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if f, err := s.Film(b.Context(), id); err != nil || len(f.Credits) != 700 {
				b.Fatal(err)
			}
		}
	})
}
