package slacktest

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// UseEndpoint has everything delivered by signed HTTP from now on, in the place
// of sockets: to /slack/commands, /slack/interactions and /slack/events below
// the address base. It first sends a challenge, which must be echoed, as Slack
// does, and a wrong signature, which must be refused with 401.
func (s *Server) UseEndpoint(ctx context.Context, base string) error {
	base = strings.TrimSuffix(base, "/")
	if err := s.verifies(ctx, base); err != nil {
		return err
	}
	status, _, err := s.Probe(ctx, base, s.Raw(eventsPath, "application/json", []byte("{}")).Forged())
	if err != nil {
		return err
	}
	if status != http.StatusUnauthorized {
		return fmt.Errorf("the endpoint answered a wrong signature with status %d, not 401", status)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endpoint = base
	return nil
}

// UseSocket has everything delivered over sockets again.
func (s *Server) UseSocket() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endpoint = ""
}

// A Probe is a request to an endpoint that no person made, rightly signed where
// nothing was done to it.
type Probe struct {
	path        string
	contentType string
	body        []byte
	secret      string
	at          time.Time
	header      http.Header // in the place of the right ones
}

// Probe posts p below an endpoint's address and returns what it answers, judging
// nothing.
func (s *Server) Probe(ctx context.Context, base string, p Probe) (status int, answer []byte, err error) {
	h := sign(p.secret, p.body, p.at)
	h.Set("Content-Type", p.contentType)
	for k, v := range p.header {
		h[k] = v
		if len(v) == 0 {
			delete(h, k)
		}
	}
	resp, answer, err := s.push(ctx, strings.TrimSuffix(base, "/")+p.path, p.body, h)
	if err != nil {
		return 0, nil, err
	}
	return resp.StatusCode, answer, nil
}

// Raw is any body, rightly signed, for a path such as /slack/events.
func (s *Server) Raw(path, contentType string, body []byte) Probe {
	return Probe{path: path, contentType: contentType, body: body, secret: s.cfg.SigningSecret, at: time.Now()}
}

// CommandProbe is a slash command that nobody typed; its response_url and its
// trigger_id are taken all the same.
func (s *Server) CommandProbe(u *User, c *Channel, command, text string) Probe {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.newInteraction(typedCommand, command, u, c)
	i.finish()
	body, contentType := commandParcel(i.command(command, text)).body()
	return s.Raw(commandsPath, contentType, body)
}

// EventProbe is an event that did not happen, with an event_id of the test's own
// choosing.
func (s *Server) EventProbe(id string, event map[string]any) Probe {
	return s.Raw(eventsPath, "application/json", rawJSON(fields{
		"token": verificationToken, "team_id": s.team, "api_app_id": s.app, "event": event,
		"type": "event_callback", "event_id": id, "event_time": time.Now().Unix(),
	}))
}

// Replayed is an interaction that was delivered before, with the signature that
// it had, or would have had over HTTP.
func (s *Server) Replayed(i *Interaction) Probe {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, contentType := i.parcel.body()
	p := s.Raw(i.parcel.path, contentType, body)
	p.at = i.made
	return p
}

// Forged is p signed with another secret.
func (p Probe) Forged() Probe {
	p.secret += " of somebody else"
	return p
}

// Tampered is p with a body that was changed after it was signed.
func (p Probe) Tampered() Probe {
	p.header = sign(p.secret, p.body, p.at)
	p.body = append(bytes.Clone(p.body), " "...)
	return p
}

// Unsigned is p with no signature at all.
func (p Probe) Unsigned() Probe {
	p.header = http.Header{"X-Slack-Signature": nil, "X-Slack-Request-Timestamp": nil}
	return p
}

// Garbled is p with a signature that is no hex.
func (p Probe) Garbled() Probe {
	p.header = http.Header{"X-Slack-Signature": {"v0=not hex"}}
	return p
}

// Stale is p, rightly signed, as of age ago; a negative age is the future.
func (p Probe) Stale(age time.Duration) Probe {
	p.at = time.Now().Add(-age)
	return p
}

// Oversized is p, rightly signed, with a body of at least so many bytes.
func (p Probe) Oversized(size int) Probe {
	p.body = append(bytes.Clone(p.body), bytes.Repeat([]byte(" "), max(0, size-len(p.body)))...)
	return p
}

// Truncated is p cut in half, and signed as it is.
func (p Probe) Truncated() Probe {
	p.body = p.body[:len(p.body)/2]
	return p
}
