package terminal

import (
	"context"
	"fmt"
	"time"

	"github.com/charmbracelet/x/ansi"

	"marquee/internal/chat"
)

// A posting is a notice that was shown.
type posting struct {
	receipt chat.Receipt
	at      time.Time
}

// Post shows c above the prompt. A second Post with the same key shows nothing
// and answers like the first. What c leads on to is numbered on from what is on
// the screen, so that no number changes its meaning while somebody types it.
func (t *Terminal) Post(ctx context.Context, key chat.Key, target chat.Target, c chat.Card) chat.Outcome {
	if err := ctx.Err(); err != nil {
		return chat.Outcome{Result: chat.NotSent, Err: err}
	}
	if target.Platform != Platform {
		return chat.Outcome{Result: chat.Rejected, Err: fmt.Errorf("posting to %q: not a terminal", target.Platform)}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if p, ok := t.posted[key]; ok {
		return chat.Outcome{Result: chat.Sent, Receipt: p.receipt}
	}
	v := t.options.Screen.view()
	v.First = len(t.entries) + 1
	var text string
	switch above := t.prompt != "" && t.options.Screen.Live; {
	case t.options.JSON:
		text = jsonLine(c)
	case above: // takes the line of the prompt, which comes back below
		text = "\r" + ansi.EraseLineRight + Render(c, v) + "\n"
	default:
		text = t.spaced(Render(c, v))
	}
	t.write(text)
	if t.broken != nil {
		return chat.Outcome{Result: chat.Doubtful, Err: fmt.Errorf("posting to the terminal: %w", t.broken)}
	}
	for _, e := range entriesOf(c) {
		e.press = chat.Press{ByAsker: true, Announcement: true}
		// Not append in place: a reader may hold the older list.
		t.entries = append(t.entries[:len(t.entries):len(t.entries)], e)
	}
	p := posting{chat.Receipt(key), time.Now()}
	t.posted[key] = p
	if t.prompt != "" && t.editor != nil {
		t.editor.Redraw(t.prompt)
	}
	return chat.Outcome{Result: chat.Sent, Receipt: p.receipt}
}

// Find tells whether a notice was shown under key since then. A terminal
// remembers for as long as it runs.
func (t *Terminal) Find(_ context.Context, key chat.Key, _ chat.Target, since time.Time) (chat.Receipt, chat.Finding, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	p, ok := t.posted[key]
	if !ok || p.at.Before(since) {
		return "", chat.Absent, nil
	}
	return p.receipt, chat.Found, nil
}

// prompting notes that a line is being typed behind prompt; "" when it is not.
func (t *Terminal) prompting(prompt string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.prompt = prompt
}
