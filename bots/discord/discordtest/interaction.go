package discordtest

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Interaction types.
// https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-interaction-type
const (
	kindPing         = 1
	kindCommand      = 2
	kindComponent    = 3
	kindAutocomplete = 4
	kindModal        = 5
)

// Response types.
// https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type
const (
	ResponsePong           = 1
	ResponseMessage        = 4 // a message
	ResponseDefer          = 5 // a message will follow
	ResponseDeferUpdate    = 6 // the message with the component will change
	ResponseUpdate         = 7 // the message with the component changes
	ResponseAutocomplete   = 8
	ResponseModal          = 9
	responseLaunchActivity = 12
)

// Errors of an interaction that went nowhere.
var (
	// ErrNoResponse: the person reads "The application did not respond".
	ErrNoResponse = errors.New("the application did not respond in time")
	// ErrNoAnswer: the bot acknowledged and then gave no answer while the person
	// was patient.
	ErrNoAnswer = errors.New("the application acknowledged and then never answered")
	// ErrNotDelivered: no session of the bot was connected, or the endpoint for
	// interactions could not be reached.
	ErrNotDelivered = errors.New("the interaction did not reach the application")
)

// An Interaction is one thing that a person did, and what the bot made of it.
type Interaction struct {
	s       *Server
	id      string
	token   string
	kind    int
	user    *User
	channel *Channel
	source  *message // with the component that was used
	command string
	value   int64 // the type of the option being completed
	made    time.Time
	timer   *time.Timer
	acked   chan struct{} // closed at the first response, or when it is too late
	settled chan struct{} // closed when there is an answer to read

	// Guarded by the server's lock.
	body      json.RawMessage // as it was sent
	delivered bool
	posted    bool // over HTTP, the answer is still to come
	late      bool
	took      time.Duration
	response  int
	private   bool
	original  *message
	followUps []*message
	choices   []Choice
	failed    error
}

// A Choice is one completion that the bot offered.
type Choice struct {
	Name  string
	Value any // a string, or a json.Number
}

// begin makes an interaction and starts its clock. It needs the lock.
func (s *Server) newInteraction(kind int, u *User, c *Channel) *Interaction {
	id := formatID(s.ids.next())
	i := &Interaction{
		s: s, id: id, token: newToken(id), kind: kind, user: u, channel: c, made: time.Now(),
		acked: make(chan struct{}), settled: make(chan struct{}),
	}
	s.interactions[id] = i
	s.tokens[i.token] = i
	i.timer = time.AfterFunc(s.cfg.FirstResponse, i.overdue)
	return i
}

// newToken makes a token of the length that Discord's have.
func newToken(id string) string {
	b := make([]byte, 112)
	_, _ = rand.Read(b) // never fails
	return base64.RawURLEncoding.EncodeToString(append([]byte("interaction:"+id+":"), b...))
}

// overdue runs when the time for the first response is up.
func (i *Interaction) overdue() {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	if i.response != 0 || i.late {
		return
	}
	i.late = true
	if i.delivered {
		i.failed = ErrNoResponse
		i.s.record.violate(LateResponse, "%s: none within %v", i, i.s.cfg.FirstResponse)
	} else {
		i.failed = ErrNotDelivered
	}
	close(i.acked)
	i.settle()
}

// settle says that there is an answer, or that there will be none. It needs the
// lock.
func (i *Interaction) settle() {
	select {
	case <-i.settled:
		return
	default:
		close(i.settled)
	}
	keep := i.s.cfg.Keep
	if keep == 0 {
		return
	}
	i.s.finished = append(i.s.finished, i)
	for len(i.s.finished) > keep {
		old := i.s.finished[0]
		delete(i.s.interactions, old.id)
		delete(i.s.tokens, old.token)
		i.s.finished[0] = nil
		i.s.finished = i.s.finished[1:]
	}
}

func (i *Interaction) String() string {
	what := map[int]string{
		kindCommand: "/" + i.command, kindComponent: "a press", kindModal: "a form", kindAutocomplete: "completing /" + i.command,
	}[i.kind]
	return fmt.Sprintf("%s by %s (%s)", what, i.user.name, i.id)
}

// ID is the interaction's snowflake.
func (i *Interaction) ID() string { return i.id }

// Token is the interaction's token.
func (i *Interaction) Token() string { return i.token }

// Acknowledged waits for the first response and returns how long that took,
// from the press to when the double had it. It fails with ErrNoResponse or
// ErrNotDelivered.
func (i *Interaction) Acknowledged(ctx context.Context) (time.Duration, error) {
	select {
	case <-i.acked:
	case <-i.s.life.Done():
		return 0, ErrNoResponse
	case <-ctx.Done():
		return 0, fmt.Errorf("waiting for a response to %s: %w", i, ctx.Err())
	}
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	return i.took, i.failed
}

// Answered waits for the answer itself: what a deferral promised, or the first
// response where it says it all. It fails as Acknowledged does, and with
// ErrNoAnswer.
func (i *Interaction) Answered(ctx context.Context) error {
	if _, err := i.Acknowledged(ctx); err != nil {
		return err
	}
	patience := time.NewTimer(i.s.cfg.Patience)
	defer patience.Stop()
	select {
	case <-i.settled:
		return nil
	case <-patience.C:
	case <-i.s.life.Done():
	case <-ctx.Done():
		return fmt.Errorf("waiting for an answer to %s: %w", i, ctx.Err())
	}
	return fmt.Errorf("%s: %w", i, ErrNoAnswer)
}

// Response returns the type of the first response, and 0 before there is one.
func (i *Interaction) Response() int {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	return i.response
}

// Deferred reports whether the first response only acknowledged.
func (i *Interaction) Deferred() bool {
	r := i.Response()
	return r == ResponseDefer || r == ResponseDeferUpdate
}

// Private reports whether the first response was for the person alone.
func (i *Interaction) Private() bool {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	return i.private
}

// Choices returns what the bot offered to complete what was typed.
func (i *Interaction) Choices() []Choice {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	return i.choices
}

// Reply returns what the person reads in answer now: @original and then the
// follow-ups, as far as they stand.
func (i *Interaction) Reply() []Seen {
	i.s.mu.Lock()
	var list []snapshot
	if i.original != nil && !i.original.gone {
		list = append(list, i.original.snapshot())
	}
	for _, m := range i.followUps {
		if !m.gone {
			list = append(list, m.snapshot())
		}
	}
	i.s.mu.Unlock()
	return i.user.readAll(list)
}

// OpenInteractions returns how many interactions the double remembers.
func (s *Server) OpenInteractions() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.interactions)
}
