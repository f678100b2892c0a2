package slack

import (
	"strconv"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
)

// plainText is text that Slack renders as it stands, emoji codes included.
func plainText(s string) *slackgo.TextBlockObject {
	return slackgo.NewTextBlockObject(slackgo.PlainTextType, s, false, false)
}

// mrkdwn is text in which Slack reads markup, and links nothing on its own.
func mrkdwn(s string) *slackgo.TextBlockObject {
	return slackgo.NewTextBlockObject(slackgo.MarkdownType, s, false, true)
}

// buttons are the buttons of a card, in blocks. Those that lead nowhere are left
// out; more says how many did not fit into so many blocks.
func buttons(actions []chat.Action, s stamp, first, most int) (blocks []slackgo.Block, more int) {
	var row []slackgo.BlockElement
	flush := func() {
		if len(row) > 0 {
			blocks = append(blocks, slackgo.NewActionBlock(s.block(first+len(blocks)), row...))
			row = nil
		}
	}
	for i, a := range actions {
		b := slackgo.NewButtonBlockElement("b"+strconv.Itoa(i), "", plainText(labelOr(a.Label, maxButton, "…")))
		switch u := address(a.URL, maxButtonURL); {
		case a.Route != "" && len(a.Route) <= chat.MaxRoute:
			b.Value = a.Route
		case u != "":
			b.URL = u
		default:
			continue
		}
		if len(row) == maxElements {
			flush()
		}
		if len(blocks) == most {
			more++
			continue
		}
		row = append(row, b)
	}
	if len(blocks) < most {
		flush()
	}
	return blocks, more
}

// menu is a picker: its prompt, with a select beside it. It is nil where there is
// nothing to pick.
func menu(p chat.Picker, s stamp, n int) (block slackgo.Block, more int) {
	var options []*slackgo.OptionBlockObject
	for _, o := range p.Options {
		switch {
		case o.Route == "" || len(o.Route) > chat.MaxRoute:
		case len(options) == maxOptions:
			more++
		default:
			options = append(options, option(o.Label, o.Detail, o.Route))
		}
	}
	if len(options) == 0 {
		return nil, 0
	}
	choose := slackgo.NewOptionsSelectBlockElement(slackgo.OptTypeStatic, plainText("Choose…"), "p", options...)
	return slackgo.NewSectionBlock(plainText(labelOr(p.Prompt, maxPrompt, "Choose one")), nil,
		slackgo.NewAccessory(choose), slackgo.SectionBlockOptionBlockID(s.block(n))), more
}

// option is an entry of a select.
func option(name, detail, value string) *slackgo.OptionBlockObject {
	o := slackgo.NewOptionBlockObject(value, plainText(labelOr(name, maxOption, "…")), nil)
	if d := label(detail, maxOption); d != "" {
		o.Description = plainText(d)
	}
	return o
}
