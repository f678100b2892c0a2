package slacktest_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"marquee/bots/slack/slacktest"
)

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		name     string
		effect   slacktest.Effect
		status   int // 0 for a cut connection
		retry    string
		body     string // what the answer holds
		accepted bool
	}{
		{"429 with Retry-After", slacktest.TooMany(3 * time.Second), 429, "3", `"error":"ratelimited"`, false},
		{"429 without", slacktest.TooManyBare(), 429, "", "Too Many Requests", false},
		{"ratelimited", slacktest.Refuse("ratelimited"), 200, "", `"error":"ratelimited"`, false},
		{"500", slacktest.Status(500), 500, "", "<html>", false},
		{"502", slacktest.Status(502), 502, "", "<html>", false},
		{"502 after accepting", slacktest.AcceptThen(slacktest.Status(502)), 502, "", "<html>", true},
		{"a page of HTML", slacktest.HTML(), 200, "", "<!DOCTYPE html>", false},
		{"a page of HTML after accepting", slacktest.AcceptThen(slacktest.HTML()), 200, "", "<!DOCTYPE html>", true},
		{"a cut connection", slacktest.Drop(), 0, "", "", false},
		{"a cut connection after accepting", slacktest.AcceptThenDrop(), 0, "", "", true},
		{"a delay", slacktest.Delay(time.Millisecond), 200, "", `"ok":true`, true},
		{"a late answer", slacktest.DelayAnswer(time.Millisecond), 200, "", `"ok":true`, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			srv := slacktest.New(t, free)
			films := srv.AddChannel("films")
			films.JoinBot()
			srv.Inject(slacktest.Fault{Match: slacktest.On("chat.postMessage"), Times: 1, Effect: c.effect})
			body := `{"channel":"` + films.ID() + `","text":"x"}`
			a, err := send(srv.APIURL()+"chat.postMessage", srv.BotToken(), "application/json", body)
			if (err != nil) != (c.status == 0) {
				t.Fatalf("it gives %v", err)
			}
			if a.status != c.status || a.header.Get("Retry-After") != c.retry || !strings.Contains(string(a.raw), c.body) {
				t.Errorf("status %d, Retry-After %q, body %q", a.status, a.header.Get("Retry-After"), a.raw)
			}
			if posted := len(films.Messages()) == 1; posted != c.accepted {
				t.Errorf("the message stands there: %v, want %v", posted, c.accepted)
			}
			if q := srv.RequestsTo("chat.postMessage")[0]; q.Accepted != c.accepted || q.Status != c.status {
				t.Errorf("on record: accepted %v with status %d", q.Accepted, q.Status)
			}
		})
	}
}

func TestFaultsPickRequests(t *testing.T) {
	srv := slacktest.New(t, free)
	films := srv.AddChannel("films")
	films.JoinBot()
	remove := srv.Inject(slacktest.Fault{
		Match:  func(q slacktest.Request) bool { return q.Method == "chat.postMessage" && q.Arg("text") == "second" },
		Skip:   1,
		Effect: slacktest.Status(500),
	})
	var got []int
	for _, text := range []string{"first", "second", "second", "first", "second"} {
		got = append(got, api(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": text}).status)
	}
	remove()
	got = append(got, api(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": "second"}).status)
	for i, want := range []int{200, 200, 500, 200, 500, 200} {
		if got[i] != want {
			t.Errorf("statuses are %v", got)
			break
		}
	}
}

func TestFaultsOfResponseURLsAndSockets(t *testing.T) {
	srv := slacktest.New(t, free)
	films, alice := world(srv)
	serveSocketApp(t, srv, quiet)
	in := typed(t, srv, alice, films)
	srv.Inject(slacktest.Fault{Match: slacktest.On(slacktest.ToResponseURL), Times: 1, Effect: slacktest.Status(503)})
	if a := respond(t, in.ResponseURL(), obj{"text": "x"}); a.status != 503 {
		t.Errorf("status %d", a.status)
	}
	if a := respond(t, in.ResponseURL(), obj{"text": "x"}); a.status != 200 {
		t.Errorf("status %d", a.status)
	}
	srv.Inject(slacktest.Fault{Match: slacktest.On(slacktest.ToSocket), Times: 1, Effect: slacktest.Status(500)})
	if _, err := openSocket(srv); err == nil {
		t.Error("the socket opened")
	}
	dial(t, srv)
}

func TestUnplugged(t *testing.T) {
	srv := slacktest.New(t, free)
	conn := dial(t, srv)
	srv.Unplug()
	if _, _, err := conn.ReadMessage(); err == nil {
		t.Error("the socket lives on")
	}
	if _, err := send(srv.APIURL()+"auth.test", srv.BotToken(), "application/json", ""); err == nil {
		t.Error("the API answers")
	}
	srv.Plug()
	must(t, srv, "auth.test", nil)
}

func TestOneMessageASecond(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{PostEvery: 300 * time.Millisecond})
	films, other := srv.AddChannel("films"), srv.AddChannel("other")
	films.JoinBot()
	other.JoinBot()
	post := func(c *slacktest.Channel) answer {
		return api(t, srv, "chat.postMessage", obj{"channel": c.ID(), "text": "x"})
	}
	if post(films).status != 200 || post(other).status != 200 {
		t.Error("a first message is refused")
	}
	a := post(films)
	if a.status != http.StatusTooManyRequests || a.header.Get("Retry-After") != "1" || a.error(t) != "ratelimited" {
		t.Errorf("a second message gets %d, Retry-After %q, %s", a.status, a.header.Get("Retry-After"), a.raw)
	}
	if len(films.Messages()) != 1 {
		t.Error("it was posted")
	}
	wantKinds(t, srv)
}

func TestIgnoredRetryAfter(t *testing.T) {
	cfg := free
	cfg.RetryGrace = time.Nanosecond
	srv := slacktest.New(t, cfg)
	srv.Expect(slacktest.IgnoredRetryAfter)
	films, other := srv.AddChannel("films"), srv.AddChannel("other")
	films.JoinBot()
	other.JoinBot()
	srv.Inject(slacktest.Fault{Times: 1, Effect: slacktest.TooMany(time.Minute)})
	post := func(c *slacktest.Channel) int {
		return api(t, srv, "chat.postMessage", obj{"channel": c.ID(), "text": "x"}).status
	}
	if post(films) != 429 {
		t.Error("it was not refused")
	}
	if post(other) != 200 {
		t.Error("another channel is refused too")
	}
	wantKinds(t, srv)
	if post(films) != 429 {
		t.Error("it was not refused")
	}
	wantKinds(t, srv, slacktest.IgnoredRetryAfter)
}

func TestRetryAfterAndWhatWasUnderWay(t *testing.T) {
	cfg := free
	cfg.RetryGrace = time.Hour
	srv := slacktest.New(t, cfg)
	srv.Inject(slacktest.Fault{Times: 1, Effect: slacktest.TooMany(time.Minute)})
	for range 2 {
		if a := api(t, srv, "auth.test", nil); a.status != 429 {
			t.Errorf("status %d", a.status)
		}
	}
	wantKinds(t, srv)
}

func TestLimitsByMethod(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{Limits: map[string]slacktest.Limit{"users.info": {Requests: 2, Per: time.Minute}}})
	var got []int
	for range 3 {
		got = append(got, api(t, srv, "users.info", obj{"user": srv.Bot().ID()}).status)
	}
	if got[0] != 200 || got[1] != 200 || got[2] != 429 {
		t.Errorf("statuses are %v", got)
	}
}
