package terminal_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"marquee/bots/terminal"
	"marquee/internal/chat"
)

var here = chat.Target{Platform: terminal.Platform, Channel: "here"}

func TestPostShowsANoticeOnce(t *testing.T) {
	var out bytes.Buffer
	tt := terminal.New(terminal.Options{Input: terminal.Given(nil), Screen: plain(&out)})
	first := tt.Post(t.Context(), "K1", here, noticeCard())
	second := tt.Post(t.Context(), "K1", here, noticeCard())
	if first.Result != chat.Sent || first.Receipt == "" || second != first {
		t.Errorf("Post = %+v, then %+v", first, second)
	}
	if n := strings.Count(out.String(), "* Never Let Me Go reaches the UK in 7 days"); n != 1 {
		t.Errorf("the notice stands there %d times in\n%s", n, out.String())
	}
	if other := tt.Post(t.Context(), "K2", here, noticeCard()); other.Result != chat.Sent || other.Receipt == first.Receipt {
		t.Errorf("another key: %+v", other)
	}
}

func TestPostThatCannotBe(t *testing.T) {
	done, cancel := context.WithCancel(t.Context())
	cancel()
	tt := terminal.New(terminal.Options{Screen: terminal.Screen{Out: &full{}, Width: func() int { return 80 }}})
	for name, test := range map[string]struct {
		ctx    context.Context
		target chat.Target
		want   chat.Result
	}{
		"another platform": {t.Context(), chat.Target{Platform: "discord"}, chat.Rejected},
		"too late":         {done, here, chat.NotSent},
		"no screen":        {t.Context(), here, chat.Doubtful},
	} {
		if got := tt.Post(test.ctx, "K", test.target, noticeCard()); got.Result != test.want || got.Err == nil {
			t.Errorf("%s: %+v, want result %d and an error", name, got, test.want)
		}
	}
	if _, finding, _ := tt.Find(t.Context(), "K", here, time.Time{}); finding != chat.Absent {
		t.Errorf("Find = %v of what was never shown", finding)
	}
}

func TestFind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tt := terminal.New(terminal.Options{Screen: plain(&bytes.Buffer{})})
		begun := time.Now()
		time.Sleep(time.Minute)
		sent := tt.Post(t.Context(), "K1", here, noticeCard())
		for _, test := range []struct {
			key   chat.Key
			since time.Time
			want  chat.Finding
		}{
			{"K1", begun, chat.Found}, {"K1", begun.Add(time.Hour), chat.Absent}, {"K2", begun, chat.Absent},
		} {
			receipt, finding, err := tt.Find(t.Context(), test.key, here, test.since)
			if finding != test.want || err != nil || finding == chat.Found && receipt != sent.Receipt {
				t.Errorf("Find(%s, %v) = %q, %v, %v", test.key, test.since, receipt, finding, err)
			}
		}
	})
}

// TestNoticeKeepsNumbers posts while somebody types: what was numbered keeps its
// numbers, and what the notice leads on to gets the next.
func TestNoticeKeepsNumbers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		p := &person{lines: []string{"/settings"}}
		var out bytes.Buffer
		o := terminal.Options{Input: p, Screen: plain(&out), Bare: "film"}
		o.Screen.Live = true
		tt := terminal.New(o)
		if err := tt.Run(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		p.typing = make(chan struct{})
		p.lines = []string{"2", "1"}
		ended := make(chan error, 1)
		go func() { ended <- tt.Run(t.Context(), d) }()
		synctest.Wait()
		tt.Post(t.Context(), "K1", here, noticeCard())
		if p.redrawn != 1 || !strings.Contains(out.String(), "\r\x1b[K* Never Let Me Go reaches") || !strings.Contains(out.String(), "[2] The film\n\n") {
			t.Errorf("redrawn %d times; printed %q", p.redrawn, out.String())
		}
		close(p.typing)
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"v1/settings", "v1/film/1", "v1/settings/change"}, d.routes()); diff != "" {
			t.Errorf("asked; -want +got:\n%s", diff)
		}
		if press := d.asked[1].Press; press == nil || !press.Announcement {
			t.Errorf("pressed on a notice: %+v", press)
		}
	})
}
