package slacktest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Submit fills in the form that stands open by the labels of its boxes and sends
// it; a box that is not named keeps what stands in it. In a box with options one
// names them by their labels, several on a line each; where they come from the
// app, the label is typed as a search first. Submit waits until the form shows
// errors or changes, or else for a message. It fails with ErrNoForm, ErrNoLabel
// or ErrBadValue where the client would not send it, and as Interaction.Answered
// does.
func (u *User) Submit(values map[string]string) (*Interaction, error) {
	return wait(u.StartSubmit(values))
}

// StartSubmit sends the form and does not wait but for searches.
func (u *User) StartSubmit(values map[string]string) (*Interaction, error) {
	found, err := u.searchAll(values)
	if err != nil {
		return nil, err
	}
	return u.ask(submitted, "", nil, func(i *Interaction) (parcel, judge, error) {
		v := u.top()
		if v == nil {
			return parcel{}, nil, ErrNoForm
		}
		i.view, i.about = v, v.text("title")
		if v.text("submit") == "" {
			return parcel{}, nil, fmt.Errorf("the form %q cannot be sent: %w", i.about, ErrNoLabel)
		}
		state, err := v.fill(values, found)
		if err != nil {
			return parcel{}, nil, err
		}
		return interactiveParcel(i.submission(state), true), (*Server).judgeSubmission, nil
	})
}

// searchAll searches for the options that are named in boxes that get theirs
// from the app, and returns them by the boxes' labels.
func (u *User) searchAll(values map[string]string) (map[string][]Option, error) {
	form, open := u.Form()
	if !open {
		return nil, ErrNoForm
	}
	found := map[string][]Option{}
	for _, f := range form.Fields {
		if !f.Searches || values[f.Label] == "" {
			continue
		}
		for _, label := range strings.Split(values[f.Label], "\n") {
			i, err := wait(u.searchForm(f.Label, label))
			if err != nil {
				return nil, err
			}
			u.s.mu.Lock()
			o, err := choose(i.options, label)
			u.s.mu.Unlock()
			if err != nil {
				return nil, err
			}
			found[f.Label] = append(found[f.Label], o)
		}
	}
	return found, nil
}

// CloseForm closes the form on top without sending it. The app is told where it
// asked for that; else the interaction is nil.
func (u *User) CloseForm() (*Interaction, error) {
	u.s.mu.Lock()
	v := u.top()
	if v == nil {
		u.s.mu.Unlock()
		return nil, ErrNoForm
	}
	told := v.flag("notify_on_close")
	if !told {
		v.close()
	}
	u.s.mu.Unlock()
	if !told {
		return nil, nil
	}
	return wait(u.ask(closedForm, "", nil, func(i *Interaction) (parcel, judge, error) {
		i.view, i.about = v, v.text("title")
		payload := i.closing(v.flag("clear_on_close"))
		v.close()
		return interactiveParcel(payload, false), (*Server).judgeEmpty, nil
	}))
}

// fill turns what was typed into what the client sends. Boxes keep what stood in
// them where it sends nothing. It needs the lock.
func (v *view) fill(values map[string]string, found map[string][]Option) (state fields, err error) {
	stood := maps.Clone(v.typed)
	defer func() {
		if err != nil {
			v.typed = stood
		}
	}()
	state = fields{}
	var labels []string
	for i := range v.blocks {
		if b := &v.blocks[i]; b.Type == "input" {
			labels = append(labels, b.Label.Text)
		}
	}
	for label := range values {
		if !slices.Contains(labels, label) {
			return nil, fmt.Errorf("the box %q: %w (there are %q)", label, ErrNoLabel, labels)
		}
	}
	for i := range v.blocks {
		b := &v.blocks[i]
		if b.Type != "input" {
			continue
		}
		label := b.Label.Text
		if text, named := values[label]; named {
			v.typed[b.BlockID] = text
			v.found[b.BlockID] = append(v.found[b.BlockID], found[label]...)
		}
		sent, err := v.filled(b)
		if err != nil {
			return nil, fmt.Errorf("the box %q: %w", label, err)
		}
		state[b.BlockID] = fields{b.Element.ActionID: sent}
	}
	return state, nil
}

// typedIn is what stands in a box. It needs the lock.
func (v *view) typedIn(b *Block) string {
	if text, ok := v.typed[b.BlockID]; ok {
		return text
	}
	e := b.Element
	var first []string
	if e.InitialOption != nil {
		first = append(first, e.InitialOption.Text.Text)
	}
	for _, o := range e.InitialOptions {
		first = append(first, o.Text.Text)
	}
	return e.InitialValue + e.InitialDate + e.InitialTime + strings.Join(first, "\n")
}
