package terminal

import (
	"context"
	"fmt"
	"time"

	"marquee/internal/chat"
)

// hear answers one line; an empty one asks for nothing.
func (t *Terminal) hear(ctx context.Context, line string) meaning {
	got := read(line, t.commands, t.options.Bare)
	if t.editor != nil && (got.meaning == ask || got.meaning == unknown) {
		t.editor.Remember(line) // a number means something else next time
	}
	switch got.meaning {
	case ask:
		t.hint(got)
		r := t.request(got.command.Route())
		r.Line = got.line
		t.answer(ctx, r)
	case follow:
		t.follow(ctx, got.number)
	case unknown:
		t.fail(t.unknown(got.name))
	}
	return got.meaning
}

// request is a request for route from the person at the terminal.
func (t *Terminal) request(route string) chat.Request {
	return chat.Request{
		Route:  route,
		Asker:  t.options.Asker,
		Target: t.target,
		Direct: true,
		Locale: t.options.Locale,
		At:     time.Now(),
	}
}

// follow goes where a number on the screen leads.
func (t *Terminal) follow(ctx context.Context, n int) {
	t.mu.Lock()
	entries := t.entries
	t.mu.Unlock()
	switch {
	case len(entries) == 0:
		t.fail(fmt.Sprintf("Nothing here is numbered yet. For a film called %d, type /%s %d.", n, t.options.Bare, n))
		return
	case n < 1 || n > len(entries):
		t.fail(fmt.Sprintf("There is no [%d] here, only [1] to [%d]. For a film called %d, type /%s %d.",
			n, len(entries), n, t.options.Bare, n))
		return
	}
	e := entries[n-1]
	if e.url != "" {
		t.show(chat.Card{Tone: chat.Info, Title: e.label, URL: e.url}, false)
		return
	}
	r := t.request(e.route)
	r.Press = &e.press
	t.answer(ctx, r)
}

// unknown says that there is no such command, and which may have been meant.
func (t *Terminal) unknown(name string) string {
	if near := nearest(t.commands, name); near != "" {
		return fmt.Sprintf("There is no /%.40s. Did you mean /%s?", name, near)
	}
	return fmt.Sprintf("There is no /%.40s. /help lists what there is.", name)
}

// hint says once where text without a slash goes.
func (t *Terminal) hint(got typed) {
	if !got.bare || t.hinted || t.editor == nil || t.options.JSON {
		return
	}
	t.hinted = true
	t.say(fmt.Sprintf("Text without a slash is taken for /%s. /help shows the rest.", got.command.Name))
}
