package slack

import (
	"context"
	"maps"
	"slices"
	"time"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
)

// submitted reads a form that was sent. ok is false for a form that is not ours.
func (a *Adapter) submitted(on *serving, in slackgo.InteractionCallback) (t turn, ok bool) {
	s, ok := readState(in.View.PrivateMetadata)
	if !ok {
		return t, false
	}
	t = turn{on: on, respond: s.Respond, until: time.Unix(s.Until, 0), trigger: in.TriggerID, begun: time.Now(), home: s.Home}
	t.request = chat.Request{
		Route: s.Route, Asker: personOf(in.User), Direct: s.Direct, At: time.Now(), Locale: a.people.locale(in.User.ID),
		Target: a.target(in.Team.ID, s.Channel), Args: fieldsOf(in.View), Form: true, Press: s.press(),
	}
	t.request.Target.Thread = s.Thread
	t.request.May = a.may(in.User.ID, t.request.Target, s.Direct)
	return t, true
}

// fieldsOf returns what was filled in, by field; a search that was left empty is
// absent.
func fieldsOf(v slackgo.View) map[string]string {
	args := make(map[string]string)
	if v.State == nil {
		return args
	}
	for name, elements := range v.State.Values {
		for _, e := range elements {
			value := e.Value
			if e.SelectedOption.Value != "" {
				value = e.SelectedOption.Value
			}
			if value != "" || v.CallbackID == formCallback {
				args[name] = value
			}
		}
	}
	return args
}

// answerForm asks the Handler about a form that was sent, and returns what
// travels in the acknowledgement, nil where it closes the form, and what is left
// to do after it, nil where nothing is.
func (a *Adapter) answerForm(ctx context.Context, t turn, v slackgo.View) (ack any, rest func(context.Context)) {
	defer func() {
		if p := recover(); p != nil {
			a.logPanic(t, p)
			ack, rest = a.formErrors(v, map[string]string{"": sayBroken})
		}
	}()
	answer := a.ask(ctx, t)
	switch {
	case len(answer.Errors) > 0:
		return a.formErrors(v, answer.Errors)
	case answer.Form != nil:
		next := formView(*answer.Form, stateOf(t, answer.Form.Route))
		return slackgo.NewUpdateViewSubmissionResponse(&next), nil
	case answer.Card != nil && answer.Card.Tone == chat.Failure && len(answer.Card.Pickers) == 0:
		// The person can mend it where they are, and loses nothing typed.
		return a.formErrors(v, map[string]string{"": answer.Card.Body.String()})
	}
	return nil, func(ctx context.Context) {
		defer a.rescue(ctx, t)
		a.show(ctx, t, answer)
	}
}

// formErrors shows sentences at their fields. What names no field of the form
// stands at the first: Slack would not show it at all.
func (a *Adapter) formErrors(v slackgo.View, faults map[string]string) (any, func(context.Context)) {
	shown := make(map[string]string)
	known := make(map[string]bool)
	first := ""
	for _, b := range v.Blocks.BlockSet {
		if in, ok := b.(*slackgo.InputBlock); ok {
			known[in.BlockID] = true
			if first == "" {
				first = in.BlockID
			}
		}
	}
	for name, sentence := range faults {
		if known[name] {
			shown[name] = labelOr(sentence, maxError, sayBroken)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(faults)) {
		if !known[name] && shown[first] == "" {
			shown[first] = labelOr(faults[name], maxError, sayBroken)
		}
	}
	return slackgo.NewErrorsViewSubmissionResponse(shown), nil
}
