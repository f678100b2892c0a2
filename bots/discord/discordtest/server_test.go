package discordtest_test

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"marquee/bots/discord/discordtest"
)

// failures is a test that only remembers how it failed.
type failures struct {
	testing.TB
	cleanup []func()
	errors  []string
}

func (f *failures) Helper()                   {}
func (f *failures) Cleanup(g func())          { f.cleanup = append(f.cleanup, g) }
func (f *failures) Errorf(s string, a ...any) { f.errors = append(f.errors, fmt.Sprintf(s, a...)) }

func (f *failures) end() {
	for _, g := range f.cleanup {
		g()
	}
}

func TestViolationsFailTheTest(t *testing.T) {
	for _, expected := range []bool{false, true} {
		f := &failures{TB: t}
		srv := discordtest.New(f, discordtest.Config{})
		if expected {
			srv.Expect(discordtest.UnknownInteraction)
		}
		respond(srv, obj{"id": "1", "token": "x"}, obj{"type": 5})
		f.end()
		if failed := len(f.errors) == 1 && strings.Contains(f.errors[0], "unknown interaction"); failed == expected {
			t.Errorf("expected: %v, and the test fails with %v", expected, f.errors)
		}
	}
}

func TestClosed(t *testing.T) {
	before := runtime.NumGoroutine()
	srv, err := discordtest.Start(discordtest.Config{})
	if err != nil {
		t.Fatal(err)
	}
	guild := srv.AddGuild("Film Club")
	films := guild.AddChannel("films")
	for range 3 {
		_, _ = tryRest(srv, "Bot "+srv.Token(), "GET", "/users/@me", nil)
	}
	g := dial(t, srv)
	g.identify(nil)
	srv.Inject(discordtest.Fault{Effect: discordtest.Delay(time.Hour)})
	slow := make(chan struct{})
	go func() {
		defer close(slow)
		_, _ = tryRest(srv, "Bot "+srv.Token(), "GET", "/users/@me", nil)
	}()
	if !eventually(func() bool { return srv.RequestCount() == 4 }) {
		t.Fatal("the slow request does not come")
	}
	if _, err := srv.AddUser("alice").StartCommand(films, "film", nil); err == nil {
		t.Error("somebody who is no member types a command")
	}
	srv.Close()
	srv.Close()
	<-slow
	g.ws.Close()
	if !eventually(func() bool { return runtime.NumGoroutine() <= before }) {
		t.Errorf("%d goroutines before and %d after", before, runtime.NumGoroutine())
	}
	if _, err := tryRest(srv, "", "GET", "/gateway", nil); err == nil {
		t.Error("it answers when closed")
	}
}

// TestKeep sends more interactions than are kept and sees that what is kept
// stays bounded.
func TestKeep(t *testing.T) {
	const keep, rounds = 50, 1000
	cfg := quick
	cfg.Keep, cfg.Contract = keep, discordtest.NoContract
	w := newWorld(t, cfg)
	g := dial(t, w.srv)
	g.identify(nil)
	go func() {
		for {
			p, err := g.tryRead()
			if err != nil {
				return
			}
			var i obj
			if p.Type == "INTERACTION_CREATE" && decode(p.Data, &i) == nil {
				respond(w.srv, i, obj{"type": 5})
				hook(w.srv, "PATCH", i, "/messages/@original", card("x"))
			}
		}
	}()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range rounds / 4 {
				if _, err := w.alice.Command(w.films, "film", typed); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	if n := w.srv.OpenInteractions(); n > keep+4 {
		t.Errorf("%d interactions are kept", n)
	}
	if n := len(w.srv.Requests()); n > 2*keep {
		t.Errorf("%d requests are kept", n)
	}
	if n := len(w.films.Messages()); n > 2*keep {
		t.Errorf("%d messages are kept", n)
	}
	if n := w.srv.RequestCount(); n < 2*rounds {
		t.Errorf("%d requests were counted", n)
	}
}
