package slack

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"marquee/internal/chat"
)

func TestLiteral(t *testing.T) {
	for in, want := range map[string]string{
		"Tom & Jerry":             "Tom &amp; Jerry",
		"<!channel>":              "&lt;!channel&gt;",
		"> quoted":                breaker + "&gt; quoted",
		"M*A*S*H":                 "M*A*S*H",
		"snake_case":              "snake_case",
		"*batteries not included": "∗batteries not included",
		"a :film: b":              "a :" + breaker + "film: b",
		"10:30":                   "10:30",
		":a:smile:":               ":" + breaker + "a:" + breaker + "smile:",
	} {
		if got := literal(in); got != want {
			t.Errorf("literal(%q) = %q, not %q", in, got, want)
		}
		if n := literalLength(in); n < len([]rune(want)) {
			t.Errorf("literalLength(%q) = %d", in, n)
		}
	}
}

// How spans become rows of markup.
func TestRows(t *testing.T) {
	for want, text := range map[string]chat.Text{
		"*14 January 2011*: UK":   {chat.Strong("14 January 2011"), chat.Plain(": UK")},
		"*12*" + breaker + "th":   {chat.Strong("12"), chat.Plain("th")},
		" *a* b":                  {chat.Strong(" a "), chat.Plain("b")},
		"_a_\nb":                  {chat.Emphasis("a"), chat.Break(), chat.Plain("b")},
		"x\n• a\n• b\n    • c\ny": {chat.Plain("x"), chat.List(chat.T("a"), chat.Text{chat.Plain("b"), chat.List(chat.T("c"))}), chat.Plain("y")},
		"<https://x.org/a%7Cb?c=d&amp;e|it ¦ &lt;>": {chat.Link("it | <", "https://x.org/a|b?c=d&e")},
		"it":                            {chat.Link("it", "javascript:1")},
		"<https://x.org|https://x.org>": {chat.Link(" ", "https://x.org")},
		"*@fans*":                       {chat.Mention("S123", "@fans")},
		"<!date^1795510800^{date_long} {time}|soon>": {chat.Instant(time.Unix(1795510800, 0), "soon")},
	} {
		rows := rowsOf(text, maxSection, false)
		if got, _ := joined(rows, maxSection, true, asMrkdwn); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

// What does not fit is counted.
func TestJoined(t *testing.T) {
	var entries []chat.Text
	for range 100 {
		entries = append(entries, chat.T(strings.Repeat("x", 48)))
	}
	rows := rowsOf(chat.Text{chat.List(entries...)}, 1000, false)
	got, taken := joined(rows, 1000, true, plainly)
	if taken != 100 || len([]rune(got)) > 1000 || !strings.HasSuffix(got, "\n… and 82 more") || strings.Count(got, "•") != 18 {
		t.Errorf("%d: %s", taken, got)
	}
	first, taken := joined(rows, 1000, false, plainly)
	if taken != 19 || strings.Contains(first, "…") {
		t.Errorf("%d: %s", taken, first)
	}
}

func TestStamp(t *testing.T) {
	for _, s := range []stamp{{asker: "U1", nonce: "x"}, noticeStamp("K1")} {
		if got, ok := readStamp(s.block(3)); !ok || got.asker != s.asker || got.announcement != s.announcement {
			t.Errorf("%+v became %+v", s, got)
		}
	}
	for _, id := range []string{"", "m1", "m2:a:U1:x:0", "m1:z:U1:x:0", "m1:a:U1:x:0:0"} {
		if _, ok := readStamp(id); ok {
			t.Errorf("%q is read", id)
		}
	}
}

// No token and no address that lets its holder in gets into a log.
func TestSafe(t *testing.T) {
	a := newAdapter(Options{APIURL: "http://127.0.0.1:1/api/", BotToken: "xoxb-1-secret", SigningSecret: "signing-secret"}.withDefaults())
	for _, err := range []error{
		errors.New("using xoxb-1-secret"), errors.New("using xapp-2-other and xoxe.xoxp-3-more"), errors.New("key signing-secret"),
		errors.New("dial wss://wss.example.org/link/?ticket=abc-secret&app_id=A1"),
		fmt.Errorf("answering: %w", &url.Error{Op: "Post", URL: "https://hooks.slack.com/commands/T1/2/secret", Err: errClosed}),
		errors.New("https://hooks.slack.com/actions/T1/secret failed"),
	} {
		safe := a.safe(err)
		if s := safe.Error(); strings.Contains(s, "secret") && !strings.Contains(s, "[secret]") || strings.Contains(s, "-secret") ||
			strings.Contains(s, "/secret") || strings.Contains(s, "xapp") || strings.Contains(s, "xoxe") {
			t.Errorf("%q", s)
		}
		if errors.Is(err, errClosed) != errors.Is(safe, errClosed) {
			t.Errorf("%v is no longer told by value", err)
		}
	}
	if a.safe(nil) != nil {
		t.Error("nothing became something")
	}
}

var errClosed = errors.New("closed")

// Answers go to Slack alone.
func TestOfSlack(t *testing.T) {
	a := newAdapter(Options{}.withDefaults())
	for to, want := range map[string]bool{
		"https://hooks.slack.com/commands/T1/2/3": true, "https://slack.com/api/x": true,
		"http://hooks.slack.com/commands/T1": false, "https://hooks.slack.com.example.org/": false,
		"https://hooks.slack.com@example.org/": false, "http://127.0.0.1/": false, "": false,
	} {
		if a.ofSlack(to) != want {
			t.Errorf("%q: %v", to, !want)
		}
	}
}

// Memory forgets with time, and never grows beyond its bound.
func TestRecent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRecent[int, string](time.Minute, 10)
		if !r.add(1, "a") || r.add(1, "b") {
			t.Error("new is not told from known")
		}
		time.Sleep(59 * time.Second)
		if v, ok := r.get(1); !ok || v != "a" {
			t.Errorf("%q %v", v, ok)
		}
		time.Sleep(2 * time.Second)
		if _, ok := r.get(1); ok || !r.add(1, "c") {
			t.Error("it is not forgotten")
		}
		for n := range 1000 {
			r.put(n, "x")
		}
		if len(r.entries) > 10 {
			t.Errorf("%d entries", len(r.entries))
		}
	})
}

// A channel's turn comes every second; a long queue is sent away.
func TestPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPace()
		begun := time.Now()
		for n := range 3 {
			if away, err := p.wait(t.Context(), "C1"); away != 0 || err != nil {
				t.Fatal(away, err)
			}
			if got := time.Since(begun); got != time.Duration(n)*postEvery {
				t.Errorf("turn %d after %v", n, got)
			}
		}
		if away, err := p.wait(t.Context(), "C2"); away != 0 || err != nil || time.Since(begun) != 2*postEvery {
			t.Error("another channel waits")
		}
		for range 6 {
			go func() { _, _ = p.wait(t.Context(), "C1") }()
		}
		synctest.Wait()
		if away, _ := p.wait(t.Context(), "C1"); away <= longestQueue {
			t.Errorf("the queue is %v long", away)
		}
		time.Sleep(time.Minute)
		h := newHolds()
		h.set("k", time.Minute)
		h.set("k", time.Second)
		if h.left("k") != time.Minute || h.left("other") > 0 {
			t.Errorf("left %v", h.left("k"))
		}
	})
}
