package tmdb

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync/atomic"

	"golang.org/x/sync/singleflight"
	"golang.org/x/time/rate"

	"marquee/internal/film"
)

const (
	// Name is the film.Origin.Source of every fact that comes from here.
	Name = "TMDB"
	// Attribution is the sentence that TMDB's terms ask to be shown.
	Attribution = "This product uses the TMDB API but is not endorsed or certified by TMDB."
	// OffersFrom is the origin of where a film can be watched: TMDB has that from
	// JustWatch and asks that it be named.
	OffersFrom = "JustWatch"

	defaultAPI       = "https://api.themoviedb.org/3"
	defaultExports   = "https://files.tmdb.org/p/exports"
	defaultPerSecond = 40
)

// Options are what a Client is made from.
type Options struct {
	// Token is a read access token of version 4, or a key of version 3.
	Token string
	// APIURL is where the API is; "" is TMDB's own.
	APIURL string
	// ExportURL is where the daily lists of ids are; "" is TMDB's own.
	ExportURL string
	// HTTP is what asks; nil for one with sensible limits of time.
	HTTP *http.Client
	// PerSecond is how many requests a second there may be; 0 for 40, which is
	// what TMDB puts up with.
	PerSecond float64
	// Adult lets searches and lists find films that are pornographic. They are
	// marked as such in any case.
	Adult bool
	// Logger hears what is asked again; nil for nobody.
	Logger *slog.Logger
}

// A Client asks TMDB. It may be used by several goroutines at once.
type Client struct {
	key     key
	api     *url.URL
	exports *url.URL
	http    *http.Client // for the API: follows no redirection, so that the key stays
	files   *http.Client // for the lists, which need no key
	limit   *rate.Limiter
	adult   bool
	log     *slog.Logger

	flights   singleflight.Group
	kept      *keep
	notBefore atomic.Int64 // when TMDB said that it may be asked again, in Unix nanoseconds
}

// New returns a client. It asks nothing yet; it fails where an address or the
// key cannot be one. Without a key only the daily lists can be had, and every
// other question is answered with film.ErrRefused.
func New(o Options) (*Client, error) {
	k, err := newKey(o.Token)
	if err != nil {
		return nil, err
	}
	api, err := baseAddress(cmp.Or(o.APIURL, defaultAPI))
	if err != nil {
		return nil, fmt.Errorf("the address of TMDB's API: %w", err)
	}
	exports, err := baseAddress(cmp.Or(o.ExportURL, defaultExports))
	if err != nil {
		return nil, fmt.Errorf("the address of TMDB's daily lists: %w", err)
	}
	perSecond := cmp.Or(o.PerSecond, defaultPerSecond)
	if !(perSecond > 0) {
		return nil, fmt.Errorf("TMDB cannot be asked %v times a second", o.PerSecond)
	}
	c := &Client{
		key: k, api: api, exports: exports,
		limit: rate.NewLimiter(rate.Limit(perSecond), max(1, int(min(perSecond, 1000)/4))),
		adult: o.Adult, log: o.Logger, kept: newKeep(),
	}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	c.http, c.files = httpClients(o.HTTP)
	return c, nil
}

// Name returns the name of the source as it is shown to people.
func (c *Client) Name() string { return Name }

// Check asks whether TMDB answers and accepts the key. It is never answered from
// what is kept.
func (c *Client) Check(ctx context.Context) error {
	const what = "whether the key is good"
	r, err := c.ask(ctx, "authentication", nil, "")
	if err != nil {
		return asking(what, err)
	}
	var answer struct {
		Success bool `json:"success"`
	}
	if err := decode(r.body, &answer); err != nil {
		return asking(what, err)
	}
	if !answer.Success {
		return asking(what, fmt.Errorf("%w: an answer that does not say", film.ErrDown))
	}
	return nil
}
