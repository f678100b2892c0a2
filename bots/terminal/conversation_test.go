package terminal_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"
	"testing"

	"marquee/bots/terminal"
	"marquee/internal/bot/bottest"
	"marquee/internal/chat"
)

// Conversations about reminders of one person who may do everything, as one is in
// a terminal. The other scripts are of several people, or of a server.
func TestConversations(t *testing.T) {
	for _, name := range []string{"why_[^r]*.txt", "terms.txt"} {
		bottest.RunSome(t, name, func(tb testing.TB, w *bottest.World) bottest.Driver { return newDriver(tb, w.Handler) })
	}
}

// driver is a bottest.Driver of the person at a terminal. It reads only what is
// printed.
type driver struct {
	tb    testing.TB
	lines chan string
	asked chan struct{} // the terminal waits for a line

	mu     sync.Mutex
	out    bytes.Buffer
	latest string // what was printed since the last line
}

var _ bottest.Driver = (*driver)(nil)

func newDriver(tb testing.TB, h chat.Handler) *driver {
	d := &driver{tb: tb, lines: make(chan string), asked: make(chan struct{})}
	ctx, cancel := context.WithCancel(tb.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		err := terminal.New(terminal.Options{Input: d, Screen: plain(d), Bare: "film", Asker: chat.Person{ID: "me", Name: "owner"}, Locale: "en-GB"}).Run(ctx, h)
		if err != nil && !errors.Is(err, terminal.ErrUnanswered) {
			tb.Errorf("Run: %v", err)
		}
	}()
	tb.Cleanup(func() { close(d.lines); cancel(); <-ended })
	<-d.asked
	return d
}

// Line implements terminal.Input.
func (d *driver) Line(string) (string, error) {
	select {
	case d.asked <- struct{}{}:
	case _, open := <-d.lines:
		if !open {
			return "", io.EOF
		}
	}
	line, open := <-d.lines
	if !open {
		return "", io.EOF
	}
	return line, nil
}

func (d *driver) Write(b []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.out.Write(b)
}

func (d *driver) Say(_, line string) {
	d.mu.Lock()
	d.out.Reset()
	d.mu.Unlock()
	d.lines <- line
	<-d.asked
	d.mu.Lock()
	defer d.mu.Unlock()
	d.latest = d.out.String()
}

// numbered is a number with its label, which ends where the next number, the
// detail or the line does.
var numbered = regexp.MustCompile(`\[(\d+)\] (.*?)(?:  \[| · |\n|$)`)

func (d *driver) labels() (numbers map[string]string) {
	numbers = make(map[string]string)
	text := strings.ReplaceAll(d.latest, "  [", "  [\n[") // a label may follow at once
	for _, m := range numbered.FindAllStringSubmatch(text, -1) {
		numbers[strings.TrimSpace(m[2])] = m[1]
	}
	return numbers
}

func (d *driver) Press(person, label string) error {
	n, ok := d.labels()[label]
	if !ok {
		return fmt.Errorf("nothing is labelled %q in\n%s", label, d.latest)
	}
	d.Say(person, n)
	return nil
}

func (d *driver) Pick(person, label string) error { return d.Press(person, label) }

func (d *driver) Fill(string, map[string]string) error {
	return errors.New("forms are asked line by line here")
}
func (d *driver) Complete(string, string) []string { return nil }
func (d *driver) Allow(string, chat.Permission)    {}
func (d *driver) Freely() bool                     { return true }

func (d *driver) Sees(string) bottest.Seen {
	s := bottest.Seen{Text: d.latest, Private: true}
	for label := range d.labels() {
		s.Labels = append(s.Labels, label)
	}
	return s
}
