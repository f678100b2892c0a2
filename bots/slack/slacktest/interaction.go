package slacktest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Errors of an interaction that went nowhere.
var (
	// ErrNoResponse: the person reads "operation_timeout".
	ErrNoResponse = errors.New("the app did not acknowledge in time")
	// ErrNoAnswer: the app acknowledged and then gave no answer while the person
	// was patient.
	ErrNoAnswer = errors.New("the app acknowledged and then never answered")
	// ErrNotDelivered: no socket of the app was connected, the one that was broke,
	// or the endpoint could not be reached. The person reads "dispatch_failed".
	ErrNotDelivered = errors.New("the interaction did not reach the app")
	// ErrRefused: the app acknowledged with something that Slack cannot use. The
	// person reads that there was trouble.
	ErrRefused = errors.New("the app's acknowledgement was of no use")
)

// What a person did.
const (
	typedCommand = "slash command"
	pressed      = "press"
	searched     = "search"
	submitted    = "submission"
	closedForm   = "closing"
	usedShortcut = "shortcut"
)

// An Interaction is one thing that a person did, and what the app made of it.
type Interaction struct {
	s       *Server
	what    string
	about   string // for the log: a command, a label
	user    *User
	channel *Channel // nil in forms and the App Home
	source  *message // with the element that was used
	view    *view    // of the form or the App Home that was used
	trigger string
	secret  string // of the response_url; "" where there is none
	made    time.Time
	acked   chan struct{} // closed when there is an acknowledgement, or will be none
	settled chan struct{} // closed when there is an answer to read

	// Guarded by the server's lock.
	parcel    parcel // as it was delivered
	took      time.Duration
	answered  time.Duration
	ack       []byte
	uses      int
	exchanged bool
	finished  bool
	replies   []*message
	options   []Option
	failed    error
}

// newInteraction makes an interaction that can be answered. It needs the lock.
func (s *Server) newInteraction(what, about string, u *User, c *Channel) *Interaction {
	i := &Interaction{
		s: s, what: what, about: about, user: u, channel: c, made: time.Now(),
		acked: make(chan struct{}), settled: make(chan struct{}),
		trigger: fmt.Sprintf("%d.%d.%s", time.Now().UnixNano()%1e13, time.Now().UnixNano()/7%1e11, secret(16)),
	}
	s.triggers[i.trigger] = i
	if c != nil {
		i.secret = secret(12)
		s.responses[i.secret] = i
	}
	s.waiting[i] = true
	return i
}

// settle says that there is an answer, or that there will be none. It needs the
// lock.
func (i *Interaction) settle() {
	select {
	case <-i.settled:
		return
	default:
	}
	i.answered = time.Since(i.made)
	delete(i.s.waiting, i)
	close(i.settled)
	i.finish()
}

// finish lets the double forget the interaction, when Config.Keep says so. It
// needs the lock.
func (i *Interaction) finish() {
	s := i.s
	delete(s.waiting, i)
	if s.cfg.Keep == 0 || i.finished {
		return
	}
	i.finished = true
	s.finished = append(s.finished, i)
	for len(s.finished) > s.cfg.Keep {
		old := s.finished[0]
		delete(s.triggers, old.trigger)
		delete(s.responses, old.secret)
		s.finished[0] = nil
		s.finished = s.finished[1:]
	}
}

// appeared tells those who wait for an answer that a message is new or has
// changed: by is the interaction whose response_url or acknowledgement carried
// it, nil where it came by the Web API. It needs the lock.
func (s *Server) appeared(m *message, by *Interaction) {
	if by != nil {
		by.reply(m)
	}
	for i := range s.waiting {
		switch {
		case i == by || !m.visible(i.user):
		case by == nil && i.channel == m.channel,
			i.channel == nil && (by == nil || by.user == i.user):
			i.reply(m)
		}
	}
}

func (i *Interaction) reply(m *message) {
	if !slices.Contains(i.replies, m) {
		i.replies = append(i.replies, m)
	}
	i.settle()
}

// wake wakes those in Await: there is something new to see. It needs the lock.
func (s *Server) wake() {
	close(s.stir)
	s.stir = make(chan struct{})
}

// stirred tells those who wait that a view of u's is new or has changed. It
// needs the lock.
func (s *Server) stirred(u *User) {
	s.wake()
	for i := range s.waiting {
		if i.user == u {
			i.settle()
		}
	}
}

// exchange takes a trigger_id, which opens one view within a few seconds. It
// needs the lock.
// https://docs.slack.dev/interactivity/handling-user-interaction
func (s *Server) exchange(trigger string) (*Interaction, *apiError) {
	i := s.triggers[trigger]
	switch {
	case i == nil:
		return nil, errInvalidTrigger
	case i.exchanged:
		return nil, errExchangedTrigger
	case time.Since(i.made) > s.cfg.TriggerLife:
		return nil, errExpiredTrigger
	}
	i.exchanged = true
	return i, nil
}

func (i *Interaction) String() string {
	return fmt.Sprintf("%s %q by %s", i.what, i.about, i.user.name)
}

// TriggerID is the interaction's trigger_id.
func (i *Interaction) TriggerID() string { return i.trigger }

// ResponseURL is the interaction's response_url, or "" where it has none.
func (i *Interaction) ResponseURL() string {
	if i.secret == "" {
		return ""
	}
	kind := "actions"
	if i.what == typedCommand {
		kind = "commands"
	}
	return "http://" + i.s.net.Addr().String() + "/" + kind + "/" + i.s.team + "/" + i.secret
}

// Acknowledged waits for the acknowledgement and returns how long it took, from
// the press to when the double had it. It fails with ErrNoResponse,
// ErrNotDelivered or ErrRefused.
func (i *Interaction) Acknowledged(ctx context.Context) (time.Duration, error) {
	select {
	case <-i.acked:
	case <-i.s.life.Done():
		return 0, fmt.Errorf("%s: %w", i, ErrNoResponse)
	case <-ctx.Done():
		return 0, fmt.Errorf("waiting for the acknowledgement of %s: %w", i, ctx.Err())
	}
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	return i.took, i.failed
}

// Answered waits until there is something to see: a message, a form, or a
// change of the one that was used, and returns how long that took. It fails as
// Acknowledged does, and with ErrNoAnswer.
func (i *Interaction) Answered(ctx context.Context) (time.Duration, error) {
	if _, err := i.Acknowledged(ctx); err != nil {
		return 0, err
	}
	patience := time.NewTimer(i.s.cfg.Patience)
	defer patience.Stop()
	select {
	case <-i.settled:
		i.s.mu.Lock()
		defer i.s.mu.Unlock()
		return i.answered, nil
	case <-patience.C:
	case <-i.s.life.Done():
	case <-ctx.Done():
		return 0, fmt.Errorf("waiting for an answer to %s: %w", i, ctx.Err())
	}
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	i.finish()
	return 0, fmt.Errorf("%s: %w", i, ErrNoAnswer)
}

// Ack returns the payload of the acknowledgement, empty where it had none.
func (i *Interaction) Ack() []byte {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	return i.ack
}

// Reply returns what the person reads in answer now, as far as it stands.
func (i *Interaction) Reply() []Seen {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	var list []Seen
	for _, m := range i.replies {
		if slices.Contains(m.channel.messages, m) {
			list = append(list, m.seen(i.user))
		}
	}
	return list
}

// OpenInteractions returns how many interactions the double remembers.
func (s *Server) OpenInteractions() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.triggers)
}
