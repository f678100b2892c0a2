package discordtest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// UseEndpoint has interactions posted to a URL from now on, in the place of the
// gateway. Like Discord, it first sends a PING, which must be answered by a PONG,
// and one with a wrong signature, which must be refused with 401.
func (s *Server) UseEndpoint(ctx context.Context, url string) error {
	status, answer, err := s.Probe(ctx, url, Ping())
	if err != nil {
		return err
	}
	var pong struct {
		Type int `json:"type"`
	}
	if status != http.StatusOK || json.Unmarshal(answer, &pong) != nil || pong.Type != ResponsePong {
		return fmt.Errorf("the endpoint answered a PING with status %d: %.200s", status, answer)
	}
	status, _, err = s.Probe(ctx, url, Forged())
	if err != nil {
		return err
	}
	if status != http.StatusUnauthorized {
		return fmt.Errorf("the endpoint answered a wrong signature with status %d, not 401", status)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endpoint = url
	return nil
}

// UseGateway has interactions sent over the gateway again.
func (s *Server) UseGateway() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endpoint = ""
}

// A Probe is a request to an endpoint for interactions that no person made.
type Probe func(s *Server) (body []byte, h http.Header)

// Probe posts p to an endpoint and returns what it answers, judging nothing.
func (s *Server) Probe(ctx context.Context, url string, p Probe) (status int, answer []byte, err error) {
	body, h := p(s)
	return s.push(ctx, url, body, h)
}

// Ping is a PING as Discord sends it.
func Ping() Probe {
	return func(s *Server) ([]byte, http.Header) { return s.ping("", time.Now()) }
}

// Forged is a PING whose signature is of another body.
func Forged() Probe {
	return func(s *Server) ([]byte, http.Header) {
		body, _ := s.ping("", time.Now())
		return body, s.sign([]byte("{}"), time.Now())
	}
}

// Unsigned is a PING with no signature at all.
func Unsigned() Probe {
	return func(s *Server) ([]byte, http.Header) {
		body, h := s.ping("", time.Now())
		h.Del("X-Signature-Ed25519")
		h.Del("X-Signature-Timestamp")
		return body, h
	}
}

// Garbled is a PING with a signature that is no hex.
func Garbled() Probe {
	return func(s *Server) ([]byte, http.Header) {
		body, h := s.ping("", time.Now())
		h.Set("X-Signature-Ed25519", "not hex")
		return body, h
	}
}

// Stale is a PING, rightly signed, as of age ago; a negative age is the future.
func Stale(age time.Duration) Probe {
	return func(s *Server) ([]byte, http.Header) { return s.ping("", time.Now().Add(-age)) }
}

// Oversized is a PING, rightly signed, of at least so many bytes.
func Oversized(bytes int) Probe {
	return func(s *Server) ([]byte, http.Header) {
		pad := make([]byte, bytes)
		for i := range pad {
			pad[i] = 'x'
		}
		return s.ping(string(pad), time.Now())
	}
}

// Truncated is a PING cut in half, and signed as it is.
func Truncated() Probe {
	return func(s *Server) ([]byte, http.Header) {
		body, _ := s.ping("", time.Now())
		body = body[:len(body)/2]
		return body, s.sign(body, time.Now())
	}
}

// Raw is any body, rightly signed.
func Raw(body []byte) Probe {
	return func(s *Server) ([]byte, http.Header) { return body, s.sign(body, time.Now()) }
}

// Replayed is an interaction that was delivered before, with the same signature.
func Replayed(i *Interaction) Probe {
	return func(s *Server) ([]byte, http.Header) {
		s.mu.Lock()
		defer s.mu.Unlock()
		return i.body, s.sign(i.body, i.made) // Ed25519 signs the same bytes the same way
	}
}

func (s *Server) ping(pad string, at time.Time) ([]byte, http.Header) {
	body := map[string]any{
		"id": formatID(s.ids.next()), "application_id": s.app, "type": kindPing, "token": newToken("ping"),
		"version": 1, "entitlements": []any{}, "user": s.bot.account(),
	}
	if pad != "" {
		body["pad"] = pad
	}
	raw := rawJSON(body)
	return raw, s.sign(raw, at)
}
