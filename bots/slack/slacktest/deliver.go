package slacktest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// An ack is what came back for a parcel.
type ack struct {
	payload []byte
	plain   bool // the payload is no JSON but a text
	took    time.Duration
	noRetry bool // an event is not to be delivered again
	status  int  // of HTTP; 200 for a socket
	err     error
}

// deliver sends an interaction to the app and has judge read what comes back. It
// needs the lock, and does not wait.
func (s *Server) deliver(i *Interaction, p parcel, judge func(*Interaction, ack)) {
	i.parcel = p
	s.spawn(func(ctx context.Context) {
		a := s.carry(ctx, p, i.made)
		s.mu.Lock()
		defer s.mu.Unlock()
		i.took, i.ack, i.failed = a.took, a.payload, a.err
		if errors.Is(a.err, ErrNoResponse) {
			s.record.violate(LateAck, "%s: none within %v", i, s.cfg.AckWithin)
		}
		if a.err == nil && a.status != http.StatusOK {
			s.record.violate(BadAck, "%s answered with status %d: %.200s", i, a.status, a.payload)
			i.failed = fmt.Errorf("%s: %w: status %d", i, ErrRefused, a.status)
		}
		if i.failed != nil {
			i.settle()
		} else {
			judge(i, a)
		}
		close(i.acked)
	})
}

// spawn runs f in a goroutine that the double's end waits for. It needs the
// lock.
func (s *Server) spawn(f func(context.Context)) {
	if s.life.Err() != nil {
		return
	}
	s.running.Add(1) // the double is not closed, so Close waits
	go func() {
		defer s.running.Done()
		f(s.life)
	}()
}

// carry delivers a parcel over a socket, or to the endpoint, and waits for the
// acknowledgement. begun is when the parcel counts as sent.
func (s *Server) carry(ctx context.Context, p parcel, begun time.Time) ack {
	ctx, cancel := context.WithTimeout(ctx, s.cfg.AckWithin)
	defer cancel()
	s.mu.Lock()
	endpoint := s.endpoint
	s.mu.Unlock()
	var a ack
	if endpoint == "" {
		a = s.link.carry(ctx, p)
	} else {
		a = s.postParcel(ctx, endpoint, p, begun)
	}
	a.took = time.Since(begun)
	if a.err != nil && errors.Is(ctx.Err(), context.DeadlineExceeded) {
		a.err = ErrNoResponse
	}
	return a
}

// postParcel delivers a parcel by HTTP, signed as of at.
func (s *Server) postParcel(ctx context.Context, endpoint string, p parcel, at time.Time) ack {
	body, contentType := p.body()
	h := sign(s.cfg.SigningSecret, body, at)
	h.Set("Content-Type", contentType)
	if p.retry > 0 {
		h.Set("X-Slack-Retry-Num", fmt.Sprint(p.retry))
		h.Set("X-Slack-Retry-Reason", p.reason)
	}
	resp, answer, err := s.push(ctx, endpoint+p.path, body, h)
	if err != nil {
		return ack{err: fmt.Errorf("%w: %w", ErrNotDelivered, err)}
	}
	return ack{
		payload: answer, status: resp.StatusCode, noRetry: resp.Header.Get("X-Slack-No-Retry") == "1",
		plain: !isJSON(resp.Header),
	}
}

// push posts a body to an endpoint.
func (s *Server) push(ctx context.Context, url string, body []byte, h http.Header) (*http.Response, []byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return nil, nil, fmt.Errorf("delivering to %s: %w", url, err)
	}
	req.Header = h
	resp, err := s.outbound.Do(req)
	if err != nil {
		return nil, nil, fmt.Errorf("delivering to %s: %w", url, err)
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxBody))
	if err != nil {
		return nil, nil, fmt.Errorf("reading the answer of %s: %w", url, err)
	}
	return resp, answer, nil
}
