package wikidata_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"marquee/internal/film"
	"marquee/internal/wikidata"
	"marquee/internal/wikidata/wikidatatest"
)

// since collects what Since gives in the autumn of 2026, in memory.
func since(t *testing.T, d *wikidatatest.Double, from string, regions ...film.Region) (titles []string, err error) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)))
		c, fault := wikidata.New(wikidata.Options{
			APIURL: d.APIURL(), SPARQLURL: d.SPARQLURL(), HTTP: &http.Client{Transport: d.Transport()},
		})
		if fault != nil {
			t.Fatal(fault)
		}
		for f, fault := range c.Since(t.Context(), film.MustDate(from), regions) {
			if err = fault; err == nil {
				titles = append(titles, f.Title)
			}
		}
	})
	return titles, err
}

func TestSinceGivesEachFilmOnce(t *testing.T) {
	d := wikidatatest.New(t)
	titles, err := since(t, d, "2026-01", "GB", "HK", "DE")
	if err != nil || !slices.Equal(titles, []string{"The Invented Lighthouse"}) {
		t.Errorf("got %q, %v", titles, err)
	}
	for _, r := range d.Requests() {
		if !r.SPARQL && r.Values.Get("maxlag") != "5" {
			t.Errorf("a background request without maxlag: %v", r.Values)
		}
	}
	titles, err = since(t, d, "2010-12-24", "GB")
	if err != nil || !slices.Equal(titles, []string{"Never Let Me Go", "The Invented Lighthouse"}) {
		t.Errorf("got %q, %v", titles, err)
	}
}

func TestSinceReadsEveryPage(t *testing.T) {
	d := wikidatatest.New(t)
	const films = 1100 // in one month of one country
	for n := range films {
		d.Put(wikidatatest.Item{
			ID:     "Q80000" + string([]byte{byte('0' + n/1000), byte('0' + n/100%10), byte('0' + n/10%10), byte('0' + n%10)}),
			Labels: map[string]string{"en": "Invented"},
			Claims: []wikidatatest.Claim{wikidatatest.Is("Q11424"),
				wikidatatest.Says("P577", wikidatatest.Date("2028-03-03"), wikidatatest.In("Q31"))},
		})
	}
	if titles, err := since(t, d, "2028-03-01", "BE"); err != nil || len(titles) != films {
		t.Errorf("got %d films, %v; want %d", len(titles), err, films)
	}
}

func TestSinceEndsWithTheErrorItMeets(t *testing.T) {
	d := wikidatatest.New(t)
	d.Break(wikidatatest.HTMLPage)
	if titles, err := since(t, d, "2026", "GB"); !errors.Is(err, film.ErrDown) || len(titles) != 0 {
		t.Errorf("got %q, %v; want ErrDown", titles, err)
	}
	d.Mend()
	if _, err := since(t, d, "2026", "XX"); !errors.Is(err, film.ErrRegion) {
		t.Errorf("a region that is none: %v", err)
	}
}

func TestSinceStopsWhenNobodyWantsMore(t *testing.T) {
	d := wikidatatest.New(t)
	synctest.Test(t, func(t *testing.T) {
		c, err := wikidata.New(wikidata.Options{APIURL: d.APIURL(), SPARQLURL: d.SPARQLURL(), HTTP: &http.Client{Transport: d.Transport()}})
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Until(time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)))
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		for range c.Since(ctx, film.MustDate("2010"), []film.Region{"GB"}) {
			break
		}
		asked := len(d.Requests())
		for _, err := range c.Since(ctx, film.MustDate("2012"), []film.Region{"GB"}) {
			if err != nil && !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
			cancel()
		}
		if n := len(d.Requests()); n > asked+200 {
			t.Errorf("%d requests after the context has ended", n-asked)
		}
	})
}
