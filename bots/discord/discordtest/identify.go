package discordtest

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// identify begins a session.
// https://discord.com/developers/docs/events/gateway-events#identify
func (s *Server) identify(c *gatewayConn, data any, version int) (code int, why string) {
	faults := &problems{}
	o := readObject(data, faults)
	token := strings.TrimPrefix(o.exact("token", 1, 200), "Bot ")
	o.required("properties")
	o.object("properties")
	o.required("intents")
	intents, _ := o.integer("intents", 0, 1<<53)
	o.boolean("compress")
	o.integer("large_threshold", 0, 250)
	o.anything("presence")
	shard, shards, sharded := readShard(o)
	o.end()
	if len(faults.list) > 0 {
		f := faults.list[0]
		return CloseDecodeError, strings.Join(f.at, ".") + ": " + f.message
	}
	g := &s.gateway
	left, _ := g.startsLeft(s.cfg)
	g.mu.Lock()
	already := c.session != nil
	g.mu.Unlock()
	switch {
	case already:
		return CloseAlreadyAuthed, "a second IDENTIFY"
	case token != s.cfg.Token:
		return CloseAuthFailed, "Authentication failed."
	case !sharded:
		return CloseInvalidShard, "Invalid shard."
	case intents&^allIntents != 0:
		return CloseInvalidIntents, "Invalid intent(s)."
	case int(intents)&privilegedIntents&^s.cfg.Privileged != 0:
		return CloseDisallowedIntents, "Disallowed intent(s)."
	case left == 0:
		s.record.violate(IdentifyTooFast, "more than %d session starts in a day", s.cfg.SessionStarts)
		_ = c.send(opInvalidSession, false)
		return 0, ""
	}
	if wait := g.turn(shard, s.cfg); wait > 0 {
		s.record.violate(IdentifyTooFast, "shard %d came %v too early, with max_concurrency %d", shard, wait, s.cfg.MaxConcurrency)
		_ = c.send(opInvalidSession, false)
		return 0, ""
	}
	s.startSession(c, shard, shards, int(intents), version)
	return 0, ""
}

func readShard(o *object) (shard, shards int, ok bool) {
	if !o.has("shard") {
		return 0, 1, true
	}
	pair := o.list("shard", 2, 2)
	var n [2]int
	for i := range n {
		if i >= len(pair) {
			return 0, 0, false
		}
		number, _ := pair[i].(json.Number)
		v, err := strconv.Atoi(string(number))
		if err != nil {
			return 0, 0, false
		}
		n[i] = v
	}
	return n[0], n[1], n[0] >= 0 && n[0] < n[1]
}

// turn takes the place for an IDENTIFY of a shard, or says how long it is still
// taken.
// https://discord.com/developers/docs/events/gateway#sharding-max-concurrency
func (g *gateway) turn(shard int, cfg Config) time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	key := shard % cfg.MaxConcurrency
	if wait := cfg.IdentifyEvery - time.Since(g.identifys[key]); wait > 0 {
		return wait
	}
	g.identifys[key] = time.Now()
	g.starts = append(g.starts, time.Now())
	return 0
}

// startSession answers READY and then a GUILD_CREATE for each server. The
// world stands still meanwhile, so that no event is missed or told twice.
func (s *Server) startSession(c *gatewayConn, shard, shards, intents, version int) {
	id := make([]byte, 16)
	_, _ = rand.Read(id) // never fails
	begun := &session{
		id: hex.EncodeToString(id), shard: shard, shards: shards, intents: intents, compat: version,
		conn: c, began: time.Now(),
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	g := &s.gateway
	g.mu.Lock()
	defer g.mu.Unlock()
	unavailable := []any{}
	var mine []*Guild
	for _, guild := range s.botGuildsLocked() {
		if begun.has(guild.id) && intents&intentGuilds != 0 {
			mine = append(mine, guild)
			unavailable = append(unavailable, map[string]any{"id": guild.id, "unavailable": true})
		}
	}
	begun.add("READY", rawJSON(map[string]any{
		"v": version, "user": s.bot.account(), "guilds": unavailable, "session_id": begun.id,
		"session_type": "normal", "resume_gateway_url": s.GatewayURL() + "/resume",
		"shard": []int{shard, shards}, "private_channels": []any{}, "relationships": []any{},
		"application": map[string]any{"id": s.app, "flags": 0},
	}), nil)
	for _, guild := range mine {
		if guild.down {
			begun.add("GUILD_DELETE", rawJSON(map[string]any{"id": guild.id, "unavailable": true}), nil)
			continue
		}
		begun.add("GUILD_CREATE", rawJSON(guild.create(intents)), nil)
	}
	g.sessions[begun.id] = begun
	c.session = begun
	g.note()
}

// resume gives a session a new connection, and what it missed.
// https://discord.com/developers/docs/events/gateway#resuming
func (s *Server) resume(c *gatewayConn, data any) (code int, why string) {
	faults := &problems{}
	o := readObject(data, faults)
	token := strings.TrimPrefix(o.exact("token", 1, 200), "Bot ")
	id := o.exact("session_id", 1, 100)
	o.required("seq")
	seq, _ := o.integer("seq", 0, 1<<53)
	o.end()
	if len(faults.list) > 0 {
		f := faults.list[0]
		return CloseDecodeError, strings.Join(f.at, ".") + ": " + f.message
	}
	if token != s.cfg.Token {
		return CloseAuthFailed, "Authentication failed."
	}
	code, why, valid := s.gateway.reattach(c, id, int(seq))
	if !valid {
		_ = c.send(opInvalidSession, false)
	}
	return code, why
}

// reattach makes c the connection of a session from the event after seq on. A
// session that cannot be resumed is forgotten.
func (g *gateway) reattach(c *gatewayConn, id string, seq int) (code int, why string, valid bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	kept := g.sessions[id]
	switch {
	case c.session != nil:
		return CloseAlreadyAuthed, "RESUME after IDENTIFY", true
	case kept == nil:
		return 0, "", false
	case seq > kept.seq:
		return CloseInvalidSeq, "Invalid seq.", true
	case !kept.canReplay(seq):
		delete(g.sessions, id)
		return 0, "", false
	}
	if kept.conn != nil {
		kept.conn.session = nil
		_ = kept.conn.ws.Close()
	}
	kept.conn, kept.sent, c.session = c, seq, kept
	kept.resumed++
	kept.add("RESUMED", rawJSON(map[string]any{}), nil)
	g.note()
	return 0, "", true
}
