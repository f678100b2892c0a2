package remind_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/catalogue"
	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/remind"
	"marquee/internal/settings"
	"marquee/store"
)

var (
	lobby    = chat.Target{Platform: "discord", Server: "1", Channel: "10"}
	london   = settings.Settings{Regions: []film.Region{"GB"}, Zone: "Europe/London", Hour: "09:00"}
	theSeed  = film.ID(1)
	sources  = []string{"tmdb", "wikidata", "catalogue"}
	newYear  = time.Date(2011, 1, 1, 0, 0, 0, 0, time.UTC)
	seedFilm = film.Film{ID: theSeed, Title: "Never Let Me Go", Year: 2010, Genres: []string{"Drama"},
		Credits: film.Credits{{Job: film.Director, Name: "Mark Romanek", Person: 7}},
		Releases: []film.Release{
			{Region: "US", Date: film.MustDate("2010-09-15")}, {Region: "GB", Date: film.MustDate("2011-01-14")},
			{Region: "BE", Date: film.MustDate("2011-02-09")}, {Region: "FR", Date: film.MustDate("2011-02-09")},
			{Region: "DE", Date: film.MustDate("2011-02-24")},
		}}
)

func memory(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.OpenMemory(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func newBook(t testing.TB) *remind.Book {
	return remind.New(memory(t), remind.Options{Sources: sources, Defaults: london})
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func subscribe(t testing.TB, b *remind.Book, sub remind.Subscription, now time.Time) remind.Subscription {
	t.Helper()
	sub, _, err := b.Subscribe(t.Context(), sub, now)
	check(t, err)
	return sub
}

// words writes posts as people would tell of them.
func words(posts []remind.Post) (out []string) {
	for _, p := range posts {
		line := p.At.In(p.Notice.Settings.Location()).Format("2006-01-02 15:04")
		for _, f := range p.Notice.Films {
			line += " " + f.Title
			for _, l := range f.Lines {
				line += fmt.Sprintf(" %s %s -%d", l.Reminder.Region, l.Reminder.Date, l.Reminder.Lead)
				if l.Change != nil {
					line += " " + string(l.Change.What)
				}
			}
		}
		out = append(out, line)
	}
	return out
}

// TestSeedFilmIsSixPosts simulates the film of the bundled catalogue.
func TestSeedFilmIsSixPosts(t *testing.T) {
	all, err := catalogue.Bundled()
	check(t, err)
	found, err := all.Films().Named(t.Context(), film.SearchKeys("never let me go"), 1)
	check(t, err)
	f, err := all.Film(t.Context(), found[0].FilmID())
	check(t, err)
	b := newBook(t)
	check(t, b.Observe(t.Context(), "catalogue", f, newYear))
	sub := remind.NewSubscription(lobby, remind.Film(f.ID))
	sub.Regions = []film.Region{"GB", "FR", "DE"}
	subscribe(t, b, sub, newYear)
	posts, err := b.Simulate(t.Context(), newYear, newYear.AddDate(1, 0, 0))
	check(t, err)
	want := []string{
		"2011-01-07 09:00 Never Let Me Go GB 2011-01-14 -7",
		"2011-01-14 09:00 Never Let Me Go GB 2011-01-14 -0",
		"2011-02-02 09:00 Never Let Me Go FR 2011-02-09 -7",
		"2011-02-09 09:00 Never Let Me Go FR 2011-02-09 -0",
		"2011-02-17 09:00 Never Let Me Go DE 2011-02-24 -7",
		"2011-02-24 09:00 Never Let Me Go DE 2011-02-24 -0",
	}
	if diff := cmp.Diff(want, words(posts)); diff != "" {
		t.Error(diff)
	}
}

// TestOnePostForWhatBelongsTogether tests what is grouped, and that the narrower
// subscription speaks where two would say the same.
func TestOnePostForWhatBelongsTogether(t *testing.T) {
	person, genre, region := remind.NewSubscription(lobby, remind.Person(7)), remind.NewSubscription(lobby, remind.Genre("drama")), remind.NewSubscription(lobby, remind.WholeRegion("DE"))
	person.Leads, person.Regions = []int{0}, []film.Region{"FR", "BE"}
	genre.Regions = []film.Region{"DE", "GB"}
	ofFilm := remind.NewSubscription(lobby, remind.Film(theSeed))
	ofFilm.Leads, ofFilm.Regions = []int{0}, []film.Region{"GB", "FR", "BE"}
	for _, tt := range []struct {
		name string
		subs []remind.Subscription
		want []string
	}{
		{"regions of one day are one post", []remind.Subscription{person}, []string{
			"2011-02-09 09:00 Never Let Me Go BE 2011-02-09 -0 FR 2011-02-09 -0"}},
		{"a person and a film say it once", []remind.Subscription{person, ofFilm}, []string{
			"2011-01-14 09:00 Never Let Me Go GB 2011-01-14 -0",
			"2011-02-09 09:00 Never Let Me Go BE 2011-02-09 -0 FR 2011-02-09 -0"}},
		{"a weekly digest is on Monday", []remind.Subscription{genre}, []string{
			"2011-01-10 09:00 Never Let Me Go GB 2011-01-14 -0",
			"2011-02-21 09:00 Never Let Me Go DE 2011-02-24 -0"}},
		{"a genre's digest leaves out what the film's subscription says", []remind.Subscription{genre, region, ofFilm}, []string{
			"2011-01-14 09:00 Never Let Me Go GB 2011-01-14 -0",
			"2011-02-09 09:00 Never Let Me Go BE 2011-02-09 -0 FR 2011-02-09 -0",
			"2011-02-21 09:00 Never Let Me Go DE 2011-02-24 -0"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newBook(t)
			check(t, b.Observe(t.Context(), "catalogue", seedFilm, newYear))
			for _, s := range tt.subs {
				subscribe(t, b, s, newYear)
			}
			posts, err := b.Preview(t.Context(), lobby, newYear, newYear.AddDate(1, 0, 0))
			check(t, err)
			if diff := cmp.Diff(tt.want, words(posts)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestManyFilmsOfOneDayAreOneList(t *testing.T) {
	b := newBook(t)
	for id := film.ID(11); id < 20; id++ {
		f := film.Film{ID: id, Title: "Film " + id.String(), Year: 2011, Releases: []film.Release{{Region: "GB", Date: film.MustDate("2011-03-04")}}}
		check(t, b.Observe(t.Context(), "catalogue", f, newYear))
		sub := remind.NewSubscription(lobby, remind.Film(id))
		sub.Leads = []int{0}
		subscribe(t, b, sub, newYear)
	}
	posts, err := b.Preview(t.Context(), lobby, newYear, newYear.AddDate(1, 0, 0))
	check(t, err)
	if len(posts) != 1 || len(posts[0].Notice.Films) != 9 {
		t.Errorf("%d posts: %v", len(posts), words(posts))
	}
}
