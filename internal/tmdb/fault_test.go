package tmdb_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"marquee/internal/film"
	"marquee/internal/tmdb"
	"marquee/internal/tmdb/tmdbtest"
)

// Each way to go wrong gives the error that tells a caller what to do, within
// the deadline, and neither the error nor the log shows the key.
func TestFaults(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t.Errorf("somebody else was asked: %s %v", r.URL, r.Header)
	}))
	t.Cleanup(elsewhere.Close) // after the parallel tests below
	for _, tt := range []struct {
		name  string
		fault tmdbtest.Fault
		want  error
		asked int // how often; 0: does not matter
	}{
		{"429", tmdbtest.Busy(""), film.ErrBusy, 3},
		{"429 for longer than anybody waits", tmdbtest.Busy("120"), film.ErrBusy, 1},
		{"500", tmdbtest.Broken(), film.ErrDown, 3},
		{"503", tmdbtest.Status(503, 9), film.ErrDown, 3},
		{"half a body", tmdbtest.HalfBody(), film.ErrDown, 1},
		{"half of the JSON", tmdbtest.HalfJSON(), film.ErrDown, 1},
		{"a page in HTML", tmdbtest.HTML(200), film.ErrDown, 1},
		{"somebody else's not found", tmdbtest.HTML(404), film.ErrDown, 1},
		{"silence", tmdbtest.Silence(30 * time.Second), film.ErrDown, 1},
		{"50 MB, told", tmdbtest.Huge(50<<20, true), film.ErrDown, 1},
		{"50 MB, not told", tmdbtest.Huge(50<<20, false), film.ErrDown, 1},
		{"another film", tmdbtest.Body(`{"id":12,"title":"Another"}`), film.ErrDown, 1},
		{"an empty object", tmdbtest.Body(`{}`), film.ErrDown, 1},
		{"a list", tmdbtest.Body(`[]`), film.ErrDown, 1},
		{"nothing", tmdbtest.Body(``), film.ErrDown, 1},
		{"a redirection", tmdbtest.Redirect(elsewhere.URL + "/3/movie/1"), film.ErrDown, 1},
		{"a bad key", tmdbtest.Status(401, 7), film.ErrRefused, 1},
		{"a suspended key", tmdbtest.Status(403, 10), film.ErrRefused, 1},
		{"no such film", tmdbtest.Status(404, 34), film.ErrNotFound, 1},
		{"a bad question", tmdbtest.Status(400, 22), film.ErrDown, 1},
	} {
		for _, key := range []string{tmdbtest.Token, tmdbtest.Key} {
			t.Run(tt.name, func(t *testing.T) {
				t.Parallel()
				d := tmdbtest.New(t)
				d.Fail("movie/", -1, tt.fault)
				var log bytes.Buffer
				c := newClient(t, tmdb.Options{Token: key, APIURL: d.URL(),
					Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
				limit := 5 * time.Second
				if tt.name == "silence" {
					limit = 100 * time.Millisecond
				}
				ctx, cancel := context.WithTimeout(t.Context(), limit)
				defer cancel()
				_, err := c.Film(ctx, film.Aliases{TMDB: neverLetMeGo})
				if !errors.Is(err, tt.want) {
					t.Errorf("error %v, want %v", err, tt.want)
				}
				for _, other := range []error{film.ErrDown, film.ErrBusy, film.ErrRefused, film.ErrNotFound} {
					if other != tt.want && errors.Is(err, other) {
						t.Errorf("error %v is also %v", err, other)
					}
				}
				if !strings.Contains(fmt.Sprint(err), "film 900001") {
					t.Errorf("error %v does not say what was asked", err)
				}
				if n := d.Count(); tt.asked != 0 && n != tt.asked {
					t.Errorf("asked %d times, want %d", n, tt.asked)
				}
				noKey(t, key, err, &log)
			})
		}
	}
}

func noKey(t *testing.T, key string, err error, log fmt.Stringer) {
	t.Helper()
	for _, s := range []string{fmt.Sprintf("%v %+v %#v", err, err, err), log.String()} {
		if strings.Contains(s, key) || strings.Contains(s, "api_key") {
			t.Errorf("shows the key: %s", s)
		}
	}
	for e := err; e != nil; e = errors.Unwrap(e) {
		if s := fmt.Sprintf("%+v %#v", e, e); strings.Contains(s, key) {
			t.Errorf("shows the key: %s", s)
		}
	}
}

func TestNobodyThere(t *testing.T) {
	for name, d := range map[string]*tmdbtest.Double{"refused": tmdbtest.New(t), "a certificate of nobody": tmdbtest.NewTLS(t)} {
		if name == "refused" {
			d.Close()
		}
		for _, key := range []string{tmdbtest.Token, tmdbtest.Key} {
			var log bytes.Buffer
			c := newClient(t, tmdb.Options{Token: key, APIURL: d.URL(), ExportURL: d.ExportURL(), Logger: slog.New(slog.NewTextHandler(&log, nil))})
			_, err := c.Film(t.Context(), film.Aliases{TMDB: neverLetMeGo})
			if !errors.Is(err, film.ErrDown) {
				t.Errorf("%s: %v", name, err)
			}
			noKey(t, key, err, &log)
			if _, err := c.FilmExport(t.Context(), film.MustDate("2026-11-23")); !errors.Is(err, film.ErrDown) {
				t.Errorf("%s: list: %v", name, err)
			}
		}
	}
}

// A failure that quotes the address is stripped of the key all the same.
func TestErrorsOfTheTransportHideTheKey(t *testing.T) {
	c := newClient(t, tmdb.Options{Token: tmdbtest.Key, HTTP: &http.Client{Transport: wire(func(r *http.Request) (*http.Response, error) {
		return nil, fmt.Errorf("no way to %s", r.URL)
	})}})
	_, err := c.Film(t.Context(), film.Aliases{TMDB: 1})
	if !errors.Is(err, film.ErrDown) || strings.Contains(err.Error(), tmdbtest.Key) {
		t.Error(err)
	}
}

func TestAFaultThatPasses(t *testing.T) {
	for name, fault := range map[string]tmdbtest.Fault{"429": tmdbtest.Busy(""), "429 for no time": tmdbtest.Busy("0"), "500": tmdbtest.Broken()} {
		d := tmdbtest.New(t)
		d.Fail("movie/", 1, fault)
		if _, err := ofDouble(t, d).Film(t.Context(), film.Aliases{TMDB: neverLetMeGo}); err != nil || d.Count() != 2 {
			t.Errorf("%s: %v, asked %d times", name, err, d.Count())
		}
	}
}

func TestCheck(t *testing.T) {
	d := tmdbtest.New(t)
	d.SetMaxAge(time.Hour)
	for _, tt := range []struct {
		key  string
		want error
	}{
		{tmdbtest.Token, nil}, {tmdbtest.Key, nil},
		{"a.wrong.token", film.ErrRefused}, {"wrong", film.ErrRefused}, {"", film.ErrRefused},
	} {
		c := newClient(t, tmdb.Options{Token: tt.key, APIURL: d.URL()})
		if err := c.Check(t.Context()); !errors.Is(err, tt.want) || tt.key != "" && err != nil && strings.Contains(err.Error(), tt.key) {
			t.Errorf("key %q: %v, want %v", tt.key, err, tt.want)
		}
	}
	c := ofDouble(t, d)
	if err := c.Check(t.Context()); err != nil {
		t.Error(err)
	}
	d.Fail("authentication", -1, tmdbtest.HTML(200))
	if err := c.Check(t.Context()); !errors.Is(err, film.ErrDown) {
		t.Errorf("a page in HTML: %v", err)
	}
}

// A token of version 4 goes into the header, a key of version 3 into the query.
func TestWhereTheKeyGoes(t *testing.T) {
	for key, inHeader := range map[string]bool{tmdbtest.Token: true, tmdbtest.Key: false} {
		var got *http.Request
		c := newClient(t, tmdb.Options{Token: key, HTTP: &http.Client{Transport: wire(func(r *http.Request) (*http.Response, error) {
			got = r
			return answer(r, 200, `{"success":true}`), nil
		})}})
		if err := c.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
		if inHeader != (got.Header.Get("Authorization") == "Bearer "+key) || inHeader == strings.Contains(got.URL.String(), key) {
			t.Errorf("%s\n%v", got.URL, got.Header)
		}
		if got.URL.Host != "api.themoviedb.org" || got.URL.Path != "/3/authentication" {
			t.Errorf("asked %s", got.URL)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	const secret = "hunter2"
	for _, o := range []tmdb.Options{
		{APIURL: "example.org/3"}, {APIURL: "ftp://example.org"}, {APIURL: "https://"}, {APIURL: ":" + secret},
		{APIURL: "https://x:" + secret + "@example.org"}, {APIURL: "https://example.org?api_key=" + secret},
		{ExportURL: "https://example.org/#" + secret}, {Token: secret + "\n"}, {Token: secret + " x"}, {PerSecond: -1},
	} {
		if _, err := tmdb.New(o); err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

// An endless answer is not read to its end, and one that says that it is too
// long not at all.
func TestHowMuchIsRead(t *testing.T) {
	for _, length := range []int64{-1, 50 << 20} {
		body := &endless{}
		c := wire(func(r *http.Request) (*http.Response, error) {
			resp := answer(r, 200, "")
			resp.ContentLength, resp.Body = length, io.NopCloser(body)
			return resp, nil
		}).client(t)
		_, err := c.Film(t.Context(), film.Aliases{TMDB: 7})
		if !errors.Is(err, film.ErrDown) || body.read > 11<<20 || length > 0 && body.read > 0 {
			t.Errorf("length %d: %d bytes read, %v", length, body.read, err)
		}
	}
}

// endless is white space without an end.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	if e.read > 100<<20 {
		return 0, io.EOF // enough for the test to fail
	}
	for i := range p {
		p[i] = ' '
	}
	e.read += len(p)
	return len(p), nil
}
