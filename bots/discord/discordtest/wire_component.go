package discordtest

import "encoding/json"

// A Component is a row, a button, a select or a part of a modal. Which fields
// count depends on Type.
// https://discord.com/developers/docs/components/reference
type Component struct {
	Type        int             `json:"type"`
	ID          int             `json:"id,omitempty"`
	CustomID    string          `json:"custom_id,omitempty"`
	Style       int             `json:"style,omitempty"`
	Label       string          `json:"label,omitempty"`
	Description string          `json:"description,omitempty"`
	Emoji       json.RawMessage `json:"emoji,omitempty"`
	URL         string          `json:"url,omitempty"`
	Disabled    bool            `json:"disabled,omitempty"`
	Placeholder string          `json:"placeholder,omitempty"`
	Options     []SelectOption  `json:"options,omitempty"`
	MinValues   *int            `json:"min_values,omitempty"`
	MaxValues   *int            `json:"max_values,omitempty"`
	Required    *bool           `json:"required,omitempty"`
	Value       string          `json:"value,omitempty"`
	MinLength   *int            `json:"min_length,omitempty"`
	MaxLength   *int            `json:"max_length,omitempty"`
	Content     string          `json:"content,omitempty"`
	Components  []Component     `json:"components,omitempty"`
	Component   *Component      `json:"component,omitempty"`
}

// Component types.
const (
	componentRow               = 1
	componentButton            = 2
	componentStringSelect      = 3
	componentTextInput         = 4
	componentUserSelect        = 5
	componentRoleSelect        = 6
	componentMentionableSelect = 7
	componentChannelSelect     = 8
	componentText              = 10
	componentLabel             = 18
)

// Button styles.
const (
	buttonPrimary = 1
	buttonDanger  = 4
	buttonLink    = 5
	buttonPremium = 6
)

// A SelectOption is one entry of a string select.
type SelectOption struct {
	Label       string          `json:"label"`
	Value       string          `json:"value"`
	Description string          `json:"description,omitempty"`
	Emoji       json.RawMessage `json:"emoji,omitempty"`
	Default     bool            `json:"default,omitempty"`
}

// number gives every component under list an id, as Discord does where the
// sender gave none.
func number(list []Component) []Component {
	next := 1
	var walk func([]Component)
	walk = func(list []Component) {
		for i := range list {
			if list[i].ID == 0 {
				list[i].ID = next
			}
			next++
			walk(list[i].Components)
			if list[i].Component != nil {
				if list[i].Component.ID == 0 {
					list[i].Component.ID = next
				}
				next++
			}
		}
	}
	walk(list)
	return list
}

// leaves calls f with every component under list that is no row or label.
func leaves(list []Component, f func(*Component)) {
	for i := range list {
		c := &list[i]
		switch {
		case c.Type == componentRow:
			leaves(c.Components, f)
		case c.Component != nil:
			f(c.Component)
		default:
			f(c)
		}
	}
}
