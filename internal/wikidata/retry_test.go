package wikidata

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"marquee/internal/film"
)

// answers is a transport that gives prepared answers, the last one for ever,
// without a network, so that waits take no time under synctest.
type answers struct {
	list  []*http.Response
	asked []time.Time
}

func (a *answers) RoundTrip(r *http.Request) (*http.Response, error) {
	answer := a.list[min(len(a.asked), len(a.list)-1)]
	a.asked = append(a.asked, time.Now())
	copied := *answer
	body, _ := answer.Request.Context().Value(bodyKey{}).(string)
	copied.Body = io.NopCloser(strings.NewReader(body))
	return &copied, nil
}

type bodyKey struct{}

func answer(status int, retryAfter, body string) *http.Response {
	r, _ := http.NewRequestWithContext(context.WithValue(context.Background(), bodyKey{}, body), "GET", "/", nil)
	h := http.Header{}
	if retryAfter != "" {
		h.Set("Retry-After", retryAfter)
	}
	return &http.Response{StatusCode: status, Header: h, Request: r, ContentLength: -1}
}

const (
	nothing = `{"batchcomplete":true,"query":{"search":[]}}`
	lag     = `{"error":{"code":"maxlag","info":"Waiting for 10.64.16.27: 2 seconds lagged"}}`
)

func TestWaits(t *testing.T) {
	for _, tt := range []struct {
		name       string
		answers    []*http.Response
		deadline   time.Duration
		background bool
		asked      int
		least      time.Duration // that it takes at least
		most       time.Duration
		want       error
	}{
		{"Retry-After is obeyed", []*http.Response{answer(429, "3", ""), answer(200, "", nothing)}, 0, false, 2, 3 * time.Second, 3 * time.Second, nil},
		{"and so is one with a date", []*http.Response{answer(503, "Sat, 01 Jan 2000 00:00:04 GMT", ""), answer(200, "", nothing)}, 0, false, 2, 4 * time.Second, 4 * time.Second, nil},
		{"but not beyond the deadline", []*http.Response{answer(429, "3", "")}, 2 * time.Second, false, 1, 0, 0, film.ErrBusy},
		{"nor beyond anybody's patience", []*http.Response{answer(429, "3600", "")}, 0, false, 1, 0, 0, film.ErrBusy},
		{"the background waits longer", []*http.Response{answer(429, "300", ""), answer(200, "", nothing)}, 0, true, 2, 300 * time.Second, 300 * time.Second, nil},
		{"429 without Retry-After", []*http.Response{answer(429, "", ""), answer(200, "", nothing)}, 0, false, 2, 250 * time.Millisecond, time.Second, nil},
		{"an error of the server", []*http.Response{answer(500, "", "")}, 0, false, tries, 500 * time.Millisecond, 3 * time.Second, film.ErrDown},
		{"a refused request is not repeated", []*http.Response{answer(403, "", "")}, 0, false, 1, 0, 0, film.ErrDown},
		{"what is too large stays so", []*http.Response{answer(200, "", `{"x":"`+strings.Repeat("x", maxBody)+`"}`)}, 0, false, 1, 0, 0, errTooLarge},
		{"null is no answer", []*http.Response{answer(200, "", "null")}, 0, false, tries, 500 * time.Millisecond, 3 * time.Second, film.ErrDown},
		{"nor is an empty object", []*http.Response{answer(200, "", "{}")}, 0, false, 1, 0, 0, film.ErrDown},
		{"lagging servers", []*http.Response{answer(200, "", lag), answer(200, "7", lag), answer(200, "", nothing)}, 0, true, 3, 12 * time.Second, 12 * time.Second, nil},
		{"a fault of ours is not repeated", []*http.Response{answer(200, "", `{"error":{"code":"badvalue","info":"?"}}`)}, 0, false, 1, 0, 0, errAny},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				transport := &answers{list: tt.answers}
				c, err := New(Options{HTTP: &http.Client{Transport: transport}})
				if err != nil {
					t.Fatal(err)
				}
				if tt.background {
					c = c.Background()
				}
				ctx := t.Context()
				if tt.deadline > 0 {
					var cancel context.CancelFunc
					ctx, cancel = context.WithTimeout(ctx, tt.deadline)
					defer cancel()
				}
				began := time.Now()
				_, err = c.SearchFilms(ctx, "City Streets", 0)
				took := time.Since(began)
				if !errors.Is(err, tt.want) && (tt.want != errAny || err == nil) {
					t.Errorf("got %v, want %v", err, tt.want)
				}
				if len(transport.asked) != tt.asked || took < tt.least || took > tt.most {
					t.Errorf("asked %d times in %v, want %d in %v to %v", len(transport.asked), took, tt.asked, tt.least, tt.most)
				}
			})
		})
	}
}

// errAny stands for an error that is none of film's.
var errAny = errors.New("any error")

func TestWhoComesWhileItIsToBeLeftAloneDoesNotAsk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		transport := &answers{list: []*http.Response{answer(429, "60", ""), answer(200, "", nothing)}}
		c, err := New(Options{HTTP: &http.Client{Transport: transport}})
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			var busy *film.BusyError
			if _, err := c.SearchFilms(t.Context(), "City Streets", 0); !errors.As(err, &busy) || busy.After <= 0 {
				t.Errorf("got %v", err)
			}
		}
		if len(transport.asked) != 1 {
			t.Errorf("it was asked %d times", len(transport.asked))
		}
		time.Sleep(time.Minute)
		if _, err := c.SearchFilms(t.Context(), "City Streets", 0); err != nil {
			t.Errorf("after the wait: %v", err)
		}
	})
}
