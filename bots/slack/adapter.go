package slack

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
)

// An Adapter carries the conversation to one Slack workspace.
type Adapter struct {
	options Options
	log     *slog.Logger
	client  *http.Client
	api     *slackgo.Client

	signatures *recent[[32]byte, struct{}] // taken already, of HTTP
	events     *recent[string, struct{}]   // handled already, by event_id
	allowed    *recent[permitted, bool]
	direct     *recent[string, bool] // D… channels: is the bot in them
	people     *people
	holds      *holds
	pace       *pace

	connected atomic.Bool // a socket stands; for Socket alone

	mu      sync.Mutex
	self    identity
	serving *serving // nil while Run does not run
}

// ErrTokenRefused reports that Slack takes a token no more, which only whoever
// runs the bot can mend; Check says how.
var ErrTokenRefused = errors.New("a token is refused by Slack")

// identity is who the bot is, as auth.test tells.
type identity struct{ team, user, bot string }

var (
	_ chat.Adapter      = (*Adapter)(nil)
	_ chat.PlaceChecker = (*Adapter)(nil)
	_ chat.Messenger    = (*Adapter)(nil)
	_ chat.Reachable    = (*Adapter)(nil)
)

// Bounds of the network.
const (
	requestTime  = 15 * time.Second
	maxIdleConns = 64
)

// New returns an Adapter. It asks nothing of Slack yet, and fails only for
// options that cannot work.
func New(o Options) (*Adapter, error) {
	o = o.withDefaults()
	u, err := url.Parse(o.APIURL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("the address of Slack's API, %q, is no web address", o.APIURL)
	}
	if problems := o.missing(); len(problems) > 0 {
		return nil, errors.New(problems[0])
	}
	return newAdapter(o), nil
}

func newAdapter(o Options) *Adapter {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConns, transport.MaxIdleConnsPerHost = maxIdleConns, maxIdleConns
	client := &http.Client{
		Transport: transport, Timeout: requestTime,
		// A redirect would send a token, or an answer, somewhere else.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	a := &Adapter{
		options: o, log: o.Logger.With("platform", Platform), client: client,
		// No retries by the library: it would post twice.
		api: slackgo.New(o.BotToken, slackgo.OptionAPIURL(o.APIURL), slackgo.OptionHTTPClient(client),
			slackgo.OptionAppLevelToken(o.AppToken)),
		signatures: newRecent[[32]byte, struct{}](2*maxSkew+time.Minute, 200_000),
		events:     newRecent[string, struct{}](2*time.Hour, 50_000),
		allowed:    newRecent[permitted, bool](allowedLife, 10_000),
		direct:     newRecent[string, bool](24*time.Hour, 10_000),
		holds:      newHolds(),
		pace:       newPace(),
	}
	a.people = newPeople(a)
	return a
}

// Run serves requests with h until ctx is done, then finishes what it has
// acknowledged and returns nil. An outage at the start is waited out. It fails with
// ErrTokenRefused.
func (a *Adapter) Run(ctx context.Context, h chat.Handler) error {
	if err := a.meet(ctx); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	s := newServing(ctx, h)
	a.mu.Lock()
	a.serving = s
	a.mu.Unlock()
	a.log.Info("serving Slack", "mode", a.options.Mode, "team", a.identity().team)
	var err error
	if a.options.Mode == HTTP {
		<-ctx.Done()
	} else {
		err = a.listen(ctx)
	}
	a.mu.Lock()
	a.serving = nil
	a.mu.Unlock()
	if !s.finish(a.options.FinishWithin) {
		a.log.Warn("some answers were not finished in time")
	}
	return err
}

// meet asks Slack who the bot is, until there is an answer.
func (a *Adapter) meet(ctx context.Context) error {
	for pause := time.Second; ; pause = min(2*pause, time.Minute) {
		who, err := a.api.AuthTestContext(ctx)
		if err == nil {
			a.mu.Lock()
			a.self = identity{team: who.TeamID, user: who.UserID, bot: who.BotID}
			a.mu.Unlock()
			return nil
		}
		if name := errorName(err); credentials[name] {
			return fmt.Errorf("%w: slack.bot_token: %w", ErrTokenRefused, a.safe(err))
		}
		wait := max(pause, retryAfter(err, 0))
		a.log.Warn("Slack does not answer; trying again", "in", wait, "error", a.safe(err))
		if err := sleep(ctx, wait); err != nil {
			return err
		}
	}
}

func (a *Adapter) identity() identity {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.self
}

// sleep waits for d or ctx.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
