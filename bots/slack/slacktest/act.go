package slacktest

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// Errors of a person who tries what their client would not let them do.
var (
	ErrNoCommand  = errors.New("the app has no such command")
	ErrNoMessage  = errors.New("there is no message to act on")
	ErrNoLabel    = errors.New("nothing there is labelled so")
	ErrAmbiguous  = errors.New("several things there are labelled so")
	ErrNoForm     = errors.New("no form stands open")
	ErrBadValue   = errors.New("the client does not take this value")
	ErrNotAllowed = errors.New("the person may not do this here")
)

// A judge reads the acknowledgement of an interaction. It needs the lock.
type judge func(*Server, *Interaction, ack)

// ask makes an interaction and sends it. prepare, with the lock held, fills it in
// and returns what to send, and how to read what comes back.
func (u *User) ask(what, about string, c *Channel, prepare func(*Interaction) (parcel, judge, error)) (*Interaction, error) {
	s := u.s
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.life.Err() != nil {
		return nil, ErrNotDelivered
	}
	if c != nil && !c.opens(u) {
		return nil, fmt.Errorf("%s in %s: %w", u.name, c, ErrNotAllowed)
	}
	i := s.newInteraction(what, about, u, c)
	p, read, err := prepare(i)
	if err != nil {
		delete(s.triggers, i.trigger)
		delete(s.responses, i.secret)
		delete(s.waiting, i)
		return nil, err
	}
	s.deliver(i, p, func(i *Interaction, a ack) { read(s, i, a) })
	return i, nil
}

// wait waits for the answer to an interaction that was just made.
func wait(i *Interaction, err error) (*Interaction, error) {
	if err != nil {
		return nil, err
	}
	_, err = i.Answered(context.Background())
	return i, err
}

// Slash types a slash command, such as "/film" with the text "Never Let Me Go",
// and waits for its answer. It fails with ErrNoCommand or ErrNotAllowed where
// nobody could type it, and as Interaction.Answered does.
func (u *User) Slash(c *Channel, command, text string) (*Interaction, error) {
	return wait(u.StartSlash(c, command, text))
}

// StartSlash types a slash command and does not wait.
func (u *User) StartSlash(c *Channel, command, text string) (*Interaction, error) {
	return u.ask(typedCommand, command+" "+text, c, func(i *Interaction) (parcel, judge, error) {
		if list := u.s.cfg.Commands; list != nil && !slices.Contains(list, command) {
			return parcel{}, nil, fmt.Errorf("%s: %w", command, ErrNoCommand)
		}
		if c.archived {
			return parcel{}, nil, fmt.Errorf("%s in %s, which is archived: %w", command, c, ErrNotAllowed)
		}
		return commandParcel(i.command(command, text)), (*Server).judgeCommand, nil
	})
}

// Shortcut uses a global shortcut of the app and waits for its answer.
func (u *User) Shortcut(callbackID string) (*Interaction, error) {
	return wait(u.ask(usedShortcut, callbackID, nil, func(i *Interaction) (parcel, judge, error) {
		return interactiveParcel(i.shortcut(callbackID), false), (*Server).judgeEmpty, nil
	}))
}

// Say posts a message of a person into a channel. The app is told of it where
// that is the direct conversation with the bot.
func (u *User) Say(c *Channel, text string) error {
	s := u.s
	s.mu.Lock()
	defer s.mu.Unlock()
	if !c.has(u) || c.archived {
		return fmt.Errorf("%s in %s: %w", u.name, c, ErrNotAllowed)
	}
	m := &message{channel: c, from: u, text: toEntities.Replace(text), markup: true}
	s.post(m)
	if c.kind == directChannel && c.has(s.bot) {
		event := m.wire(false)
		event["channel"], event["channel_type"], event["event_ts"] = c.id, "im", m.ts
		event["client_msg_id"] = uuid()
		s.tell(event)
	}
	return nil
}

// OpenHome opens the App Home, of which the app is told. What it shows then is
// in Home.
func (u *User) OpenHome() {
	s := u.s
	s.mu.Lock()
	defer s.mu.Unlock()
	event := fields{
		"type": "app_home_opened", "user": u.id, "channel": u.openDM().id, "tab": "home", "event_ts": s.ids.ts(),
	}
	if u.home != nil {
		event["view"] = u.home.wire(nil)
	}
	s.tell(event)
}

// Await waits until wanted reports true. It is asked at once, and again whenever
// there is something new to see for anybody. Await fails when ctx ends first.
func (s *Server) Await(ctx context.Context, wanted func() bool) error {
	for {
		s.mu.Lock()
		stir := s.stir
		s.mu.Unlock()
		if wanted() {
			return nil
		}
		select {
		case <-stir:
		case <-s.life.Done():
			return errors.New("waiting for something to see: the double is closed")
		case <-ctx.Done():
			return fmt.Errorf("waiting for something to see: %w", ctx.Err())
		}
	}
}
