package remind_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/remind"
	"marquee/internal/settings"
	"marquee/store"
)

// An office is a book and its deliverer, with a platform without faults. Time
// begins with the year 2000.
type office struct {
	t        *testing.T
	store    *store.Store
	book     *remind.Book
	platform *invented
	step     time.Duration // between ticks
	*remind.Deliverer
}

var friday = film.Film{ID: 5, Title: "Friday", Year: 2000, Releases: []film.Release{
	{Region: "GB", Date: film.MustDate("2000-01-14"), Kind: film.Theatrical}, {Region: "IE", Date: film.MustDate("2000-01-14"), Kind: film.Theatrical}}}

func inOffice(t *testing.T, keyed bool, f func(o *office)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s, err := store.OpenMemory(context.Background())
		check(t, err)
		defer s.Close()
		o := &office{t: t, store: s, platform: newInvented(keyed, 1), step: time.Minute}
		o.book = remind.New(s, remind.Options{Sources: sources, Defaults: london})
		o.restart()
		check(t, o.book.Observe(t.Context(), "tmdb", friday, time.Now()))
		sub := remind.NewSubscription(lobby, remind.Film(friday.ID))
		sub.Owner, sub.Leads = "ann", []int{7}
		subscribe(t, o.book, sub, time.Now())
		if _, err := o.Tick(t.Context(), time.Now()); err != nil {
			t.Fatal(err)
		}
		f(o)
	})
}

func (o *office) restart() {
	keyed := time.Duration(0)
	if o.platform.keyed {
		keyed = time.Minute
	}
	o.Deliverer = remind.NewDeliverer(o.book, plain{}, map[string]remind.Platform{"discord": {Adapter: o.platform, Keyed: keyed}}, remind.DelivererOptions{})
}

// until ticks until then.
func (o *office) until(then string) {
	o.t.Helper()
	for end := at(then); time.Now().Before(end); time.Sleep(o.step) {
		if _, err := o.Tick(o.t.Context(), time.Now()); err != nil {
			o.t.Fatal(err)
		}
	}
}

// observe tells of other dates of the film.
func (o *office) observe(dates map[film.Region]string) {
	o.t.Helper()
	f := friday
	f.Releases = nil
	for r, d := range dates {
		f.Releases = append(f.Releases, film.Release{Region: r, Date: film.MustDate(d), Kind: film.Theatrical})
	}
	check(o.t, o.book.Observe(o.t.Context(), "tmdb", f, time.Now()))
}

// posted returns when something was posted, and what.
func (o *office) posted() (out []string) {
	for _, m := range o.platform.all() {
		var p remind.Post
		p.At = m.at
		if json.Unmarshal([]byte(m.card.Footer), &p.Notice) != nil {
			out = append(out, m.card.Title+" to "+m.target.Channel)
			continue
		}
		out = append(out, words([]remind.Post{p})...)
	}
	return out
}

func (o *office) expect(want ...string) {
	o.t.Helper()
	got := o.posted()
	if len(got) != len(want) {
		o.t.Fatalf("posted %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			o.t.Errorf("posted %q, want %q", got[i], want[i])
		}
	}
}

// why returns the reason of the only, or the first, reminder of the film.
func (o *office) why() remind.Answer {
	o.t.Helper()
	all, err := o.book.Why(o.t.Context(), lobby, friday.ID, time.Now())
	check(o.t, err)
	return all[0]
}

var aWeekAhead = "2000-01-07 09:00 Friday GB 2000-01-14 -7"

func lost(arrived bool) chat.Outcome {
	out := chat.Outcome{Result: chat.Doubtful, Err: errors.New("it broke off")}
	if arrived {
		out.Receipt = "there"
	}
	return out
}

func TestOutcomes(t *testing.T) {
	busy := chat.Outcome{Result: chat.NotSent, RetryAfter: 150 * time.Second, Err: errors.New("429")}
	for _, tt := range []struct {
		name   string
		keyed  bool
		script []chat.Outcome
		tries  int
		want   string
		why    remind.Reason
	}{
		{"sent", true, nil, 1, aWeekAhead, remind.AlreadySent},
		{"told to wait", true, []chat.Outcome{busy, busy}, 3, "2000-01-07 09:06 Friday GB 2000-01-14 -7", remind.AlreadySent},
		{"lost on the way, with keys", true, []chat.Outcome{lost(false)}, 2, aWeekAhead, remind.AlreadySent},
		{"the answer lost, with keys", true, []chat.Outcome{lost(true)}, 2, aWeekAhead, remind.AlreadySent},
		{"lost on the way, without", false, []chat.Outcome{lost(false)}, 2, "2000-01-07 09:02 Friday GB 2000-01-14 -7", remind.AlreadySent},
		{"the answer lost, without", false, []chat.Outcome{lost(true)}, 1, aWeekAhead, remind.AlreadySent},
		{"the answer lost, and then told to wait", true, []chat.Outcome{lost(true), busy}, 2, aWeekAhead, remind.AlreadySent},
		{"the answer lost, and then rejected", true, []chat.Outcome{lost(true), {Result: chat.Rejected}}, 3, aWeekAhead, remind.AlreadySent},
		{"rejected", true, []chat.Outcome{{Result: chat.Rejected, Err: errors.New("400")}}, 1, "", remind.Refused},
	} {
		if testing.Short() && len(tt.script) == 1 {
			continue // with the race detector it takes minutes
		}
		t.Run(tt.name, func(t *testing.T) {
			inOffice(t, tt.keyed, func(o *office) {
				o.platform.script = tt.script
				o.until("2000-01-08 00:00")
				if tt.want == "" {
					o.expect()
				} else {
					o.expect(tt.want)
				}
				if n := len(o.platform.tried); n != tt.tries {
					t.Errorf("%d tries, want %d", n, tt.tries)
				}
				for _, m := range o.platform.tried {
					if first := o.platform.tried[0]; m.key != first.key || m.card.Footer != first.card.Footer || len(m.key) != 20 {
						t.Errorf("a retry is %q, not %q", m.key, first.key)
					}
				}
				if a := o.why(); a.Reason != tt.why {
					t.Errorf("why: %s, want %s", a.Reason, tt.why)
				}
			})
		})
	}
}

func TestAClosedChannelTellsItsOwner(t *testing.T) {
	inOffice(t, true, func(o *office) {
		o.platform.gone[lobby] = true
		o.until("2000-01-07 12:00")
		o.expect("Closed ann to direct-ann")
		if a := o.why(); a.Reason != remind.Underway || len(o.platform.tried) != 2 {
			t.Errorf("%+v after %d tries", a, len(o.platform.tried))
		}
		delete(o.platform.gone, lobby)
		check(o.t, o.book.Reopen(o.t.Context(), lobby))
		o.until("2000-01-07 12:05")
		if got := o.posted(); len(got) != 2 {
			t.Errorf("after it was opened again: %q", got)
		}
	})
}

// TestADeletedChannelTellsItsOwner hears from the platform that the channel is gone,
// before anything is due there.
func TestADeletedChannelTellsItsOwner(t *testing.T) {
	inOffice(t, true, func(o *office) {
		remind.NewWatcher(o.book).Gone(o.t.Context(), lobby)
		remind.NewWatcher(o.book).Gone(o.t.Context(), lobby) // it may be told twice
		o.restart()
		o.until("2000-01-02 12:00")
		o.expect("Closed ann to direct-ann")
		if n := len(o.platform.tried); n != 1 {
			t.Errorf("%d tries", n)
		}
	})
}

func TestARefusedPlatformIsLeftAlone(t *testing.T) {
	inOffice(t, true, func(o *office) {
		o.platform.refusing = true
		o.until("2000-01-07 12:00")
		if n := len(o.platform.tried); n < 4 || n > 6 { // after 5, 10, 20, 40 and 60 minutes
			t.Errorf("%d tries in three hours", n)
		}
		if o.Trouble()["discord"] == nil {
			t.Error("nobody is told")
		}
		o.platform.refusing = false
		o.until("2000-01-07 14:00")
		if len(o.posted()) != 1 || o.Trouble()["discord"] != nil {
			t.Errorf("then %q, %v", o.posted(), o.Trouble())
		}
	})
}

func TestWhatCannotBeSeenIsHeld(t *testing.T) {
	inOffice(t, false, func(o *office) {
		o.platform.script, o.platform.blind = []chat.Outcome{lost(true)}, true
		o.until("2000-01-07 21:00")
		o.platform.blind = false
		o.until("2000-01-08 12:00")
		o.expect(aWeekAhead)
		if a := o.why(); a.Reason != remind.AlreadySent || len(o.platform.tried) != 1 {
			t.Errorf("%+v after %d tries", a, len(o.platform.tried))
		}
	})
}

func TestLateness(t *testing.T) {
	for then, why := range map[string]remind.Reason{"2000-01-08 20:00": remind.AlreadySent, "2000-01-08 22:00": remind.GivenUp} {
		inOffice(t, true, func(o *office) {
			o.until("2000-01-07 08:00")
			time.Sleep(time.Until(at(then)))
			o.until("2000-01-09 00:00")
			if a := o.why(); a.Reason != why || why == remind.GivenUp && a.Dropped != remind.TooLate {
				t.Errorf("up again at %s: %+v", then, a)
			}
		})
	}
}

func TestMoves(t *testing.T) {
	for name, tt := range map[string]struct {
		do   func(o *office)
		want []string
	}{
		"taken back before it settled, before the reminder": {func(o *office) {
			o.until("2000-01-05 12:00")
			o.observe(map[film.Region]string{"GB": "2000-01-21", "IE": "2000-01-14"})
			o.until("2000-01-05 20:00")
			o.observe(map[film.Region]string{"GB": "2000-01-14", "IE": "2000-01-14"})
		}, []string{aWeekAhead}},
		"taken back while the reminder waited": {func(o *office) {
			o.until("2000-01-07 08:00")
			o.observe(map[film.Region]string{"GB": "2000-01-21"})
			o.until("2000-01-07 10:00")
			o.observe(map[film.Region]string{"GB": "2000-01-14"})
		}, []string{"2000-01-07 10:00 Friday GB 2000-01-14 -7"}},
		"put off before the reminder": {func(o *office) {
			o.until("2000-01-05 12:00")
			o.observe(map[film.Region]string{"GB": "2000-01-21"})
		}, []string{"2000-01-06 09:00 Friday GB 2000-01-21 -0 later", "2000-01-14 09:00 Friday GB 2000-01-21 -7"}},
		"there and back after the reminder": {func(o *office) {
			o.until("2000-01-08 12:00")
			o.observe(map[film.Region]string{"GB": "2000-01-28"})
			o.until("2000-01-10 12:00")
			o.observe(map[film.Region]string{"GB": "2000-01-14"})
		}, []string{aWeekAhead, "2000-01-09 09:00 Friday GB 2000-01-28 -0 later", "2000-01-11 09:00 Friday GB 2000-01-14 -0 earlier"}},
		"withdrawn": {func(o *office) {
			o.until("2000-01-05 12:00")
			o.observe(map[film.Region]string{"IE": "2000-01-14"})
		}, []string{"2000-01-06 09:00 Friday GB  -0 withdrawn"}},
		"another source differs": {func(o *office) {
			f := friday
			f.Releases = []film.Release{{Region: "GB", Date: film.MustDate("2000-01-20"), Kind: film.Theatrical}}
			check(o.t, o.book.Observe(o.t.Context(), "wikidata", f, time.Now()))
		}, []string{aWeekAhead}},
		"another source has what this one gets and loses": {func(o *office) {
			f := friday
			f.Releases = []film.Release{{Region: "GB", Date: film.MustDate("2000-01-20"), Kind: film.Theatrical}}
			check(o.t, o.book.Observe(o.t.Context(), "wikidata", f, time.Now()))
			o.until("2000-01-02 12:00")
			o.observe(map[film.Region]string{"IE": "2000-01-14"})
			o.until("2000-01-08 12:00") // wikidata's counts
			o.observe(map[film.Region]string{"GB": "2000-01-21", "IE": "2000-01-14"})
		}, []string{"2000-01-14 09:00 Friday GB 2000-01-21 -7"}},
		"twice before anybody was told": {func(o *office) {
			o.until("2000-01-05 09:01")
			o.observe(map[film.Region]string{"GB": "2000-01-21"})
			o.until("2000-01-05 21:02")
			o.observe(map[film.Region]string{"GB": "2000-01-28"})
		}, []string{"2000-01-07 09:00 Friday GB 2000-01-28 -0 later", "2000-01-21 09:00 Friday GB 2000-01-28 -7"}},
	} {
		t.Run(name, func(t *testing.T) {
			inOffice(t, true, func(o *office) {
				o.step = 30 * time.Minute
				tt.do(o)
				o.until("2000-01-23 00:00")
				o.expect(tt.want...)
			})
		})
	}
}

func TestCancelledIsToldOnce(t *testing.T) {
	inOffice(t, true, func(o *office) {
		o.step = 30 * time.Minute
		o.until("2000-01-01 12:00")
		f := friday
		f.Status = film.Cancelled
		check(o.t, o.book.Observe(o.t.Context(), "tmdb", f, time.Now()))
		o.until("2000-01-09 00:00")
		o.expect("2000-01-02 09:00 Friday   -0 cancelled")
		if a := o.why(); a.Reason != remind.Called {
			t.Errorf("why: %s", a.Reason)
		}
	})
}

// TestARetryNeverRegroups tests a post of two regions of which one moves before
// it is sent again: it is given up, and what still stands goes out alone.
func TestARetryNeverRegroups(t *testing.T) {
	inOffice(t, true, func(o *office) {
		sub := remind.NewSubscription(lobby, remind.Film(friday.ID))
		sub.Regions, sub.Leads = []film.Region{"GB", "IE"}, []int{7}
		subscribe(o.t, o.book, sub, time.Now())
		o.platform.script = []chat.Outcome{{Result: chat.NotSent, RetryAfter: time.Hour, Err: errors.New("429")}}
		o.until("2000-01-07 09:30")
		o.observe(map[film.Region]string{"GB": "2000-01-14", "IE": "2000-01-15"})
		o.until("2000-01-08 00:00")
		o.expect("2000-01-07 21:30 Friday GB 2000-01-14 -7")
		if a, b := o.platform.tried[0].key, o.platform.tried[1].key; a == b {
			t.Error("another post has the same key")
		}
	})
}

func TestSettingsChangeTheHour(t *testing.T) {
	inOffice(t, true, func(o *office) {
		o.until("2000-01-05 00:00")
		check(o.t, o.store.SaveChannelSettings(o.t.Context(), lobby, settings.Settings{Hour: "07:30", Zone: "Asia/Tokyo"}))
		o.until("2000-01-08 00:00")
		o.expect("2000-01-07 07:30 Friday GB 2000-01-14 -7")
	})
}

func TestRemovedAndAddedAgain(t *testing.T) {
	inOffice(t, true, func(o *office) {
		w := remind.NewWatcher(o.book)
		w.Removed(o.t.Context(), lobby)
		o.until("2000-01-07 12:00")
		o.expect()
		if a := o.why(); a.Reason != remind.Removed {
			t.Errorf("why: %s", a.Reason)
		}
		w.Added(o.t.Context(), lobby)
		o.until("2000-01-07 12:05")
		o.expect("2000-01-07 12:00 Friday GB 2000-01-14 -7")
		w.Removed(o.t.Context(), lobby)
		check(o.t, o.book.Upkeep(o.t.Context(), time.Now().Add(29*24*time.Hour)))
		if all, _ := o.book.List(o.t.Context(), lobby); len(all) != 1 {
			t.Errorf("after 29 days there are %d subscriptions", len(all))
		}
		check(o.t, o.book.Upkeep(o.t.Context(), time.Now().Add(31*24*time.Hour)))
		if all, _ := o.book.List(o.t.Context(), lobby); len(all) != 0 {
			t.Errorf("after 31 days there are %d subscriptions", len(all))
		}
	})
}

// TestALateDigestTakesNothingAway tests a digest that was missed on Monday, of
// what another subscription says on the day.
func TestALateDigestTakesNothingAway(t *testing.T) {
	inOffice(t, true, func(o *office) {
		f := friday
		f.ID, f.Title = 6, "Duo"
		f.Credits = film.Credits{{Job: film.Director, Name: "Ann Able", Person: 7}, {Job: film.Writer, Name: "Bob Baker", Person: 8}}
		check(o.t, o.book.Observe(o.t.Context(), "tmdb", f, time.Now()))
		check(o.t, o.book.Mute(o.t.Context(), lobby, friday.ID, true))
		for person, mode := range map[film.PersonID]remind.Mode{7: remind.Weekly, 8: remind.Single} {
			sub := remind.NewSubscription(lobby, remind.Person(person))
			sub.Leads, sub.Mode = []int{0}, mode
			subscribe(o.t, o.book, sub, time.Now())
		}
		o.step = 30 * time.Minute
		o.until("2000-01-10 08:00")
		time.Sleep(time.Until(at("2000-01-13 00:00")))
		o.until("2000-01-15 00:00")
		o.expect("2000-01-14 09:00 Duo GB 2000-01-14 -0")
		if a := o.why(); a.Reason != remind.Muted {
			t.Errorf("why not the other: %s", a.Reason)
		}
	})
}

// dying is a platform whose user dies while its message is on the way.
type dying struct {
	*invented
	life *life
}

func (d dying) Post(_ context.Context, key chat.Key, t chat.Target, c chat.Card) chat.Outcome {
	go func() {
		time.Sleep(time.Minute)
		d.mu.Lock()
		defer d.mu.Unlock()
		d.accept(key, t, c)
	}()
	d.life.mu.Lock()
	defer d.life.mu.Unlock()
	d.life.dead = true
	return lost(false)
}

// TestRestBeforeLooking tests a process that dies with a message on the way, and
// one that begins at once after it: what was not there then arrives later.
func TestRestBeforeLooking(t *testing.T) {
	inOffice(t, false, func(o *office) {
		o.until("2000-01-07 09:00")
		l := &life{Store: o.store, died: make(map[string]int), point: func() bool { return false }}
		first := remind.NewDeliverer(remind.New(l, remind.Options{Sources: sources, Defaults: london}), plain{},
			map[string]remind.Platform{"discord": {Adapter: dying{o.platform, l}}}, remind.DelivererOptions{})
		if _, err := first.Tick(o.t.Context(), time.Now()); !errors.Is(err, errDead) {
			t.Errorf("the first did not die: %v", err)
		}
		o.restart()
		o.step = 10 * time.Second
		o.until("2000-01-07 09:05")
		o.expect("2000-01-07 09:01 Friday GB 2000-01-14 -7")
		if a := o.why(); a.Reason != remind.AlreadySent {
			t.Errorf("why: %s", a.Reason)
		}
	})
}
