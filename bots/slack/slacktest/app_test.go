package slacktest_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"

	"marquee/bots/slack/slacktest"
)

// A handler is what a raw app does with a payload: it returns what goes into the
// acknowledgement, and what to do after that.
type handler func(kind string, payload obj) (ack any, after func())

// serveSocketApp runs an app over a socket until the test ends.
func serveSocketApp(t testing.TB, srv *slacktest.Server, h handler) {
	t.Helper()
	conn, err := openSocket(srv)
	if err != nil {
		t.Fatal(err)
	}
	var running sync.WaitGroup
	running.Add(1)
	go func() {
		defer running.Done()
		var writing sync.Mutex
		for {
			var e struct {
				ID      string `json:"envelope_id"`
				Type    string `json:"type"`
				Payload obj    `json:"payload"`
			}
			if conn.ReadJSON(&e) != nil {
				return
			}
			if e.ID == "" {
				continue
			}
			running.Add(1)
			go func() {
				defer running.Done()
				payload, after := h(e.Type, e.Payload)
				m := obj{"envelope_id": e.ID}
				if payload != nil {
					m["payload"] = payload
				}
				writing.Lock()
				err := conn.WriteJSON(m)
				writing.Unlock()
				if err == nil && after != nil {
					after()
				}
			}()
		}
	}()
	t.Cleanup(func() { _ = conn.Close(); running.Wait() })
	if err := srv.WaitReady(within(t), 1); err != nil {
		t.Fatal(err)
	}
}

// serveHTTPApp runs an app behind signed HTTP until the test ends, and has srv
// deliver to it.
func serveHTTPApp(t testing.TB, srv *slacktest.Server, h handler) {
	t.Helper()
	var running sync.WaitGroup
	app := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if !signed(srv.SigningSecret(), r.Header, body) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		kind, payload := decode(r, body)
		if payload["type"] == "url_verification" {
			_, _ = io.WriteString(w, payload["challenge"].(string))
			return
		}
		said, after := h(kind, payload)
		if said != nil {
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write(marshal(said))
		}
		if after != nil {
			running.Add(1)
			go func() { defer running.Done(); after() }()
		}
	}))
	t.Cleanup(func() { app.Close(); running.Wait() })
	if err := srv.UseEndpoint(within(t), app.URL); err != nil {
		t.Fatal(err)
	}
}

// decode reads a delivery, and names it as a socket would.
func decode(r *http.Request, body []byte) (kind string, payload obj) {
	payload = obj{}
	if r.Header.Get("Content-Type") == "application/json" {
		_ = json.Unmarshal(body, &payload)
		return "events_api", payload
	}
	form, _ := url.ParseQuery(string(body))
	if form.Has("payload") {
		_ = json.Unmarshal([]byte(form.Get("payload")), &payload)
		return "interactive", payload
	}
	for k := range form {
		payload[k] = form.Get(k)
	}
	return "slash_commands", payload
}

// both runs a test with an app over a socket and with one behind HTTP.
func both(t *testing.T, cfg slacktest.Config, f func(t *testing.T, srv *slacktest.Server, serve func(handler))) {
	for name, serve := range map[string]func(testing.TB, *slacktest.Server, handler){
		"socket": serveSocketApp, "http": serveHTTPApp,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := slacktest.New(t, cfg)
			f(t, srv, func(h handler) { serve(t, srv, h) })
		})
	}
}

// post is a small JSON request that reports no error, for apps.
func post(url string, body any) {
	resp, err := client.Post(url, "application/json", bytes.NewReader(marshal(body)))
	if err == nil {
		_ = resp.Body.Close()
	}
}
