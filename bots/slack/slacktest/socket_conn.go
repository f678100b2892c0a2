package slacktest

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"marquee/bots/wiretest"
)

// A socket is one connection of the app.
type socket struct {
	link     *link
	conn     *websocket.Conn
	number   int
	gone     chan struct{} // closed when the socket ends
	draining bool          // no more envelopes; guarded by the link

	writing sync.Mutex

	mu      sync.Mutex
	pending map[string]*waiter // by envelope
	over    []string           // envelopes that nobody waits for any more, oldest first
	pings   int                // sent since the last pong
}

// A waiter waits for the acknowledgement of an envelope.
type waiter struct {
	accepts bool
	done    bool // acknowledged
	late    bool // nobody waits any more
	acked   chan []byte
}

// maxPings is how many pings may go unanswered.
const maxPings = 3

// maxOver is how many envelopes are remembered that nobody waits for any more:
// enough to tell a late or second acknowledgement from a made-up one.
const maxOver = 1000

func (k *socket) debugInfo() fields {
	return fields{"host": "applink-double", "build_number": 1, "approximate_connection_time": 18060}
}

func (k *socket) send(v fields) error {
	k.writing.Lock()
	defer k.writing.Unlock()
	_ = k.conn.SetWriteDeadline(time.Now().Add(10 * time.Second))
	return k.conn.WriteMessage(websocket.TextMessage, rawJSON(v))
}

// expect makes ready for an acknowledgement.
func (k *socket) expect(id string, accepts bool) *waiter {
	k.mu.Lock()
	defer k.mu.Unlock()
	w := &waiter{accepts: accepts, acked: make(chan []byte, 1)}
	k.pending[id] = w
	return w
}

// forget ends the wait for an acknowledgement.
func (k *socket) forget(id string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.pending[id].late = true
	k.over = append(k.over, id)
	if len(k.over) > maxOver {
		delete(k.pending, k.over[0])
		k.over = k.over[1:]
	}
}

// serve reads acknowledgements until the socket ends.
func (k *socket) serve() {
	s := k.link.s
	k.conn.SetReadLimit(maxBody)
	k.conn.SetPongHandler(func(string) error {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.pings = 0
		return nil
	})
	s.mu.Lock()
	s.spawn(k.ping)
	s.mu.Unlock()
	for {
		kind, raw, err := k.conn.ReadMessage()
		if err != nil {
			return
		}
		if kind != websocket.TextMessage {
			s.record.violate(BadAck, "a message that is no text")
			continue
		}
		if len(raw) >= maxAck {
			s.record.violate(OversizedAck, "%d bytes", len(raw))
			continue
		}
		if problem := k.read(raw); problem != "" {
			s.record.violate(BadAck, "%s: %.200s", problem, raw)
		}
	}
}

// read takes one acknowledgement, or says what is wrong with it.
func (k *socket) read(raw []byte) (problem string) {
	value, err := wiretest.DecodeStrict(raw)
	m, ok := value.(map[string]any)
	if err != nil || !ok {
		return "no JSON object"
	}
	id, _ := m["envelope_id"].(string)
	payload, carries := m["payload"]
	delete(m, "envelope_id")
	delete(m, "payload")
	k.mu.Lock()
	defer k.mu.Unlock()
	w := k.pending[id]
	switch {
	case len(m) > 0:
		return "unknown fields"
	case w == nil:
		return "no such envelope"
	case w.done:
		return "acknowledged twice"
	case w.late:
		return "" // which was noted when the time was up
	}
	w.done = true
	if carries && !w.accepts {
		k.link.s.record.violate(UnexpectedPayload, "%.200s", raw)
		carries = false
	}
	var body []byte
	if carries {
		body, _ = json.Marshal(payload) // it was decoded from JSON
	}
	w.acked <- body
	return ""
}

// ping pings the socket, and ends it where no pong comes.
func (k *socket) ping(ctx context.Context) {
	s := k.link.s
	every := time.NewTicker(s.cfg.PingEvery)
	defer every.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-k.gone:
			return
		case <-every.C:
		}
		if k.link.pingsStopped() {
			continue
		}
		k.mu.Lock()
		unanswered := k.pings
		k.pings++
		k.mu.Unlock()
		if unanswered >= maxPings {
			s.record.violate(NoPong, "socket %d", k.number)
			_ = k.conn.Close()
			return
		}
		err := k.conn.WriteControl(websocket.PingMessage, []byte("Ping from applink-double"), time.Now().Add(time.Second))
		if err != nil && !errors.Is(err, websocket.ErrCloseSent) {
			return
		}
	}
}
