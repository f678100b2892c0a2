package slacktest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"marquee/bots/wiretest"
)

// DefaultEvents are the events that the double can tell of on its own.
func DefaultEvents() []string {
	return []string{
		"app_home_opened", "app_uninstalled", "channel_archive", "channel_left", "group_archive", "group_left",
		"member_joined_channel", "member_left_channel", "message.im", "tokens_revoked",
	}
}

// An Event is something that happened and that the app is told of, again where
// it does not acknowledge.
type Event struct {
	s    *Server
	id   string
	kind string
	body fields
	done chan struct{} // closed when it was acknowledged, or given up

	// Guarded by the server's lock.
	attempts int
	acked    bool
	err      error // of the last attempt
}

// ID is the event_id, Ev….
func (e *Event) ID() string { return e.id }

// Type is the event's type.
func (e *Event) Type() string { return e.kind }

// Attempts returns how often the event was sent.
func (e *Event) Attempts() int {
	e.s.mu.Lock()
	defer e.s.mu.Unlock()
	return e.attempts
}

// Acknowledged waits until the app acknowledged the event. It fails with
// ErrNoResponse, ErrNotDelivered or ErrRefused when it was given up.
func (e *Event) Acknowledged(ctx context.Context) error {
	select {
	case <-e.done:
	case <-e.s.life.Done():
		return fmt.Errorf("%s: %w", e, ErrNoResponse)
	case <-ctx.Done():
		return fmt.Errorf("waiting for the acknowledgement of %s: %w", e, ctx.Err())
	}
	e.s.mu.Lock()
	defer e.s.mu.Unlock()
	if e.acked {
		return nil
	}
	return e.err
}

func (e *Event) String() string { return fmt.Sprintf("the event %s (%s)", e.kind, e.id) }

// Events returns the events of a type, "" for all, oldest first: those that the
// app was told of, in the order in which they happened.
func (s *Server) Events(kind string) []*Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.events), func(e *Event) bool { return kind != "" && e.kind != kind })
}

// Tell tells the app of an event of the test's own making, whether it subscribed
// or not. Its type is in event["type"].
func (s *Server) Tell(event map[string]any) *Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.send(event)
}

// tell tells the app of an event, where it subscribed to its type. It needs the
// lock.
func (s *Server) tell(event fields) {
	name, _ := event["type"].(string)
	if name == "message" {
		name = "message.im"
	}
	if slices.Contains(s.cfg.Events, name) {
		s.send(event)
	}
}

// send needs the lock.
// https://docs.slack.dev/apis/events-api
func (s *Server) send(event fields) *Event {
	kind, _ := event["type"].(string)
	e := &Event{s: s, id: s.ids.next("Ev"), kind: kind, done: make(chan struct{})}
	e.body = fields{
		"token": verificationToken, "team_id": s.team, "context_team_id": s.team, "api_app_id": s.app,
		"event": event, "type": "event_callback", "event_id": e.id, "event_time": time.Now().Unix(),
		"is_ext_shared_channel": false, "event_context": "4-" + secret(12),
		"authorizations": []fields{{
			"enterprise_id": nil, "team_id": s.team, "user_id": s.bot.id, "is_bot": true, "is_enterprise_install": false,
		}},
	}
	s.events = append(s.events, e)
	if keep := s.cfg.Keep; keep > 0 && len(s.events) > 2*keep {
		s.events = slices.Clone(s.events[len(s.events)-keep:])
	}
	s.spawn(e.deliver)
	return e
}

// deliver sends the event until it is acknowledged, as often as Slack would.
func (e *Event) deliver(ctx context.Context) {
	s := e.s
	defer close(e.done)
	reason := ""
	for retry := 0; ; retry++ {
		a := e.attempt(ctx, retry, reason)
		if a.err == nil || retry >= len(s.cfg.EventRetries) || a.noRetry {
			return
		}
		switch {
		case errors.Is(a.err, ErrNoResponse):
			reason = "http_timeout"
		case errors.Is(a.err, ErrRefused):
			reason = "http_error"
		default:
			reason = "connection_failed"
		}
		t := time.NewTimer(s.cfg.EventRetries[retry])
		select {
		case <-t.C:
		case <-ctx.Done():
			t.Stop()
			return
		}
	}
}

// attempt sends the event once.
func (e *Event) attempt(ctx context.Context, retry int, reason string) ack {
	s := e.s
	a := s.carry(ctx, parcel{kind: "events_api", path: eventsPath, payload: e.body, retry: retry, reason: reason}, time.Now())
	if errors.Is(a.err, ErrNoResponse) && ctx.Err() == nil {
		s.record.violate(LateAck, "%s: none within %v", e, s.cfg.AckWithin)
	}
	if a.err == nil && (a.status < 200 || a.status > 299) {
		s.record.violate(BadAck, "%s was answered with status %d: %.200s", e, a.status, a.payload)
		a.err = fmt.Errorf("%s: %w: status %d", e, ErrRefused, a.status)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	e.attempts++
	e.err = a.err
	e.acked = e.acked || a.err == nil
	return a
}

// Redeliver sends an event once more, as Slack does where an acknowledgement got
// lost on its way, and waits for the acknowledgement.
func (s *Server) Redeliver(ctx context.Context, e *Event) error {
	return e.attempt(ctx, e.Attempts(), "http_timeout").err
}

// Uninstall takes the app out of the workspace: it is told so, and its bot token
// is refused with account_inactive.
func (s *Server) Uninstall() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.botRefused = "account_inactive"
	s.tell(fields{"type": "tokens_revoked", "tokens": fields{"oauth": []string{}, "bot": []string{s.bot.id}}})
	s.tell(fields{"type": "app_uninstalled"})
}

// verifies checks that an endpoint echoes the challenge that Slack sends when
// its address is set.
// https://docs.slack.dev/reference/events/url_verification
func (s *Server) verifies(ctx context.Context, base string) error {
	challenge := secret(20)
	p := s.Raw(eventsPath, "application/json", rawJSON(fields{
		"token": verificationToken, "challenge": challenge, "type": "url_verification",
	}))
	status, answer, err := s.Probe(ctx, base, p)
	if err != nil {
		return err
	}
	value, jsonErr := wiretest.DecodeStrict(answer)
	m, _ := value.(map[string]any)
	if status != http.StatusOK || string(answer) != challenge && (jsonErr != nil || m["challenge"] != challenge) {
		return fmt.Errorf("the endpoint answered a challenge with status %d: %.200s", status, answer)
	}
	return nil
}
