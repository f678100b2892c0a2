package lookup_test

import (
	"testing"
	"testing/synctest"
	"time"

	"marquee/internal/film"
	"marquee/internal/lookup"
)

// TestRenew tests that who must know of a change soon asks again while the answer
// is fresh to everybody else, but not those who have just answered or rest.
func TestRenew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		at := &source{name: "TMDB", films: []film.Film{{Title: "Harbour Lights", Year: 1961, Ids: film.Aliases{TMDB: 9}, Minutes: 90,
			Releases: []film.Release{{Region: "GB", Date: film.MustDate("1961-03-02")}}}}}
		library, l := live(t, at)
		ask(t, l, lookup.Question{Title: "Harbour Lights"})
		r, err := library.ResolveFilm(t.Context(), "Harbour Lights", 0)
		if err != nil || r.Verdict != lookup.One {
			t.Fatalf("%+v, %v", r, err)
		}
		q := lookup.Question{Film: r.Found.FilmID()}
		renew := func(age time.Duration) int {
			at.asked()
			if troubles := l.Renew(t.Context(), age, q); len(troubles) > 0 {
				t.Errorf("renewing: %v", troubles)
			}
			return at.asked()
		}
		if n := renew(time.Hour); n != 0 {
			t.Errorf("it was asked %d times right after it had answered", n)
		}
		time.Sleep(2 * time.Hour)
		at.films[0].Releases[0].Date = film.MustDate("1961-03-09")
		ask(t, l, q)
		if n := at.asked(); n != 0 {
			t.Errorf("Ask asks %d times within the time that an answer is fresh", n)
		}
		if n := renew(time.Hour); n == 0 {
			t.Error("it was not asked after two hours")
		}
		if f, err := library.Film(t.Context(), q.Film); err != nil || f.Releases[0].Date != film.MustDate("1961-03-09") {
			t.Errorf("the new date is not kept: %+v, %v", f.Releases, err)
		}
		at.fail = film.ErrDown
		time.Sleep(2 * time.Hour)
		for range 5 {
			if troubles := l.Renew(t.Context(), time.Hour, q); !troubles.Is(film.ErrDown) || troubles[0].Source != "TMDB" {
				t.Errorf("a source that is down: %v", troubles)
			}
		}
		if n := at.asked(); n > 3 {
			t.Errorf("a dead source was asked %d times", n)
		}
	})
}
