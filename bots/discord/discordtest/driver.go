package discordtest

import (
	"context"
	"errors"
	"fmt"
)

// Errors of a person who tries what their client would not let them do.
var (
	ErrNoCommand  = errors.New("no such command is offered here")
	ErrHidden     = errors.New("the command is hidden from this person")
	ErrNoMessage  = errors.New("there is no message to act on")
	ErrNoLabel    = errors.New("nothing there is labelled so")
	ErrAmbiguous  = errors.New("several things there are labelled so")
	ErrDisabled   = errors.New("it is disabled")
	ErrLink       = errors.New("it is a link and asks the bot nothing")
	ErrNoForm     = errors.New("no form stands open")
	ErrBadValue   = errors.New("the client does not take this value")
	ErrNotAllowed = errors.New("the person may not do this here")
)

// Say posts a message of a person into a channel.
func (u *User) Say(c *Channel, text string) error {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	if !c.may(u).has(ViewChannel) {
		return fmt.Errorf("%s in #%s: %w", u.name, c.name, ErrNotAllowed)
	}
	c.post(messageBody{Content: &text}, u, nil)
	return nil
}

// ask makes an interaction and sends it. prepare, with the lock held, fills it in
// and returns its data.
func (u *User) ask(kind int, c *Channel, prepare func(*Interaction) (map[string]any, error)) (*Interaction, error) {
	s := u.s
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.life.Err() != nil {
		return nil, ErrNotDelivered
	}
	if !c.may(u).has(ViewChannel) {
		return nil, fmt.Errorf("%s in #%s: %w", u.name, c.name, ErrNotAllowed)
	}
	draft := &Interaction{s: s, kind: kind, user: u, channel: c}
	data, err := prepare(draft)
	if err != nil {
		return nil, err
	}
	i := s.newInteraction(kind, u, c)
	i.source, i.command, i.value = draft.source, draft.command, draft.value
	s.deliver(i, data)
	return i, nil
}

// wait waits for the answer to an interaction that was just made.
func wait(i *Interaction, err error) (*Interaction, error) {
	if err != nil {
		return nil, err
	}
	return i, i.Answered(context.Background())
}
