package discordtest

import (
	"fmt"
	"slices"
)

// Press presses the button with a label under the newest message that the
// person sees in a channel, and waits for the answer. It fails with ErrNoMessage,
// ErrNoLabel, ErrLink or ErrDisabled where nobody could press it, and as
// Interaction.Answered does.
func (u *User) Press(c *Channel, label string) (*Interaction, error) {
	return wait(u.StartPress(c, "", label))
}

// PressOn is Press under the message with an id.
func (u *User) PressOn(c *Channel, message, label string) (*Interaction, error) {
	return wait(u.StartPress(c, message, label))
}

// StartPress presses a button and does not wait; message is "" for the newest.
func (u *User) StartPress(c *Channel, message, label string) (*Interaction, error) {
	return u.ask(kindComponent, c, func(i *Interaction) (map[string]any, error) {
		b, err := u.component(i, message, func(b *Component) bool {
			return b.Type == componentButton && b.Label == label
		})
		switch {
		case err != nil:
			return nil, fmt.Errorf("the button %q: %w", label, err)
		case b.Style == buttonLink:
			return nil, fmt.Errorf("the button %q: %w", label, ErrLink)
		case b.Disabled:
			return nil, fmt.Errorf("the button %q: %w", label, ErrDisabled)
		}
		return map[string]any{"component_type": b.Type, "custom_id": b.CustomID, "id": b.ID}, nil
	})
}

// Pick picks an option by its label in a menu of the newest message that the
// person sees in a channel, and waits for the answer. Where several options have
// the label, it is followed by the description in brackets: "Heat (1995)". It
// fails as Press does, and with ErrAmbiguous.
func (u *User) Pick(c *Channel, label string) (*Interaction, error) {
	return wait(u.StartPick(c, "", label))
}

// PickOn is Pick in the message with an id.
func (u *User) PickOn(c *Channel, message, label string) (*Interaction, error) {
	return wait(u.StartPick(c, message, label))
}

// StartPick picks an option and does not wait; message is "" for the newest.
func (u *User) StartPick(c *Channel, message, label string) (*Interaction, error) {
	return u.ask(kindComponent, c, func(i *Interaction) (map[string]any, error) {
		fits := func(o SelectOption) bool {
			return o.Label == label || o.Label+" ("+o.Description+")" == label
		}
		menu, err := u.component(i, message, func(b *Component) bool {
			return b.Type == componentStringSelect && slices.ContainsFunc(b.Options, fits)
		})
		if err != nil {
			return nil, fmt.Errorf("the option %q: %w", label, err)
		}
		var values []string
		for _, o := range menu.Options {
			if fits(o) {
				values = append(values, o.Value)
			}
		}
		switch {
		case len(values) > 1:
			return nil, fmt.Errorf("the option %q: %w", label, ErrAmbiguous)
		case menu.Disabled:
			return nil, fmt.Errorf("the option %q: %w", label, ErrDisabled)
		}
		return map[string]any{
			"component_type": menu.Type, "custom_id": menu.CustomID, "id": menu.ID, "values": values,
		}, nil
	})
}

// SendComponent sends a press of a button whose custom_id nobody offered, as a
// forged client can. message is "" for the newest.
func (u *User) SendComponent(c *Channel, message, customID string, values ...string) (*Interaction, error) {
	return wait(u.ask(kindComponent, c, func(i *Interaction) (map[string]any, error) {
		if err := u.aim(i, message); err != nil {
			return nil, err
		}
		data := map[string]any{"component_type": componentButton, "custom_id": customID, "id": 1}
		if len(values) > 0 {
			data["component_type"], data["values"] = componentStringSelect, values
		}
		return data, nil
	}))
}

// aim makes a message the source of an interaction.
func (u *User) aim(i *Interaction, message string) error {
	m := u.newest(i.channel)
	if message != "" {
		m = i.channel.find(message)
	}
	if m == nil || m.only != nil && m.only != u {
		return ErrNoMessage
	}
	i.source = m
	return nil
}

// component finds a part of a message and makes that message the source of an
// interaction. The lock is held.
func (u *User) component(i *Interaction, message string, fits func(*Component) bool) (*Component, error) {
	if err := u.aim(i, message); err != nil {
		return nil, err
	}
	var found []*Component
	leaves(i.source.Components, func(b *Component) {
		if fits(b) {
			found = append(found, b)
		}
	})
	switch len(found) {
	case 0:
		return nil, fmt.Errorf("%w (there are %q)", ErrNoLabel, labels(i.source.Components))
	case 1:
		return found[0], nil
	}
	return nil, ErrAmbiguous
}

func labels(list []Component) []string {
	var out []string
	leaves(list, func(b *Component) {
		if b.Label != "" {
			out = append(out, b.Label)
		}
		for _, o := range b.Options {
			out = append(out, o.Label)
		}
	})
	return out
}
