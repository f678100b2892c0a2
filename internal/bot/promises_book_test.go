package bot_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/remind"
	"marquee/store"
)

// What docs/reminders.md says of times and numbers, and no other test does.

// A counter is where reminders are posted to in these tests: a platform without
// keys. Time is given, never waited for.
type counter struct {
	t     *testing.T
	book  *remind.Book
	posts []chat.Card
	out   chat.Outcome
	blind bool // whether something arrived cannot be seen
	*remind.Deliverer
}

func newCounter(t *testing.T, rules remind.Rules) *counter {
	t.Helper()
	s, err := store.OpenMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	d := newDesk(t)
	defaults := d.notice(remind.Single).Settings
	c := &counter{t: t, out: chat.Outcome{Result: chat.Sent, Receipt: "1"}}
	c.book = remind.New(s, remind.Options{Sources: []string{"TMDB"}, Defaults: defaults, Rules: rules})
	c.Deliverer = remind.NewDeliverer(c.book, d.w.Handler.Announcer(), map[string]remind.Platform{"discord": {Adapter: c}}, remind.DelivererOptions{Parallel: 1})
	return c
}

func (c *counter) Run(ctx context.Context, _ chat.Handler) error { <-ctx.Done(); return nil }

func (c *counter) Post(_ context.Context, _ chat.Key, _ chat.Target, card chat.Card) chat.Outcome {
	c.posts = append(c.posts, card)
	return c.out
}

func (c *counter) Find(context.Context, chat.Key, chat.Target, time.Time) (chat.Receipt, chat.Finding, error) {
	if c.blind {
		return "", chat.Unreadable, errors.New("not now")
	}
	return "", chat.Absent, nil
}

func (c *counter) told(id film.ID, at time.Time, dates ...string) {
	c.t.Helper()
	f := film.Film{ID: id, Title: "Plainly Invented " + id.String(), Year: 2011}
	for _, d := range dates {
		f.Releases = append(f.Releases, film.Release{Region: "GB", Date: film.MustDate(d), Kind: film.Theatrical})
	}
	if err := c.book.Observe(c.t.Context(), "TMDB", f, at); err != nil {
		c.t.Fatal(err)
	}
}

func (c *counter) follow(id film.ID, at time.Time, change ...func(*remind.Subscription)) remind.Subscription {
	c.t.Helper()
	s := remind.NewSubscription(lobby, remind.Film(id))
	s.Leads = []int{0}
	for _, f := range change {
		f(&s)
	}
	s, _, err := c.book.Subscribe(c.t.Context(), s, at)
	if err != nil {
		c.t.Fatal(err)
	}
	return s
}

func (c *counter) tick(at time.Time) {
	c.t.Helper()
	if _, err := c.Tick(c.t.Context(), at); err != nil {
		c.t.Fatal(err)
	}
}

// why returns the reasons of a film's reminders.
func (c *counter) why(id film.ID, at time.Time) (out []remind.Reason) {
	c.t.Helper()
	all, err := c.book.Why(c.t.Context(), lobby, id, at)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, a := range all {
		out = append(out, a.Reason)
	}
	return out
}

var monday = friday.AddDate(0, 0, -4) // 10 January 2011, 9:00

func TestFourFilmsAreOneList(t *testing.T) {
	for films, want := range map[int]int{3: 3, 4: 1} {
		c := newCounter(t, remind.Rules{})
		for n := range films {
			c.told(film.ID(n+1), monday, "2011-01-14")
			c.follow(film.ID(n+1), monday)
		}
		c.tick(friday)
		if len(c.posts) != want {
			t.Errorf("%d films are %d posts, want %d", films, len(c.posts), want)
		}
	}
}

func TestADailyListIsOnePostADay(t *testing.T) {
	c := newCounter(t, remind.Rules{})
	daily := func(s *remind.Subscription) { s.Mode = remind.Daily }
	for n, day := range []string{"2011-01-13", "2011-01-14", "2011-01-14"} {
		c.told(film.ID(n+1), monday, day)
		c.follow(film.ID(n+1), monday, daily)
	}
	for hours := 0; hours < 5*24; hours += 3 {
		c.tick(monday.Add(time.Duration(hours) * time.Hour))
	}
	if len(c.posts) != 2 || c.posts[1].Title != "Coming out: today's list" {
		t.Errorf("%d posts: %+v", len(c.posts), c.posts)
	}
}

func TestWhatCameDueWhilePaused(t *testing.T) {
	for late, want := range map[time.Duration]int{35 * time.Hour: 1, 37 * time.Hour: 0} {
		c := newCounter(t, remind.Rules{})
		c.told(1, monday, "2011-01-14")
		s := c.follow(1, monday)
		if err := c.book.Pause(t.Context(), lobby, s.ID, "by ann"); err != nil {
			t.Fatal(err)
		}
		c.tick(friday)
		if len(c.posts) != 0 {
			t.Fatalf("a paused subscription posts %+v", c.posts)
		}
		if err := c.book.Pause(t.Context(), lobby, s.ID, ""); err != nil {
			t.Fatal(err)
		}
		c.tick(friday.Add(late))
		if len(c.posts) != want {
			t.Errorf("%v late: %d posts, want %d", late, len(c.posts), want)
		}
	}
}

func TestPreviewLeavesOutWhatSettles(t *testing.T) {
	c := newCounter(t, remind.Rules{})
	c.told(1, monday, "2011-01-14")
	c.follow(1, monday)
	previewed := func(at time.Time) int {
		posts, err := c.book.Preview(t.Context(), lobby, at, at.AddDate(0, 0, 30))
		if err != nil {
			t.Fatal(err)
		}
		return len(posts)
	}
	before := previewed(monday)
	c.told(1, monday.Add(time.Hour), "2011-01-21")
	if n := previewed(monday.Add(2 * time.Hour)); before != 1 || n != 0 {
		t.Errorf("%d before, %d while it settles", before, n)
	}
	c.tick(monday.Add(14 * time.Hour))
	if n := previewed(monday.Add(14 * time.Hour)); n != 2 { // the news, and the reminder
		t.Errorf("%d when it has", n)
	}
}

func TestTheRulesAreThoseOfTheConfiguration(t *testing.T) {
	c := newCounter(t, remind.Rules{Settle: time.Hour, Late: 2 * time.Hour})
	c.told(1, monday, "2011-01-14")
	c.told(2, monday, "2011-01-14")
	c.follow(1, monday)
	c.follow(2, monday)
	c.tick(monday)
	c.told(1, monday.Add(time.Minute), "2011-01-21")
	if got := c.why(1, monday.Add(2*time.Minute)); !slices.Contains(got, remind.Unsettled) {
		t.Errorf("at first it is %q", got)
	}
	c.tick(monday.Add(62 * time.Minute))
	if got := c.why(1, monday.Add(62*time.Minute)); slices.Contains(got, remind.Unsettled) {
		t.Errorf("after an hour it is %q", got)
	}
	if got := c.why(2, friday.Add(2*time.Hour)); !slices.Contains(got, remind.Due) {
		t.Errorf("two hours late it is %q", got)
	}
	if got := c.why(2, friday.Add(2*time.Hour+time.Minute)); !slices.Contains(got, remind.TooLate) {
		t.Errorf("more than two hours late it is %q", got)
	}
}

func TestAFirstDateIsTold(t *testing.T) {
	c := newCounter(t, remind.Rules{})
	c.told(1, monday)
	c.follow(1, monday)
	c.tick(monday)
	c.told(1, monday.Add(time.Hour), "2011-02-11")
	c.tick(monday.Add(23 * time.Hour))
	if len(c.posts) != 0 {
		t.Errorf("before the hour: %+v", c.posts)
	}
	c.tick(monday.Add(24 * time.Hour))
	if len(c.posts) != 1 || c.posts[0].Body.String() != "A date in UK: 11 February 2011" {
		t.Errorf("%+v", c.posts)
	}
}

func TestSixtyDaysAhead(t *testing.T) {
	loc, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	seen := monday
	for kind, subject := range map[string]remind.Subject{"genre": remind.Genre("drama"), "region": remind.WholeRegion("GB")} {
		for days, want := range map[int]remind.Reason{60: remind.Due, 61: remind.Distant} {
			day := film.DateOf(seen).AddDays(days)
			c := remind.Case{
				Sub: remind.NewSubscription(lobby, subject), Clock: remind.Clock{Location: loc, Hour: 9}, Found: true,
				Release: remind.Candidate{Region: "GB", Kind: film.Theatrical, Date: day},
				Change: &remind.Change{ID: 1, Region: "GB", Kind: film.Theatrical, What: remind.PutOff, Old: day.AddDays(100), New: day,
					Seen: seen, Stood: seen, Counts: true},
				Now: seen,
			}
			c.Sub.Mode = remind.Single
			if d := remind.Decide(c); d.Reason != want {
				t.Errorf("a %s, %d days ahead: %s, want %s", kind, days, d.Reason, want)
			}
		}
	}
}

func TestHowOftenFilmsAreRefreshed(t *testing.T) {
	today := film.MustDate("2011-01-10")
	const day = 24 * time.Hour
	for ahead, want := range map[int]time.Duration{0: 6 * time.Hour, 7: 6 * time.Hour, 8: day, 30: day, 31: 3 * day, 90: 3 * day, 91: 7 * day, 300: 7 * day} {
		date := today.AddDays(ahead)
		f := &remind.Facts{Film: 1, Statuses: []remind.SourceStatus{{Source: "TMDB"}}, Dates: []remind.SourceDate{{Source: "TMDB", Region: "GB", Stood: date, Latest: date}}}
		if got := remind.CheckEvery(f, true, today); got != want {
			t.Errorf("%d days ahead: every %v, want %v", ahead, got, want)
		}
	}
	settling := &remind.Facts{Film: 1, Statuses: []remind.SourceStatus{{Source: "TMDB"}}, Dates: []remind.SourceDate{{Source: "TMDB", Region: "GB", Stood: today.AddDays(300), Latest: today.AddDays(301)}}}
	if got := remind.CheckEvery(settling, true, today); got != 6*time.Hour {
		t.Errorf("while a change settles: every %v", got)
	}
	none := &remind.Facts{Film: 1, Statuses: []remind.SourceStatus{{Source: "TMDB"}}}
	if got := remind.CheckEvery(none, true, today); got != 14*day {
		t.Errorf("with no date to come: every %v", got)
	}
}

// finds counts how often films are looked for.
type finds struct{ asked int }

func (f *finds) Refresh(context.Context, film.ID) error { return nil }

func (f *finds) Matching(context.Context, remind.Subject, film.Date, film.Date, int) ([]film.ID, error) {
	f.asked++
	return nil, nil
}

func TestNewFilmsAreLookedForOnceADay(t *testing.T) {
	for kind, subject := range map[string]remind.Subject{"person": remind.Person(7), "genre": remind.Genre("drama"), "region": remind.WholeRegion("GB")} {
		c := newCounter(t, remind.Rules{})
		c.follow(1, monday, func(s *remind.Subscription) { s.Subject = subject })
		f := &finds{}
		tracker := remind.NewTracker(c.book, f, f)
		for hours := range 3 * 24 {
			if _, err := tracker.Tick(t.Context(), monday.Add(time.Duration(hours)*time.Hour)); err != nil {
				t.Fatal(err)
			}
		}
		if f.asked != 3 {
			t.Errorf("of a %s films were looked for %d times in three days", kind, f.asked)
		}
	}
}

// What nobody can see is not sent again, and given up after a week. Other posts of
// the place go on.
func TestHeldForAWeek(t *testing.T) {
	c := newCounter(t, remind.Rules{})
	c.told(1, monday, "2011-01-14")
	c.told(2, monday, "2011-01-15")
	c.follow(1, monday)
	c.follow(2, monday)
	c.blind, c.out = true, chat.Outcome{Result: chat.Doubtful, Err: errors.New("it broke off")}
	c.tick(friday)
	c.out = chat.Outcome{Result: chat.Sent, Receipt: "2"}
	for hours := 1; hours < 7*24; hours += 4 {
		c.tick(friday.Add(time.Duration(hours) * time.Hour))
	}
	week := friday.AddDate(0, 0, 7)
	if got := c.why(1, week); len(c.posts) != 2 || got[0] != remind.Underway {
		t.Errorf("within a week: %d posts, %q", len(c.posts), got)
	}
	for hours := range 4 {
		c.tick(week.Add(time.Duration(hours) * time.Hour))
	}
	if got := c.why(1, week); len(c.posts) != 2 || got[0] != remind.GivenUp {
		t.Errorf("after it: %d posts, %q", len(c.posts), got)
	}
	if got := c.why(2, week); got[0] != remind.AlreadySent {
		t.Errorf("the other is %q", got)
	}
}

func TestMoreThanFiftyFilmsAreSeveralLists(t *testing.T) {
	for films, want := range map[int]int{50: 1, 51: 2} {
		c := newCounter(t, remind.Rules{})
		for n := range films {
			c.told(film.ID(n+1), monday, "2011-01-14")
		}
		c.follow(1, monday, func(s *remind.Subscription) { s.Subject, s.Mode = remind.WholeRegion("GB"), remind.Daily })
		c.tick(friday)
		if len(c.posts) != want {
			t.Errorf("%d films are %d lists, want %d", films, len(c.posts), want)
		}
	}
}

func TestAMoveTouchesItsRegionAlone(t *testing.T) {
	c := newCounter(t, remind.Rules{})
	f := film.Film{ID: 1, Title: "Plainly Invented", Year: 2011, Releases: []film.Release{
		{Region: "GB", Date: film.MustDate("2011-01-14"), Kind: film.Theatrical}, {Region: "IE", Date: film.MustDate("2011-01-14"), Kind: film.Theatrical}}}
	observe := func(at time.Time) {
		if err := c.book.Observe(t.Context(), "TMDB", f, at); err != nil {
			t.Fatal(err)
		}
	}
	observe(monday)
	c.follow(1, monday, func(s *remind.Subscription) { s.Regions = []film.Region{"GB", "IE"} })
	c.tick(monday)
	f.Releases[0].Date = film.MustDate("2011-01-21")
	observe(friday.Add(-time.Hour))
	c.tick(friday)
	if len(c.posts) != 1 || c.posts[0].Body.String() != "Today, 14 January 2011: Ireland (theatrical)" && c.posts[0].Body.String() != "Today, 14 January 2011: Ireland" {
		t.Errorf("%+v", c.posts)
	}
}

// Each of four subscriptions would say it. The narrowest does; then the next.
func TestTheNarrowerSpeaks(t *testing.T) {
	c := newCounter(t, remind.Rules{})
	f := film.Film{ID: 1, Title: "Plainly Invented", Year: 2011, Genres: []string{"Drama"}, Credits: film.Credits{{Job: film.Director, Name: "Ann Able", Person: 7}},
		Releases: []film.Release{{Region: "GB", Date: film.MustDate("2011-01-14"), Kind: film.Theatrical}}}
	if err := c.book.Observe(t.Context(), "TMDB", f, monday); err != nil {
		t.Fatal(err)
	}
	for _, s := range []remind.Subject{remind.WholeRegion("GB"), remind.Genre("drama"), remind.Person(7), remind.Film(1)} {
		sub := c.follow(1, monday, func(sub *remind.Subscription) { sub.Subject = s })
		posts, err := c.book.Preview(t.Context(), lobby, monday, friday.AddDate(0, 0, 1))
		if err != nil {
			t.Fatal(err)
		}
		if len(posts) != 1 || !slices.Equal(posts[0].Notice.Subscriptions, []remind.SubscriptionID{sub.ID}) {
			t.Errorf("with %s: %+v", s.Key(), posts)
		}
	}
}

func TestAPersonByRole(t *testing.T) {
	for _, tt := range []struct {
		jobs []film.Job
		want remind.Reason
	}{{nil, remind.TooEarly}, {[]film.Job{film.Director}, remind.TooEarly}, {[]film.Job{film.Writer}, remind.NotFollowed}} {
		c := newCounter(t, remind.Rules{})
		f := film.Film{ID: 1, Title: "Plainly Invented", Year: 2011, Credits: film.Credits{{Job: film.Director, Name: "Ann Able", Person: 7}},
			Releases: []film.Release{{Region: "GB", Date: film.MustDate("2011-01-14"), Kind: film.Theatrical}}}
		if err := c.book.Observe(t.Context(), "TMDB", f, monday); err != nil {
			t.Fatal(err)
		}
		c.follow(1, monday, func(s *remind.Subscription) { s.Subject, s.Jobs = remind.Person(7), tt.jobs })
		if got := c.why(1, monday); got[0] != tt.want {
			t.Errorf("as %v: %q, want %q", tt.jobs, got, tt.want)
		}
	}
}

func TestUsualDays(t *testing.T) {
	for subject, want := range map[remind.Subject][]int{
		remind.Film(1): {7, 0}, remind.Person(7): {7, 0}, remind.Genre("drama"): {0}, remind.WholeRegion("GB"): {0},
	} {
		if got := remind.NewSubscription(lobby, subject).Leads; !slices.Equal(got, want) {
			t.Errorf("%s: %v days ahead, want %v", subject.Key(), got, want)
		}
	}
}
