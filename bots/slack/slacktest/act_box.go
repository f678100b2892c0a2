package slacktest

import (
	"fmt"
	"slices"
	"strings"
)

// filled is a box as the client sends it. It needs the lock.
// https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
func (v *view) filled(b *Block) (fields, error) {
	e, text := b.Element, v.typedIn(b)
	sent := fields{"type": e.Type}
	if text == "" && !b.Optional {
		return nil, fmt.Errorf("it is required: %w", ErrBadValue)
	}
	if key, several := optionKey(e.Type); key != "" {
		options, err := v.chosen(b, text, several)
		switch {
		case err != nil:
			return nil, err
		case several:
			sent[key] = options
		case len(options) == 1:
			sent[key] = options[0]
		default:
			sent[key] = nil
		}
		return sent, nil
	}
	key := valueKey(e.Type)
	if text == "" {
		sent[key] = nil
		return sent, nil
	}
	most := maxInputValue
	if e.MaxLength > 0 {
		most = e.MaxLength
	}
	if n := textLength(text); n > most || n < e.MinLength {
		return nil, fmt.Errorf("%q is too short or too long: %w", text, ErrBadValue)
	}
	sent[key] = text
	return sent, nil
}

// optionKey is where a box with options has what was chosen.
func optionKey(kind string) (key string, several bool) {
	switch kind {
	case "static_select", "external_select", "radio_buttons":
		return "selected_option", false
	case "multi_static_select", "multi_external_select", "checkboxes":
		return "selected_options", true
	}
	return "", false
}

// valueKey is where any other box has what was typed.
func valueKey(kind string) string {
	switch kind {
	case "datepicker":
		return "selected_date"
	case "timepicker":
		return "selected_time"
	case "users_select":
		return "selected_user"
	case "channels_select":
		return "selected_channel"
	case "conversations_select":
		return "selected_conversation"
	}
	return "value"
}

// chosen returns the options of a box that a text names, one on each line, or
// those that stood there at first. It needs the lock.
func (v *view) chosen(b *Block, text string, several bool) ([]Option, error) {
	e := b.Element
	first := slices.Clone(e.InitialOptions)
	if e.InitialOption != nil {
		first = append(first, *e.InitialOption)
	}
	list := []Option{}
	if _, named := v.typed[b.BlockID]; !named {
		return append(list, first...), nil
	}
	if text == "" {
		return list, nil
	}
	labels := []string{text}
	if several {
		labels = strings.Split(text, "\n")
	}
	known := distinct(slices.Concat(e.options(), first, v.found[b.BlockID]))
	for _, label := range labels {
		o, err := choose(known, label)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", err, ErrBadValue)
		}
		list = append(list, o)
	}
	return list, nil
}

// distinct returns options without those that have the same value.
func distinct(list []Option) []Option {
	seen := map[string]bool{}
	var out []Option
	for _, o := range list {
		if !seen[o.Value] {
			seen[o.Value] = true
			out = append(out, o)
		}
	}
	return out
}
