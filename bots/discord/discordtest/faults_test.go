package discordtest_test

import (
	"strings"
	"testing"
	"time"

	"marquee/bots/discord/discordtest"
)

var onMessages = discordtest.On("POST", "/channels/*/messages")

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		name     string
		effect   discordtest.Effect
		status   int // 0: the connection is cut
		kind     string
		accepted int
	}{
		{"500", discordtest.Status(500), 500, "application/json", 0},
		{"502", discordtest.Status(502), 502, "text/html", 0},
		{"401", discordtest.Status(401), 401, "application/json", 0},
		{"HTML", discordtest.HTML(), 200, "text/html; charset=utf-8", 0},
		{"drop", discordtest.Drop(), 0, "", 0},
		{"accept, then drop", discordtest.AcceptThenDrop(), 0, "", 1},
		{"accept, then 502", discordtest.AcceptThen(discordtest.Status(502)), 502, "text/html", 1},
		{"429", discordtest.TooMany(50*time.Millisecond, discordtest.UserScope), 429, "application/json", 0},
		{"429, bare", discordtest.TooManyBare(), 429, "text/plain; charset=UTF-8", 0},
		{"slow to accept", discordtest.Delay(time.Millisecond), 200, "application/json", 1},
		{"slow to answer", discordtest.DelayAnswer(time.Millisecond), 200, "application/json", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, discordtest.Config{})
			w.srv.Inject(discordtest.Fault{Match: onMessages, Skip: 1, Times: 1, Effect: c.effect})
			body := obj{"content": "x"}
			if a := rest(t, w.srv, "POST", w.messages(), body); a.status != 200 {
				t.Errorf("the one let through: %d", a.status)
			}
			a, err := tryRest(w.srv, "Bot "+w.srv.Token(), "POST", w.messages(), body)
			if c.status == 0 && err == nil || c.status != 0 && (err != nil || a.status != c.status || a.header.Get("Content-Type") != c.kind) {
				t.Errorf("%d %v, %v", a.status, a.header, err)
			}
			if n := len(w.films.Messages()); n != 1+c.accepted {
				t.Errorf("%d messages stand there", n)
			}
			list := w.srv.Requests()
			if last := list[len(list)-1]; last.Status != c.status || last.Accepted != (c.accepted == 1) {
				t.Errorf("the record says %d, accepted: %v", last.Status, last.Accepted)
			}
			if !eventually(func() bool { return rest(t, w.srv, "POST", w.messages(), body).status == 200 }) {
				t.Error("the fault does not end")
			}
			kinds(w.srv) // asking again and again is what this test does
		})
	}
}

func TestFaultRemoved(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	remove := w.srv.Inject(discordtest.Fault{Effect: discordtest.Status(500)})
	if a := rest(t, w.srv, "GET", "/users/@me", nil); a.status != 500 {
		t.Errorf("%d", a.status)
	}
	remove()
	if a := rest(t, w.srv, "GET", "/users/@me", nil); a.status != 200 {
		t.Errorf("%d", a.status)
	}
}

func TestTooMany(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	w.srv.Inject(discordtest.Fault{Match: onMessages, Times: 1, Effect: discordtest.TooMany(1500*time.Millisecond, discordtest.SharedScope)})
	a := rest(t, w.srv, "POST", w.messages(), obj{"content": "x"})
	body := a.json(t)
	if a.header.Get("Retry-After") != "2" || a.header.Get("X-RateLimit-Scope") != "shared" || body["retry_after"] != 1.5 || body["global"] != false {
		t.Errorf("%v %s", a.header, a.raw)
	}
	if n := w.srv.InvalidRequests(); n != 0 {
		t.Errorf("a shared limit counts towards a ban: %d", n)
	}
	// Asking at once may be a request that was under way; asking later is not.
	if a := rest(t, w.srv, "POST", w.messages(), obj{"content": "x"}); a.status != 429 {
		t.Errorf("before the time is up: %d", a.status)
	}
	if v := w.srv.Violations(); len(v) != 0 {
		t.Errorf("violations at once: %v", v)
	}
	time.Sleep(300 * time.Millisecond)
	if a := rest(t, w.srv, "POST", w.messages(), obj{"content": "x"}); a.status != 429 {
		t.Errorf("before the time is up: %d", a.status)
	}
	if got := kinds(w.srv); got != string(discordtest.IgnoredRetryAfter) {
		t.Errorf("violations: %s", got)
	}
	if a := rest(t, w.srv, "POST", "/channels/"+w.guild.AddChannel("other").ID()+"/messages", obj{"content": "x"}); a.status != 200 {
		t.Errorf("in another channel: %d", a.status)
	}
}

func TestRouteLimit(t *testing.T) {
	w := newWorld(t, discordtest.Config{RouteLimits: map[string]discordtest.Limit{
		"POST /channels/{channel}/messages": {Requests: 2, Per: time.Minute},
	}})
	for left := 1; left >= 0; left-- {
		a := rest(t, w.srv, "POST", w.messages(), obj{"content": "x"})
		if a.status != 200 || a.header.Get("X-RateLimit-Limit") != "2" || a.header.Get("X-RateLimit-Remaining") != string(rune('0'+left)) {
			t.Errorf("%d %v", a.status, a.header)
		}
	}
	a := rest(t, w.srv, "POST", w.messages(), obj{"content": "x"})
	if a.status != 429 || a.header.Get("X-RateLimit-Scope") != "user" || a.header.Get("X-RateLimit-Remaining") != "0" || a.header.Get("Retry-After") == "" {
		t.Errorf("%d %v", a.status, a.header)
	}
}

func TestGlobalLimit(t *testing.T) {
	w := newWorld(t, discordtest.Config{GlobalPerSecond: 5})
	var a answer
	for range 20 {
		if a = rest(t, w.srv, "GET", "/users/@me", nil); a.status == 429 {
			break
		}
	}
	if a.status != 429 || a.header.Get("X-RateLimit-Global") != "true" || a.json(t)["global"] != true {
		t.Errorf("%d %v %s", a.status, a.header, a.raw)
	}
	if b := hook(w.srv, "POST", obj{"token": "x"}, "", obj{"content": "x"}); b.status != 404 {
		t.Errorf("the endpoints of interactions are exempt: %d", b.status)
	}
	kinds(w.srv)
}

func TestGlobalFault(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	w.srv.Inject(discordtest.Fault{Match: onMessages, Times: 1, Effect: discordtest.TooMany(time.Minute, discordtest.GlobalScope)})
	rest(t, w.srv, "POST", w.messages(), obj{"content": "x"})
	if a := rest(t, w.srv, "GET", "/users/@me", nil); a.status != 429 || a.header.Get("X-RateLimit-Scope") != "global" {
		t.Errorf("another route: %d %v", a.status, a.header)
	}
}

func TestBan(t *testing.T) {
	w := newWorld(t, discordtest.Config{InvalidRequests: 3})
	for range 3 {
		_, _ = tryRest(w.srv, "Bot wrong", "GET", "/users/@me", nil)
	}
	a := rest(t, w.srv, "GET", "/users/@me", nil)
	if a.status != 429 || !strings.Contains(string(a.raw), "1015") || a.header.Get("Retry-After") != "" {
		t.Errorf("%d %s", a.status, a.raw)
	}
}
