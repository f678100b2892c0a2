package discordtest

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/gorilla/websocket"

	"marquee/bots/wiretest"
)

// serveGateway is one connection to the gateway, from HELLO to its end.
// https://discord.com/developers/docs/events/gateway#connection-lifecycle
func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	if effect := s.faults.next(r.Method, r.URL.Path); effect != nil {
		effect(w, r, s.upgrade)
		return
	}
	s.upgrade(w, r)
}

func (s *Server) upgrade(w http.ResponseWriter, r *http.Request) {
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	defer func() { _ = ws.Close() }()
	ws.SetReadLimit(16 * maxGatewayPayload) // beyond maxGatewayPayload, receive says what is wrong
	c := &gatewayConn{ws: ws, wake: make(chan struct{}, 1), done: make(chan struct{}), beat: time.Now()}
	q := r.URL.Query()
	version := map[string]int{"9": 9, "10": 10}[q.Get("v")]
	if version == 0 || q.Get("encoding") != "json" {
		s.misuse(c, CloseInvalidVersion, "the double speaks v=9 and v=10 with encoding=json")
		return
	}
	if q.Get("compress") != "" {
		s.misuse(c, CloseDecodeError, "the double does not compress")
		return
	}
	g := &s.gateway
	g.mu.Lock()
	g.conns[c] = struct{}{}
	g.mu.Unlock()
	if !s.begin() { // and shut may have passed already
		return
	}
	go func() {
		defer s.running.Done()
		s.pump(c)
	}()
	if c.send(opHello, map[string]any{"heartbeat_interval": s.cfg.Heartbeat.Milliseconds()}) == nil {
		s.listen(c, version)
	}
	close(c.done)
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.conns, c)
	if c.session != nil && c.session.conn == c {
		c.session.conn = nil
	}
	g.note()
}

// listen reads what the client sends until the connection ends.
func (s *Server) listen(c *gatewayConn, version int) {
	for {
		_, raw, err := c.ws.ReadMessage()
		if err != nil {
			s.gone(c, err)
			return
		}
		if code, why := s.receive(c, raw, version); code != 0 {
			s.misuse(c, code, why)
			c.drain()
			return
		}
	}
}

// gone notes how a connection ended: a client that closes it in good order ends
// its session with it.
func (s *Server) gone(c *gatewayConn, err error) {
	if !c.closing.Load() && websocket.IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway) {
		s.gateway.end(c)
	}
}

// end forgets the session of a connection.
func (g *gateway) end(c *gatewayConn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if c.session != nil && c.session.conn == c {
		delete(g.sessions, c.session.id)
		c.session = nil
	}
}

// misuse closes a connection for what the client did, and with it the session
// unless the code lets it resume.
func (s *Server) misuse(c *gatewayConn, code int, why string) {
	if code != CloseAuthFailed && code != CloseDisallowedIntents {
		s.record.violate(GatewayMisuse, "closed with %d: %s", code, why)
	}
	switch code {
	case CloseAuthFailed, CloseInvalidSeq, CloseSessionTimedOut, CloseInvalidShard, CloseShardingNeeded,
		CloseInvalidVersion, CloseInvalidIntents, CloseDisallowedIntents:
		s.gateway.end(c)
	}
	c.close(code, why)
}

// receive takes one payload in; a code that is not 0 closes the connection.
func (s *Server) receive(c *gatewayConn, raw []byte, version int) (code int, why string) {
	if len(raw) > maxGatewayPayload {
		return CloseDecodeError, "a payload of more than 4096 bytes"
	}
	if s.gateway.tooMany(c) {
		return CloseRateLimited, "more than 120 payloads in a minute"
	}
	value, err := wiretest.DecodeStrict(raw)
	if err != nil {
		return CloseDecodeError, err.Error()
	}
	faults := &problems{}
	o := readObject(value, faults)
	o.anything("d", "s", "t")
	op := o.choice("op", opHeartbeat, opIdentify, opPresence, opVoiceState, opResume, opRequestMembers)
	o.end()
	if len(faults.list) > 0 {
		f := faults.list[0]
		if f.code == "BASE_TYPE_CHOICES" {
			return CloseUnknownOpcode, "no such opcode"
		}
		return CloseDecodeError, f.message
	}
	switch op {
	case opHeartbeat:
		return s.heartbeat(c)
	case opIdentify:
		return s.identify(c, o.fields["d"], version)
	case opResume:
		return s.resume(c, o.fields["d"])
	default:
		s.gateway.mu.Lock()
		defer s.gateway.mu.Unlock()
		if c.session == nil {
			return CloseNotAuthenticated, "a payload before IDENTIFY"
		}
		return 0, ""
	}
}

// tooMany counts a payload.
func (g *gateway) tooMany(c *gatewayConn) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if now := time.Now(); now.Sub(c.minute) > time.Minute {
		c.minute, c.counted = now, 0
	}
	c.counted++
	return c.counted > maxGatewayRate
}

func (s *Server) heartbeat(c *gatewayConn) (int, string) {
	s.gateway.mu.Lock()
	c.beat = time.Now()
	deaf := s.gateway.deaf
	s.gateway.mu.Unlock()
	if !deaf {
		_ = c.send(opHeartbeatAck, nil)
	}
	return 0, ""
}

// pump sends a session's events as they come, and closes a connection whose
// client has stopped its heartbeats.
func (s *Server) pump(c *gatewayConn) {
	watch := time.NewTicker(max(s.cfg.Heartbeat/2, time.Millisecond))
	defer watch.Stop()
	for {
		select {
		case <-c.done:
			return
		case <-s.life.Done():
			_ = c.ws.Close()
			return
		case <-watch.C:
			if s.gateway.silent(c, 2*s.cfg.Heartbeat) {
				s.misuse(c, CloseSessionTimedOut, "no heartbeat")
				return
			}
		case <-c.wake:
			for _, e := range s.gateway.take(c) {
				if c.write(payload{Op: opDispatch, Data: e.data, Seq: &e.seq, Type: &e.name}) != nil {
					_ = c.ws.Close()
					return
				}
				if e.sent != nil {
					e.sent()
				}
			}
		}
	}
}

func (g *gateway) silent(c *gatewayConn, most time.Duration) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return time.Since(c.beat) > most
}

// take returns the events to send now and counts them as sent.
func (g *gateway) take(c *gatewayConn) []event {
	g.mu.Lock()
	defer g.mu.Unlock()
	if c.session == nil || c.session.conn != c {
		return nil
	}
	list := c.session.pending()
	if n := len(list); n > 0 {
		c.session.sent = list[n-1].seq
	}
	return list
}

func rawJSON(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil {
		panic("discordtest: " + err.Error()) // of the double's own making
	}
	return raw
}
