package tmdb_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"marquee/internal/film"
	"marquee/internal/tmdb"
	"marquee/internal/tmdb/tmdbtest"
)

// ids of the double
const (
	neverLetMeGo = 900001
	tide2019     = 900002
	tide1966     = 900003
	paperHarbour = 900004
	adultFilm    = 900005
	sparseFilm   = 900006
)

func newClient(t testing.TB, o tmdb.Options) *tmdb.Client {
	t.Helper()
	c, err := tmdb.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// ofDouble returns a client of a double.
func ofDouble(t testing.TB, d *tmdbtest.Double) *tmdb.Client {
	t.Helper()
	return newClient(t, tmdb.Options{Token: tmdbtest.Token, APIURL: d.URL(), ExportURL: d.ExportURL()})
}

func fetch(t *testing.T, c *tmdb.Client, ids film.Aliases) film.Film {
	t.Helper()
	f, err := c.Film(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Check(); err != nil {
		t.Errorf("%s: %v", f.Title, err)
	}
	return f
}

// A wire answers requests without a network.
type wire func(r *http.Request) (*http.Response, error)

func (w wire) RoundTrip(r *http.Request) (*http.Response, error) { return w(r) }

func (w wire) client(t testing.TB) *tmdb.Client {
	return newClient(t, tmdb.Options{Token: tmdbtest.Token, HTTP: &http.Client{Transport: w}, PerSecond: 1e6})
}

// say is a wire that always answers with one body.
func say(status int, body string) wire {
	return func(r *http.Request) (*http.Response, error) { return answer(r, status, body), nil }
}

func answer(r *http.Request, status int, body string) *http.Response {
	return &http.Response{
		StatusCode: status, Header: http.Header{}, Request: r,
		ContentLength: int64(len(body)), Body: io.NopCloser(strings.NewReader(body)),
	}
}

func names(films []film.Film) []string {
	var out []string
	for _, f := range films {
		out = append(out, fmt.Sprintf("%s %d", f.Title, f.Year))
	}
	return out
}

// newClientOf is a client of a wire with the limits that a Client has by itself.
func newClientOf(t testing.TB, w wire) *tmdb.Client {
	return newClient(t, tmdb.Options{Token: tmdbtest.Token, HTTP: &http.Client{Transport: w}})
}
