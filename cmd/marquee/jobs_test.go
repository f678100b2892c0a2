package main

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestJobs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out strings.Builder
		var mu sync.Mutex
		log := slog.New(slog.NewTextHandler(writer(func(b []byte) (int, error) {
			mu.Lock()
			defer mu.Unlock()
			return out.Write(b)
		}), nil))
		var slow, atOnce, most, panics atomic.Int32
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() {
			ended <- runJobs(ctx, []job{
				{name: "slow", when: "* * * * *", atStart: true, run: func(ctx context.Context) error {
					slow.Add(1)
					if n := atOnce.Add(1); n > most.Load() {
						most.Store(n)
					}
					defer atOnce.Add(-1)
					select {
					case <-time.After(150 * time.Second):
					case <-ctx.Done():
					}
					return errors.New("it was slow")
				}},
				{name: "panics", when: "* * * * *", run: func(context.Context) error {
					panics.Add(1)
					panic("on purpose")
				}},
			}, log)
		}()
		time.Sleep(10*time.Minute + time.Second)
		stop()
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
		if most.Load() != 1 {
			t.Errorf("the slow job ran %d times at once", most.Load())
		}
		if n := slow.Load(); n < 3 || n > 5 {
			t.Errorf("the slow job ran %d times in ten minutes of 150 s each", n)
		}
		if n := panics.Load(); n != 10 {
			t.Errorf("the job that panics was woken %d times in ten minutes", n)
		}
		mu.Lock()
		defer mu.Unlock()
		for _, want := range []string{"it was slow", "on purpose"} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("the log does not say %q:\n%s", want, out.String())
			}
		}
	})
}

type writer func([]byte) (int, error)

func (w writer) Write(b []byte) (int, error) { return w(b) }
