package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// ErrGatewayRefused reports that the gateway takes no session of this bot as it
// is set up. What wraps it says why.
var ErrGatewayRefused = errors.New("the gateway of Discord refuses the bot")

// gatewayFacts is how Discord wants its gateway used.
// https://discord.com/developers/docs/events/gateway#get-gateway-bot
type gatewayFacts struct {
	URL    string `json:"url"`
	Shards int    `json:"shards"`
	Starts struct {
		Remaining   int   `json:"remaining"`
		ResetAfter  int64 `json:"reset_after"` // milliseconds
		Concurrency int   `json:"max_concurrency"`
	} `json:"session_start_limit"`
}

func (a *Adapter) gatewayFacts(ctx context.Context) (gatewayFacts, error) {
	var f gatewayFacts
	err := a.rest.do(ctx, request{method: http.MethodGet, path: "/gateway/bot", name: "asking for the gateway", out: &f, again: true})
	if isStatus(err, http.StatusUnauthorized) {
		return f, ErrBadToken
	}
	return f, err
}

// serveGateway serves the shards until ctx is done, or until the gateway refuses
// one of them for good.
func (a *Adapter) serveGateway(ctx context.Context) error {
	var facts gatewayFacts
	err := a.outlast(ctx, func() (err error) {
		facts, err = a.gatewayFacts(ctx)
		return err
	})
	if err != nil {
		return err
	}
	ids, total := a.options.Shards.of(facts.Shards)
	if left := facts.Starts.Remaining; left < len(ids) {
		return fmt.Errorf("%w: of today's session starts %d are left, and %d are needed; more come in %v", ErrGatewayRefused,
			left, len(ids), time.Duration(facts.Starts.ResetAfter)*time.Millisecond)
	}
	turns := &turns{every: a.options.IdentifyEvery, kinds: max(1, facts.Starts.Concurrency), next: make(map[int]time.Time)}
	all, ctx := errgroup.WithContext(ctx)
	for _, id := range ids {
		s := &shard{a: a, id: id, total: total, url: facts.URL, turns: turns}
		all.Go(func() error { return s.run(ctx) })
	}
	return all.Wait()
}

// turns space out the beginnings of sessions: of the shards whose numbers leave
// the same remainder by max_concurrency, one may begin every five seconds.
// https://discord.com/developers/docs/events/gateway#sharding-max-concurrency
type turns struct {
	every time.Duration
	kinds int

	mu   sync.Mutex
	next map[int]time.Time // by remainder: when the next may begin
}

// wait waits for the shard's turn.
func (t *turns) wait(ctx context.Context, shard int) error {
	kind := shard % t.kinds
	t.mu.Lock()
	now := time.Now()
	at := t.next[kind]
	if at.Before(now) {
		at = now
	}
	// A little more than asked, for the network's jitter.
	t.next[kind] = at.Add(t.every + t.every/20)
	t.mu.Unlock()
	return sleep(ctx, time.Until(at))
}
