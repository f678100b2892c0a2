package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/remind"
	"marquee/internal/settings"
)

// TestRemindLoad measures a store of many subscriptions; it runs where
// MARQUEE_REMIND_LOAD says how many: 1000000 are over 100,000 channels and 20,000
// films, a tenth of them of a genre or a whole region.
func TestRemindLoad(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv("MARQUEE_REMIND_LOAD"))
	if err != nil {
		t.Skip("MARQUEE_REMIND_LOAD says no number")
	}
	s := openFile(t, filepath.Join(t.TempDir(), "marquee.db"))
	book := remind.New(s, remind.Options{Sources: []string{"tmdb"}, Defaults: settings.Settings{Regions: []film.Region{"GB"}, Zone: "Europe/London", Hour: "09:00"}})
	begin := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	films, places, regions, genres := max(n/50, 1), max(n/10, 1), []film.Region{"GB", "US", "DE", "FR"}, []string{"Drama", "Comedy", "Horror", "Action"}
	made := time.Now()
	invented := func(id, shift int) film.Film {
		f := film.Film{ID: film.ID(id), Title: fmt.Sprint("Film ", id), Genres: []string{genres[id%4]}, Popularity: film.PopularityOf(100)}
		for i, r := range regions {
			f.Releases = append(f.Releases, film.Release{Region: r, Kind: film.Theatrical, Date: film.MustDate("2026-12-15").AddDays((id+i)%700 + shift)})
		}
		return f
	}
	for id := 1; id <= films; id++ {
		if err := book.Observe(t.Context(), "tmdb", invented(id, 0), begin); err != nil {
			t.Fatal(err)
		}
	}
	for from := 0; from < places; from += 1000 {
		err := s.Update(t.Context(), func(tx remind.Tx) error {
			for p := from; p < min(from+1000, places); p++ {
				target := chat.Target{Platform: "discord", Server: strconv.Itoa(p / 10), Channel: strconv.Itoa(p)}
				place, err := tx.MakePlace(target)
				if err != nil {
					return err
				}
				for i := range 10 {
					subject := remind.Film(film.ID((p*7+i*1301)%films + 1))
					switch {
					case i == 9 && p%2 == 0:
						subject = remind.Genre(genres[p/2%4])
					case i == 9:
						subject = remind.WholeRegion(regions[p/2%4])
					}
					sub := remind.NewSubscription(target, subject)
					sub.Created = begin
					if err := sub.Check(); err != nil {
						return err
					}
					id, err := tx.SaveSubscription(place.ID, sub)
					if err == nil {
						err = tx.Plan(id, begin.Add(time.Duration(1+(p+i)%600)*24*time.Hour))
					}
					if err != nil {
						return err
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("made in %v", time.Since(made).Round(time.Second))
	measure := func(what string, times int, f func(i int) error) {
		var all []time.Duration
		for i := range times {
			start := time.Now()
			if err := f(i); err != nil {
				t.Fatal(err)
			}
			all = append(all, time.Since(start))
		}
		slices.Sort(all)
		t.Logf("%-40s p50 %v, worst %v", what, all[len(all)/2].Round(time.Microsecond), all[len(all)-1].Round(time.Microsecond))
	}
	wake := func(int) error {
		return s.View(t.Context(), func(tx remind.Tx) error { _, err := tx.Wake(begin); return err })
	}
	measure("what is due in a quiet minute", 200, wake)
	measure("a far date of a film moves", 50, func(i int) error {
		return book.Observe(t.Context(), "tmdb", invented(400+i, 100), begin.Add(time.Hour))
	})
	measure("a near date of a film moves", 5, func(i int) error {
		return book.Observe(t.Context(), "tmdb", invented(700+i, -1), begin.Add(time.Hour))
	})
	measure("a channel's hour changes", 50, func(i int) error {
		return s.SaveChannelSettings(t.Context(), chat.Target{Platform: "discord", Server: strconv.Itoa(i), Channel: strconv.Itoa(i * 10)}, settings.Settings{Hour: "10:00"})
	})
	measure("what is due after that", 5, wake)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("memory of the process %d MB", m.Sys>>20)
}
