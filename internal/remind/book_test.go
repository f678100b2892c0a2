package remind_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/remind"
	"marquee/internal/settings"
)

func TestSubjectsComeBack(t *testing.T) {
	for _, s := range []remind.Subject{remind.Film(1 << 20), remind.Person(7), remind.Genre("drama"), remind.WholeRegion("GB")} {
		if got, err := remind.ParseSubject(s.Key()); err != nil || got != s {
			t.Errorf("%s is read as %v, %v", s.Key(), got, err)
		}
	}
	for _, s := range []string{"", "film", "film/", "film/0", "film/!", "person/ü", "genre/", "genre/!?", "region/UK", "region/", "shop/1"} {
		if got, err := remind.ParseSubject(s); !errors.Is(err, remind.ErrSubject) {
			t.Errorf("%q is read as %v, %v", s, got, err)
		}
	}
}

func TestCheck(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*remind.Subscription)
		ok     bool
	}{
		"as it is":           {func(s *remind.Subscription) {}, true},
		"the longest lead":   {func(s *remind.Subscription) { s.Leads = []int{0, 365} }, true},
		"too long a lead":    {func(s *remind.Subscription) { s.Leads = []int{366} }, false},
		"a negative lead":    {func(s *remind.Subscription) { s.Leads = []int{7, -1} }, false},
		"no lead":            {func(s *remind.Subscription) { s.Leads = nil }, false},
		"no kind":            {func(s *remind.Subscription) { s.Kinds = nil }, false},
		"an unspecific kind": {func(s *remind.Subscription) { s.Kinds = []film.ReleaseKind{film.Unspecified} }, false},
		"no region":          {func(s *remind.Subscription) { s.Regions = []film.Region{"UK"} }, false},
		"no channel":         {func(s *remind.Subscription) { s.Target.Channel = "" }, false},
		"no subject":         {func(s *remind.Subscription) { s.Subject = remind.Film(0) }, false},
		"jobs of a film":     {func(s *remind.Subscription) { s.Jobs = []film.Job{film.Director} }, false},
		"jobs of a person":   {func(s *remind.Subscription) { s.Subject, s.Jobs = remind.Person(1), []film.Job{film.Director} }, true},
		"quiet hours":        {func(s *remind.Subscription) { s.Quiet = remind.Quiet{From: "22:00", To: "06:00"} }, true},
		"no quiet hours":     {func(s *remind.Subscription) { s.Quiet = remind.Quiet{From: "22", To: "25:00"} }, false},
		"quiet all day":      {func(s *remind.Subscription) { s.Quiet = remind.Quiet{From: "22:00", To: "22:00"} }, false},
		"a negative floor":   {func(s *remind.Subscription) { s.Floor = -1 }, false},
	} {
		s := remind.NewSubscription(lobby, remind.Film(1))
		tt.change(&s)
		if err := s.Check(); (err == nil) != tt.ok || err != nil && !errors.Is(err, remind.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSubscribingAgainUpdates(t *testing.T) {
	b := newBook(t)
	s := remind.NewSubscription(lobby, remind.Film(1))
	s.Owner = "ann"
	first := subscribe(t, b, s, newYear)
	s.Owner, s.Leads = "bob", []int{1}
	again, added, err := b.Subscribe(t.Context(), s, newYear.AddDate(0, 1, 0))
	check(t, err)
	if added || again.ID != first.ID || again.Owner != "ann" || !again.Created.Equal(newYear) || !slices.Equal(again.Leads, []int{1}) {
		t.Errorf("%+v, added %v", again, added)
	}
	all, err := b.List(t.Context(), lobby)
	check(t, err)
	if len(all) != 1 {
		t.Errorf("%d subscriptions", len(all))
	}
	elsewhere := chat.Target{Platform: "discord", Server: "1", Channel: "11"}
	for name, err := range map[string]error{
		"find":   func() error { _, err := b.Find(t.Context(), elsewhere, first.ID); return err }(),
		"remove": b.Remove(t.Context(), elsewhere, first.ID),
		"pause":  b.Pause(t.Context(), elsewhere, first.ID, "by nobody"),
	} {
		if !errors.Is(err, remind.ErrNotFound) {
			t.Errorf("%s from another channel: %v", name, err)
		}
	}
	check(t, b.Remove(t.Context(), lobby, first.ID))
	if why, err := b.Why(t.Context(), lobby, 1, newYear); err != nil || len(why) != 1 || why[0].Reason != remind.NotFollowed {
		t.Errorf("why: %+v, %v", why, err)
	}
}

// TestWhichDateCounts tests what counts where kinds and sources differ.
func TestWhichDateCounts(t *testing.T) {
	type says struct {
		source, date string
		kind         film.ReleaseKind
	}
	for _, tt := range []struct {
		name string
		says []says
		want string // "": none
	}{
		{"a kind not told serves", []says{{"wikidata", "2011-03-04", film.Unspecified}}, "2011-03-04"},
		{"but not beside one that is told", []says{{"wikidata", "2011-03-04", film.Unspecified}, {"wikidata", "2011-05-06", film.Digital}}, ""},
		{"the told one goes first", []says{{"wikidata", "2011-03-04", film.Unspecified}, {"wikidata", "2011-05-06", film.Theatrical}}, "2011-05-06"},
		{"the first source goes first", []says{{"wikidata", "2011-03-04", film.Theatrical}, {"tmdb", "2011-05-06", film.Theatrical}}, "2011-05-06"},
		{"whatever its kinds", []says{{"wikidata", "2011-03-04", film.Theatrical}, {"tmdb", "2011-05-06", film.TV}}, ""},
		{"a re-release is not the release", []says{{"tmdb", "2011-05-06", film.Theatrical}, {"tmdb", "2011-03-04", film.Theatrical}}, "2011-03-04"},
		{"a premiere is none", []says{{"tmdb", "2011-05-06", film.Premiere}}, ""},
		{"a vague date is never told", []says{{"tmdb", "2011-05", film.Theatrical}}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newBook(t)
			for _, source := range []string{"wikidata", "tmdb"} {
				f := film.Film{ID: 1, Title: "The Harbour"}
				for _, s := range tt.says {
					if s.source == source {
						f.Releases = append(f.Releases, film.Release{Region: "GB", Kind: s.kind, Date: film.MustDate(s.date)})
					}
				}
				if len(f.Releases) > 0 {
					check(t, b.Observe(t.Context(), source, f, newYear))
				}
			}
			s := remind.NewSubscription(lobby, remind.Film(1))
			s.Leads = []int{0}
			subscribe(t, b, s, newYear)
			posts, err := b.Preview(t.Context(), lobby, newYear, newYear.AddDate(1, 0, 0))
			check(t, err)
			var want []string
			if tt.want != "" {
				want = []string{tt.want + " 09:00 The Harbour GB " + tt.want + " -0"}
			}
			got := words(posts)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A desk is a Refresher and a Catalogue.
type desk struct {
	asked []film.ID
	fails bool
	book  *remind.Book
	now   func() time.Time
}

func (d *desk) Refresh(ctx context.Context, id film.ID) error {
	d.asked = append(d.asked, id)
	if d.fails {
		return film.ErrDown
	}
	f := seedFilm
	f.ID = id
	return d.book.Observe(ctx, "tmdb", f, d.now())
}

func (d *desk) Matching(_ context.Context, s remind.Subject, _, _ film.Date, _ int) ([]film.ID, error) {
	if s == remind.Person(7) {
		return []film.ID{40, 41}, nil
	}
	return nil, nil
}

func TestTracker(t *testing.T) {
	b := newBook(t)
	now := newYear
	d := &desk{book: b, now: func() time.Time { return now }}
	tracker := remind.NewTracker(b, d, d)
	tick := func(want ...film.ID) {
		t.Helper()
		d.asked = nil
		if _, err := tracker.Tick(t.Context(), now); (err != nil) != d.fails {
			t.Errorf("error %v", err)
		}
		slices.Sort(d.asked)
		if !slices.Equal(d.asked, want) {
			t.Errorf("at %v asked for %v, want %v", now, d.asked, want)
		}
	}
	tick()
	sub := subscribe(t, b, remind.NewSubscription(lobby, remind.Film(theSeed)), now)
	d.fails = true
	tick(theSeed)
	now = now.Add(2 * time.Hour)
	d.fails = false
	tick(theSeed)
	now = now.Add(23 * time.Hour)
	tick()
	now = now.Add(time.Hour)
	tick(theSeed) // daily, two weeks before its date in Britain
	check(t, tracker.Recheck(t.Context(), now, theSeed, 99))
	tick(theSeed) // and not 99, which nobody follows
	subscribe(t, b, remind.NewSubscription(lobby, remind.Person(7)), now)
	tick(40, 41)
	check(t, b.Remove(t.Context(), lobby, sub.ID))
	all, err := b.List(t.Context(), lobby)
	check(t, err)
	check(t, b.Remove(t.Context(), lobby, all[0].ID))
	now = now.AddDate(0, 2, 0)
	tick()
}

func TestErase(t *testing.T) {
	s := memory(t)
	b := remind.New(s, remind.Options{})
	check(t, s.SaveServerSettings(t.Context(), lobby, settings.Settings{Zone: "Asia/Tokyo"}))
	check(t, s.SaveChannelSettings(t.Context(), lobby, settings.Settings{Hour: "10:00"}))
	mine := chat.Target{Platform: "discord", Channel: "direct-ann"}
	for _, target := range []chat.Target{lobby, mine} {
		sub := remind.NewSubscription(target, remind.Film(1))
		sub.Owner, sub.Direct = "ann", target == mine
		subscribe(t, b, sub, newYear)
	}
	check(t, b.ErasePerson(t.Context(), "discord", "ann"))
	here, err := b.List(t.Context(), lobby)
	check(t, err)
	there, err := b.List(t.Context(), mine)
	check(t, err)
	if len(here) != 1 || here[0].Owner != "" || len(there) != 0 {
		t.Errorf("%+v, %+v", here, there)
	}
	if n, err := b.EraseServer(t.Context(), lobby); err != nil || n != 1 {
		t.Errorf("erased %d, %v", n, err)
	}
	if channel, server, err := s.Settings(t.Context(), lobby); err != nil || channel.Hour != "" || server.Zone != "" {
		t.Errorf("settings are left: %+v, %+v, %v", channel, server, err)
	}
}
