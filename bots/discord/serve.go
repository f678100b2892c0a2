package discord

import (
	"context"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/bwmarrin/discordgo"

	"marquee/internal/chat"
	"marquee/internal/chat/clip"
)

// A response is the first response to an interaction.
type response struct {
	Type discordgo.InteractionResponseType `json:"type"`
	Data any                               `json:"data,omitempty"`
}

// A turn is an interaction being answered.
type turn struct {
	a       *Adapter
	h       chat.Handler
	in      *interaction
	ask     ask
	begun   time.Time
	respond func(context.Context, response) error // gives the first response
	replied bool
}

// begin answers an interaction in a goroutine of its own. It reports false where
// nothing new is taken.
func (a *Adapter) begin(in *interaction, begun time.Time, respond func(context.Context, response) error) bool {
	h := a.handler.Load()
	a.mu.Lock()
	defer a.mu.Unlock()
	if h == nil || a.closing || !a.recent.add(in.ID) {
		return false
	}
	a.running.Add(1)
	t := &turn{a: a, h: *h, in: in, begun: begun, respond: respond}
	go func() {
		defer a.running.Done()
		t.run()
	}()
	return true
}

// callback gives the first response by a request.
func (a *Adapter) callback(in *interaction) func(context.Context, response) error {
	return func(ctx context.Context, r response) error {
		err := a.rest.do(ctx, request{
			method: http.MethodPost, path: "/interactions/" + in.ID + "/" + in.Token + "/callback",
			name: "responding to an interaction", body: r, interaction: true, again: true,
		})
		if isCode(err, codeAcknowledged) {
			return nil // by a try whose answer was lost
		}
		return err
	}
}

// run answers; a panic is answered too.
func (t *turn) run() {
	ctx, cancel := context.WithDeadline(t.a.last, t.begun.Add(firstResponse))
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			t.a.log.Error("a panic while answering on Discord", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			t.sorry(ctx)
		}
	}()
	var err error
	if t.ask, err = t.a.read(t.in); err != nil {
		t.a.log.Warn("an interaction of Discord's that cannot be read", "error", err)
		t.sorry(ctx)
		return
	}
	if t.in.Type == discordgo.InteractionApplicationCommandAutocomplete {
		t.suggest(ctx)
		return
	}
	t.answer(ctx, t.h.Answer(ctx, t.ask.request))
}

// sayBroken is said where there is no better answer to give.
const sayBroken = "Something went wrong on my side, so I have no answer. Please try again; whoever runs this bot can read in its log what it was."

// sorry gives what answer there can be after a panic or nonsense.
func (t *turn) sorry(ctx context.Context) {
	if t.replied {
		return
	}
	if t.in.Type == discordgo.InteractionApplicationCommandAutocomplete {
		t.first(ctx, response{discordgo.InteractionApplicationCommandAutocompleteResult, choices{[]choice{}}})
		return
	}
	t.show(ctx, failure(sayBroken), true, false)
}

func failure(sentence string) chat.Card {
	return chat.Card{Tone: chat.Failure, Title: "Sorry", Body: chat.T(sentence)}
}

// first gives the first response, and reports whether it arrived.
func (t *turn) first(ctx context.Context, r response) bool {
	t.replied = true
	err := t.respond(ctx, r)
	if err != nil {
		t.a.log.Warn("an interaction could not be answered", "error", err, "after", time.Since(t.begun))
	}
	return err == nil
}

// choices is the data of an autocomplete answer. The list is there even when it
// is empty; discordgo would leave it out, and Discord refuse that.
type choices struct {
	Choices []choice `json:"choices"`
}

type choice struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
}

// suggest answers what is being typed.
func (t *turn) suggest(ctx context.Context) {
	r := t.ask.request
	out := choices{Choices: []choice{}}
	for _, c := range t.h.Suggest(ctx, r, t.ask.focused, r.Args[t.ask.focused]) {
		name := label(firstOf(c.Label, c.Value), maxChoiceText)
		// A value is typed into the box as it is, so one that is cut would mean
		// something else.
		if len(out.Choices) < maxChoices && name != "" && c.Value != "" && clip.UTF16(c.Value) <= maxChoiceText {
			out.Choices = append(out.Choices, choice{name, c.Value})
		}
	}
	t.first(ctx, response{discordgo.InteractionApplicationCommandAutocompleteResult, out})
}
