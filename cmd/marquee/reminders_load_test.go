//go:build linux

package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"marquee/internal/chat"
	"marquee/internal/config"
	"marquee/internal/film"
	"marquee/internal/remind"
	"marquee/store"
)

// TestMeasureReminders measures what a great many subscriptions cost, in a file:
// MARQUEE_SUBSCRIPTIONS is how many, of films alone, ten a channel and fifty a film.
// Nothing is judged but that a quiet minute posts nothing and a busy one all.
func TestMeasureReminders(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv("MARQUEE_SUBSCRIPTIONS"))
	if err != nil {
		t.Skip("MARQUEE_SUBSCRIPTIONS is how many subscriptions to measure with")
	}
	c := newCrowd(t, n)
	c.make()
	c.quiet()
	c.busy()
	c.pace()
	c.moved()
	c.digests()
}

// A crowd is a great many subscriptions.
type crowd struct {
	t         *testing.T
	n         int
	path      string
	store     *store.Store
	book      *remind.Book
	today     film.Date
	now       time.Time // a quiet minute
	nine      time.Time // of the next morning
	films     []film.ID
	dates     []film.Date
	dueAtNine int
	swallowed atomic.Int64
}

func newCrowd(t *testing.T, n int) *crowd {
	c := &crowd{t: t, n: n, path: filepath.Join(t.TempDir(), "crowd.db"), today: film.DateOf(time.Now().UTC())}
	c.now = c.today.In(time.UTC, 15, 30)
	c.nine = c.today.AddDays(1).In(london(t), 9, 0)
	var err error
	c.store, err = store.Open(t.Context(), c.path, store.Options{})
	c.must(err)
	t.Cleanup(func() { c.store.Close() })
	c.book = newBook(c.store, config.Default(), nil)
	return c
}

func london(t *testing.T) *time.Location {
	loc, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func (c *crowd) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

const leadDays = 7

// make makes the database. Each subscription is planned as the Deliverer plans it:
// for its next reminder.
func (c *crowd) make() {
	c.tick(c.now) // notes by which rules is planned
	c.t.Logf("memory of the process before anything is made: %s", peak())
	random := rand.New(rand.NewPCG(1, 1))
	began := time.Now()
	for i := range max(1, c.n/50) {
		f := film.Film{ID: film.FirstLocalID + film.ID(i), Title: fmt.Sprintf("Film %d", i), Genres: []string{"Drama"},
			Releases: []film.Release{{Region: "GB", Date: c.today.AddDays(-7 + random.IntN(400)), Kind: film.Theatrical}}}
		c.films, c.dates = append(c.films, f.ID), append(c.dates, f.Releases[0].Date)
		c.must(c.book.Observe(c.t.Context(), imported, f, c.now.AddDate(0, -1, 0)))
	}
	c.t.Logf("%d films observed in %v", len(c.films), time.Since(began).Round(time.Second))
	began = time.Now()
	channels := c.n / 10
	for from := 0; from < channels; from += 1000 {
		c.must(c.store.Update(c.t.Context(), func(tx remind.Tx) error {
			for n := from; n < min(from+1000, channels); n++ {
				if err := c.channel(tx, random, n); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	c.t.Logf("%d subscriptions of %d channels made in %v; the files have %d MB", c.n, channels, time.Since(began).Round(time.Second), c.size()>>20)
}

// size is that of the database and of what is not yet in it.
func (c *crowd) size() (n int64) {
	for _, end := range []string{"", "-wal"} {
		if info, err := os.Stat(c.path + end); err == nil {
			n += info.Size()
		}
	}
	return n
}

func (c *crowd) channel(tx remind.Tx, random *rand.Rand, n int) error {
	target := chat.Target{Platform: "discord", Server: fmt.Sprint(n / 10), Channel: fmt.Sprint(1_000_000 + n)}
	p, err := tx.MakePlace(target)
	if err != nil {
		return err
	}
	for i := range 10 {
		which := (random.IntN(len(c.films)/10) + i*len(c.films)/10) % len(c.films)
		sub := remind.NewSubscription(target, remind.Film(c.films[which]))
		sub.Regions, sub.Created, sub.Owner = []film.Region{"GB"}, c.now.AddDate(0, 0, -20), fmt.Sprint(n)
		id, err := tx.SaveSubscription(p.ID, sub)
		if err != nil {
			return err
		}
		next := time.Time{}
		for _, lead := range []int{leadDays, 0} {
			if at := c.dates[which].AddDays(-lead).In(london(c.t), 9, 0); at.After(c.now) && next.IsZero() {
				next = at
			}
			if c.dates[which].AddDays(-lead) == c.today.AddDays(1) {
				c.dueAtNine++
			}
		}
		if err := tx.Plan(id, next); err != nil {
			return err
		}
	}
	return nil
}

// tick has what is due at a time posted to a platform that takes everything at once.
func (c *crowd) tick(now time.Time) (remind.Tally, time.Duration) {
	c.t.Helper()
	d := c.deliverer(1e9)
	began := time.Now()
	tally, err := d.Tick(c.t.Context(), now)
	c.must(err)
	return tally, time.Since(began)
}

func (c *crowd) deliverer(perSecond float64) *remind.Deliverer {
	return remind.NewDeliverer(c.book, brief{}, map[string]remind.Platform{
		"discord": {Adapter: swallower{c: c}, PerSecond: perSecond},
	}, remind.DelivererOptions{Parallel: postsAtOnce})
}

type brief struct{}

func (brief) Card(_ context.Context, n remind.Notice) chat.Card {
	return chat.Card{Tone: chat.Notice, Title: n.Films[0].Title}
}

func (brief) Closed(context.Context, remind.Closing) chat.Card { return chat.Card{Tone: chat.Notice} }

type swallower struct {
	chat.Adapter
	c *crowd
}

func (s swallower) Post(context.Context, chat.Key, chat.Target, chat.Card) chat.Outcome {
	return chat.Outcome{Result: chat.Sent, Receipt: chat.Receipt(fmt.Sprint(s.c.swallowed.Add(1)))}
}

// quiet measures minutes in which nothing is due.
func (c *crowd) quiet() {
	d := c.deliverer(1e9)
	_, err := d.Tick(c.t.Context(), c.now) // the first clears up
	c.must(err)
	var took []time.Duration
	for i := range 200 {
		began := time.Now()
		tally, err := d.Tick(c.t.Context(), c.now.Add(time.Duration(i)*time.Minute))
		took = append(took, time.Since(began))
		c.must(err)
		if tally != (remind.Tally{}) {
			c.t.Errorf("a quiet minute does %+v", tally)
		}
	}
	slices.Sort(took)
	c.t.Logf("a quiet minute: median %v, p99 %v, worst %v; memory of the process at the most %s", took[100], took[197], took[199], peak())
}

// busy measures the minute in which everything of a day comes due.
func (c *crowd) busy() {
	tally, took := c.tick(c.nine)
	if tally.Reminders != c.dueAtNine {
		c.t.Errorf("%d reminders of %d", tally.Reminders, c.dueAtNine)
	}
	c.t.Logf("a busy minute: %d reminders in %d posts in %v, %.0f posts a second; memory of the process at the most %s",
		tally.Reminders, tally.Posts, took.Round(time.Millisecond), float64(tally.Posts)/took.Seconds(), peak())
}

// pace measures the next morning at the pace of Discord, for 20 seconds.
func (c *crowd) pace() {
	d := c.deliverer(0)
	ctx, cancel := context.WithTimeout(c.t.Context(), 20*time.Second)
	defer cancel()
	began, before := time.Now(), c.swallowed.Load()
	_, _ = d.Tick(ctx, c.nine.AddDate(0, 0, 1)) // it is broken off
	posts := c.swallowed.Load() - before
	c.t.Logf("at the pace of Discord: %d posts in %v, %.1f a second", posts, time.Since(began).Round(time.Millisecond), float64(posts)/time.Since(began).Seconds())
}

// moved measures the word of a source that moves a date which fifty channels wait
// for, and the look at them.
func (c *crowd) moved() {
	last := slices.IndexFunc(c.dates, func(d film.Date) bool { return c.today.AddDays(100).Before(d) })
	f := film.Film{ID: c.films[last], Title: fmt.Sprintf("Film %d", last), Genres: []string{"Drama"},
		Releases: []film.Release{{Region: "GB", Date: c.dates[last].AddDays(9), Kind: film.Theatrical}}}
	at := c.nine.AddDate(0, 0, 1).Add(10 * time.Minute)
	c.tick(at) // what is left of the morning
	began := time.Now()
	c.must(c.book.Observe(c.t.Context(), imported, f, at))
	told := time.Since(began)
	_, took := c.tick(at.Add(time.Minute))
	c.t.Logf("a date that moves: kept in %v; the look at the channels that wait for it takes %v", told, took)
}

// digests measures the look at channels that follow a whole region, of which some
// two thousand films come out within its horizon.
func (c *crowd) digests() {
	at := c.nine.AddDate(0, 0, 1).Add(20 * time.Minute)
	for n := range 10 {
		sub := remind.NewSubscription(chat.Target{Platform: "discord", Server: "0", Channel: fmt.Sprint(9_000_000 + n)}, remind.WholeRegion("GB"))
		_, _, err := c.book.Subscribe(c.t.Context(), sub, at)
		c.must(err)
	}
	_, took := c.tick(at.Add(time.Minute))
	c.t.Logf("ten channels that follow a region with %d films a month are planned in %v", len(c.films)*30/400, took.Round(time.Millisecond))
}

// peak is the most memory that this process has had.
func peak() string {
	b, _ := os.ReadFile("/proc/self/status")
	if m := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(b); m != nil {
		n, _ := strconv.Atoi(string(m[1]))
		return fmt.Sprintf("%d MB", n>>10)
	}
	return "unknown"
}
