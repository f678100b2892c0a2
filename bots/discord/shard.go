package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A shard is one session of the gateway. discordgo's Session speaks on it; when
// it ends, begins again or is resumed is decided here.
type shard struct {
	a         *Adapter
	id, total int
	url       string
	turns     *turns

	session *discordgo.Session // nil: the next one is to be begun
	ready   atomic.Bool        // the session began, and so can be resumed
	line    atomic.Pointer[tap]
}

// Bounds of reconnecting.
const (
	longestPause = time.Minute
	steady       = 30 * time.Second // a connection that lasted so long was a good one
)

// Close codes after which coming back as before is no use.
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
const (
	closeAuthFailed   = 4004
	closeInvalidSeq   = 4007
	closeTimedOut     = 4009
	closeInvalidShard = 4010
	closeSharding     = 4011
	closeVersion      = 4012
	closeBadIntents   = 4013
	closeIntents      = 4014
)

// run keeps the shard connected until ctx is done, or until the gateway refuses
// it for good.
func (s *shard) run(ctx context.Context) error {
	pause := time.Duration(0)
	for ctx.Err() == nil {
		begun := time.Now()
		err := s.connect(ctx)
		if ctx.Err() != nil {
			return nil
		}
		var v verdict
		if line := s.line.Swap(nil); line != nil {
			v = line.said()
			_ = line.Close()
		}
		if refused := refusedFor(v.code); refused != nil {
			return refused
		}
		s.a.log.Warn("the connection to Discord's gateway ended", "shard", s.id, "code", v.code, "invalid", v.invalid, "error", err)
		if v.invalid && !v.resumable || v.code == closeInvalidSeq || v.code == closeTimedOut {
			s.session = nil
		}
		if time.Since(begun) > steady {
			pause = 0
		}
		pause = min(max(2*pause, time.Second), longestPause)
		wait := rand.N(pause)
		if v.invalid {
			wait = time.Second + rand.N(4*time.Second) // as Discord asks
		}
		if sleep(ctx, wait) != nil {
			return nil
		}
	}
	return nil
}

// connect holds one connection from its beginning to its end.
func (s *shard) connect(ctx context.Context) error {
	if s.session == nil {
		s.session = s.begin(ctx)
		s.ready.Store(false)
	}
	if !s.ready.Load() {
		if err := s.turns.wait(ctx, s.id); err != nil {
			return err
		}
	}
	// Open holds discordgo's lock until READY, so that Close could not end it.
	stop := context.AfterFunc(ctx, func() {
		if line := s.line.Load(); line != nil {
			_ = line.Close()
		}
	})
	err := s.session.Open()
	stop()
	if err != nil {
		return err
	}
	line := s.line.Load()
	if line == nil {
		return errors.New("connected to nothing")
	}
	s.a.log.Info("connected to Discord's gateway", "shard", s.id, "of", s.total)
	s.a.connected.Add(1)
	defer s.a.connected.Add(-1)
	select {
	case <-line.done:
		return errors.New("the connection was lost")
	case <-ctx.Done():
		return s.session.Close()
	}
}

// begin makes a session that asks discordgo for nothing but the gateway.
func (s *shard) begin(ctx context.Context) *discordgo.Session {
	session, _ := discordgo.New("Bot " + s.a.rest.token) // never fails
	session.Client = &http.Client{Transport: gatewayOnly(s.url)}
	session.Dialer = dialer(ctx, func(t *tap) { s.line.Store(t) })
	session.ShouldReconnectOnError = false // this does it
	session.ShouldReconnectVoiceOnSessionError = false
	session.StateEnabled = false // it would keep every member of every server
	session.SyncEvents = true    // goroutines are made here, where a panic is met
	session.Compress = false     // the tap reads along
	session.LogLevel = -1
	session.Identify.Intents = discordgo.IntentGuilds
	session.Identify.Shard = &[2]int{s.id, s.total}
	session.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) { s.receive(e) })
	return session
}

// receive takes an event in. It runs in discordgo's goroutine, and so does not
// wait.
func (s *shard) receive(e *discordgo.Event) {
	defer s.a.recovered("receiving an event")
	switch e.Type {
	case "INTERACTION_CREATE":
		in, err := readInteraction(e.RawData)
		if err != nil {
			s.a.log.Warn("an event that is no interaction", "error", err)
			return
		}
		s.a.begin(in, time.Now(), s.a.callback(in))
	case "READY":
		s.ready.Store(true)
		fallthrough
	default:
		s.a.event(s.a.work, s.id, e)
	}
}

// refusedFor words a close code that no reconnecting helps against; nil for any
// other.
func refusedFor(code int) error {
	why := ""
	switch code {
	case closeAuthFailed:
		return ErrBadToken
	case closeInvalidShard:
		why = "discord.shards names a shard that there is not"
	case closeSharding:
		why = "the bot is in so many servers that it needs more shards: set discord.shards to auto"
	case closeVersion:
		why = "it no longer speaks the version that this program speaks"
	case closeBadIntents, closeIntents:
		why = "it does not grant the intents asked for"
	default:
		return nil
	}
	return fmt.Errorf("%w (%d): %s", ErrGatewayRefused, code, why)
}

// gatewayOnly answers discordgo's question for the gateway's address, and
// refuses whatever else it would ask of the REST API.
type gatewayOnly string

// RoundTrip implements http.RoundTripper.
func (url gatewayOnly) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		_ = r.Body.Close()
	}
	if r.URL.String() != discordgo.EndpointGateway {
		return nil, fmt.Errorf("%s %s does not go through discordgo", r.Method, r.URL.Path)
	}
	body, err := json.Marshal(map[string]string{"url": string(url)})
	if err != nil {
		return nil, err
	}
	return &http.Response{
		StatusCode: http.StatusOK, Status: "200 OK", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(body)),
		ContentLength: int64(len(body)), Request: r,
	}, nil
}
