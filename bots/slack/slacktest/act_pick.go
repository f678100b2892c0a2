package slacktest

import (
	"fmt"
	"slices"
)

// Pick picks an option by its label in a menu of the newest message that the
// person sees in a channel, and waits for the answer. Where several options have
// the label, it is followed by the description in brackets: "Heat (1995)". It
// fails as Press does.
func (u *User) Pick(c *Channel, label string) (*Interaction, error) {
	return wait(u.StartPick(c, "", label))
}

// PickOn is Pick in the message called ts.
func (u *User) PickOn(c *Channel, ts, label string) (*Interaction, error) {
	return wait(u.StartPick(c, ts, label))
}

// StartPick picks an option and does not wait; ts is "" for the newest.
func (u *User) StartPick(c *Channel, ts, label string) (*Interaction, error) {
	return u.ask(pressed, label, c, func(i *Interaction) (parcel, judge, error) {
		if err := u.aim(i, ts); err != nil {
			return parcel{}, nil, err
		}
		return i.pick(i.source.blocks, label)
	})
}

// PickHome picks an option in the App Home.
func (u *User) PickHome(label string) (*Interaction, error) {
	return wait(u.ask(pressed, label, nil, func(i *Interaction) (parcel, judge, error) {
		if i.view = u.home; i.view == nil {
			return parcel{}, nil, ErrNoMessage
		}
		return i.pick(i.view.blocks, label)
	}))
}

// pick finds an option by its label and picks it. It needs the lock.
func (i *Interaction) pick(blocks []Block, label string) (parcel, judge, error) {
	found, err := findElement(blocks, func(e *Element) bool {
		return slices.ContainsFunc(e.options(), func(o Option) bool { return o.labelled(label) })
	})
	if err != nil {
		return parcel{}, nil, fmt.Errorf("the option %q: %w", label, err)
	}
	o, err := choose(found.options(), label)
	if err != nil {
		return parcel{}, nil, err
	}
	return i.choose(found, o)
}

// labelled reports whether a person would call the option so.
func (o Option) labelled(label string) bool {
	s := o.seen()
	return s.Label == label || s.Label+" ("+s.Description+")" == label
}

// choose returns the one option with a label.
func choose(options []Option, label string) (Option, error) {
	var all []string
	var fit []Option
	for _, o := range options {
		all = append(all, o.Text.Text)
		if o.labelled(label) {
			fit = append(fit, o)
		}
	}
	switch len(fit) {
	case 0:
		return Option{}, fmt.Errorf("the option %q: %w (there are %q)", label, ErrNoLabel, all)
	case 1:
		return fit[0], nil
	}
	return Option{}, fmt.Errorf("the option %q: %w", label, ErrAmbiguous)
}

// choose sends a choice. It needs the lock.
func (i *Interaction) choose(e placed, o Option) (parcel, judge, error) {
	chosen := o.shown()
	action := fields{
		"type": e.Type, "block_id": e.blockID, "action_id": e.ActionID, "selected_option": chosen,
	}
	if e.Placeholder != nil {
		action["placeholder"] = e.Placeholder.shown()
	}
	p := i.used(action)
	p["state"] = fields{"values": fields{e.blockID: fields{e.ActionID: fields{"type": e.Type, "selected_option": chosen}}}}
	return interactiveParcel(p, false), (*Server).judgeEmpty, nil
}

// shown is an option as Slack gives it back.
func (o Option) shown() Option {
	o.Text = *o.Text.shown()
	o.Description = o.Description.shown()
	return o
}
