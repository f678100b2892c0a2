package slack

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"marquee/internal/chat"
)

// A turn is something that a person did, and where its answer goes.
type turn struct {
	on      *serving // with the Handler that answers
	request chat.Request
	respond string    // the response_url; "" where there is none
	until   time.Time // when Slack takes no more answers there
	trigger string    // opens one form, for three seconds
	begun   time.Time
	home    bool // it was done in the App Home, which Replace changes

	// name is the command that was typed. bare says that nothing stood behind it,
	// so that it gets a box to search in where it needs one; asks, that "?" did,
	// so that it gets a form of its options.
	name       string
	bare, asks bool
}

// private reports whether only the asker sees what was pressed.
func (t turn) private() bool { return t.request.Press != nil && t.request.Press.Private }

// pressed reports whether there is something that can be replaced.
func (t turn) pressed() bool { return t.home || t.request.Press != nil && t.respond != "" }

// manages reports whether what was asked for changes things where it was asked.
func (t turn) manages() bool {
	r, err := chat.ParseRoute(t.request.Route)
	return err != nil || slices.ContainsFunc(t.on.handler.Commands(), func(c chat.Command) bool {
		return c.Name == r.Command && c.Manages
	})
}

// Sentences of the adapter itself: for what goes wrong where no Handler is left
// to word it.
const (
	sayTooLong   = "That took too long: a source that I asked did not answer. Please try again in a minute."
	sayStopping  = "I am being restarted, so I stopped looking. Please ask again in a minute."
	sayBroken    = "Something went wrong on my side, so I have no answer. Please try again; whoever runs this bot can read in its log what it was."
	sayTooMuch   = "I have an answer, but Slack does not take it. Whoever runs this bot can read in its log why."
	sayFormLate  = "I was too slow to open the form: Slack waits for three seconds only. Please try again."
	sayDoubtful  = "Slack did not tell me whether it showed my answer to everybody here. If you do not see it, please ask again."
	sayElsewhere = "You asked this where I cannot write any more, so my answer comes here."
	sayNoForm    = "Slack did not let me open the form. Please try again in a minute."
)

// failure is a card of one sentence.
func failure(sentence string) chat.Card {
	return chat.Card{Tone: chat.Failure, Title: "Sorry", Body: chat.T(sentence)}
}

// take answers a turn that is acknowledged already.
func (a *Adapter) take(ctx context.Context, t turn) {
	defer a.rescue(ctx, t)
	if t.asks && a.offerOptions(ctx, t) {
		return
	}
	answer := a.ask(ctx, t)
	if t.bare && a.offerSearch(ctx, t, answer) {
		return
	}
	a.show(ctx, t, answer)
}

// ask asks the Handler.
func (a *Adapter) ask(ctx context.Context, t turn) chat.Answer {
	ctx, cancel := context.WithTimeout(ctx, triggerLife)
	defer cancel()
	return t.on.handler.Answer(ctx, t.request)
}

// rescue keeps a panic from ending the process: it is logged, and the person
// told.
func (a *Adapter) rescue(ctx context.Context, t turn) {
	if p := recover(); p != nil {
		a.logPanic(t, p)
		a.send(ctx, t, failure(sayBroken), true, chat.New)
	}
}

func (a *Adapter) logPanic(t turn, p any) {
	a.log.Error("a handler panicked", "route", t.request.Route, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
}
