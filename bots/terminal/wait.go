package terminal

import (
	"context"
	"time"

	"github.com/charmbracelet/x/ansi"

	"marquee/internal/chat"
)

// patience is how long an answer may take before a sign of life is due.
const patience = 150 * time.Millisecond

// wait makes a card that takes its time. It reports false when the person did
// not want to wait for it, or ctx ended before.
func (t *Terminal) wait(ctx context.Context, later func(context.Context) chat.Card) (chat.Card, bool) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	done := make(chan chat.Card, 1)
	go func() { done <- later(ctx) }()

	sign := time.NewTimer(patience)
	defer sign.Stop()
	shown := false
	defer func() {
		if shown {
			t.raw("\r" + ansi.EraseLineRight)
		}
	}()
	for {
		select {
		case card := <-done:
			return card, true
		case <-t.options.Interrupts:
			return chat.Card{}, false
		case <-ctx.Done():
			return chat.Card{}, false
		case <-sign.C:
			if t.options.Screen.Live && !t.options.JSON {
				t.raw("…")
				shown = true
			}
		}
	}
}

// raw writes what is to be taken back.
func (t *Terminal) raw(s string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.write(s)
}
