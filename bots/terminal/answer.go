package terminal

import (
	"context"
	"slices"
	"strings"

	"marquee/internal/chat"
)

// answer asks the Handler and shows what it says.
func (t *Terminal) answer(ctx context.Context, r chat.Request) {
	a := t.handler.Answer(ctx, r)
	if a.Form != nil {
		t.fill(ctx, r, a)
		return
	}
	t.showAnswer(ctx, a)
}

// showAnswer shows an answer that is no form.
func (t *Terminal) showAnswer(ctx context.Context, a chat.Answer) {
	switch {
	case a.Card != nil:
		t.show(*a.Card, a.Private)
	case a.Later != nil:
		card, ok := t.wait(ctx, a.Later)
		if !ok {
			t.fail("Stopped before there was an answer.")
			return
		}
		// After a public acknowledgement a failure is for the asker alone.
		t.show(card, a.Private || card.ForAsker())
	case len(a.Errors) > 0:
		t.fail(errorsLine(a.Errors))
	default:
		t.fail("There was no answer to that.")
	}
}

// errorsLine is what is wrong with a form, in one line.
func errorsLine(errors map[string]string) string {
	var all []string
	for field, fault := range errors {
		all = append(all, field+": "+fault)
	}
	slices.Sort(all)
	return strings.Join(all, "; ")
}

// show puts a card on the screen; its numbers are what numbers mean from now
// on, unless it has none: then those further up still count.
func (t *Terminal) show(c chat.Card, private bool) {
	t.failed = t.failed || c.Tone == chat.Failure
	entries := entriesOf(c)
	for i := range entries {
		entries[i].press = chat.Press{ByAsker: true, Private: private}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(entries) > 0 {
		t.entries = entries
	}
	if t.options.JSON {
		t.write(jsonLine(c))
		return
	}
	v := t.options.Screen.view()
	v.Private = private
	t.write(t.spaced(Render(c, v)))
}

// fail answers with a failure of the terminal's own.
func (t *Terminal) fail(sentence string) {
	t.show(chat.Card{Tone: chat.Failure, Title: sentence}, false)
}

// say writes a remark that is no answer.
func (t *Terminal) say(sentence string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	v := t.options.Screen.view()
	t.write(Render(chat.Card{Footer: sentence}, v))
}

// spaced sets a card apart from what is on the screen already; where a prompt
// follows, from that too.
func (t *Terminal) spaced(card string) string {
	if t.written || t.editor != nil {
		card = "\n" + card
	}
	if t.editor != nil {
		card += "\n"
	}
	return card
}

// write puts text on the screen. The caller holds mu.
func (t *Terminal) write(text string) {
	if t.broken != nil {
		return
	}
	t.written = true
	if _, err := t.options.Screen.Out.Write([]byte(text)); err != nil {
		t.broken = err
	}
}

// screenError returns why the screen takes no more, nil while it does.
func (t *Terminal) screenError() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.broken
}
