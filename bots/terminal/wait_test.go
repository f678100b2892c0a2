package terminal_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"marquee/bots/terminal"
)

func TestSlowAnswer(t *testing.T) {
	tests := []struct {
		name  string
		hold  time.Duration
		live  bool
		sign  bool // "…" is shown and taken back
		input func() terminal.Input
	}{
		{"quick", time.Millisecond, true, false, func() terminal.Input { return &person{lines: []string{"/slow"}} }},
		{"slow", time.Minute, true, true, func() terminal.Input { return &person{lines: []string{"/slow"}} }},
		{"slow on a dumb terminal", time.Minute, false, false, func() terminal.Input { return &person{lines: []string{"/slow"}} }},
		{"slow without a person", time.Minute, true, true, func() terminal.Input { return terminal.Given([]string{"/slow"}) }},
		{"slow in a pipe", time.Minute, false, false, func() terminal.Input { return terminal.Given([]string{"/slow"}) }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				out, err := talk(t, test.input(), &desk{hold: test.hold}, func(o *terminal.Options) { o.Screen.Live = test.live })
				if err != nil || !strings.Contains(out, "At last\n") {
					t.Errorf("printed %q, %v", out, err)
				}
				if got := strings.Contains(out, "…\r\x1b[K"); got != test.sign {
					t.Errorf("sign of life = %v, want %v, in %q", got, test.sign, out)
				}
			})
		})
	}
}

func TestSlowFailureIsForTheAskerAlone(t *testing.T) {
	out, err := talk(t, terminal.Given([]string{"/slow fail"}), &desk{})
	if want := "! Nothing came of it. (only you see this)\n"; out != want || !errors.Is(err, terminal.ErrUnanswered) {
		t.Errorf("printed %q, %v; want %q", out, err, want)
	}
}

func TestInterruptStopsASlowAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		interrupts := make(chan os.Signal, 1)
		time.AfterFunc(time.Second, func() { interrupts <- os.Interrupt })
		d := &desk{hold: time.Hour}
		begun := time.Now()
		out, err := talk(t, &person{lines: []string{"/slow", "/help"}}, d, func(o *terminal.Options) { o.Interrupts = interrupts })
		if err != nil || !strings.Contains(out, "! Stopped before there was an answer.") || !strings.Contains(out, "What there is") {
			t.Errorf("printed %q, %v", out, err)
		}
		if took := time.Since(begun); took != time.Second {
			t.Errorf("stopped after %v", took)
		}
	})
}

// TestInterruptOfADumbEditor ends the conversation: an editor that leaves Ctrl-C
// to the signal still waits for its line.
func TestInterruptOfADumbEditor(t *testing.T) {
	for name, lines := range map[string][]string{"at the prompt": nil, "in a form": {"/settings", "1"}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				interrupts := make(chan os.Signal, 1)
				interrupts <- os.Interrupt // an old one, which is nobody's
				time.AfterFunc(time.Second, func() { interrupts <- os.Interrupt })
				p := &person{lines: lines, typing: make(chan struct{})}
				p.stuckAfter = len(lines)
				defer close(p.typing)
				d := &desk{}
				if _, err := talk(t, p, d, func(o *terminal.Options) { o.Interrupts = interrupts }); err != nil {
					t.Errorf("Run = %v", err)
				}
				if got := len(d.routes()); got != len(lines) {
					t.Errorf("%d requests, want %d", got, len(lines))
				}
			})
		})
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		p := &person{typing: make(chan struct{})}
		defer close(p.typing)
		var out bytes.Buffer
		tt := terminal.New(terminal.Options{Input: p, Screen: plain(&out)})
		if err := tt.Run(ctx, &desk{}); err != nil {
			t.Errorf("Run = %v", err)
		}
	})
}
