package wikidata_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"marquee/internal/film"
	"marquee/internal/wikidata"
	"marquee/internal/wikidata/wikidatatest"
)

// hurry is a deadline too short for a second try.
const hurry = 200 * time.Millisecond

func TestEachFaultIsToldApart(t *testing.T) {
	for _, tt := range []struct {
		name  string
		fault wikidatatest.Fault
		want  error
		after time.Duration // of a film.BusyError
	}{
		{"429 with Retry-After", wikidatatest.TooMany(90), film.ErrBusy, 90 * time.Second},
		{"429 without", wikidatatest.TooMany(0), film.ErrBusy, 0},
		{"maxlag", wikidatatest.Lagging, film.ErrBusy, 5 * time.Second},
		{"ratelimited", wikidatatest.RateLimited, film.ErrBusy, 0},
		{"500", wikidatatest.Broken, film.ErrDown, 0},
		{"half a body", wikidatatest.HalfBody, film.ErrDown, 0},
		{"a page of HTML", wikidatatest.HTMLPage, film.ErrDown, 0},
		{"silence", wikidatatest.Silence, film.ErrDown, 0},
		{"50 MB", wikidatatest.Huge, film.ErrDown, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, d := open(t)
			d.Break(tt.fault)
			ctx, cancel := context.WithTimeout(t.Context(), hurry)
			defer cancel()
			for what, ask := range map[string]func() error{
				"SearchFilms": func() error { _, err := c.SearchFilms(ctx, "Never Let Me Go", 0); return err },
				"Coming": func() error {
					_, err := c.Coming(ctx, "GB", nil, film.MustDate("2011"), film.MustDate("2011"), 5)
					return err
				},
			} {
				err := ask()
				var busy *film.BusyError
				switch {
				case !errors.Is(err, tt.want):
					t.Errorf("%s: %v; want %v", what, err, tt.want)
				case errors.Is(err, film.ErrNotFound):
					t.Errorf("%s: %v is taken for not found", what, err)
				case errors.As(err, &busy) && (busy.After > tt.after || busy.After < tt.after-5*time.Second):
					t.Errorf("%s: to ask again after %v, want %v", what, busy.After, tt.after)
				}
			}
		})
	}
}

func TestAFaultOfOneRequestIsTriedAgain(t *testing.T) {
	c, d := open(t)
	d.BreakNext(1, wikidatatest.Broken)
	if f, err := c.Film(t.Context(), film.Aliases{Wikidata: wikidatatest.NeverLetMeGo}); err != nil || f.Year != 2010 {
		t.Errorf("after one 500: %v, %v", f.Title, err)
	}
}

func TestARefusedConnectionAndAFalseCertificate(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	secure := httptest.NewTLSServer(http.NotFoundHandler())
	secure.Config.ErrorLog = quiet
	defer secure.Close()
	for name, address := range map[string]string{"refused": gone.URL, "certificate": secure.URL} {
		c, err := wikidata.New(wikidata.Options{APIURL: address, SPARQLURL: address})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), hurry)
		defer cancel()
		if _, err := c.SearchPeople(ctx, "Mark Romanek"); !errors.Is(err, film.ErrDown) {
			t.Errorf("%s: %v; want ErrDown", name, err)
		}
	}
}

// The double fails the test if two requests are under way at a time.
func TestARequestWaitsForTheOneBefore(t *testing.T) {
	d := wikidatatest.New(t)
	synctest.Test(t, func(t *testing.T) {
		c, err := wikidata.New(wikidata.Options{APIURL: d.APIURL(), SPARQLURL: d.SPARQLURL(), HTTP: &http.Client{Transport: d.Transport()}})
		if err != nil {
			t.Fatal(err)
		}
		entered, release := make(chan struct{}), make(chan struct{})
		d.Hold(entered, release)
		for _, title := range []string{"Never Let Me Go", "The Invented Lighthouse"} {
			go func() {
				if found, err := c.SearchFilms(t.Context(), title, 0); err != nil || len(found) != 1 {
					t.Errorf("%s: %v, %v", title, found, err)
				}
			}()
		}
		<-entered
		synctest.Wait()
		if n := len(d.Requests()); n != 1 {
			t.Errorf("%d requests under way", n)
		}
		close(release)
		synctest.Wait()
	})
}

func TestManyAskAtOnceAndRequestsStayInLine(t *testing.T) {
	c, d := open(t)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			f, err := c.Film(t.Context(), film.Aliases{Wikidata: wikidatatest.NeverLetMeGo})
			if err != nil || len(f.Releases) != 5 {
				t.Errorf("%v, %v", f.Title, err)
			}
			if _, err := c.Background().SearchFilms(t.Context(), "lighthouse", 0); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := len(d.Requests()); n > 80 {
		t.Errorf("%d requests for one film and one search", n)
	}
}

func TestWhoGivesUpDoesNotFailTheOthers(t *testing.T) {
	c, d := open(t)
	entered, release := make(chan struct{}), make(chan struct{})
	d.BreakNext(1, func(w http.ResponseWriter, r *http.Request) {
		close(entered)
		<-release
		http.Error(w, "", http.StatusInternalServerError) // and the next one is answered
	})
	ctx, cancel := context.WithCancel(t.Context())
	impatient, patient := make(chan error), make(chan error)
	ask := func(ctx context.Context, answer chan error) {
		_, err := c.Film(ctx, film.Aliases{Wikidata: wikidatatest.NeverLetMeGo})
		answer <- err
	}
	go ask(ctx, impatient)
	<-entered
	go ask(t.Context(), patient)
	cancel()
	if err := <-impatient; !errors.Is(err, context.Canceled) {
		t.Errorf("who gave up got %v", err)
	}
	close(release)
	if err := <-patient; err != nil {
		t.Errorf("who waited got %v", err)
	}
}
