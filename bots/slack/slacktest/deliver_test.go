package slacktest_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"marquee/bots/slack/slacktest"
)

// endpoint serves an app behind HTTP that checks signatures and challenges; h
// answers all else.
func endpoint(t *testing.T, srv *slacktest.Server, h http.HandlerFunc) {
	t.Helper()
	app := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if !signed(srv.SigningSecret(), r.Header, body) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		if _, p := decode(r, body); p["type"] == "url_verification" {
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write(marshal(obj{"challenge": p["challenge"]}))
			return
		}
		h(w, r)
	}))
	t.Cleanup(app.Close)
	if err := srv.UseEndpoint(within(t), app.URL+"/"); err != nil {
		t.Fatal(err)
	}
}

func TestDeliveries(t *testing.T) {
	srv := slacktest.New(t, free)
	films, alice := world(srv)
	films.JoinBot()
	got := make(chan [2]string, 10)
	endpoint(t, srv, func(_ http.ResponseWriter, r *http.Request) {
		got <- [2]string{r.URL.Path, r.Header.Get("Content-Type")}
	})
	must(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": "x", "blocks": list{actions(button("Cast", "a", "v"))}})
	typed(t, srv, alice, films)
	pressedOn(t, alice, films, "Cast")
	if err := srv.Tell(obj{"type": "app_uninstalled"}).Acknowledged(within(t)); err != nil {
		t.Error(err)
	}
	const form = "application/x-www-form-urlencoded"
	for _, want := range [][2]string{{"/slack/commands", form}, {"/slack/interactions", form}, {"/slack/events", "application/json"}} {
		if path := <-got; path != want {
			t.Errorf("a delivery went to %q, want %q", path, want)
		}
	}
	srv.UseSocket()
	if _, err := alice.Slash(films, "/film", "x"); !errors.Is(err, slacktest.ErrNotDelivered) {
		t.Errorf("with no socket: %v", err)
	}
}

func TestEndpointThatIsLax(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	for name, h := range map[string]http.HandlerFunc{
		"echoes nothing": func(http.ResponseWriter, *http.Request) {},
		"takes any signature": func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			_, p := decode(r, body)
			challenge, _ := p["challenge"].(string)
			_, _ = io.WriteString(w, challenge)
		},
	} {
		app := httptest.NewServer(h)
		if err := srv.UseEndpoint(within(t), app.URL); err == nil {
			t.Errorf("an endpoint that %s is taken", name)
		}
		app.Close()
	}
}

func TestProbes(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	films, alice := world(srv)
	var seen atomic.Int64
	app := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		seen.Store(int64(len(body)))
		if !signed(srv.SigningSecret(), r.Header, body) {
			w.WriteHeader(http.StatusUnauthorized)
		}
	}))
	defer app.Close()
	p := srv.CommandProbe(alice, films, "/film", "Heat")
	for _, c := range []struct {
		name  string
		probe slacktest.Probe
		want  int
	}{
		{"right", p, 200},
		{"right again", p, 200},
		{"forged", p.Forged(), 401},
		{"tampered with", p.Tampered(), 401},
		{"unsigned", p.Unsigned(), 401},
		{"garbled", p.Garbled(), 401},
		{"six minutes old", p.Stale(6 * time.Minute), 401},
		{"six minutes early", p.Stale(-6 * time.Minute), 401},
		{"four minutes old", p.Stale(4 * time.Minute), 200},
		{"cut in half", p.Truncated(), 200},
		{"an event", srv.EventProbe("Ev1", obj{"type": "app_uninstalled"}), 200},
		{"raw", srv.Raw("/slack/events", "application/json", []byte("{")), 200},
	} {
		t.Run(c.name, func(t *testing.T) {
			if status, _, err := srv.Probe(within(t), app.URL, c.probe); err != nil || status != c.want {
				t.Errorf("status is %d, want %d: %v", status, c.want, err)
			}
		})
	}
	if status, _, _ := srv.Probe(within(t), app.URL, p.Oversized(2<<20)); status != 200 || seen.Load() != 2<<20 {
		t.Errorf("an oversized one of %d bytes gets %d", seen.Load(), status)
	}
}

func TestReplay(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	films, alice := world(srv)
	var signatures []string
	app := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		signatures = append(signatures, r.Header.Get("X-Slack-Signature"))
	}))
	defer app.Close()
	serveSocketApp(t, srv, quiet)
	in := typed(t, srv, alice, films)
	for range 2 {
		if _, _, err := srv.Probe(within(t), app.URL, srv.Replayed(in)); err != nil {
			t.Fatal(err)
		}
	}
	if signatures[0] != signatures[1] || !strings.HasPrefix(signatures[0], "v0=") {
		t.Errorf("signatures are %q", signatures)
	}
}

func TestBadStatus(t *testing.T) {
	for _, status := range []int{500, 404, 302, 202} {
		t.Run(http.StatusText(status), func(t *testing.T) {
			t.Parallel()
			srv := slacktest.New(t, slacktest.Config{})
			srv.Expect(slacktest.BadAck)
			films, alice := world(srv)
			endpoint(t, srv, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Location", "/elsewhere")
				w.WriteHeader(status)
			})
			if _, err := alice.Slash(films, "/film", "Heat"); !errors.Is(err, slacktest.ErrRefused) {
				t.Errorf("it gives %v", err)
			}
			wantKinds(t, srv, slacktest.BadAck)
		})
	}
}

func TestLateAnswerOverHTTP(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{AckWithin: 30 * time.Millisecond})
	srv.Expect(slacktest.LateAck)
	films, alice := world(srv)
	endpoint(t, srv, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	if _, err := alice.Slash(films, "/film", "Heat"); !errors.Is(err, slacktest.ErrNoResponse) {
		t.Errorf("it gives %v", err)
	}
	wantKinds(t, srv, slacktest.LateAck)
}

func TestPlainTextInAck(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	films, alice := world(srv)
	endpoint(t, srv, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "Heat (1995)") })
	in, err := alice.Slash(films, "/film", "Heat")
	if err != nil || in.Reply()[0].Text() != "Heat (1995)" {
		t.Errorf("it gives %v", err)
	}
}

func TestBadMessageInAck(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	srv.Expect(slacktest.InvalidBody)
	films, alice := world(srv)
	serveSocketApp(t, srv, func(string, obj) (any, func()) { return obj{"colour": "red"}, nil })
	if _, err := alice.Slash(films, "/film", "Heat"); !errors.Is(err, slacktest.ErrRefused) {
		t.Errorf("it gives %v", err)
	}
	wantKinds(t, srv, slacktest.InvalidBody)
}

func TestEndpointThatIsGone(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	films, alice := world(srv)
	app := httptest.NewServer(nil)
	app.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if !signed(srv.SigningSecret(), r.Header, body) {
			w.WriteHeader(http.StatusUnauthorized)
		}
		if _, p := decode(r, body); p["challenge"] != nil {
			_, _ = io.WriteString(w, p["challenge"].(string))
		}
	})
	if err := srv.UseEndpoint(within(t), app.URL); err != nil {
		t.Fatal(err)
	}
	app.Close()
	if _, err := alice.Slash(films, "/film", "Heat"); !errors.Is(err, slacktest.ErrNotDelivered) {
		t.Errorf("it gives %v", err)
	}
}
