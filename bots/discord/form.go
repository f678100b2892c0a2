package discord

import (
	"github.com/bwmarrin/discordgo"

	"marquee/internal/chat"
)

// A form is a modal. Discord lets one be opened only in a first response, and
// cannot show what is wrong with a field inside of it; see formerror.go.
//
// The first box's custom_id carries the route that opened the form behind the
// field's name, so that what is wrong can be answered with a button that opens
// it again.

// openerMark stands between a field's name and the route that opened the form.
const openerMark = "|"

// modal is the data of a response that opens a form.
type modal struct {
	CustomID   string       `json:"custom_id"`
	Title      string       `json:"title"`
	Components []modalLabel `json:"components"`
}

// modalLabel is a heading with a box under it, which discordgo does not know.
// https://discord.com/developers/docs/components/reference#label
type modalLabel struct {
	Type        int       `json:"type"`
	Label       string    `json:"label"`
	Description string    `json:"description,omitempty"`
	Component   modalPart `json:"component"`
}

// modalPart is a text input or a menu in a form.
type modalPart struct {
	Type      discordgo.ComponentType `json:"type"`
	CustomID  string                  `json:"custom_id"`
	Required  bool                    `json:"required"`
	Style     int                     `json:"style,omitempty"`
	Value     string                  `json:"value,omitempty"`
	MaxLength int                     `json:"max_length,omitempty"`
	Options   []modalOption           `json:"options,omitempty"`
}

type modalOption struct {
	Label   string `json:"label"`
	Value   string `json:"value"`
	Default bool   `json:"default,omitempty"`
}

const (
	componentLabel = 18
	shortInput     = 1
)

// modalOf renders a form. opener is the route that opened it, and kept what was
// typed before, by label; a field that is not in kept has the form's own value.
func modalOf(f chat.Form, opener string, kept map[string]string) modal {
	m := modal{CustomID: f.Route, Title: firstOf(label(f.Title, maxModalTitle), "Marquee")}
	for i, field := range f.Fields[:min(len(f.Fields), maxModalFields)] {
		id := field.Name
		if i == 0 && opener != "" && len(id)+len(openerMark)+len(opener) <= maxCustomID {
			id += openerMark + opener
		}
		name := firstOf(label(field.Label, maxInputLabel), field.Name)
		if v, ok := kept[name]; ok {
			field.Value = valueOf(field, v)
		}
		m.Components = append(m.Components, modalLabel{
			Type: componentLabel, Label: name, Description: label(field.Hint, maxInputHint),
			Component: modalBox(field, id),
		})
	}
	return m
}

func modalBox(f chat.FormField, id string) modalPart {
	p := modalPart{CustomID: id, Required: f.Required}
	if len(f.Choices) == 0 {
		p.Type, p.Style, p.MaxLength = discordgo.TextInputComponent, shortInput, maxInputValue
		p.Value = label(f.Value, maxInputValue)
		return p
	}
	p.Type = discordgo.SelectMenuComponent
	values := newIDs("")
	for _, c := range f.Choices {
		o := modalOption{Label: optionLabel(c), Value: c.Value, Default: c.Value == f.Value}
		if len(p.Options) < maxOptions && values.used[c.Value] == 0 && values.take(c.Value) != "" {
			p.Options = append(p.Options, o)
		}
	}
	return p
}
