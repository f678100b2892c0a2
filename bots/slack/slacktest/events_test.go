package slacktest_test

import (
	"errors"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"marquee/bots/slack/slacktest"
)

func TestEventsOfTheWorld(t *testing.T) {
	both(t, slacktest.Config{}, func(t *testing.T, srv *slacktest.Server, serve func(handler)) {
		films, board := srv.AddChannel("films"), srv.AddPrivateChannel("board")
		alice := srv.AddUser("alice")
		var mu sync.Mutex
		got := map[string]obj{}
		serve(func(_ string, p obj) (any, func()) {
			mu.Lock()
			defer mu.Unlock()
			event := p["event"].(obj)
			event["event_id"], event["api_app_id"] = p["event_id"], p["api_app_id"]
			got[event["type"].(string)] = event
			return nil, nil
		})
		films.Join(alice) // of no interest while the bot is not there
		films.JoinBot()
		films.Remove(alice)
		films.Archive()
		films.RemoveBot()
		board.JoinBot()
		board.RemoveBot()
		alice.OpenHome()
		if err := alice.Say(films, "hello"); err == nil {
			t.Error("alice spoke in an archived channel")
		}
		if err := alice.Say(alice.DM(), "hello"); err != nil {
			t.Error(err)
		}
		srv.Uninstall()
		for _, e := range srv.Events("") {
			if err := e.Acknowledged(within(t)); err != nil {
				t.Error(err)
			}
		}
		mu.Lock()
		defer mu.Unlock()
		for kind, want := range map[string]obj{
			"member_joined_channel": {"user": srv.Bot().ID()},
			"member_left_channel":   {"user": alice.ID(), "channel": films.ID(), "channel_type": "C"},
			"channel_archive":       {"channel": films.ID()},
			"channel_left":          {"channel": films.ID()},
			"group_left":            {"channel": board.ID()},
			"app_home_opened":       {"user": alice.ID(), "tab": "home", "channel": alice.DM().ID()},
			"message":               {"text": "hello", "channel_type": "im", "user": alice.ID(), "channel": alice.DM().ID()},
			"tokens_revoked":        {},
			"app_uninstalled":       {},
		} {
			event := got[kind]
			if event == nil || event["event_id"] == "" || event["api_app_id"] != srv.AppID() {
				t.Errorf("of %s the app heard %v", kind, event)
			}
			for k, v := range want {
				if event[k] != v {
					t.Errorf("%s of %s is %v, want %v", k, kind, event[k], v)
				}
			}
		}
	})
}

func TestEventsNotSubscribedTo(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{Events: []string{"channel_left"}})
	films, other := srv.AddChannel("films"), srv.AddChannel("other")
	films.JoinBot()
	films.Archive()
	films.RemoveBot()
	other.Archive()
	if got := srv.Events(""); len(got) != 1 || got[0].Type() != "channel_left" {
		t.Errorf("the app is told of %v", got)
	}
}

func TestEventRetries(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{EventRetries: []time.Duration{0, time.Millisecond, time.Millisecond}, AckWithin: 50 * time.Millisecond})
	srv.Expect(slacktest.BadAck, slacktest.LateAck)
	var tries []string
	status := []func(http.ResponseWriter, *http.Request){
		func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) },
		func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		func(http.ResponseWriter, *http.Request) {},
	}
	endpoint(t, srv, func(w http.ResponseWriter, r *http.Request) {
		tries = append(tries, r.Header.Get("X-Slack-Retry-Num")+" "+r.Header.Get("X-Slack-Retry-Reason"))
		status[len(tries)-1](w, r)
	})
	e := srv.Tell(obj{"type": "app_uninstalled"})
	if err := e.Acknowledged(within(t)); err != nil {
		t.Error(err)
	}
	want := []string{" ", "1 http_error", "2 http_timeout", "3 connection_failed"}
	if !slices.Equal(tries, want) || e.Attempts() != 4 {
		t.Errorf("attempts are %q, want %q", tries, want)
	}
	wantKinds(t, srv, slacktest.BadAck, slacktest.LateAck)
}

func TestEventsGivenUp(t *testing.T) {
	for _, c := range []struct {
		name     string
		header   string
		attempts int
	}{{"after all retries", "", 3}, {"where the app wants none", "1", 1}} {
		t.Run(c.name, func(t *testing.T) {
			srv := slacktest.New(t, slacktest.Config{EventRetries: []time.Duration{0, 0}})
			srv.Expect(slacktest.BadAck)
			endpoint(t, srv, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("X-Slack-No-Retry", c.header)
				w.WriteHeader(500)
			})
			e := srv.Tell(obj{"type": "app_uninstalled"})
			if err := e.Acknowledged(within(t)); !errors.Is(err, slacktest.ErrRefused) || e.Attempts() != c.attempts {
				t.Errorf("after %d attempts: %v", e.Attempts(), err)
			}
		})
	}
}

func TestEventRetriesOverSockets(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{EventRetries: []time.Duration{0}, AckWithin: 50 * time.Millisecond})
	srv.Expect(slacktest.LateAck)
	conn := dial(t, srv)
	e := srv.Tell(obj{"type": "app_uninstalled"})
	first, second := read(t, conn), read(t, conn)
	ack(t, conn, second, nil)
	if err := e.Acknowledged(within(t)); err != nil {
		t.Error(err)
	}
	if first["retry_attempt"] != 0.0 || second["retry_attempt"] != 1.0 || first["envelope_id"] == second["envelope_id"] {
		t.Errorf("envelopes are %v and %v", first, second)
	}
	if first["payload"].(obj)["event_id"] != e.ID() || second["payload"].(obj)["event_id"] != e.ID() {
		t.Error("the event_id changed")
	}
}

func TestRedelivery(t *testing.T) {
	both(t, slacktest.Config{}, func(t *testing.T, srv *slacktest.Server, serve func(handler)) {
		heard := make(chan string, 5)
		serve(func(_ string, p obj) (any, func()) { heard <- p["event_id"].(string); return nil, nil })
		e := srv.Tell(obj{"type": "app_uninstalled"})
		if err := e.Acknowledged(within(t)); err != nil {
			t.Fatal(err)
		}
		if err := srv.Redeliver(within(t), e); err != nil {
			t.Fatal(err)
		}
		if a, b := <-heard, <-heard; a != e.ID() || b != e.ID() {
			t.Errorf("the app heard of %q and %q", a, b)
		}
	})
}

func TestEventsWhereTheBotIsNot(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	films, alice := srv.AddChannel("films"), srv.AddUser("alice")
	films.Join(alice)
	films.Remove(alice)
	films.Archive()
	if got := srv.Events(""); len(got) != 0 {
		t.Errorf("the app is told of %v", got)
	}
}

func TestPayloadInEventAck(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	srv.Expect(slacktest.UnexpectedPayload)
	conn := dial(t, srv)
	e := srv.Tell(obj{"type": "app_uninstalled"})
	ack(t, conn, read(t, conn), obj{"text": "thanks"})
	if err := e.Acknowledged(within(t)); err != nil {
		t.Error(err)
	}
	wantKinds(t, srv, slacktest.UnexpectedPayload)
}
