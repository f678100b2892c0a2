package tmdb_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"marquee/internal/film"
	"marquee/internal/tmdb/tmdbtest"
)

// Answers are kept for as long as their headers say (RFC 9111), and asked for
// again by their ETag.
func TestAnswersAreKept(t *testing.T) {
	for _, tt := range []struct {
		name, cacheControl, age, tag string
		wait                         time.Duration
		asked, whole                 int // requests, and bodies sent
	}{
		{"fresh", "public, max-age=60", "", "", 59 * time.Second, 1, 1},
		{"stale", "public, max-age=60", "", "", 61 * time.Second, 2, 2},
		{"stale with an ETag", "max-age=60", "", `"a"`, 61 * time.Second, 2, 1},
		{"not to be kept", "no-store, max-age=60", "", `"a"`, time.Second, 2, 2},
		{"to be asked for each time", "no-cache, max-age=60", "", `"a"`, time.Second, 2, 1},
		{"no headers", "", "", "", time.Second, 2, 2},
		{"old when it came", "max-age=60", "50", "", 11 * time.Second, 2, 2},
		{"for longer than a day", "max-age=31536000", "", "", 25 * time.Hour, 2, 2},
		{"nonsense", "max-age=soon", "-1", "", time.Second, 2, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				asked, whole := 0, 0
				c := wire(func(r *http.Request) (*http.Response, error) {
					asked++
					if tt.tag != "" && r.Header.Get("If-None-Match") == tt.tag {
						return answer(r, 304, ""), nil
					}
					whole++
					resp := answer(r, 200, someFilm)
					resp.Header.Set("Cache-Control", tt.cacheControl)
					resp.Header.Set("Age", tt.age)
					resp.Header.Set("ETag", tt.tag)
					return resp, nil
				}).client(t)
				for range 2 {
					f := fetch(t, c, film.Aliases{TMDB: 7})
					if f.Title != "Invented" {
						t.Errorf("%q", f.Title)
					}
					time.Sleep(tt.wait)
				}
				if asked != tt.asked || whole != tt.whole {
					t.Errorf("asked %d times for %d bodies, want %d for %d", asked, whole, tt.asked, tt.whole)
				}
			})
		})
	}
}

// An unchanged answer is as of the day on which TMDB said that it is unchanged.
func TestTheDayOfAnUnchangedAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := wire(func(r *http.Request) (*http.Response, error) {
			if r.Header.Get("If-None-Match") == `"a"` {
				return answer(r, 304, ""), nil
			}
			resp := answer(r, 200, someFilm)
			resp.Header.Set("ETag", `"a"`)
			return resp, nil
		}).client(t)
		for _, day := range []string{"2000-01-01", "2000-01-02"} {
			if f := fetch(t, c, film.Aliases{TMDB: 7}); f.Origin.AsOf.String() != day {
				t.Errorf("as of %s, want %s", f.Origin.AsOf, day)
			}
			time.Sleep(24 * time.Hour)
		}
	})
}

// What is kept is bounded: of many large answers the oldest goes.
func TestWhatIsKeptIsBounded(t *testing.T) {
	asked := 0
	c := wire(func(r *http.Request) (*http.Response, error) {
		asked++
		var id int
		fmt.Sscanf(r.URL.Path, "/3/movie/%d", &id)
		resp := answer(r, 200, fmt.Sprintf(`{"id":%d,"title":"Invented","padding":%q}`, id, strings.Repeat("x", 1<<20)))
		resp.Header.Set("Cache-Control", "max-age=600")
		return resp, nil
	}).client(t)
	for id := 1; id <= 20; id++ { // 20 MB
		fetch(t, c, film.Aliases{TMDB: id})
	}
	fetch(t, c, film.Aliases{TMDB: 20})
	if asked != 20 {
		t.Errorf("the newest was asked for again: %d requests", asked)
	}
	fetch(t, c, film.Aliases{TMDB: 1})
	if asked != 21 {
		t.Errorf("the oldest was still there: %d requests", asked)
	}
}

func TestTheDoublesETag(t *testing.T) {
	d := tmdbtest.New(t)
	c := ofDouble(t, d)
	first, second := fetch(t, c, film.Aliases{TMDB: tide2019}), fetch(t, c, film.Aliases{TMDB: tide2019})
	same(t, "film", second, first)
	d.SetMaxAge(time.Hour)
	fetch(t, c, film.Aliases{TMDB: tide2019})
	fetch(t, c, film.Aliases{TMDB: tide2019})
	if d.Count() != 3 {
		t.Errorf("asked %d times", d.Count())
	}
}
