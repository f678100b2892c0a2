package slack

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"marquee/internal/chat"
)

// show carries an answer out.
func (a *Adapter) show(ctx context.Context, t turn, answer chat.Answer) {
	switch {
	case answer.Form != nil:
		a.openForm(ctx, t, formView(*answer.Form, stateOf(t, answer.Form.Route)))
	case answer.Card != nil:
		a.send(ctx, t, *answer.Card, answer.Private, answer.Place)
	case answer.Later != nil:
		a.showLater(ctx, t, answer)
	case len(answer.Errors) > 0: // to no form that is open
		a.send(ctx, t, failure(errorsLine(answer.Errors)), true, chat.New)
	default:
		a.log.Error("an answer with nothing in it", "route", t.request.Route)
		a.send(ctx, t, failure(sayBroken), true, chat.New)
	}
}

// showLater makes a card that takes time, and shows it. Slack has no placeholder
// to take away: what is for the asker goes to them alone, and what everybody sees stays.
func (a *Adapter) showLater(ctx context.Context, t turn, answer chat.Answer) {
	card := a.wait(t, answer.Later)
	private, place := answer.Private, answer.Place
	if card.ForAsker() && !private {
		private = true
		if !t.private() {
			place = chat.New
		}
	}
	a.send(ctx, t, card, private, place)
}

// grace is how long a Later may go on after its context is done, to word what
// went wrong.
const grace = time.Second

// wait runs later, and gives up on it when it is of no use any more.
func (a *Adapter) wait(t turn, later func(context.Context) chat.Card) chat.Card {
	within, cancel := context.WithTimeout(t.on.work, a.options.AnswerWithin)
	defer cancel()
	done := make(chan chat.Card, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				a.logPanic(t, p)
				done <- failure(sayBroken)
			}
		}()
		done <- later(within)
	}()
	select {
	case card := <-done:
		return card
	case <-within.Done():
	}
	last := time.NewTimer(min(grace, a.options.AnswerWithin))
	defer last.Stop()
	select {
	case card := <-done:
		return card
	case <-last.C:
		a.log.Error("an answer did not come in time", "route", t.request.Route, "after", time.Since(t.begun))
		if t.on.work.Err() != nil {
			return failure(sayStopping)
		}
		return failure(sayTooLong)
	}
}

// errorsLine is what is wrong with a form, in one line.
func errorsLine(errors map[string]string) string {
	var all []string
	for _, name := range slices.SortedFunc(maps.Keys(errors), cmp.Compare[string]) {
		all = append(all, errors[name])
	}
	return strings.Join(all, " ")
}
