package discordtest

import (
	"context"
	"fmt"
	"slices"
)

// infos needs the lock.
func (g *gateway) infos() []SessionInfo {
	list := []SessionInfo{}
	for _, s := range g.sessions {
		list = append(list, SessionInfo{
			ID: s.id, Shard: [2]int{s.shard, s.shards}, Intents: s.intents, Version: s.compat,
			Connected: s.conn != nil, Resumed: s.resumed, Events: s.seq,
		})
	}
	slices.SortFunc(list, func(a, b SessionInfo) int { return a.Shard[0] - b.Shard[0] })
	return list
}

// WaitReady waits until the bot has n sessions connected. It fails when ctx
// ends first.
func (s *Server) WaitReady(ctx context.Context, n int) error {
	return s.WaitSessions(ctx, func(list []SessionInfo) bool {
		connected := 0
		for _, i := range list {
			if i.Connected {
				connected++
			}
		}
		return connected >= n
	})
}

// WaitSessions waits until the sessions of the bot are as wanted.
func (s *Server) WaitSessions(ctx context.Context, wanted func([]SessionInfo) bool) error {
	g := &s.gateway
	for {
		g.mu.Lock()
		list, changed := g.infos(), g.changed
		g.mu.Unlock()
		if wanted(list) {
			return nil
		}
		select {
		case <-changed:
		case <-s.life.Done():
			return fmt.Errorf("waiting for sessions: the double is closed")
		case <-ctx.Done():
			return fmt.Errorf("waiting for sessions, with %d there: %w", len(list), ctx.Err())
		}
	}
}

// Reconnect asks every client to reconnect and resume (opcode 7).
func (s *Server) Reconnect() {
	for _, c := range s.gateway.open() {
		_ = c.send(opReconnect, nil)
	}
}

// InvalidateSessions tells every client that its session is invalid (opcode 9).
// Where it is not resumable, it is forgotten.
func (s *Server) InvalidateSessions(resumable bool) {
	for _, c := range s.gateway.open() {
		if !resumable {
			s.gateway.end(c)
		}
		_ = c.send(opInvalidSession, resumable)
	}
}

// RequestHeartbeat asks every client for a heartbeat at once (opcode 1).
func (s *Server) RequestHeartbeat() {
	for _, c := range s.gateway.open() {
		_ = c.send(opHeartbeat, nil)
	}
}

// CloseConnections closes every gateway connection with a close code. Sessions
// stay where the code lets clients resume.
func (s *Server) CloseConnections(code int) {
	for _, c := range s.gateway.open() {
		switch code {
		case CloseAuthFailed, CloseInvalidSeq, CloseSessionTimedOut, CloseInvalidShard, CloseShardingNeeded,
			CloseInvalidVersion, CloseInvalidIntents, CloseDisallowedIntents:
			s.gateway.end(c)
		}
		c.close(code, "")
	}
}

// DropConnections cuts every gateway connection without a word.
func (s *Server) DropConnections() {
	for _, c := range s.gateway.open() {
		_ = c.ws.NetConn().Close()
	}
}

// StopAcks has the gateway take heartbeats without acknowledging them, or
// acknowledge them again, so that a client sees a connection that is dead.
func (s *Server) StopAcks(stop bool) {
	s.gateway.mu.Lock()
	defer s.gateway.mu.Unlock()
	s.gateway.deaf = stop
}

// Dispatch sends an event of the test's own making to every session, such as
// one that the bot does not know. It reports how many sessions there are.
func (s *Server) Dispatch(event string, data any) int {
	s.gateway.mu.Lock()
	defer s.gateway.mu.Unlock()
	for _, session := range s.gateway.sessions {
		session.add(event, rawJSON(data), nil)
	}
	return len(s.gateway.sessions)
}
