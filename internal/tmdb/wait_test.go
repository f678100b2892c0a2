package tmdb_test

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"marquee/internal/film"
)

const someFilm = `{"id":7,"title":"Invented"}`

// after is a wire that answers after a while, unless the asker goes before.
func after(d time.Duration, asked *atomic.Int32, status int, body string) wire {
	return func(r *http.Request) (*http.Response, error) {
		asked.Add(1)
		select {
		case <-time.After(d):
			return answer(r, status, body), nil
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
}

// busy is a wire that is over its limit a number of times, then answers.
func busy(times int32, retryAfter string, asked *atomic.Int32) wire {
	return func(r *http.Request) (*http.Response, error) {
		if asked.Add(1) > times {
			return answer(r, 200, someFilm), nil
		}
		resp := answer(r, 429, `{"status_code":25}`)
		resp.Header.Set("Retry-After", retryAfter)
		return resp, nil
	}
}

func TestRetryAfterIsObeyed(t *testing.T) {
	for _, tt := range []struct {
		name, retryAfter string
		deadline         time.Duration // 0 for none
		times            int32
		took             time.Duration
		asked            int32
		wait             time.Duration // of the error; 0 for none
	}{
		{"seconds", "2", 0, 1, 2 * time.Second, 2, 0},
		{"a date", "Sat, 01 Jan 2000 00:00:03 GMT", 0, 1, 3 * time.Second, 2, 0},
		{"again and again", "2", 0, 99, 4 * time.Second, 3, 2 * time.Second},
		{"past the deadline", "2", time.Second, 99, 0, 1, 2 * time.Second},
		{"longer than anybody waits", "60", 0, 99, 0, 1, time.Minute},
		{"absurd", "999999999", 0, 99, 0, 1, time.Hour},
		{"a date long ago", "Sat, 01 Jan 1994 00:00:00 GMT", time.Minute, 1, -1, 2, 0},
		{"nonsense", "soon", time.Minute, 1, -1, 2, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { // whose clock begins at 2000-01-01 00:00 UTC
				var asked atomic.Int32
				c := busy(tt.times, tt.retryAfter, &asked).client(t)
				ctx := t.Context()
				if tt.deadline > 0 {
					var cancel context.CancelFunc
					ctx, cancel = context.WithTimeout(ctx, tt.deadline)
					defer cancel()
				}
				start := time.Now()
				_, err := c.Film(ctx, film.Aliases{TMDB: 7})
				took := time.Since(start)
				var over *film.BusyError
				switch {
				case tt.wait == 0 && err != nil:
					t.Error(err)
				case tt.wait != 0 && (!errors.As(err, &over) || over.After != tt.wait):
					t.Errorf("error %v, want one of %v", err, tt.wait)
				}
				if tt.took >= 0 && took != tt.took || tt.took < 0 && (took <= 0 || took > time.Second) {
					t.Errorf("took %v", took)
				}
				if asked.Load() != tt.asked {
					t.Errorf("asked %d times, want %d", asked.Load(), tt.asked)
				}
			})
		})
	}
}

// Once TMDB has said when it may be asked again, nobody asks before.
func TestBusyIsForAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		c := busy(1, "30", &asked).client(t)
		for i := range 3 {
			_, err := c.Film(t.Context(), film.Aliases{TMDB: 7})
			var over *film.BusyError
			if want := time.Duration(30-i) * time.Second; !errors.As(err, &over) || over.After != want {
				t.Errorf("%v, want one of %v", err, want)
			}
			time.Sleep(time.Second)
		}
		time.Sleep(27 * time.Second)
		if _, err := c.Film(t.Context(), film.Aliases{TMDB: 7}); err != nil || asked.Load() != 2 {
			t.Errorf("afterwards: %v, asked %d times", err, asked.Load())
		}
	})
}

func TestWaitsEndWithTheDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		c := after(time.Hour, &asked, 200, someFilm).client(t)
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		start := time.Now()
		_, err := c.Film(ctx, film.Aliases{TMDB: 7})
		if !errors.Is(err, film.ErrDown) || time.Since(start) != 2*time.Second {
			t.Errorf("%v after %v", err, time.Since(start))
		}
		start = time.Now()
		_, err = c.Film(t.Context(), film.Aliases{TMDB: 7})
		if took := time.Since(start); !errors.Is(err, film.ErrDown) || took > 30*time.Second {
			t.Errorf("without a deadline: %v after %v", err, took)
		}
		start = time.Now()
		if err := c.Check(ctx); !errors.Is(err, film.ErrDown) || time.Since(start) != 0 {
			t.Errorf("past the deadline: %v after %v", err, time.Since(start))
		}
	})
}

// A caller who goes away learns nothing about TMDB.
func TestACallerWhoGoesAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		c := after(time.Second, &asked, 200, someFilm).client(t)
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Millisecond, cancel)
		_, err := c.Film(ctx, film.Aliases{TMDB: 7})
		if !errors.Is(err, context.Canceled) || errors.Is(err, film.ErrDown) {
			t.Error(err)
		}
		time.Sleep(time.Minute)
	})
}

// Ten who ask for one film at once share a request, and the first of them may go
// away without taking it along.
func TestOneRequestForMany(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		c := after(time.Second, &asked, 200, someFilm).client(t)
		leader, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		wg.Go(func() {
			if _, err := c.Film(leader, film.Aliases{TMDB: 7}); !errors.Is(err, context.Canceled) {
				t.Errorf("who went away: %v", err)
			}
		})
		synctest.Wait()
		for range 10 {
			wg.Go(func() {
				f, err := c.Film(t.Context(), film.Aliases{TMDB: 7})
				if err != nil || f.Title != "Invented" {
					t.Errorf("%q, %v", f.Title, err)
				}
			})
		}
		synctest.Wait()
		cancel()
		wg.Wait()
		if asked.Load() != 1 {
			t.Errorf("asked %d times", asked.Load())
		}
	})
}

// Who has more time than the one who asked first gets it.
func TestAFollowerWithMoreTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		c := after(5*time.Second, &asked, 200, someFilm).client(t)
		short, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		var wg sync.WaitGroup
		wg.Go(func() {
			if _, err := c.Film(short, film.Aliases{TMDB: 7}); !errors.Is(err, film.ErrDown) {
				t.Errorf("who had a second: %v", err)
			}
		})
		synctest.Wait()
		if _, err := c.Film(t.Context(), film.Aliases{TMDB: 7}); err != nil {
			t.Errorf("who had more: %v", err)
		}
		wg.Wait()
	})
}

func TestNoMoreThanFortyASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		c := newClientOf(t, after(0, &asked, 200, `{"success":true}`))
		start := time.Now()
		for range 410 {
			if err := c.Check(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(start).Round(time.Millisecond); took != 10*time.Second {
			t.Errorf("410 requests, 10 of them at once, took %v", took)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		var over *film.BusyError
		if err := c.Check(ctx); !errors.As(err, &over) || over.After != 25*time.Millisecond || asked.Load() != 410 {
			t.Errorf("no time to wait for the limit: %v, %d requests", err, asked.Load())
		}
	})
}
