package slack_test

import (
	"context"
	"sync"

	"marquee/internal/chat"
)

// fake is a Handler with one answer for everything, which keeps what it was
// asked.
type fake struct {
	answer  func(context.Context, chat.Request) chat.Answer
	suggest func(field, prefix string) []chat.Choice

	mu    sync.Mutex
	asked []chat.Request
	told  []string // of places
}

var (
	_ chat.Handler      = (*fake)(nil)
	_ chat.PlaceWatcher = (*fake)(nil)
)

func (*fake) Commands() []chat.Command {
	return []chat.Command{
		{Name: "film", Description: "The page of a film", Options: []chat.Option{
			{Name: "title", Description: "Its title", Required: true, Suggests: true},
			{Name: "year", Kind: chat.NumberOption},
		}},
		{Name: "kinds", Description: "Kinds", Options: []chat.Option{{Name: "kind", Required: true, Choices: []chat.Choice{{Label: "TV", Value: "tv"}}}}},
		{Name: "settings", Description: "The settings", Manages: true},
		{Name: "help", Description: "What there is", Home: true},
	}
}

func (f *fake) Answer(ctx context.Context, r chat.Request) chat.Answer {
	f.mu.Lock()
	f.asked = append(f.asked, r)
	f.mu.Unlock()
	return f.answer(ctx, r)
}

func (f *fake) Suggest(_ context.Context, _ chat.Request, field, prefix string) []chat.Choice {
	if f.suggest == nil {
		return nil
	}
	return f.suggest(field, prefix)
}

func (f *fake) note(what string, t chat.Target) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.told = append(f.told, what+" "+t.Server+" "+t.Channel)
}

func (f *fake) Added(_ context.Context, t chat.Target)   { f.note("added", t) }
func (f *fake) Removed(_ context.Context, t chat.Target) { f.note("removed", t) }
func (f *fake) Gone(_ context.Context, t chat.Target)    { f.note("gone", t) }

// requests returns what was asked so far.
func (f *fake) requests() []chat.Request {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]chat.Request{}, f.asked...)
}

// places returns what was told of places so far.
func (f *fake) places() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string{}, f.told...)
}

// always answers everything with a card.
func always(c chat.Card) *fake {
	return &fake{answer: func(context.Context, chat.Request) chat.Answer { return chat.Answer{Card: &c} }}
}
