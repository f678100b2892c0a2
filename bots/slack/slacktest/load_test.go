package slacktest_test

import (
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"marquee/bots/slack/slacktest"
)

func TestManyAtOnce(t *testing.T) {
	both(t, slacktest.Config{}, func(t *testing.T, srv *slacktest.Server, serve func(handler)) {
		films := srv.AddChannel("films")
		serve(func(_ string, p obj) (any, func()) {
			return nil, func() {
				post(p["response_url"].(string), obj{"text": "for " + p["user_name"].(string), "response_type": "in_channel"})
			}
		})
		var crowd sync.WaitGroup
		for n := range 200 {
			u := srv.AddUser(fmt.Sprint("user", n))
			crowd.Add(1)
			go func() {
				defer crowd.Done()
				in, err := u.Slash(films, "/film", "Heat")
				if err != nil {
					t.Error(err)
					return
				}
				if got := in.Reply(); len(got) != 1 || got[0].Text() != "for "+u.Name() {
					t.Errorf("%s got %v", u, got)
				}
			}()
		}
		crowd.Wait()
		if got := len(films.Messages()); got != 200 {
			t.Errorf("%d messages stand there", got)
		}
	})
}

func TestKeepBoundsMemory(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{Keep: 20, PostEvery: -1})
	films, alice := world(srv)
	films.JoinBot()
	serveSocketApp(t, srv, func(kind string, _ obj) (any, func()) {
		if kind == "events_api" {
			return nil, nil
		}
		return obj{"text": "Heat"}, nil
	})
	run := func(n int) {
		for range n {
			if _, err := alice.Slash(films, "/film", "Heat"); err != nil {
				t.Fatal(err)
			}
			if err := srv.Tell(obj{"type": "app_uninstalled"}).Acknowledged(within(t)); err != nil {
				t.Fatal(err)
			}
		}
	}
	run(500)
	if n := srv.OpenInteractions(); n > 20 {
		t.Errorf("%d interactions are remembered", n)
	}
	if n := len(films.Messages()); n > 40 {
		t.Errorf("%d messages are remembered", n)
	}
	if n := len(srv.Events("")); n > 40 {
		t.Errorf("%d events are remembered", n)
	}
	for range 100 {
		must(t, srv, "auth.test", nil)
	}
	if n := len(srv.Requests()); n > 40 {
		t.Errorf("%d requests are remembered", n)
	}
	if srv.RequestCount() < 100 {
		t.Errorf("%d requests are counted", srv.RequestCount())
	}
}

func TestCloseEndsEverything(t *testing.T) {
	before := runtime.NumGoroutine()
	srv, err := slacktest.Start(slacktest.Config{PingEvery: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	films, alice := world(srv)
	conn, err := openSocket(srv)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	in, err := alice.StartSlash(films, "/film", "Heat")
	if err != nil {
		t.Fatal(err)
	}
	e := srv.Tell(obj{"type": "app_uninstalled"})
	srv.Close()
	srv.Close()
	if _, err := in.Acknowledged(within(t)); err == nil {
		t.Error("a command was acknowledged")
	}
	if err := e.Acknowledged(within(t)); err == nil {
		t.Error("an event was acknowledged")
	}
	if _, err := alice.Slash(films, "/film", "Heat"); err == nil {
		t.Error("a command was answered")
	}
	if len(srv.Violations()) > 0 {
		t.Errorf("violations: %q", srv.Violations())
	}
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(deadline) {
			buf := make([]byte, 1<<16)
			t.Fatalf("goroutines live on:\n%s", buf[:runtime.Stack(buf, true)])
		}
	}
}

// BenchmarkCommand measures the double itself: a command, its acknowledgement
// and its answer.
func BenchmarkCommand(b *testing.B) {
	srv := slacktest.New(b, slacktest.Config{Keep: 1000})
	films, alice := world(srv)
	serveSocketApp(b, srv, func(string, obj) (any, func()) { return obj{"text": "Heat"}, nil })
	b.ReportAllocs()
	for b.Loop() {
		if _, err := alice.Slash(films, "/film", "Heat"); err != nil {
			b.Fatal(err)
		}
	}
}
