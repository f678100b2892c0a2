package discordtest

import (
	"fmt"
	"slices"
)

// A modalBody is a form as it was sent.
type modalBody struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []Component `json:"components"`
}

// modal is a form that stands open before a person.
type modal struct {
	modalBody
	channel *Channel
	source  *message // under which it was opened; nil where by a command
}

// SeenForm is a form as a person sees it.
type SeenForm struct {
	Title  string
	Fields []SeenInput
}

// SeenInput is one box of a form.
type SeenInput struct {
	ID       string // its custom_id, which a person does not see
	Label    string
	Hint     string
	Value    string // what stands there at first
	Options  []string
	Required bool
}

// Form returns the form that stands open before the person, and false where none
// does.
func (u *User) Form() (SeenForm, bool) {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	if u.modal == nil {
		return SeenForm{}, false
	}
	f := SeenForm{Title: u.modal.Title}
	for _, c := range u.modal.Components {
		in, label := c.input()
		if in == nil {
			continue
		}
		seen := SeenInput{ID: in.CustomID, Label: label, Hint: c.Description, Value: in.Value, Required: in.needed()}
		if seen.Hint == "" {
			seen.Hint = in.Placeholder
		}
		for _, o := range in.Options {
			seen.Options = append(seen.Options, o.Label)
			if o.Default {
				seen.Value = o.Label
			}
		}
		f.Fields = append(f.Fields, seen)
	}
	return f, true
}

// input returns the box in a form's label or row, and its label; nil for text.
func (c *Component) input() (*Component, string) {
	switch {
	case c.Component != nil:
		return c.Component, c.Label
	case len(c.Components) > 0:
		return &c.Components[0], c.Components[0].Label
	}
	return nil, ""
}

func (c *Component) needed() bool { return c.Required == nil || *c.Required }

func (m *modal) has(label string) bool {
	return slices.ContainsFunc(m.Components, func(c Component) bool {
		in, l := c.input()
		return in != nil && l == label
	})
}

// CloseForm closes the open form without sending it; the bot hears nothing.
func (u *User) CloseForm() {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	u.modal = nil
}

// Submit fills in the open form by the labels of its boxes and sends it; a box
// that is not named keeps what stands there. It fails with ErrNoForm, ErrNoLabel
// or ErrBadValue where the client would not send it, and as Interaction.Answered
// does.
func (u *User) Submit(values map[string]string) (*Interaction, error) {
	return wait(u.StartSubmit(values))
}

// StartSubmit sends the form and does not wait.
func (u *User) StartSubmit(values map[string]string) (*Interaction, error) {
	u.s.mu.Lock()
	open := u.modal
	u.s.mu.Unlock()
	if open == nil {
		return nil, ErrNoForm
	}
	return u.ask(kindModal, open.channel, func(i *Interaction) (map[string]any, error) {
		i.source = open.source
		for label := range values {
			if !open.has(label) {
				return nil, fmt.Errorf("the box %q: %w", label, ErrNoLabel)
			}
		}
		parts := []any{}
		id := 0
		for _, c := range open.Components {
			id += 2
			part := map[string]any{"type": c.Type, "id": id - 1}
			in, label := c.input()
			if in == nil {
				parts = append(parts, part)
				continue
			}
			text, named := values[label]
			sent, err := in.filled(text, named)
			if err != nil {
				return nil, fmt.Errorf("the box %q: %w", label, err)
			}
			sent["id"] = id
			if c.Type == componentLabel {
				part["component"] = sent
			} else {
				part["components"] = []any{sent}
			}
			parts = append(parts, part)
		}
		u.modal = nil
		return map[string]any{"custom_id": open.CustomID, "components": parts}, nil
	})
}

// filled is a box as it is sent.
func (c *Component) filled(text string, named bool) (map[string]any, error) {
	sent := map[string]any{"type": c.Type, "custom_id": c.CustomID}
	if c.Type == componentStringSelect {
		values := []string{}
		for _, o := range c.Options {
			if named && o.Label == text || !named && o.Default {
				values = append(values, o.Value)
			}
		}
		if named && text != "" && len(values) == 0 || c.needed() && len(values) == 0 {
			return nil, fmt.Errorf("%q is none of its options: %w", text, ErrBadValue)
		}
		sent["values"] = slices.Compact(values)
		return sent, nil
	}
	if c.Type != componentTextInput {
		sent["values"] = []string{text}
		return sent, nil
	}
	if !named {
		text = c.Value
	}
	n, most := textLength(text), maxInputValue
	if c.MaxLength != nil {
		most = *c.MaxLength
	}
	if n > most || n == 0 && c.needed() || n > 0 && c.MinLength != nil && n < *c.MinLength {
		return nil, fmt.Errorf("%q is too short or too long: %w", text, ErrBadValue)
	}
	sent["value"] = text
	return sent, nil
}
