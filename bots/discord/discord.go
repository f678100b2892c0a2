package discord

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"marquee/internal/chat"
)

// An Adapter is the bot on Discord.
type Adapter struct {
	options Options
	log     *slog.Logger
	rest    *rest
	key     ed25519.PublicKey // of HTTP
	places  places
	looks   *rate.Limiter // at places that may have closed
	door    *door         // of the log
	recent  recent
	self    atomic.Pointer[identity]

	handler    atomic.Pointer[chat.Handler] // set while Run runs
	registered atomic.Bool                  // its commands are
	connected  atomic.Int32                 // shards
	mu         sync.Mutex                   // guards running against being added to once closing
	closing    bool
	running    sync.WaitGroup // of interactions being answered

	// While answers are made, work ends them, and last the sending of them.
	work, last context.Context
}

var (
	_ chat.Adapter      = (*Adapter)(nil)
	_ chat.PlaceChecker = (*Adapter)(nil)
	_ chat.Messenger    = (*Adapter)(nil)
	_ chat.Reachable    = (*Adapter)(nil)
)

// identity is who the bot is.
type identity struct {
	user        string
	application string
}

// Errors of New and Run that only whoever runs the bot can mend. Their texts say
// how.
var (
	ErrNoToken   = errors.New("the bot's token is missing: set discord.token to the one under Bot on https://discord.com/developers/applications")
	ErrBadToken  = errors.New("the bot's token is refused by Discord: copy a new one (Bot, Reset Token) from https://discord.com/developers/applications into discord.token")
	ErrTokenForm = errors.New("discord.token is no token of a bot: it holds spaces, line ends or other signs that none has; copy it again from Bot on https://discord.com/developers/applications")
	ErrPublicKey = errors.New("discord.public_key is not the 64 hexadecimal digits under General Information on https://discord.com/developers/applications")
)

// readToken takes off a token what got there on the way: "Bot " before it, a
// line's end behind it. With anything else in it no request could be made at all.
func readToken(s string) (string, error) {
	s = strings.TrimSpace(s)
	if rest, ok := strings.CutPrefix(s+" ", "Bot "); ok {
		s = strings.TrimSpace(rest)
	}
	if s == "" {
		return "", ErrNoToken
	}
	if strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return "", ErrTokenForm
	}
	return s, nil
}

// New returns an adapter that serves once Run is called. It fails with ErrNoToken,
// ErrTokenForm or ErrPublicKey, or for an API address that is none.
func New(o Options) (*Adapter, error) {
	o = o.withDefaults()
	token, err := readToken(o.Token)
	if err != nil {
		return nil, err
	}
	log := newGate(o.Logger.Handler())
	a := &Adapter{options: o, log: slog.New(log), door: log.door, looks: newLooks()}
	if a.rest, err = newREST(o.APIURL, token); err != nil {
		return nil, err
	}
	if o.PublicKey != "" || o.Mode == HTTP {
		key, err := hex.DecodeString(o.PublicKey)
		if err != nil || len(key) != ed25519.PublicKeySize {
			return nil, ErrPublicKey
		}
		a.key = key
	}
	a.work, a.last = context.Background(), context.Background()
	return a, nil
}

// Run registers the commands and serves until ctx is done; then it takes nothing
// new and finishes what it has acknowledged, for as long as Options.FinishWithin.
// It may be called once, and nothing is logged after it. An outage at the start is
// waited out. Besides for the
// errors above it fails with ErrGuilds and ErrGatewayRefused, and where what
// answers is not Discord.
func (a *Adapter) Run(ctx context.Context, h chat.Handler) error {
	defer a.door.close()
	if err := a.outlast(ctx, func() error { return a.identify(ctx) }); err != nil {
		return quiet(ctx, err)
	}
	work, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	last, stopLast := context.WithCancel(context.WithoutCancel(ctx))
	defer stopLast()
	defer stopWork()
	a.mu.Lock()
	a.work, a.last = work, last
	a.mu.Unlock()
	// Before the commands are registered: they may be used at once.
	a.handler.Store(&h)
	defer a.handler.Store(nil)
	if err := a.outlast(ctx, func() error { return a.register(ctx, h.Commands()) }); err != nil {
		return quiet(ctx, err)
	}
	a.registered.Store(true)
	defer a.registered.Store(false)
	a.log.Info("serving Discord", "mode", string(a.options.Mode), "user", a.self.Load().user)

	var err error
	if a.options.Mode == HTTP {
		<-ctx.Done()
	} else {
		err = a.serveGateway(ctx)
	}
	a.finish(stopWork, stopLast)
	return quiet(ctx, err)
}

// Serving implements chat.Reachable: with several shards, while one of them is
// connected.
func (a *Adapter) Serving() bool {
	return a.registered.Load() && (a.options.Mode == HTTP || a.connected.Load() > 0)
}

// errNotYet reports that Discord has not yet said who the bot is.
var errNotYet = errors.New("discord has not been reached yet")

// known returns who the bot is, as soon as Discord has said so.
func (a *Adapter) known() (*identity, error) {
	if own := a.self.Load(); own != nil {
		return own, nil
	}
	return nil, errNotYet
}

// outlast does what needs Discord, again and again while there is an outage.
func (a *Adapter) outlast(ctx context.Context, do func() error) error {
	for pause := time.Second; ; pause = min(2*pause, time.Minute) {
		err := do()
		if err == nil || !outage(err) || ctx.Err() != nil {
			return err
		}
		a.log.Warn("Discord does not answer; trying again", "in", pause, "error", err)
		if err := sleep(ctx, pause); err != nil {
			return err
		}
	}
}

// outage reports whether err may pass by itself: nobody answered, or Discord said
// that it is in trouble.
func outage(err error) bool {
	var refused *apiError
	return unreachable(err) || errors.As(err, &refused) && (refused.status >= 500 || refused.status == http.StatusTooManyRequests)
}

// passing is outage for what has to be sent all the same: what answered may be
// the page of a proxy, too.
func passing(err error) bool { return outage(err) || nonsense(err) }

// quiet takes an error for none once ctx is done.
func quiet(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// identify asks Discord who the bot is, and so finds a bad token before anything
// else is tried.
func (a *Adapter) identify(ctx context.Context) error {
	var me user
	err := a.rest.do(ctx, request{method: "GET", path: "/users/@me", name: "asking who the bot is", out: &me, again: true})
	switch {
	case isStatus(err, 401):
		return ErrBadToken
	case err != nil:
		return fmt.Errorf("connecting to Discord: %w", err)
	}
	id := identity{user: me.ID, application: a.options.ApplicationID}
	if id.application == "" {
		var app struct {
			ID string `json:"id"`
		}
		err := a.rest.do(ctx, request{method: "GET", path: "/applications/@me", name: "asking for the application", out: &app, again: true})
		if err != nil {
			return fmt.Errorf("connecting to Discord: %w", err)
		}
		id.application = app.ID
	}
	if !isSnowflake(id.user) || !isSnowflake(id.application) {
		return errors.New("connecting to Discord: what answers at discord.api_url is not Discord's API")
	}
	a.self.Store(&id)
	return nil
}

// finish waits for what was acknowledged: most of the time for answers being
// made, the rest for sending their last word.
func (a *Adapter) finish(stopWork, stopLast context.CancelFunc) {
	a.mu.Lock()
	a.closing = true
	a.mu.Unlock()
	done := make(chan struct{})
	go func() {
		a.running.Wait()
		close(done)
	}()
	within := a.options.FinishWithin
	for _, step := range []struct {
		wait time.Duration
		then context.CancelFunc
	}{{within * 3 / 4, stopWork}, {within / 4, stopLast}} {
		t := time.NewTimer(step.wait)
		select {
		case <-done:
			t.Stop()
			return
		case <-t.C:
			step.then()
		}
	}
	a.log.Warn("some answers could not be finished")
}
