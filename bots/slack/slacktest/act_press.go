package slacktest

import (
	"fmt"
	"slices"
)

// Press presses the button with a label under the newest message that the
// person sees in a channel, and waits for the answer. A link is opened, of which
// the app is told too, and nothing but its acknowledgement is waited for. It
// fails with ErrNoMessage, ErrNoLabel or ErrAmbiguous where nobody could press
// it, and as Interaction.Answered does.
func (u *User) Press(c *Channel, label string) (*Interaction, error) {
	return wait(u.StartPress(c, "", label))
}

// PressOn is Press under the message called ts.
func (u *User) PressOn(c *Channel, ts, label string) (*Interaction, error) {
	return wait(u.StartPress(c, ts, label))
}

// StartPress presses a button and does not wait; ts is "" for the newest.
func (u *User) StartPress(c *Channel, ts, label string) (*Interaction, error) {
	return u.ask(pressed, label, c, func(i *Interaction) (parcel, judge, error) {
		if err := u.aim(i, ts); err != nil {
			return parcel{}, nil, err
		}
		return i.press(i.source.blocks, label)
	})
}

// PressForm presses a button in the form that stands open, beside its inputs.
func (u *User) PressForm(label string) (*Interaction, error) {
	return wait(u.ask(pressed, label, nil, func(i *Interaction) (parcel, judge, error) {
		if i.view = u.top(); i.view == nil {
			return parcel{}, nil, ErrNoForm
		}
		return i.press(i.view.blocks, label)
	}))
}

// PressHome presses a button in the App Home.
func (u *User) PressHome(label string) (*Interaction, error) {
	return wait(u.ask(pressed, label, nil, func(i *Interaction) (parcel, judge, error) {
		if i.view = u.home; i.view == nil {
			return parcel{}, nil, ErrNoMessage
		}
		return i.press(i.view.blocks, label)
	}))
}

// SendPress sends a press of a button that nobody offered, as a forged client
// can. ts is "" for the newest message.
func (u *User) SendPress(c *Channel, ts, actionID, value string) (*Interaction, error) {
	return wait(u.ask(pressed, actionID, c, func(i *Interaction) (parcel, judge, error) {
		if err := u.aim(i, ts); err != nil {
			return parcel{}, nil, err
		}
		action := fields{"type": "button", "block_id": "forged", "action_id": actionID, "value": value}
		return interactiveParcel(i.used(action), false), (*Server).judgeEmpty, nil
	}))
}

// aim makes a message the source of an interaction. It needs the lock.
func (u *User) aim(i *Interaction, ts string) error {
	m := u.newest(i.channel)
	if ts != "" {
		m = i.channel.find(ts)
	}
	if m == nil || !m.visible(u) {
		return ErrNoMessage
	}
	i.source = m
	return nil
}

// press finds a button by its label and presses it. It needs the lock.
func (i *Interaction) press(blocks []Block, label string) (parcel, judge, error) {
	found, err := findElement(blocks, func(e *Element) bool { return e.Type == "button" && e.Text.Text == label })
	if err != nil {
		return parcel{}, nil, fmt.Errorf("the button %q: %w", label, err)
	}
	b := found.Element
	action := fields{"type": "button", "block_id": found.blockID, "action_id": b.ActionID, "text": b.Text.shown()}
	for key, value := range map[string]string{"value": b.Value, "style": b.Style, "url": b.URL} {
		if value != "" {
			action[key] = value
		}
	}
	read := (*Server).judgeEmpty
	if b.URL != "" {
		read = (*Server).judgeLink
	}
	return interactiveParcel(i.used(action), false), read, nil
}

// A placed is an element in its block.
type placed struct {
	*Element
	blockID string
}

// interactive returns the elements of blocks that people can use, but for those
// in inputs.
func interactiveElements(blocks []Block) []placed {
	var out []placed
	for i := range blocks {
		b := &blocks[i]
		if b.Accessory != nil && b.Accessory.Type != "image" {
			out = append(out, placed{b.Accessory, b.BlockID})
		}
		if b.Type == "actions" {
			for j := range b.Elements {
				out = append(out, placed{&b.Elements[j], b.BlockID})
			}
		}
	}
	return out
}

// findElement finds the one element that fits.
func findElement(blocks []Block, fits func(*Element) bool) (placed, error) {
	all := interactiveElements(blocks)
	var labels []string
	for _, e := range all {
		if e.Text != nil {
			labels = append(labels, e.Text.Text)
		}
		for _, o := range e.options() {
			labels = append(labels, o.Text.Text)
		}
	}
	all = slices.DeleteFunc(all, func(e placed) bool { return !fits(e.Element) })
	switch len(all) {
	case 0:
		return placed{}, fmt.Errorf("%w (there are %q)", ErrNoLabel, labels)
	case 1:
		return all[0], nil
	}
	return placed{}, ErrAmbiguous
}
