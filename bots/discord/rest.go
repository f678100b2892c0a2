package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
)

// apiVersion is the version of the REST API that is asked. The gateway is
// discordgo's and speaks version 9; the bodies used here are the same in both.
const apiVersion = "v10"

// Bounds of one request.
const (
	requestTime = 15 * time.Second
	maxAnswer   = 8 << 20 // bytes
)

// userAgent is of the form that Discord asks of clients.
// https://discord.com/developers/docs/reference#user-agent
const userAgent = "DiscordBot (https://github.com/bwmarrin/discordgo, 0.29.0) Marquee"

// A rest asks Discord's REST API. It may be used from many goroutines.
type rest struct {
	base   string // with the version, without a slash at its end
	token  string
	client *http.Client
	global *rate.Limiter
	routes routeLimits
}

// newREST returns a client for a token as readToken returns it.
func newREST(apiURL, token string) (*rest, error) {
	u, err := url.Parse(apiURL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("the address of Discord's API, %q, is no web address", apiURL)
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 256 // over HTTP/2, as with Discord itself, one is used
	transport.MaxIdleConns = 256
	return &rest{
		base:   strings.TrimRight(apiURL, "/") + "/" + apiVersion,
		token:  token,
		client: &http.Client{Transport: transport},
		global: rate.NewLimiter(globalRate, globalBurst),
	}, nil
}

// A request is one call of the API.
type request struct {
	method string
	path   string // may hold an interaction's token, so it is never logged
	name   string // of the route, for logs and errors; with the channel, for limits
	body   any
	out    any // what the answer is decoded into; nil where it does not matter

	// interaction says that the route is one of an interaction's own, which
	// need no token and count towards no limit of the bot's.
	interaction bool
	// again says that it may be asked again after it failed in the middle: doing
	// it twice is as good as once.
	again bool
	// hasty says that it is asked once, and not at all where it would have to
	// wait for longer than a moment.
	hasty bool
}

// Bounds of asking again.
const (
	tries       = 4
	moment      = time.Second
	firstPause  = 200 * time.Millisecond
	defaultWait = 5 * time.Second // after a 429 that does not say how long
	bannedWait  = time.Minute     // after a refusal of the proxy before Discord
)

// do asks until there is an answer, within the bounds above and ctx. Its errors
// are *apiError where Discord answered, and *lostError where it did not.
func (c *rest) do(ctx context.Context, r request) error {
	pause := firstPause
	for n := 1; ; n++ {
		err := c.once(ctx, r)
		wait, again := c.retry(err, r, pause)
		if !again || n == tries || ctx.Err() != nil {
			return err
		}
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < wait {
			return err // it would not be in time
		}
		if sleep(ctx, wait) != nil {
			return err
		}
		pause *= 2
	}
}

// retry says whether and when to ask again after err.
func (c *rest) retry(err error, r request, pause time.Duration) (time.Duration, bool) {
	var refused *apiError
	var lost *lostError
	switch {
	case err == nil || r.hasty:
		return 0, false
	case errors.As(err, &refused) && refused.status == http.StatusTooManyRequests:
		return refused.retryAfter, true
	case errors.As(err, &refused):
		return pause, r.again && refused.status >= 500
	case errors.As(err, &lost):
		return pause, r.again || !lost.sent
	}
	return 0, false
}

// once asks once.
func (c *rest) once(ctx context.Context, r request) error {
	if err := c.await(ctx, r); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, requestTime)
	defer cancel()
	var sent atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { sent.Store(true) },
	})
	req, err := c.build(ctx, r)
	if err != nil {
		return err
	}
	resp, err := c.client.Do(req)
	if err != nil {
		return &lostError{r.name, sent.Load(), withoutURL(err)}
	}
	defer func() { _ = resp.Body.Close() }()
	if !r.interaction {
		c.routes.told(r.name, resp.StatusCode, resp.Header)
	}
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return &lostError{r.name, true, err}
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return readError(r.name, resp, raw)
	}
	if len(raw) == 0 && r.out == nil {
		return nil
	}
	// An answer is read even where it does not matter, for it may be the page of a
	// proxy, in which case Discord never had the request.
	out := r.out
	if out == nil {
		out = new(json.RawMessage)
	}
	if err := json.Unmarshal(raw, out); err != nil {
		return &lostError{r.name, true, fmt.Errorf("reading the answer: %w", err)}
	}
	return nil
}

// await waits for the limits of the bot and of the route.
func (c *rest) await(ctx context.Context, r request) error {
	if r.interaction {
		return nil
	}
	for {
		wait := c.routes.take(r.name)
		if wait <= 0 {
			break
		}
		if r.hasty && wait > moment {
			return &apiError{name: r.name, status: http.StatusTooManyRequests, retryAfter: wait, message: "held back: the route's limit is used up"}
		}
		if err := sleep(ctx, wait); err != nil {
			return &lostError{r.name, false, err}
		}
	}
	if err := c.global.Wait(ctx); err != nil {
		return &lostError{r.name, false, err}
	}
	return nil
}

func (c *rest) build(ctx context.Context, r request) (*http.Request, error) {
	var body io.Reader
	if r.body != nil {
		raw, err := json.Marshal(r.body)
		if err != nil {
			return nil, fmt.Errorf("%s: writing the body: %w", r.name, err)
		}
		body = bytes.NewReader(raw)
	}
	req, err := http.NewRequestWithContext(ctx, r.method, c.base+r.path, body)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.name, withoutURL(err))
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if !r.interaction {
		req.Header.Set("Authorization", "Bot "+c.token)
	}
	req.Header.Set("User-Agent", userAgent)
	return req, nil
}

// withoutURL takes the address off an error of net/http: it may hold a token.
func withoutURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
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

// A lostError is a request without an answer.
type lostError struct {
	name string
	sent bool // it may have arrived
	err  error
}

func (e *lostError) Error() string { return fmt.Sprintf("%s: no answer: %v", e.name, e.err) }
func (e *lostError) Unwrap() error { return e.err }

// unreachable reports whether err says that nothing answered.
func unreachable(err error) bool {
	var lost *lostError
	return errors.As(err, &lost) && !nonsense(err)
}

// nonsense reports whether err says that what answered is not Discord's API.
func nonsense(err error) bool {
	var syntax *json.SyntaxError
	var shape *json.UnmarshalTypeError
	return errors.As(err, &syntax) || errors.As(err, &shape)
}
