package slacktest

import (
	"context"
	"fmt"
	"time"

	"github.com/gorilla/websocket"
)

// A Reason says why Slack asks a socket to disconnect.
type Reason string

// Reasons to disconnect.
const (
	Warning          Reason = "warning"           // the socket will end soon
	RefreshRequested Reason = "refresh_requested" // the socket is to be replaced now
	LinkDisabled     Reason = "link_disabled"     // Socket Mode was turned off
)

// WaitReady waits until the app has n sockets connected that take envelopes. It
// fails when ctx ends first.
func (s *Server) WaitReady(ctx context.Context, n int) error {
	return s.WaitSockets(ctx, func(ready, _ int) bool { return ready >= n })
}

// WaitSockets waits until the sockets of the app are as wanted: ready are those
// connected that take envelopes, opened is how many there ever were.
func (s *Server) WaitSockets(ctx context.Context, wanted func(ready, opened int) bool) error {
	l := &s.link
	for {
		l.mu.Lock()
		ready, opened, changed := 0, l.opened, l.changed
		for _, k := range l.sockets {
			if !k.draining {
				ready++
			}
		}
		l.mu.Unlock()
		if wanted(ready, opened) {
			return nil
		}
		select {
		case <-changed:
		case <-s.life.Done():
			return fmt.Errorf("waiting for sockets: the double is closed")
		case <-ctx.Done():
			return fmt.Errorf("waiting for sockets, with %d there: %w", ready, ctx.Err())
		}
	}
}

// Sockets returns how many sockets of the app are connected.
func (s *Server) Sockets() int { return len(s.link.all()) }

// Disconnect asks every socket to disconnect. One that got a Warning takes
// envelopes until it ends, the others none. They end after Config.Grace, where
// the app did not end them.
func (s *Server) Disconnect(why Reason) {
	l := &s.link
	for _, k := range l.all() {
		if why != Warning {
			l.mu.Lock()
			k.draining = true
			l.note()
			l.mu.Unlock()
		}
		_ = k.send(fields{"type": "disconnect", "reason": why, "debug_info": k.debugInfo()})
		s.mu.Lock()
		s.spawn(func(ctx context.Context) { k.closeAfter(ctx, s.cfg.Grace) })
		s.mu.Unlock()
	}
}

// closeAfter ends a socket that lives on for d.
func (k *socket) closeAfter(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-k.gone:
		return
	case <-ctx.Done():
		return
	}
	goodbye := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
	_ = k.conn.WriteControl(websocket.CloseMessage, goodbye, time.Now().Add(time.Second))
	_ = k.conn.Close()
}

// DropSockets cuts every socket without a word.
func (s *Server) DropSockets() { s.link.cut() }

// StopPings has the sockets get no pings, or get them again, so that a client
// sees a connection that is dead.
func (s *Server) StopPings(stop bool) {
	s.link.mu.Lock()
	defer s.link.mu.Unlock()
	s.link.noPings = stop
}

func (l *link) pingsStopped() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.noPings
}

// SendRaw sends a text to every socket as it is, such as half an envelope or one
// of a type that nobody knows.
func (s *Server) SendRaw(text string) {
	for _, k := range s.link.all() {
		k.writing.Lock()
		_ = k.conn.WriteMessage(websocket.TextMessage, []byte(text))
		k.writing.Unlock()
	}
}
