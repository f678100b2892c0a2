package discordtest

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"marquee/bots/wiretest"
)

// deliver sends an interaction to the bot: over the gateway, or to the endpoint
// for interactions. It needs the lock.
func (s *Server) deliver(i *Interaction, data map[string]any) {
	i.body = rawJSON(i.wire(data))
	if s.endpoint != "" {
		i.delivered, i.posted = true, true
		s.running.Add(1) // the lock is held and the double not closed, so Close waits
		endpoint := s.endpoint
		go func() {
			defer s.running.Done()
			s.postInteraction(i, endpoint)
		}()
		return
	}
	guild := ""
	if i.channel.guild != nil {
		guild = i.channel.guild.id
	}
	sessions := s.gateway.dispatch(guild, 0, "INTERACTION_CREATE", i.body, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		i.delivered = true
	})
	if sessions == 0 {
		i.timer.Stop()
		i.late, i.failed = true, ErrNotDelivered
		close(i.acked)
		i.settle()
	}
}

// wire is the interaction as it is sent.
// https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object
func (i *Interaction) wire(data map[string]any) map[string]any {
	c := i.channel
	w := map[string]any{
		"id": i.id, "application_id": i.s.app, "type": i.kind, "token": i.token, "version": 1,
		"channel_id": c.id, "channel": c.wire(), "locale": i.user.locale,
		"app_permissions": c.may(i.s.bot).String(), "entitlements": []any{},
		"authorizing_integration_owners": i.owners(), "attachment_size_limit": 10 << 20,
	}
	if data != nil {
		w["data"] = data
	}
	if i.source != nil {
		w["message"] = i.source.listed()
	}
	if c.guild == nil {
		w["user"], w["context"] = i.user.account(), 1
		return w
	}
	member := c.guild.members[i.user.id].wire()
	member["permissions"] = c.may(i.user).String()
	w["guild_id"], w["guild_locale"], w["member"], w["context"] = c.guild.id, "en-GB", member, 0
	w["guild"] = map[string]any{"id": c.guild.id, "locale": "en-GB", "features": []any{}}
	return w
}

// sign returns the headers of a signed request.
// https://discord.com/developers/docs/interactions/overview#setting-up-an-endpoint-validating-security-request-headers
func (s *Server) sign(body []byte, at time.Time) http.Header {
	stamp := strconv.FormatInt(at.Unix(), 10)
	signature := ed25519.Sign(s.key, append([]byte(stamp), body...))
	h := http.Header{}
	h.Set("Content-Type", "application/json")
	h.Set("User-Agent", "Discord-Interactions/1.0 (+https://discord.com)")
	h.Set("X-Signature-Ed25519", hex.EncodeToString(signature))
	h.Set("X-Signature-Timestamp", stamp)
	return h
}

// push posts a body to an endpoint.
func (s *Server) push(ctx context.Context, endpoint string, body []byte, h http.Header) (status int, answer []byte, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint, bytes.NewReader(body))
	if err != nil {
		return 0, nil, fmt.Errorf("posting an interaction: %w", err)
	}
	req.Header = h
	resp, err := s.outbound.Do(req)
	if err != nil {
		return 0, nil, fmt.Errorf("posting an interaction: %w", err)
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err = io.ReadAll(io.LimitReader(resp.Body, maxBody))
	if err != nil {
		return 0, nil, fmt.Errorf("reading the answer to an interaction: %w", err)
	}
	return resp.StatusCode, answer, nil
}

// postInteraction posts an interaction and takes the answer as its first
// response. A 202 leaves that to a callback.
func (s *Server) postInteraction(i *Interaction, endpoint string) {
	ctx, cancel := context.WithDeadline(s.life, i.made.Add(s.cfg.FirstResponse))
	defer cancel()
	status, answer, err := s.push(ctx, endpoint, i.body, s.sign(i.body, i.made))
	defer func() {
		s.mu.Lock()
		i.posted = false
		s.mu.Unlock()
	}()
	if err != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		if ctx.Err() == nil && i.response == 0 && !i.late {
			// It could not be reached, which is not for the bot to answer for.
			i.timer.Stop()
			i.late, i.failed = true, fmt.Errorf("%w: %w", ErrNotDelivered, err)
			close(i.acked)
			i.settle()
		}
		return
	}
	if status == http.StatusAccepted && len(answer) == 0 {
		return
	}
	if status != http.StatusOK {
		s.record.violate(InvalidBody, "%s answered with status %d: %.200s", i, status, answer)
		return
	}
	value, err := wiretest.DecodeStrict(answer)
	if err != nil {
		s.record.violate(InvalidBody, "%s answered with no JSON: %v", i, err)
		return
	}
	r, refused := s.readResponse(i, value, answer, nil)
	if refused == nil {
		refused = i.respond(r)
	}
	if refused != nil && !refused.noted && refused != errAcknowledged && refused != errUnknownInteraction {
		s.record.violate(InvalidBody, "the answer to %s: %s", i, rawJSON(refused.answer().body))
	}
}
