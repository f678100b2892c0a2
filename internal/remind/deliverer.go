package remind

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/time/rate"

	"marquee/internal/chat"
)

// An Announcer words what is posted. Its methods may be called from many
// goroutines; they use local facts alone, and return a card whatever happens.
type Announcer interface {
	// Card words a notice. It is called before the notice is claimed, so it may be
	// called again for the same one, and what it made the last time is kept. On
	// Discord the card must have a route on it (a button): its key travels there.
	Card(ctx context.Context, n Notice) chat.Card
	// Closed words for the owner of subscriptions that their place takes no more
	// posts.
	Closed(ctx context.Context, c Closing) chat.Card
}

// A Closing is a place that takes no posts any more.
type Closing struct {
	Target        chat.Target
	Owner         string
	Subscriptions []Subscription // those of the owner
	Why           string         // in the platform's words: for the log, not for people
}

// A Platform is an adapter and how unsure posts to it are cleared up.
type Platform struct {
	Adapter chat.Adapter
	// Keyed is for how long after the first try a second Post of the same key is
	// safe: 60 seconds on Discord, 0 where the platform knows no keys.
	Keyed time.Duration
	// Rest is how long after a try Find is asked at the earliest. It must be
	// longer than the adapter's requests can take; 0 is DefaultRest.
	Rest time.Duration
	// PerSecond is how many posts a second are sent to the whole platform; 0 is
	// DefaultPerSecond. The adapter still answers for each channel's own pace.
	PerSecond float64
}

// What a Platform has where nothing is said.
const (
	DefaultRest      = 90 * time.Second
	DefaultPerSecond = 40 // under Discord's 50 requests a second for a bot
)

// DelivererOptions are what a Deliverer may be given.
type DelivererOptions struct {
	// Parallel is how many places are posted to at once; 0 is 16. Posts of one
	// place go out one after the other.
	Parallel int
}

// A Deliverer posts what is due. There must be one alone for a database, in the
// process that holds its lock (store.Lock).
type Deliverer struct {
	book      *Book
	announcer Announcer
	platforms map[string]*platform
	parallel  int
	log       *slog.Logger

	tick    sync.Mutex // one Tick at a time
	started bool
}

type platform struct {
	Platform
	pace *rate.Limiter

	mu    sync.Mutex
	until time.Time // nothing is sent before; zero where it is up
	pause time.Duration
	err   error
}

// NewDeliverer returns the deliverer of a book. Platforms are by
// chat.Target.Platform; what is due on others waits.
func NewDeliverer(b *Book, a Announcer, platforms map[string]Platform, o DelivererOptions) *Deliverer {
	d := &Deliverer{book: b, announcer: a, platforms: make(map[string]*platform), parallel: o.Parallel, log: b.log}
	if d.parallel <= 0 {
		d.parallel = 16
	}
	for name, p := range platforms {
		if p.Rest <= 0 {
			p.Rest = DefaultRest
		}
		if p.PerSecond <= 0 {
			p.PerSecond = DefaultPerSecond
		}
		d.platforms[name] = &platform{Platform: p, pace: rate.NewLimiter(rate.Limit(p.PerSecond), max(1, int(p.PerSecond/4)))}
	}
	return d
}

// A Tally counts what a Tick did.
type Tally struct {
	Posts     int // messages sent, or found to have been
	Reminders int // in these
	Unsure    int // messages that may or may not be there
	Failed    int // messages that were not taken
}

// Tick posts what is due at now. It is to be called every minute and once at the
// start; a call while another runs returns at once. The first one has every
// delivery that a process before this one left half done looked for. It returns
// when there is nothing more to do now, which may take longer than a minute when
// much is due, or when ctx is done: what was claimed then is in doubt, and the
// next Tick clears it up. An error means that the store could not be used.
func (d *Deliverer) Tick(ctx context.Context, now time.Time) (Tally, error) {
	if !d.tick.TryLock() {
		return Tally{}, nil
	}
	defer d.tick.Unlock()
	began := time.Now()
	r := &run{Deliverer: d, clock: func() time.Time { return second(now.Add(time.Since(began))) }}
	if err := r.start(ctx); err != nil {
		return r.tally, fmt.Errorf("beginning to deliver: %w", err)
	}
	if err := d.book.Settle(ctx, r.clock()); err != nil {
		return r.tally, err
	}
	if err := r.tellClosed(ctx); err != nil {
		return r.tally, fmt.Errorf("telling of closed places: %w", err)
	}
	if err := r.all(ctx); err != nil {
		return r.tally, fmt.Errorf("delivering: %w", err)
	}
	return r.tally, nil
}

// Trouble returns the platforms to which nothing can be sent, and why.
func (d *Deliverer) Trouble() map[string]error {
	out := make(map[string]error)
	for name, p := range d.platforms {
		p.mu.Lock()
		if p.err != nil {
			out[name] = p.err
		}
		p.mu.Unlock()
	}
	return out
}

// A run is one Tick.
type run struct {
	*Deliverer
	clock func() time.Time

	mu    sync.Mutex
	tally Tally
}

func (r *run) start(ctx context.Context) error {
	if r.started {
		return nil
	}
	err := r.book.store.Update(ctx, func(tx Tx) error {
		n, err := tx.Doubt()
		if err != nil {
			return err
		}
		if n > 0 {
			r.log.WarnContext(ctx, "deliveries were left half done; they are looked for before anything is sent again", "deliveries", n)
		}
		return r.book.replanned(tx)
	})
	r.started = err == nil
	return err
}

// all goes through the places where something waits, many at once.
func (r *run) all(ctx context.Context) error {
	var ids []PlaceID
	err := r.book.store.View(ctx, func(tx Tx) (err error) {
		ids, err = tx.Wake(r.clock())
		return err
	})
	if err != nil {
		return fmt.Errorf("looking for what is due: %w", err)
	}
	var g errgroup.Group
	g.SetLimit(r.parallel)
	for _, id := range ids {
		g.Go(func() error {
			err := r.place(ctx, id)
			if err == nil || errors.Is(err, ErrNotFound) {
				return nil
			}
			// Whatever is wrong with one place must not keep the others waiting.
			if ctx.Err() == nil {
				r.log.ErrorContext(ctx, "could not deliver to a place", "id", id, "error", err)
			}
			return fmt.Errorf("place %d: %w", id, err)
		})
	}
	return g.Wait()
}

// down reports whether nothing can be sent to the platform now.
func (p *platform) down(now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return now.Before(p.until)
}

// Pauses of a platform that refuses the bot's credentials.
const (
	firstPause = 5 * time.Minute
	lastPause  = time.Hour
)

// refused notes that the platform refuses the bot, and returns for how long it
// is left alone.
func (p *platform) refused(now time.Time, err error) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !now.Before(p.until) { // others may have been under way
		p.pause = min(max(2*p.pause, firstPause), lastPause)
		p.until = now.Add(p.pause)
	}
	p.err = err
	if p.err == nil {
		p.err = errors.New("the bot's credentials are refused")
	}
	return p.until.Sub(now)
}

func (p *platform) works() {
	p.mu.Lock()
	p.until, p.pause, p.err = time.Time{}, 0, nil
	p.mu.Unlock()
}
