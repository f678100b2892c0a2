package slacktest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// link holds the sockets of the app.
// https://docs.slack.dev/apis/events-api/using-socket-mode
type link struct {
	s *Server

	mu      sync.Mutex
	changed chan struct{} // closed and made anew when a socket comes or goes
	tickets map[string]time.Time
	sockets []*socket
	next    int // which socket's turn it is
	opened  int // how many there ever were
	noPings bool
}

// ticketLife is how long an address for a socket is taken.
const ticketLife = 30 * time.Second

func (l *link) init(s *Server) {
	l.s = s
	l.changed = make(chan struct{})
	l.tickets = map[string]time.Time{}
}

// note wakes those who wait for sockets. It needs the lock.
func (l *link) note() {
	close(l.changed)
	l.changed = make(chan struct{})
}

// https://docs.slack.dev/reference/methods/apps.connections.open
func connectionsOpen(c *call) (fields, *apiError) {
	if err := c.end(); err != nil {
		return nil, err
	}
	l := &c.s.link
	ticket := secret(16)
	l.mu.Lock()
	defer l.mu.Unlock()
	for old, at := range l.tickets {
		if time.Since(at) > ticketLife {
			delete(l.tickets, old)
		}
	}
	l.tickets[ticket] = time.Now()
	return fields{"url": fmt.Sprintf("ws://%s/link/?ticket=%s&app_id=%s", c.s.net.Addr(), ticket, c.s.app)}, nil
}

// admit takes a ticket, which lets one socket in.
func (l *link) admit(ticket string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	at, ok := l.tickets[ticket]
	delete(l.tickets, ticket)
	return ok && time.Since(at) <= ticketLife
}

// serveSocket opens a socket and serves it until it ends.
func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request, _ []byte) {
	if !s.link.admit(r.URL.Query().Get("ticket")) {
		http.Error(w, "invalid ticket", http.StatusForbidden)
		return
	}
	if u, ok := w.(interface{ Unwrap() http.ResponseWriter }); ok {
		w = u.Unwrap()
	}
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	defer func() { _ = conn.Close() }()
	s.mu.Lock()
	if s.life.Err() != nil {
		s.mu.Unlock()
		return
	}
	s.running.Add(1) // the double is not closed, so Close waits
	s.mu.Unlock()
	defer s.running.Done()
	k := &socket{link: &s.link, conn: conn, gone: make(chan struct{}), pending: map[string]*waiter{}}
	if !s.link.add(k) {
		s.record.violate(TooManySockets, "more than %d", maxSockets)
		_ = k.send(fields{"type": "disconnect", "reason": "too_many_websockets", "debug_info": k.debugInfo()})
		return
	}
	defer s.link.remove(k)
	k.serve()
}

// add takes a socket in and greets it, or reports that there are too many.
func (l *link) add(k *socket) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.sockets) >= maxSockets {
		return false
	}
	l.opened++
	k.number = l.opened
	_ = k.send(fields{
		"type": "hello", "num_connections": len(l.sockets) + 1, "debug_info": k.debugInfo(),
		"connection_info": fields{"app_id": l.s.app},
	})
	l.sockets = append(l.sockets, k)
	l.note()
	return true
}

func (l *link) remove(k *socket) {
	close(k.gone)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sockets = slices.DeleteFunc(l.sockets, func(x *socket) bool { return x == k })
	l.note()
}

// all returns the sockets that are open.
func (l *link) all() []*socket {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.sockets)
}

// cut drops every socket without a word.
func (l *link) cut() {
	for _, k := range l.all() {
		_ = k.conn.NetConn().Close()
	}
}

// carry sends a parcel over one of the sockets, each in its turn, and waits for
// the acknowledgement.
func (l *link) carry(ctx context.Context, p parcel) ack {
	k := l.pick()
	if k == nil {
		return ack{err: fmt.Errorf("%w: no socket is connected", ErrNotDelivered)}
	}
	id := uuid()
	w := k.expect(id, p.accepts)
	defer k.forget(id)
	if err := k.send(p.envelope(id)); err != nil {
		return ack{err: fmt.Errorf("%w: %w", ErrNotDelivered, err)}
	}
	select {
	case payload := <-w.acked:
		return ack{payload: payload, status: http.StatusOK}
	case <-k.gone:
		return ack{err: fmt.Errorf("%w: the socket broke", ErrNotDelivered)}
	case <-ctx.Done():
		return ack{err: errors.Join(ErrNotDelivered, ctx.Err())}
	}
}

// pick returns the socket whose turn it is, or nil where there is none that
// takes envelopes.
func (l *link) pick() *socket {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.sockets {
		k := l.sockets[l.next%len(l.sockets)]
		l.next++
		if !k.draining {
			return k
		}
	}
	return nil
}
