package discordtest

import (
	"encoding/json"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// Opcodes of the gateway.
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opPresence       = 3
	opVoiceState     = 4
	opResume         = 6
	opReconnect      = 7
	opRequestMembers = 8
	opInvalidSession = 9
	opHello          = 10
	opHeartbeatAck   = 11
)

// Close codes of the gateway.
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
const (
	CloseUnknownError      = 4000
	CloseUnknownOpcode     = 4001
	CloseDecodeError       = 4002
	CloseNotAuthenticated  = 4003
	CloseAuthFailed        = 4004
	CloseAlreadyAuthed     = 4005
	CloseInvalidSeq        = 4007
	CloseRateLimited       = 4008
	CloseSessionTimedOut   = 4009
	CloseInvalidShard      = 4010
	CloseShardingNeeded    = 4011
	CloseInvalidVersion    = 4012
	CloseInvalidIntents    = 4013
	CloseDisallowedIntents = 4014
)

// Intents.
// https://discord.com/developers/docs/events/gateway#list-of-intents
const (
	intentGuilds         = 1 << 0
	intentMembers        = 1 << 1
	intentPresences      = 1 << 8
	intentMessageContent = 1 << 15

	privilegedIntents = intentMembers | intentPresences | intentMessageContent
	allIntents        = 1<<26 - 1
)

// gateway holds the sessions of the bot.
type gateway struct {
	mu        sync.Mutex
	changed   chan struct{} // closed and made anew when a session changes
	sessions  map[string]*session
	conns     map[*gatewayConn]struct{}
	identifys map[int]time.Time // by shard modulo max_concurrency: the last one
	starts    []time.Time       // of sessions, in the last day
	deaf      bool              // no heartbeat is acknowledged
}

func (g *gateway) init() {
	g.changed = make(chan struct{})
	g.sessions = map[string]*session{}
	g.conns = map[*gatewayConn]struct{}{}
	g.identifys = map[int]time.Time{}
}

// note wakes those who wait for sessions. It needs the lock.
func (g *gateway) note() {
	close(g.changed)
	g.changed = make(chan struct{})
}

// shut closes every connection for good.
func (g *gateway) shut() {
	for _, c := range g.open() {
		_ = c.ws.Close()
	}
}

func (g *gateway) open() []*gatewayConn {
	g.mu.Lock()
	defer g.mu.Unlock()
	list := make([]*gatewayConn, 0, len(g.conns))
	for c := range g.conns {
		list = append(list, c)
	}
	return list
}

// startsLeft returns how many IDENTIFY are left of the day's, and when all are
// there again.
func (g *gateway) startsLeft(cfg Config) (left int, reset time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	const day = 24 * time.Hour
	for len(g.starts) > 0 && time.Since(g.starts[0]) > day {
		g.starts = g.starts[1:]
	}
	if n := len(g.starts); n > 0 {
		reset = day - time.Since(g.starts[n-1])
	}
	return max(0, cfg.SessionStarts-len(g.starts)), reset
}

// dispatch sends an event to the sessions that have the server, or, for "", the
// direct messages: those of its shard that asked for the intent. sent is called
// when the event goes out over a socket. dispatch reports how many sessions
// there are.
func (g *gateway) dispatch(guild string, intent int, event string, data any, sent func()) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	var raw json.RawMessage
	n := 0
	for _, s := range g.sessions {
		if !s.has(guild) || intent != 0 && s.intents&intent == 0 {
			continue
		}
		if raw == nil {
			var err error
			if raw, err = json.Marshal(data); err != nil {
				panic(fmt.Sprintf("discordtest: encoding %s: %v", event, err)) // of the double's own making
			}
		}
		n++
		s.add(event, raw, sent)
		if s.lost() {
			delete(g.sessions, s.id)
		}
	}
	return n
}

// A payload is what goes over the gateway.
// https://discord.com/developers/docs/events/gateway-events#payload-structure
type payload struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  *int            `json:"s"`
	Type *string         `json:"t"`
}

// A gatewayConn is one WebSocket connection.
type gatewayConn struct {
	ws      *websocket.Conn
	writing sync.Mutex
	closing atomic.Bool   // the double ends it, so that how the client answers says nothing
	wake    chan struct{} // the session has something to send
	done    chan struct{} // closed when reading ends

	// Guarded by the gateway's lock.
	session *session
	beat    time.Time // the last heartbeat
	counted int       // payloads since minute
	minute  time.Time
}

func (c *gatewayConn) send(op int, data any) error {
	raw, err := json.Marshal(data)
	if err != nil {
		return fmt.Errorf("encoding opcode %d: %w", op, err)
	}
	return c.write(payload{Op: op, Data: raw})
}

func (c *gatewayConn) write(p payload) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	_ = c.ws.SetWriteDeadline(time.Now().Add(10 * time.Second))
	if err := c.ws.WriteJSON(p); err != nil {
		return fmt.Errorf("writing to the gateway: %w", err)
	}
	return nil
}

// close tells the client a close code and gives it a second to go; reading then
// ends.
func (c *gatewayConn) close(code int, reason string) {
	c.closing.Store(true)
	c.writing.Lock()
	defer c.writing.Unlock()
	soon := time.Now().Add(time.Second)
	_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason), soon)
	_ = c.ws.SetReadDeadline(soon)
}

// drain reads to the end of a connection that is being closed, so that the
// client gets to read the close code.
func (c *gatewayConn) drain() {
	for {
		if _, _, err := c.ws.ReadMessage(); err != nil {
			return
		}
	}
}
