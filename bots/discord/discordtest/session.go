package discordtest

import (
	"encoding/json"
	"time"
)

// maxReplay is how many events a session keeps for a client that resumes.
const maxReplay = 1000

// A session is what a client's IDENTIFY began; it outlives its connection, so
// that a client can resume. The gateway's lock guards it.
type session struct {
	id      string
	shard   int
	shards  int
	intents int
	compat  int // the version of the gateway
	resumed int // how often
	began   time.Time
	events  []event // the last ones; their numbers have no gaps
	seq     int     // the number of the last event
	sent    int     // the last one that went out over conn
	conn    *gatewayConn
}

type event struct {
	seq  int
	name string
	data json.RawMessage
	sent func()
}

// has reports whether the session's shard has a server, or, for "", the direct
// messages.
// https://discord.com/developers/docs/events/gateway#sharding
func (s *session) has(guild string) bool {
	n, _ := parseID(guild) // "" is 0, and direct messages go to shard 0
	return int((n>>22)%uint64(s.shards)) == s.shard
}

// add queues an event and wakes the connection.
func (s *session) add(name string, data json.RawMessage, sent func()) {
	s.seq++
	s.events = append(s.events, event{s.seq, name, data, sent})
	if len(s.events) > 2*maxReplay {
		s.trim()
	}
	if s.conn != nil {
		select {
		case s.conn.wake <- struct{}{}:
		default:
		}
	}
}

// trim forgets old events, but none that is still to be sent.
func (s *session) trim() {
	cut := len(s.events) - maxReplay
	for cut > 0 && s.events[cut-1].seq > s.sent {
		cut--
	}
	if cut > 0 {
		s.events = append([]event(nil), s.events[cut:]...)
	}
}

// lost reports whether a session without a connection has missed too much to be
// resumed.
func (s *session) lost() bool { return s.conn == nil && s.seq-s.sent > maxReplay }

// pending returns the events that are still to be sent.
func (s *session) pending() []event {
	for i, e := range s.events {
		if e.seq > s.sent {
			return append([]event(nil), s.events[i:]...)
		}
	}
	return nil
}

// canReplay reports whether all events after seq are still there.
func (s *session) canReplay(seq int) bool {
	return seq == s.seq || len(s.events) > 0 && s.events[0].seq <= seq+1
}

// A SessionInfo tells of a session of the bot.
type SessionInfo struct {
	ID        string
	Shard     [2]int
	Intents   int
	Version   int // of the gateway: 9 or 10
	Connected bool
	Resumed   int // how often the client came back to it
	Events    int // how many were dispatched to it
}

// Sessions returns the sessions that are connected or could be resumed, in the
// order of their shards.
func (s *Server) Sessions() []SessionInfo {
	s.gateway.mu.Lock()
	defer s.gateway.mu.Unlock()
	return s.gateway.infos()
}
