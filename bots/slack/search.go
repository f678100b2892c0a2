package slack

import (
	"context"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
)

// offerSearch answers a command that was typed without what it needs, such as
// /film alone: where the Handler finds fault, the fault becomes the heading of a
// form with a box to search in, and a field for each further option. It reports
// whether it did.
func (a *Adapter) offerSearch(ctx context.Context, t turn, answer chat.Answer) bool {
	if answer.Card == nil || answer.Card.Tone != chat.Failure || t.trigger == "" {
		return false
	}
	c, ok := t.command()
	if !ok || len(c.Options) == 0 || !c.Options[0].Suggests {
		return false
	}
	a.openForm(ctx, t, searchView(c, *answer.Card, stateOf(t, c.Route())))
	return true
}

// offerOptions answers a command with "?" behind it by a form of its options,
// for which Slack has no boxes while one types.
func (a *Adapter) offerOptions(ctx context.Context, t turn) bool {
	c, ok := t.command()
	if !ok || len(c.Options) == 0 {
		return false
	}
	a.openForm(ctx, t, searchView(c, chat.Card{Body: chat.T(c.Description)}, stateOf(t, c.Route())))
	return true
}

// command returns the command that was typed.
func (t turn) command() (chat.Command, bool) {
	for _, c := range t.on.handler.Commands() {
		if c.Name == t.name {
			return c, true
		}
	}
	return chat.Command{}, false
}

// searchView is the form of a command's options, the first of them to be searched
// for.
func searchView(c chat.Command, why chat.Card, s formState) slackgo.ModalViewRequest {
	v := modal("/"+c.Name, "Show", searchCallback, s)
	if rows := rowsOf(why.Body, maxSection-maxNote, false); len(rows) > 0 {
		text, _ := together(rows, maxSection, true)
		v.Blocks.BlockSet = append(v.Blocks.BlockSet, slackgo.NewSectionBlock(text, nil, nil))
	}
	for _, o := range c.Options {
		if len(v.Blocks.BlockSet) == maxModalBlocks {
			break
		}
		b := slackgo.NewInputBlock(o.Name, plainText(labelOr(heading(o.Name), maxInputLabel, "Value")), nil, searchBox(o))
		if h := label(o.Description, maxInputHint); h != "" {
			b.Hint = plainText(h)
		}
		b.Optional = !o.Required
		v.Blocks.BlockSet = append(v.Blocks.BlockSet, b)
	}
	return v
}

// searchBox is the box of one option: a search where the Handler completes it.
func searchBox(o chat.Option) slackgo.BlockElement {
	if !o.Suggests {
		return inputBox(chat.FormField{Name: o.Name, Choices: o.Choices})
	}
	least := 1
	e := slackgo.NewOptionsSelectBlockElement(slackgo.OptTypeExternal, plainText("Type to search"), box)
	e.MinQueryLength = &least
	return e
}

// heading is an option's name as a label.
func heading(name string) string {
	if name == "" {
		return ""
	}
	if c := name[0]; c >= 'a' && c <= 'z' {
		return string(c-'a'+'A') + name[1:]
	}
	return name
}
