package bot_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/bot/bottest"
	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/remind"
)

var update = flag.Bool("update", false, "write the golden files anew")

// lantern is a plainly invented film of which much is known.
const lantern = `{"title": "The Lantern Keeper", "original_title": "Der Laternenwärter", "original_language": "de", "year": 2011, "ids": {"imdb": "tt9999901"}, "credits": {"director": ["Ann Able"], "cast": ["Bob Baker", "Cora Cole", "Dan Dale", "Eve Ellis", "Finn Foss", "Gus Gray"]}, "poster": "https://example.org/lantern.jpg", "trailers": [{"name": "Teaser", "youtube": "exampleABC1"}], "releases": [{"region": "GB", "date": "2011-01-21", "kind": "theatrical", "certificate": "15"}]}`

var (
	lobby  = chat.Target{Platform: "discord", Server: "1", Channel: "10"}
	friday = time.Date(2011, 1, 14, 9, 0, 0, 0, time.UTC)
)

// A desk makes notices of the films of a world.
type desk struct {
	t *testing.T
	w *bottest.World
}

func newDesk(t *testing.T) desk {
	w := bottest.NewWorld(t)
	if err := w.Bring("lantern.jsonl", lantern); err != nil {
		t.Fatal(err)
	}
	return desk{t, w}
}

func (d desk) news(title string, lines ...remind.Line) remind.FilmNews {
	d.t.Helper()
	r, err := d.w.Library.ResolveFilm(d.t.Context(), title, 0)
	if err != nil || r.Found.Number == 0 {
		d.t.Fatalf("%s: %+v, %v", title, r, err)
	}
	n := remind.FilmNews{Film: r.Found.FilmID(), Title: r.Found.Name, Year: r.Found.Year, Lines: lines}
	for i := range n.Lines {
		n.Lines[i].Reminder.Film = n.Film
	}
	return n
}

func line(region film.Region, date string, change ...func(*remind.Line)) remind.Line {
	l := remind.Line{Reminder: remind.Reminder{Region: region, Kind: film.Theatrical, Date: film.MustDate(date)}, Source: "TMDB"}
	for _, f := range change {
		f(&l)
	}
	return l
}

func changed(what remind.ChangeKind, region film.Region, old, new string) remind.Line {
	c := remind.Change{ID: 1, Source: "TMDB", Region: region, Kind: film.Theatrical, What: what, Counts: true}
	if old != "" {
		c.Old = film.MustDate(old)
	}
	if new != "" {
		c.New = film.MustDate(new)
	}
	return remind.Line{Reminder: remind.Reminder{Region: region, Kind: c.Kind, Date: c.New, Change: 1}, Change: &c, Was: c.Old, Source: c.Source}
}

func (d desk) notice(mode remind.Mode, films ...remind.FilmNews) remind.Notice {
	return remind.Notice{Target: lobby, Settings: bottest.Defaults(), At: friday, Mode: mode, Films: films, Subscriptions: []remind.SubscriptionID{7}}
}

// many are notices of films that nobody knows any more: their titles are kept.
func many(n int) (out []remind.FilmNews) {
	for i := range n {
		l := line("GB", "2011-01-14")
		l.Reminder.Film = film.ID(1<<30 + i)
		out = append(out, remind.FilmNews{Film: l.Reminder.Film, Title: fmt.Sprintf("Plainly Invented %d", i+1), Year: 2011, Lines: []remind.Line{l}})
	}
	return out
}

func (d desk) samples() map[string]remind.Notice {
	const seed = "Never Let Me Go (2010)"
	certified := func(l *remind.Line) { l.Certificate = "15" }
	fans := d.notice(remind.Single, d.news("The Lantern Keeper", line("GB", "2011-01-21", certified)))
	fans.Mentions = []remind.Mention{{ID: "123456789012345678", Name: "Film fans"}}
	late := d.notice(remind.Single, d.news(seed, line("GB", "2011-01-14")))
	late.At = friday.Add(26 * time.Hour)
	digest := d.notice(remind.Weekly, many(25)...)
	digest.Subscriptions = []remind.SubscriptionID{7, 8}
	withdrawnToMonth := changed(remind.Withdrawn, "DE", "2011-02-24", "2011-03")
	return map[string]remind.Notice{
		"regions":      d.notice(remind.Single, d.news(seed, line("BE", "2011-02-09"), line("FR", "2011-02-09"), line("DE", "2011-02-24"))),
		"whole":        fans,
		"moved":        d.notice(remind.Single, d.news(seed, changed(remind.PutOff, "GB", "2011-01-14", "2011-01-21"), changed(remind.MovedUp, "FR", "2011-02-09", "2011-02-02"), changed(remind.MovedUp, "BE", "2011-02-09", "2011-02-02"))),
		"moved-from":   d.notice(remind.Single, d.news(seed, line("GB", "2011-01-21", func(l *remind.Line) { l.Was = film.MustDate("2011-01-14") }))),
		"first-date":   d.notice(remind.Single, d.news(seed, changed(remind.FirstDate, "GB", "", "2011-01-21"))),
		"first-day":    d.notice(remind.Single, d.news(seed, changed(remind.FirstDate, "GB", "2011-01", "2011-01-21"))),
		"withdrawn":    d.notice(remind.Single, d.news(seed, changed(remind.Withdrawn, "GB", "2011-01-14", ""), withdrawnToMonth)),
		"cancelled":    d.notice(remind.Single, d.news(seed, changed(remind.IsCancelled, "", "", ""))),
		"revived":      d.notice(remind.Single, d.news(seed, changed(remind.IsRevived, "", "", ""))),
		"burst":        d.notice(remind.Single, append(many(4), d.news(seed, line("GB", "2011-01-14", certified), line("DE", "2011-02-24")))...),
		"weekly":       digest,
		"daily":        d.notice(remind.Daily, many(2)...),
		"weekly-alone": d.notice(remind.Weekly, many(1)...),
		"late":         late,
	}
}

// How announcements look.
func TestAnnouncements(t *testing.T) {
	d := newDesk(t)
	cards := make(map[string]chat.Card)
	for name, n := range d.samples() {
		cards[name] = d.w.Handler.Announcer().Card(t.Context(), n)
	}
	sub := remind.NewSubscription(lobby, remind.Film(d.news("Never Let Me Go (2010)").Film))
	cards["closed"] = d.w.Handler.Announcer().Closed(t.Context(), remind.Closing{Target: lobby, Owner: "ann", Why: "403: Missing Access",
		Subscriptions: []remind.Subscription{sub, remind.NewSubscription(lobby, remind.Genre("horror")), remind.NewSubscription(lobby, remind.WholeRegion("DE"))}})
	for name, c := range cards {
		t.Run(name, func(t *testing.T) {
			routes := make(map[string]bool)
			for _, a := range c.Actions {
				if a.Route == "" && a.URL == "" || a.Route != "" && routes[a.Route] {
					t.Errorf("the button %q leads nowhere, or where another does", a.Label)
				}
				routes[a.Route] = true
			}
			if c.Tone != chat.Notice {
				t.Errorf("its tone is %s", c.Tone)
			}
			var b strings.Builder
			b.WriteString(bottest.Read(c) + "\n" + strings.Join(bottest.Labels(c), " | ") + "\n")
			e := json.NewEncoder(&b)
			e.SetIndent("", "  ")
			e.SetEscapeHTML(false)
			if err := e.Encode(c); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", "announcements", name+".golden")
			if *update {
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), b.String()); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
