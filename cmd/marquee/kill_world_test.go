//go:build linux || darwin

package main

import (
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"marquee/bots/discord/discordtest"
	"marquee/bots/slack/slacktest"
	"marquee/internal/chat"
	"marquee/internal/config"
	"marquee/internal/film"
	"marquee/internal/remind"
	"marquee/internal/settings"
	"marquee/store"
)

// A world is both doubles, and a database of subscriptions of which every reminder
// comes due while the test runs.
type world struct {
	t       *testing.T
	short   bool
	discord *discordtest.Server
	slack   *slacktest.Server
	faults  *faults
	store   *store.Store
	book    *remind.Book
	config  string // the file

	places   []func() []string // the messages of each channel, in words
	platform []string
	wanted   []mark
	isWanted map[mark]bool
	guilds   []*discordtest.Guild
	lists    int

	kills, caught int
}

// A mark is a film that is told of in a channel.
type mark struct {
	place int
	title string
}

// newWorld makes so many channels. In some of them reminders come due only in one
// of the next minutes.
func newWorld(t *testing.T, channels, minutes int) *world {
	w := &world{t: t, short: minutes == 0, isWanted: make(map[mark]bool), faults: newFaults()}
	w.discord = discordtest.New(t, discordtest.Config{IdentifyEvery: 10 * time.Millisecond, NonceWindow: 90 * time.Second})
	w.slack = slacktest.New(t, slacktest.Config{})
	// A process that was killed forgets that it was told to wait.
	w.discord.Expect(discordtest.IgnoredRetryAfter)
	w.slack.Expect(slacktest.IgnoredRetryAfter)
	dir := t.TempDir()
	w.config = filepath.Join(dir, "config.yaml")
	db := filepath.Join(dir, "marquee.db")
	err := os.WriteFile(w.config, []byte(discordYAML(w.discord)+slackYAML(w.slack)+"sources: [catalogue]\ndatabase: "+db+"\n"), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if w.store, err = store.Open(t.Context(), db, store.Options{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.store.Close() })
	c := config.Default()
	w.book = newBook(w.store, c, nil)
	w.invent(channels, minutes)
	w.faults.on(w.discord, w.slack)
	return w
}

// noon is a time zone in which it is about noon now, so that neither the day ends
// while the test runs nor the hour of reminders is out of bounds.
func noon(now time.Time) (name string, loc *time.Location) {
	offset := 12 - now.UTC().Hour()
	name = fmt.Sprintf("Etc/GMT%+d", -offset)
	if offset == 0 {
		name = "UTC"
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return name, loc
}

func (w *world) invent(channels, minutes int) {
	now := time.Now()
	zone, loc := noon(now)
	today := film.DateOf(now.In(loc))
	films := w.makeFilms(200, today, now)
	for n := range channels {
		target := w.addChannel(n)
		s := settings.Settings{Zone: zone, Hour: "10:00"}
		if n%5 >= 2 && minutes > 0 {
			s.Hour = settings.Clock(now.In(loc).Add(time.Duration(2+n%minutes) * time.Minute).Format("15:04"))
		}
		w.must(w.store.SaveChannelSettings(w.t.Context(), target, s))
		follow := func(f film.Film) {
			sub := remind.NewSubscription(target, remind.Film(f.ID))
			sub.Regions = []film.Region{"GB"}
			w.subscribe(sub, now)
			w.want(mark{n, f.Title})
		}
		digest := func() {
			genre := fmt.Sprintf("Invented %d", n%10)
			sub := remind.NewSubscription(target, remind.Genre(genre))
			sub.Regions, sub.Mode, sub.Floor, sub.Leads = []film.Region{"GB"}, remind.Daily, 0, []int{7, 0}
			w.subscribe(sub, now)
			w.lists++
			for _, f := range films {
				if f.Genres[0] == genre {
					w.want(mark{n, f.Title})
				}
			}
		}
		switch n % 10 {
		case 0: // many films at once are one post
			w.lists++
			for i := range 6 {
				follow(films[(7*n+i)%len(films)])
			}
		case 1:
			digest()
		case 2: // a film that is followed by itself is not on the list as well
			digest()
			follow(films[(n+10)%len(films)])
			follow(films[(n+15)%len(films)])
		default:
			for i := range 3 {
				follow(films[(3*n+i)%len(films)])
			}
		}
	}
}

// makeFilms invents films of today and of a week from now, each of one of ten
// genres.
func (w *world) makeFilms(n int, today film.Date, now time.Time) []film.Film {
	films := make([]film.Film, n)
	for i := range films {
		films[i] = film.Film{Title: fmt.Sprintf("Kestrel %04d", i), Year: today.Year(), Ids: film.Aliases{TMDB: 9_000_000 + i},
			Genres:   []string{fmt.Sprintf("Invented %d", i%10)},
			Releases: []film.Release{{Region: "GB", Date: today.AddDays(i % 2 * 7), Kind: film.Theatrical}}}
	}
	_, err := w.store.SaveFilms(w.t.Context(), all(films), film.Origin{Source: "invented", AsOf: today})
	w.must(err)
	for i := range films {
		films[i].ID, err = w.store.FilmByAlias(w.t.Context(), films[i].Ids)
		w.must(err)
		w.must(w.book.Observe(w.t.Context(), imported, films[i], now.Add(-48*time.Hour)))
	}
	return films
}

func all(films []film.Film) iter.Seq2[film.Film, error] {
	return func(yield func(film.Film, error) bool) {
		for _, f := range films {
			if !yield(f, nil) {
				return
			}
		}
	}
}

// addChannel makes a channel, of Slack's every third, with the bot in it.
func (w *world) addChannel(n int) chat.Target {
	name := fmt.Sprintf("channel-%d", n)
	if n%3 == 0 {
		c := w.slack.AddChannel(name)
		c.JoinBot()
		w.platform = append(w.platform, "slack")
		w.places = append(w.places, func() (out []string) {
			for _, m := range c.Messages() {
				out = append(out, m.Text+string(m.Blocks))
			}
			return out
		})
		return chat.Target{Platform: "slack", Server: w.slack.TeamID(), Channel: c.ID()}
	}
	g := w.guild(n)
	c := g.AddChannel(name)
	w.platform = append(w.platform, "discord")
	w.places = append(w.places, func() (out []string) {
		for _, m := range c.Messages() {
			b, _ := json.Marshal(m)
			out = append(out, string(b))
		}
		return out
	})
	return chat.Target{Platform: "discord", Server: g.ID(), Channel: c.ID()}
}

// guild returns the server of a channel: each has a hundred.
func (w *world) guild(n int) *discordtest.Guild {
	for len(w.guilds) <= n/150 {
		w.guilds = append(w.guilds, w.discord.AddGuild(fmt.Sprintf("Film Club %d", len(w.guilds))))
	}
	return w.guilds[n/150]
}

func (w *world) subscribe(s remind.Subscription, now time.Time) {
	_, _, err := w.book.Subscribe(w.t.Context(), s, now.Add(-24*time.Hour))
	w.must(err)
}

func (w *world) want(m mark) {
	if !w.isWanted[m] {
		w.isWanted[m] = true
		w.wanted = append(w.wanted, m)
	}
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

var titles = regexp.MustCompile(`Kestrel \d{4}`)

// posted counts the messages in which each channel is told of each film.
func (w *world) posted() map[mark]int {
	out := make(map[mark]int)
	for n, list := range w.places {
		for _, text := range list() {
			told := make(map[string]bool)
			for _, title := range titles.FindAllString(text, -1) {
				told[title] = true
			}
			for title := range told {
				out[mark{n, title}]++
			}
		}
	}
	return out
}

func (w *world) postedBy(platform string) map[mark]int {
	out := w.posted()
	for m := range out {
		if w.platform[m.place] != platform {
			delete(out, m)
		}
	}
	return out
}

func (w *world) wantedBy(platform string) (n int) {
	for _, m := range w.wanted {
		if w.platform[m.place] == platform {
			n++
		}
	}
	return n
}

func (w *world) messages() (n int) {
	for _, list := range w.places {
		n += len(list())
	}
	return n
}

// states counts the deliveries in the ledger.
func (w *world) states() (out map[remind.State]int) {
	w.t.Helper()
	w.must(w.store.View(w.t.Context(), func(tx remind.Tx) (err error) {
		out, err = tx.Totals()
		return err
	}))
	return out
}

// open counts those that are not over.
func (w *world) open() int {
	n := w.states()
	return n[remind.Sending] + n[remind.Pending] + n[remind.InDoubt] + n[remind.Held]
}

// done reports whether everything is posted, and nothing is in doubt.
func (w *world) done() bool { return len(w.posted()) == len(w.wanted) && w.open() == 0 }
