package discordtest_test

import (
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"marquee/bots/discord/discordtest"
)

// endpoint serves interactions over HTTP as a bot should, and answers those that
// are no PING with a function.
func endpoint(t *testing.T, srv *discordtest.Server, answer func(w http.ResponseWriter, i obj)) string {
	t.Helper()
	key, err := hex.DecodeString(srv.PublicKey())
	if err != nil {
		t.Fatal(err)
	}
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		stamp := r.Header.Get("X-Signature-Timestamp")
		signature, _ := hex.DecodeString(r.Header.Get("X-Signature-Ed25519"))
		if len(signature) != ed25519.SignatureSize || !ed25519.Verify(key, append([]byte(stamp), body...), signature) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		var unix int64
		_, _ = fmt.Sscan(stamp, &unix)
		if time.Since(time.Unix(unix, 0)).Abs() > 5*time.Minute {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		var i obj
		switch {
		case len(body) > 1<<20:
			w.WriteHeader(http.StatusRequestEntityTooLarge)
		case json.Unmarshal(body, &i) != nil:
			w.WriteHeader(http.StatusBadRequest)
		case i["type"] == 1.0:
			_, _ = w.Write([]byte(`{"type":1}`))
		default:
			answer(w, i)
		}
	}))
	t.Cleanup(h.Close)
	return h.URL
}

func write(w http.ResponseWriter, v any) { _, _ = w.Write(mustJSON(v)) }

func TestEndpoint(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	url := endpoint(t, w.srv, func(rw http.ResponseWriter, i obj) {
		switch i["data"].(obj)["name"] {
		case "film":
			write(rw, obj{"type": 5})
			// The edit may come before the double has read the deferral.
			go hook(w.srv, "PATCH", i, "/messages/@original", card("Never Let Me Go"))
		default:
			write(rw, obj{"type": 7, "data": card("Crew")})
		}
	})
	if err := w.srv.UseEndpoint(deadline(t), url); err != nil {
		t.Fatal(err)
	}
	x, err := w.alice.Command(w.films, "film", typed)
	if err != nil {
		t.Fatal(err)
	}
	if seen, _ := w.bob.Newest(w.films); !x.Deferred() || seen.Embeds[0].Title.String() != "Never Let Me Go" {
		t.Errorf("bob sees %v", seen)
	}
	if _, err := w.alice.Press(w.films, "Cast & crew"); err != nil {
		t.Fatal(err)
	}
	if seen, _ := w.bob.Newest(w.films); seen.Embeds[0].Title.String() != "Crew" {
		t.Errorf("bob sees %v", seen)
	}
	status, _, err := w.srv.Probe(deadline(t), url, discordtest.Replayed(x))
	if err != nil || status != http.StatusOK {
		t.Errorf("a replay gets %d, %v", status, err)
	}
}

// TestEditOvertakesDeferral edits @original before the double has read the
// deferral: the edit waits for it.
func TestEditOvertakesDeferral(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	url := endpoint(t, w.srv, func(rw http.ResponseWriter, i obj) {
		go hook(w.srv, "PATCH", i, "/messages/@original", card("x"))
		eventually(func() bool { // the edit is under way
			list := w.srv.Requests()
			return list[len(list)-1].Method == "PATCH" && list[len(list)-1].Accepted
		})
		write(rw, obj{"type": 5})
	})
	if err := w.srv.UseEndpoint(deadline(t), url); err != nil {
		t.Fatal(err)
	}
	if _, err := w.alice.Command(w.films, "film", typed); err != nil {
		t.Fatal(err)
	}
}

func TestProbes(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	url := endpoint(t, w.srv, func(http.ResponseWriter, obj) {})
	for name, c := range map[string]struct {
		probe discordtest.Probe
		want  int
	}{
		"a PING":         {discordtest.Ping(), 200},
		"forged":         {discordtest.Forged(), 401},
		"unsigned":       {discordtest.Unsigned(), 401},
		"garbled":        {discordtest.Garbled(), 401},
		"a minute old":   {discordtest.Stale(time.Minute), 200},
		"10 minutes old": {discordtest.Stale(10 * time.Minute), 401},
		"of the future":  {discordtest.Stale(-10 * time.Minute), 401},
		"large":          {discordtest.Oversized(2 << 20), 413},
		"cut in half":    {discordtest.Truncated(), 400},
		"no JSON":        {discordtest.Raw([]byte("hello")), 400},
	} {
		status, _, err := w.srv.Probe(deadline(t), url, c.probe)
		if err != nil || status != c.want {
			t.Errorf("%s: %d, %v, not %d", name, status, err, c.want)
		}
	}
}

func TestEndpointRefused(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	trusting := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) { write(rw, obj{"type": 1}) }))
	defer trusting.Close()
	if err := w.srv.UseEndpoint(deadline(t), trusting.URL); err == nil || !strings.Contains(err.Error(), "wrong signature") {
		t.Errorf("one that checks no signature: %v", err)
	}
	mute := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {}))
	defer mute.Close()
	if err := w.srv.UseEndpoint(deadline(t), mute.URL); err == nil || !strings.Contains(err.Error(), "PING") {
		t.Errorf("one that answers no PING: %v", err)
	}
}

func TestEndpointGoneWrong(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer func(w http.ResponseWriter, i obj)
		err    error
		kind   discordtest.Kind
	}{
		{"late", func(rw http.ResponseWriter, _ obj) { time.Sleep(200 * time.Millisecond) }, discordtest.ErrNoResponse, discordtest.LateResponse},
		{"no JSON", func(rw http.ResponseWriter, _ obj) { _, _ = rw.Write([]byte("hi")) }, discordtest.ErrNoResponse, discordtest.InvalidBody},
		{"500", func(rw http.ResponseWriter, _ obj) { rw.WriteHeader(500) }, discordtest.ErrNoResponse, discordtest.InvalidBody},
		{"a limit", func(rw http.ResponseWriter, _ obj) { write(rw, obj{"type": 4, "data": obj{"content": chars(2001)}}) }, discordtest.ErrNoResponse, discordtest.InvalidBody},
		{"a wrong kind", func(rw http.ResponseWriter, _ obj) { write(rw, obj{"type": 6}) }, discordtest.ErrNoResponse, discordtest.WrongResponse},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, discordtest.Config{FirstResponse: 100 * time.Millisecond})
			if err := w.srv.UseEndpoint(deadline(t), endpoint(t, w.srv, c.answer)); err != nil {
				t.Fatal(err)
			}
			if _, err := w.alice.Command(w.films, "film", typed); !errors.Is(err, c.err) {
				t.Errorf("%v", err)
			}
			if got := kinds(w.srv); !strings.Contains(got, string(c.kind)) {
				t.Errorf("violations: %s", got)
			}
		})
	}
	t.Run("gone", func(t *testing.T) {
		w := newWorld(t, discordtest.Config{})
		url := endpoint(t, w.srv, nil)
		if err := w.srv.UseEndpoint(deadline(t), url); err != nil {
			t.Fatal(err)
		}
		w.srv.UseGateway()
		if _, err := w.alice.Command(w.films, "film", typed); !errors.Is(err, discordtest.ErrNotDelivered) {
			t.Errorf("on the gateway: %v", err)
		}
	})
	t.Run("202 and a callback", func(t *testing.T) {
		w := newWorld(t, discordtest.Config{})
		url := endpoint(t, w.srv, func(rw http.ResponseWriter, i obj) {
			rw.WriteHeader(http.StatusAccepted)
			go respond(w.srv, i, obj{"type": 4, "data": obj{"content": "hello"}})
		})
		if err := w.srv.UseEndpoint(deadline(t), url); err != nil {
			t.Fatal(err)
		}
		if _, err := w.alice.Command(w.films, "film", typed); err != nil {
			t.Error(err)
		}
	})
}
