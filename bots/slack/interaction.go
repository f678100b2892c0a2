package slack

import (
	"context"

	slackgo "github.com/slack-go/slack"
)

// interact takes an interaction, whichever way it came. ack is what travels in
// the acknowledgement, nil for none; rest is what is to be done after it, nil for
// nothing. Only forms and searches are answered before they are acknowledged.
func (a *Adapter) interact(ctx context.Context, s *serving, in slackgo.InteractionCallback) (ack any, rest func(context.Context)) {
	switch in.Type {
	case slackgo.InteractionTypeBlockActions:
		return nil, func(ctx context.Context) {
			if t, ok := a.pressed(ctx, s, in); ok {
				a.take(ctx, t)
			}
		}
	case slackgo.InteractionTypeBlockSuggestion:
		return a.suggest(ctx, s.handler, in), nil
	case slackgo.InteractionTypeViewSubmission:
		t, ok := a.submitted(s, in)
		if !ok {
			a.log.Warn("a form came back that is not ours", "callback", in.View.CallbackID)
			return nil, nil
		}
		return a.answerForm(ctx, t, in.View)
	}
	return nil, nil // a form that was closed, a shortcut: nothing to do
}
