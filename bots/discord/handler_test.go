package discord_test

import (
	"context"
	"fmt"
	"sync/atomic"

	"marquee/internal/chat"
)

// fake is a Handler of a test's own making, with the commands /film and
// /settings.
type fake struct {
	answer  func(context.Context, chat.Request) chat.Answer
	suggest func(field, prefix string) []chat.Choice
	asked   atomic.Int64
}

func (f *fake) Commands() []chat.Command {
	return []chat.Command{
		{Name: "film", Description: "A film", Options: []chat.Option{
			{Name: "title", Description: "Its title", Required: true, Suggests: true},
			{Name: "year", Description: "Its year", Kind: chat.NumberOption},
			{Name: "kind", Description: "A kind", Choices: []chat.Choice{{Label: "In cinemas", Value: "theatrical"}}},
		}},
		{Name: "settings", Description: "Settings", Manages: true},
	}
}

func (f *fake) Answer(ctx context.Context, r chat.Request) chat.Answer {
	f.asked.Add(1)
	return f.answer(ctx, r)
}

func (f *fake) Suggest(_ context.Context, _ chat.Request, field, prefix string) []chat.Choice {
	if f.suggest == nil {
		return nil
	}
	return f.suggest(field, prefix)
}

// says answers everything with a card of this title.
func says(title string) *fake {
	return &fake{answer: func(context.Context, chat.Request) chat.Answer {
		return chat.Answer{Card: &chat.Card{Tone: chat.Info, Title: title, Body: chat.T("Here it is.")}}
	}}
}

// later answers everything with what make makes.
func later(private bool, make func(context.Context) chat.Card) *fake {
	return &fake{answer: func(context.Context, chat.Request) chat.Answer {
		return chat.Answer{Private: private, Later: make}
	}}
}

func sorry(sentence string) chat.Card {
	return chat.Card{Tone: chat.Failure, Title: "Sorry", Body: chat.T(sentence)}
}

// answerAll makes an answer of a function without a context.
func answerAll(f func(chat.Request) chat.Answer) func(context.Context, chat.Request) chat.Answer {
	return func(_ context.Context, q chat.Request) chat.Answer { return f(q) }
}

func sprint(v any) string { return fmt.Sprint(v) }
