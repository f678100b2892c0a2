package slacktest

import (
	"encoding/json"
	"fmt"
)

// Search types into the menu, in the newest message that the person sees in a
// channel, that gets its options from the app, and returns what the app offers.
// Where there are several such menus, placeholder says into which; else it may
// be "".
func (u *User) Search(c *Channel, placeholder, typed string) ([]SeenOption, error) {
	i, err := wait(u.search(c, placeholder, typed))
	if err != nil {
		return nil, err
	}
	return i.Options(), nil
}

// PickFound types into such a menu, picks an option by its label among those
// that the app offers, and waits for the answer.
func (u *User) PickFound(c *Channel, placeholder, typed, label string) (*Interaction, error) {
	i, err := wait(u.search(c, placeholder, typed))
	if err != nil {
		return nil, err
	}
	u.s.mu.Lock()
	o, err := choose(i.options, label)
	ts := i.source.ts
	u.s.mu.Unlock()
	if err != nil {
		return nil, err
	}
	return wait(u.ask(pressed, label, c, func(i *Interaction) (parcel, judge, error) {
		if err := u.aim(i, ts); err != nil {
			return parcel{}, nil, err
		}
		e, err := findElement(i.source.blocks, searches(placeholder))
		if err != nil {
			return parcel{}, nil, err
		}
		return i.choose(e, o)
	}))
}

// searches fits a menu that gets its options from the app.
func searches(placeholder string) func(*Element) bool {
	return func(e *Element) bool {
		s := e.seen()
		return s.Searches && (placeholder == "" || s.Placeholder == placeholder)
	}
}

func (u *User) search(c *Channel, placeholder, typed string) (*Interaction, error) {
	return u.ask(searched, typed, c, func(i *Interaction) (parcel, judge, error) {
		if err := u.aim(i, ""); err != nil {
			return parcel{}, nil, err
		}
		e, err := findElement(i.source.blocks, searches(placeholder))
		if err != nil {
			return parcel{}, nil, fmt.Errorf("the menu %q: %w", placeholder, err)
		}
		return i.search(e, typed)
	})
}

// SearchForm types into the box, in the form that stands open, that gets its
// options from the app, and returns what the app offers.
func (u *User) SearchForm(label, typed string) ([]SeenOption, error) {
	i, err := wait(u.searchForm(label, typed))
	if err != nil {
		return nil, err
	}
	return i.Options(), nil
}

func (u *User) searchForm(label, typed string) (*Interaction, error) {
	return u.ask(searched, typed, nil, func(i *Interaction) (parcel, judge, error) {
		if i.view = u.top(); i.view == nil {
			return parcel{}, nil, ErrNoForm
		}
		for _, b := range i.view.blocks {
			if b.Type == "input" && b.Label.Text == label && b.Element.seen().Searches {
				return i.search(placed{b.Element, b.BlockID}, typed)
			}
		}
		return parcel{}, nil, fmt.Errorf("the box %q: %w", label, ErrNoLabel)
	})
}

// search asks the app for options. It needs the lock.
func (i *Interaction) search(e placed, typed string) (parcel, judge, error) {
	least := 3 // Slack's default
	if e.MinQueryLength != nil {
		least = *e.MinQueryLength
	}
	if textLength(typed) < least {
		return parcel{}, nil, fmt.Errorf("%q is shorter than %d: %w", typed, least, ErrBadValue)
	}
	return interactiveParcel(i.suggestion(e.blockID, e.ActionID, typed), true), (*Server).judgeSearch, nil
}

// Options returns what the app offered in answer to a search.
func (i *Interaction) Options() []SeenOption {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	var list []SeenOption
	for _, o := range i.options {
		list = append(list, o.seen())
	}
	return list
}

// decodeOptions decodes options that were checked.
func decodeOptions(list []any) []Option {
	var options []Option
	if err := json.Unmarshal(rawJSON(list), &options); err != nil {
		panic("slacktest: options that passed the checks do not decode: " + err.Error())
	}
	return options
}
