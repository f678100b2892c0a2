package remind_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/remind"
	"marquee/internal/settings"
	"marquee/store"
)

// TestYears simulates reminders in which the process dies at any point,
// platforms fail in every way, and dates move while posts are under way: some
// months of them, and with MARQUEE_REMIND_SEEDS so many years.
func TestYears(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes it take minutes")
	}
	seeds, months := 1, 3
	if n, err := strconv.Atoi(os.Getenv("MARQUEE_REMIND_SEEDS")); err == nil {
		seeds, months = n, 12
	}
	total := make(map[string]int)
	for seed := range seeds {
		synctest.Test(t, func(t *testing.T) { newYearOf(t, uint64(seed), months).run(total) })
	}
	t.Logf("%d seeds: %v", seeds, total)
}

var zones = []string{"Europe/London", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati", "Pacific/Pago_Pago"}

// A move is a source saying another date than before.
type move struct {
	at   time.Time
	film int
	gb   bool // else DE
	date film.Date
}

// A year is one simulation. Synctest begins in 2000, a leap year.
type year struct {
	t              *testing.T
	random         *rand.Rand
	store          *store.Store
	world          *remind.Book
	begin          time.Time
	end            time.Time
	films          []film.Film
	moves          []move
	said           map[string][]move // by film and region, what the source said and since when
	subs           []remind.Subscription
	zone           map[chat.Target]*time.Location
	discord, slack *invented
	deaths         map[string]int
}

func newYearOf(t *testing.T, seed uint64, months int) *year {
	s, err := store.OpenMemory(context.Background())
	check(t, err)
	y := &year{t: t, store: s, random: rand.New(rand.NewPCG(seed, 1)), begin: time.Now().UTC(),
		said: make(map[string][]move), zone: make(map[chat.Target]*time.Location), deaths: make(map[string]int)}
	y.end = y.begin.AddDate(0, months, 0)
	y.discord, y.slack = newInvented(true, seed), newInvented(false, seed+1000)
	y.world = remind.New(s, remind.Options{Sources: sources, Defaults: london})
	y.invent()
	return y
}

func (y *year) day() film.Date {
	return film.MustDate("2000-01-20").AddDays(7 * y.random.IntN(48)) // few days, so that many films share one
}

func key(n int, gb bool) string { return fmt.Sprint(n, gb) }

// invent invents films, subscriptions and moves.
func (y *year) invent() {
	t := y.t
	for n := range 50 {
		f := film.Film{ID: film.ID(n + 1), Title: fmt.Sprint("Film ", n+1), Year: 2000, Genres: []string{[]string{"Drama", "Comedy"}[n%2]},
			Credits: film.Credits{{Job: film.Director, Name: "Ann Able", Person: film.PersonID(n%9 + 1)}}}
		for _, r := range []film.Region{"GB", "DE"} {
			d := y.day()
			f.Releases = append(f.Releases, film.Release{Region: r, Date: d, Kind: film.Theatrical})
			y.said[key(n, r == "GB")] = []move{{y.begin, n, r == "GB", d}}
		}
		f.Releases = append(f.Releases, film.Release{Region: "FR", Date: film.MustDate("2000-05-05")}) // nobody asks for it
		y.films = append(y.films, f)
		check(t, y.world.Observe(t.Context(), "tmdb", f, y.begin))
	}
	// Moves, and half of them taken back within hours.
	at := y.begin
	for range 60 {
		at = at.Add(time.Duration(y.random.IntN(260)) * time.Hour).Add(time.Duration(y.random.IntN(3600)) * time.Second)
		m := move{at, y.random.IntN(len(y.films)), y.random.IntN(2) == 0, y.day()}
		if m.at.After(y.end) {
			break
		}
		y.moves = append(y.moves, m)
	}
	for n := range 20 {
		target := chat.Target{Platform: []string{"discord", "slack"}[n%2], Server: "1", Channel: fmt.Sprint(n)}
		zone := zones[n%len(zones)]
		y.zone[target], _ = time.LoadLocation(zone)
		check(t, y.store.SaveChannelSettings(t.Context(), target, settings.Settings{Zone: zone}))
		for i := range 10 {
			sub := remind.NewSubscription(target, remind.Film(film.ID(y.random.IntN(len(y.films))+1)))
			sub.Regions = [][]film.Region{{"GB"}, {"DE"}, {"GB", "DE"}}[y.random.IntN(3)]
			sub.Leads = [][]int{{7, 0}, {0}, {30, 1}}[y.random.IntN(3)]
			switch {
			case i == 7:
				sub.Subject = remind.Person(film.PersonID(y.random.IntN(9) + 1))
			case i == 8:
				sub.Subject, sub.Mode = remind.Genre("drama"), remind.Weekly
			case i == 9:
				sub.Subject, sub.Mode = remind.WholeRegion("GB"), remind.Daily
			case y.random.IntN(5) == 0:
				sub.Mode = remind.Mode(y.random.IntN(3))
			}
			sub = subscribe(t, y.world, sub, y.begin)
			y.subs = slices.DeleteFunc(y.subs, func(o remind.Subscription) bool { return o.ID == sub.ID }) // replaced
			y.subs = append(y.subs, sub)
		}
	}
}

// tell has the source say what it says, as time goes by.
func (y *year) tell(done chan<- struct{}) {
	defer close(done)
	for _, m := range y.moves {
		time.Sleep(time.Until(m.at))
		old := y.say(m)
		if y.random.IntN(2) == 0 {
			time.Sleep(time.Duration(y.random.IntN(600)) * time.Minute)
			m.at, m.date = time.Now().UTC(), old
			y.say(m)
		}
	}
}

func (y *year) say(m move) (old film.Date) {
	f := &y.films[m.film]
	i := 1
	if m.gb {
		i = 0
	}
	old, f.Releases[i].Date = f.Releases[i].Date, m.date
	m.at = time.Now().UTC()
	y.said[key(m.film, m.gb)] = append(y.said[key(m.film, m.gb)], m)
	if err := y.world.Observe(context.Background(), "tmdb", *f, m.at); err != nil {
		y.t.Error(err)
	}
	return old
}

func (y *year) run(total map[string]int) {
	defer y.store.Close()
	y.discord.faults, y.slack.faults = true, true
	for _, p := range []*invented{y.discord, y.slack} {
		var from []time.Time
		for range 12 {
			from = append(from, y.begin.Add(time.Duration(y.random.IntN(365*24))*time.Hour))
		}
		p.down = func(now time.Time) bool {
			for i, at := range from { // from minutes to half a day
				if !now.Before(at) && now.Before(at.Add(time.Duration(i+1)*time.Hour)) {
					return true
				}
			}
			return false
		}
	}
	done := make(chan struct{})
	go y.tell(done)
	crash := rand.New(rand.NewPCG(y.random.Uint64(), 3))
	for time.Now().Before(y.end.AddDate(0, 0, 10)) {
		l := &life{Store: y.store, died: y.deaths, point: func() bool { return crash.IntN(150) == 0 }}
		book := remind.New(l, remind.Options{Sources: sources, Defaults: london})
		d := remind.NewDeliverer(book, plain{}, map[string]remind.Platform{
			"discord": {Adapter: mortal{y.discord, l}, Keyed: time.Minute},
			"slack":   {Adapter: mortal{y.slack, l}},
		}, remind.DelivererOptions{Parallel: 4})
		for time.Now().Before(y.end.AddDate(0, 0, 10)) {
			tally, err := d.Tick(y.t.Context(), time.Now())
			if l.dead {
				break
			}
			if err != nil {
				y.t.Fatal(err)
			}
			if tally.Unsure+tally.Failed > 0 {
				time.Sleep(time.Minute)
			} else {
				time.Sleep(time.Duration(10+crash.IntN(20)) * time.Minute)
			}
		}
		time.Sleep(time.Duration(crash.IntN(180)) * time.Minute) // until somebody starts it again
	}
	<-done
	y.check(total)
}

// slot is when a reminder is due, worked out apart from the package.
func (y *year) slot(s remind.Subscription, d film.Date, lead int) time.Time {
	at := time.Date(d.Year(), d.Month(), d.Day()-lead, 9, 0, 0, 0, y.zone[s.Target])
	if s.Mode == remind.Weekly {
		for at.Weekday() != time.Monday {
			at = time.Date(at.Year(), at.Month(), at.Day()-1, 9, 0, 0, 0, y.zone[s.Target])
		}
	}
	return at
}

type said struct {
	t chat.Target
	r remind.Reminder
}

func (y *year) check(total map[string]int) {
	t := y.t
	posted := make(map[said]time.Time)
	for _, m := range append(y.discord.all(), y.slack.all()...) {
		total["posts"]++
		if len(m.notice.Films) > 1 {
			total["grouped posts"]++
		}
		for _, r := range m.notice.Reminders() {
			k := said{m.target, r}
			if at, twice := posted[k]; twice {
				t.Errorf("doubled: %v at %v and %v", k, at, m.at)
			}
			posted[k] = m.at
			total["reminders"]++
			if r.Change != 0 {
				total["changes"]++
				continue
			}
			wanted := false
			for _, s := range y.subs {
				if s.Target != m.target || s.Subject.Kind == remind.OfFilm && s.Subject.Film != r.Film {
					continue
				}
				for _, region := range s.Regions {
					for _, lead := range s.Leads {
						wanted = wanted || region == r.Region && lead == r.Lead && !m.at.Before(y.slot(s, r.Date, lead))
					}
				}
			}
			if !wanted {
				t.Errorf("early, or nobody's: %v at %v", k, m.at)
			}
			known := false
			for _, v := range y.said[key(int(r.Film)-1, r.Region == "GB")] {
				known = known || v.date == r.Date && !v.at.After(m.at)
			}
			if !known {
				t.Errorf("a date that nobody said: %v at %v", k, m.at)
			}
		}
	}
	for _, s := range y.subs {
		if s.Subject.Kind != remind.OfFilm {
			continue
		}
		for _, region := range s.Regions {
			for _, lead := range s.Leads {
				y.checkKept(s, region, lead, posted, total)
			}
		}
	}
	for name, n := range y.deaths {
		total["died "+name] += n
	}
	total["sends"] += y.discord.sends + y.slack.sends
	total["doubtful sends"] += y.discord.doubts + y.slack.doubts
}

// checkKept checks that what had to be said was, in time: of each date that stood
// undisturbed around its reminder.
func (y *year) checkKept(s remind.Subscription, region film.Region, lead int, posted map[said]time.Time, total map[string]int) {
	all := y.said[key(int(s.Subject.Film)-1, region == "GB")]
	for i, v := range all {
		at := y.slot(s, v.date, lead)
		stands := v.at
		if i > 0 {
			stands = stands.Add(12 * time.Hour)
		}
		until := y.end
		if i+1 < len(all) {
			until = all[i+1].at
		}
		k := said{s.Target, remind.Reminder{Film: s.Subject.Film, Region: region, Kind: film.Theatrical, Date: v.date, Lead: lead}}
		when, was := posted[k]
		if at.Before(stands) || at.Before(y.begin) || until.Before(at.Add(36*time.Hour)) {
			continue
		}
		total["had to be said"]++
		if !was {
			y.t.Errorf("lost: %v, due at %v: %s", k, at, y.record(k))
		} else if when.After(at.Add(37 * time.Hour)) {
			y.t.Errorf("late: %v, due at %v, said at %v", k, at, when)
		}
	}
}

// record is what the ledger holds of something that should have been said.
func (y *year) record(k said) (out string) {
	check(y.t, y.store.View(context.Background(), func(tx remind.Tx) error {
		p, err := tx.PlaceOf(k.t)
		if err != nil {
			return err
		}
		all, err := tx.Records(p.ID, k.r.Film)
		for _, r := range all {
			if r.Reminder == k.r {
				out = fmt.Sprintf("%+v", r)
			}
		}
		return err
	}))
	return out
}
