package storetest

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

// A Reminders is a store of reminders that also keeps settings.
type Reminders interface {
	remind.Store
	SettingsKeeper
}

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// TestRemind tests what a store keeps for reminders. open returns a new, empty
// store, which is closed when t ends.
func TestRemind(t *testing.T, open func(t *testing.T) Reminders) {
	for name, test := range map[string]func(*testing.T, Reminders){
		"subscriptions come back":     subscriptionsComeBack,
		"one place and subject":       onePlaceAndSubject,
		"planned and woken":           plannedAndWoken,
		"settings plan anew":          settingsPlanAnew,
		"films plan anew":             filmsPlanAnew,
		"facts come back":             factsComeBack,
		"subjects reach films":        subjectsReachFilms,
		"deliveries are frozen":       deliveriesAreFrozen,
		"the ledger has a thing once": ledgerOnce,
		"a failed update is undone":   failedUpdate,
		"erased":                      erased,
		"films become one":            filmsBecomeOne,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

func update(t *testing.T, s Reminders, f func(tx remind.Tx) error) {
	t.Helper()
	if err := s.Update(context.Background(), f); err != nil {
		t.Fatal(err)
	}
}

// place makes the lobby's place.
func place(t *testing.T, s Reminders) (p remind.Place) {
	t.Helper()
	update(t, s, func(tx remind.Tx) (err error) {
		p, err = tx.MakePlace(lobby)
		return err
	})
	return p
}

func keepSubscription(t *testing.T, s Reminders, p remind.PlaceID, sub remind.Subscription) (id remind.SubscriptionID) {
	t.Helper()
	update(t, s, func(tx remind.Tx) (err error) {
		id, err = tx.SaveSubscription(p, sub)
		return err
	})
	return id
}

func awake(t *testing.T, s Reminders, now time.Time, want bool) {
	t.Helper()
	update(t, s, func(tx remind.Tx) error {
		ids, err := tx.Wake(now)
		if (len(ids) > 0) != want {
			t.Errorf("awake at %v: %v, want %v", now, ids, want)
		}
		return err
	})
}

func subscriptionsComeBack(t *testing.T, s Reminders) {
	p := place(t, s)
	all := []remind.Subscription{
		remind.NewSubscription(lobby, remind.Film(7)),
		{Target: lobby, Subject: remind.Person(9), Jobs: []film.Job{film.Director, film.ExecutiveProducer},
			Regions: []film.Region{"GB", "DE"}, Kinds: []film.ReleaseKind{film.Digital, film.TV}, Leads: []int{365, 0},
			Mention: remind.Mention{ID: "5", Name: "film club"}, Mode: remind.Daily, Floor: 3,
			Quiet: remind.Quiet{From: "22:00", To: "07:00"}, Owner: "ann", Direct: true, Created: noon, Paused: "by @ann"},
		remind.NewSubscription(lobby, remind.Genre("Science Fiction")),
		remind.NewSubscription(lobby, remind.WholeRegion("GB")),
	}
	for i := range all {
		if err := all[i].Check(); err != nil {
			t.Fatal(err)
		}
		all[i].ID = keepSubscription(t, s, p.ID, all[i])
	}
	update(t, s, func(tx remind.Tx) error {
		got, err := tx.SubscriptionsOf(p.ID)
		for i := range got { // nothing and an empty list are the same
			for j, l := range [][]film.Region{got[i].Regions} {
				if len(l) == 0 && j == 0 {
					got[i].Regions = nil
				}
			}
		}
		if diff := cmp.Diff(all, got); diff != "" {
			t.Error(diff)
		}
		one, err2 := tx.Subscription(all[1].ID)
		if diff := cmp.Diff(all[1], one); diff != "" {
			t.Error(diff)
		}
		subjects, err3 := tx.Subjects()
		if len(subjects) != 3 {
			t.Errorf("subjects other than films: %v", subjects)
		}
		_, missing := tx.Subscription(999)
		if !errors.Is(missing, remind.ErrNotFound) {
			t.Errorf("a subscription that is not there: %v", missing)
		}
		return errors.Join(err, err2, err3)
	})
}

func onePlaceAndSubject(t *testing.T, s Reminders) {
	p := place(t, s)
	if again := place(t, s); again != p {
		t.Errorf("a place is %v and %v", p, again)
	}
	first := keepSubscription(t, s, p.ID, remind.NewSubscription(lobby, remind.Genre("Drama")))
	second := remind.NewSubscription(lobby, remind.Genre("drama"))
	second.Floor = 77
	if id := keepSubscription(t, s, p.ID, second); id != first {
		t.Errorf("the same subject is %d and %d", first, id)
	}
	update(t, s, func(tx remind.Tx) error {
		got, err := tx.Subscription(first)
		if got.Floor != 77 {
			t.Errorf("it was not replaced: %+v", got)
		}
		return err
	})
}

func plannedAndWoken(t *testing.T, s Reminders) {
	p := place(t, s)
	id := keepSubscription(t, s, p.ID, remind.NewSubscription(lobby, remind.Film(7)))
	plan := func(next time.Time) {
		t.Helper()
		update(t, s, func(tx remind.Tx) error { return tx.Plan(id, next) })
	}
	awake(t, s, noon, true) // a new one at once
	plan(noon)
	awake(t, s, noon.Add(-time.Second), false)
	awake(t, s, noon, true)
	plan(time.Time{})
	awake(t, s, noon.AddDate(100, 0, 0), false)
	update(t, s, func(tx remind.Tx) error { return tx.ReplanPlace(p.ID) })
	awake(t, s, noon, true)
	p.Gone = "403"
	update(t, s, func(tx remind.Tx) error { return tx.SavePlace(p) })
	update(t, s, func(tx remind.Tx) error { return tx.ReplanAll() })
	awake(t, s, noon.AddDate(100, 0, 0), false)
}

func settingsPlanAnew(t *testing.T, s Reminders) {
	p := place(t, s)
	id := keepSubscription(t, s, p.ID, remind.NewSubscription(lobby, remind.Film(7)))
	other := lobby
	other.Server += "1"
	for name, change := range map[string]func() error{
		"channel":       func() error { return s.SaveChannelSettings(t.Context(), lobby, full) },
		"channel again": func() error { return s.SaveChannelSettings(t.Context(), lobby, settings.Settings{Hour: "10:00"}) },
		"channel none":  func() error { return s.SaveChannelSettings(t.Context(), lobby, settings.Settings{}) },
		"server":        func() error { return s.SaveServerSettings(t.Context(), lobby, full) },
	} {
		if name == "channel none" {
			continue // last, below
		}
		update(t, s, func(tx remind.Tx) error { return tx.Plan(id, time.Time{}) })
		if err := s.SaveServerSettings(t.Context(), other, full); err != nil {
			t.Fatal(err)
		}
		awake(t, s, noon, false)
		if err := change(); err != nil {
			t.Fatal(err)
		}
		awake(t, s, noon, true)
	}
	update(t, s, func(tx remind.Tx) error { return tx.Plan(id, time.Time{}) })
	if err := s.SaveChannelSettings(t.Context(), lobby, settings.Settings{}); err != nil {
		t.Fatal(err)
	}
	awake(t, s, noon, true)
	update(t, s, func(tx remind.Tx) error {
		_, server, err := tx.Settings(lobby)
		if server.Zone != full.Zone {
			t.Errorf("the server's settings are %+v", server)
		}
		return err
	})
}

// drama is a film of 2027 by person 9.
var drama = film.Film{ID: 7, Title: "The Harbour", Year: 2027, Genres: []string{"Drama"}, Popularity: film.PopularityOf(5),
	Credits: film.Credits{{Job: film.Director, Name: "Ann Able", Person: 9}, {Job: film.Writer, Name: "Bob Baker"}}}

func know(t *testing.T, s Reminders, f film.Film, region film.Region, day string) {
	t.Helper()
	update(t, s, func(tx remind.Tx) error {
		d := film.MustDate(day)
		return errors.Join(tx.SaveFilm("tmdb", &f), tx.SaveStatus(f.ID, remind.SourceStatus{Source: "tmdb", LatestSince: noon}),
			tx.SaveDate(f.ID, remind.SourceDate{Source: "tmdb", Region: region, Kind: film.Theatrical, Stood: d, StoodSince: noon, Latest: d, LatestSince: noon}))
	})
}

func filmsPlanAnew(t *testing.T, s Reminders) {
	p := place(t, s)
	know(t, s, drama, "GB", "2027-03-05")
	for _, subject := range []remind.Subject{remind.Film(7), remind.Person(9), remind.Genre("drama"), remind.WholeRegion("GB"), remind.Genre("comedy"), remind.Film(8)} {
		id := keepSubscription(t, s, p.ID, remind.NewSubscription(lobby, subject))
		wide := subject.Kind >= remind.OfGenre
		for _, from := range []film.Date{{}, film.MustDate("2027-03-05")} {
			update(t, s, func(tx remind.Tx) error {
				return errors.Join(tx.Plan(id, noon.AddDate(2, 0, 0)), tx.ReplanFilm(7, from))
			})
			reached := subject.Key() != remind.Genre("comedy").Key() && subject != remind.Film(8)
			awake(t, s, noon, reached && (!wide || from.IsZero()))
			awake(t, s, time.Date(2027, 2, 23, 0, 0, 0, 0, time.UTC), reached)
		}
		update(t, s, func(tx remind.Tx) error { return tx.RemoveSubscription(id) })
	}
}

func factsComeBack(t *testing.T, s Reminders) {
	want := remind.Facts{Film: 7, Title: "The Harbour", Year: 2027, Popularity: film.PopularityOf(5),
		Statuses: []remind.SourceStatus{{Source: "tmdb", Known: true, Latest: true, LatestSince: noon}},
		Dates: []remind.SourceDate{{Source: "tmdb", Region: "GB", Kind: film.Limited, Stood: film.MustDate("2027"), StoodSince: noon,
			Latest: film.MustDate("2027-03-05"), LatestSince: noon.Add(time.Hour), Certificate: "15", Note: "a note"}},
		Changes: []remind.Change{{Film: 7, Source: "tmdb", Region: "GB", Kind: film.Limited, What: remind.FirstDate,
			New: film.MustDate("2027"), Seen: noon, Stood: noon.Add(time.Hour), Counts: true}},
	}
	update(t, s, func(tx remind.Tx) (err error) {
		want.Changes[0].ID, err = tx.AddChange(func() remind.Change {
			tx.SaveFilm("tmdb", &drama)
			return want.Changes[0]
		}())
		return errors.Join(err, tx.SaveStatus(7, want.Statuses[0]), tx.SaveDate(7, want.Dates[0]))
	})
	update(t, s, func(tx remind.Tx) error {
		got, err := tx.Facts(7)
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(film.Date{}, film.Popularity{})); diff != "" {
			t.Error(diff)
		}
		none, err2 := tx.Facts(99)
		if none.Film != 99 || len(none.Dates) > 0 {
			t.Errorf("of an unknown film: %+v", none)
		}
		ids, err3 := tx.Unsettled(noon, 10)
		if !slices.Equal(ids, []film.ID{7}) {
			t.Errorf("unsettled: %v", ids)
		}
		ids, err4 := tx.ChangedSince(noon.Add(time.Hour))
		if !slices.Equal(ids, []film.ID{7}) {
			t.Errorf("changed: %v", ids)
		}
		return errors.Join(err, err2, err3, err4)
	})
}

func subjectsReachFilms(t *testing.T, s Reminders) {
	know(t, s, drama, "GB", "2027-03-05")
	adult := drama
	adult.ID, adult.Adult = 8, true
	know(t, s, adult, "GB", "2027-03-05")
	first, last := film.MustDate("2027-03-01"), film.MustDate("2027-03-05")
	for _, tt := range []struct {
		subject remind.Subject
		jobs    []film.Job
		regions []film.Region
		reaches bool
		found   bool
	}{
		{remind.Film(7), nil, []film.Region{"GB"}, true, true},
		{remind.Person(9), nil, []film.Region{"GB"}, true, true},
		{remind.Person(9), []film.Job{film.Writer, film.Director}, []film.Region{"GB"}, true, true},
		{remind.Person(9), []film.Job{film.Writer}, []film.Region{"GB"}, false, false},
		{remind.Person(9), nil, []film.Region{"DE"}, true, false},
		{remind.Genre("DRAMA"), nil, []film.Region{"DE", "GB"}, true, true},
		{remind.Genre("Comedy"), nil, []film.Region{"GB"}, false, false},
		{remind.WholeRegion("GB"), nil, []film.Region{"GB"}, true, true},
		{remind.WholeRegion("DE"), nil, []film.Region{"DE"}, false, false},
	} {
		update(t, s, func(tx remind.Tx) error {
			reaches, err := tx.Reaches(tt.subject, tt.jobs, 7)
			ids, err2 := tx.FilmsOf(tt.subject, tt.jobs, tt.regions, first, last)
			early, err3 := tx.FilmsOf(tt.subject, tt.jobs, tt.regions, first.AddDays(-9), last.AddDays(-1))
			want := []film.ID(nil)
			if tt.found {
				want = []film.ID{7}
			}
			if reaches != tt.reaches || !slices.Equal(ids, want) || len(early) > 0 && tt.subject.Kind != remind.OfFilm {
				t.Errorf("%s %v %v: %v, %v, and before its day %v", tt.subject.Key(), tt.jobs, tt.regions, reaches, ids, early)
			}
			return errors.Join(err, err2, err3)
		})
	}
}

// said is a delivery of one reminder.
func said(p remind.PlaceID, key string) remind.Delivery {
	return remind.Delivery{Place: p, Key: chat.Key(key), Card: chat.Card{Tone: chat.Notice, Title: "<b>", Body: chat.T("“ü”")},
		Reminders: []remind.Reminder{{Film: 7, Region: "GB", Kind: film.Theatrical, Date: film.MustDate("2027-03-05"), Lead: 7}},
		State:     remind.Sending, Made: noon, FirstTry: noon, LastTry: noon, Tries: 1}
}

func deliveriesAreFrozen(t *testing.T, s Reminders) {
	p := place(t, s)
	d := said(p.ID, "KEY1")
	update(t, s, func(tx remind.Tx) (err error) {
		d.ID, err = tx.AddDelivery(d)
		return err
	})
	open := func(want ...remind.Delivery) {
		t.Helper()
		update(t, s, func(tx remind.Tx) error {
			got, err := tx.Open(p.ID)
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(film.Date{})); diff != "" {
				t.Error(diff)
			}
			return err
		})
	}
	open(d)
	awake(t, s, noon, true) // left behind while it was being sent
	update(t, s, func(tx remind.Tx) error {
		n, err := tx.Doubt()
		if n != 1 {
			t.Errorf("%d were in doubt", n)
		}
		return err
	})
	d.State = remind.InDoubt
	open(d)
	d.State, d.RetryAt, d.Reason, d.Looks, d.Tries, d.Doubted, d.LastTry = remind.Held, noon.Add(time.Hour), "why", 2, 3, true, noon.Add(time.Minute)
	changed := d
	changed.Card.Title, changed.Key = "another", "KEY2"
	update(t, s, func(tx remind.Tx) error { return tx.SaveDelivery(changed) })
	open(d)
	awake(t, s, noon, false)
	awake(t, s, noon.Add(time.Hour), true)
	d.State, d.Receipt = remind.Sent, "m1"
	update(t, s, func(tx remind.Tx) error { return tx.SaveDelivery(d) })
	open()
	awake(t, s, noon.AddDate(100, 0, 0), false)
	update(t, s, func(tx remind.Tx) error {
		records, err := tx.Records(p.ID, 7)
		if len(records) != 1 || records[0].State != remind.Sent || records[0].Reminder != d.Reminders[0] || records[0].Delivery != d.ID {
			t.Errorf("the ledger holds %+v", records)
		}
		totals, err2 := tx.Totals()
		if totals[remind.Sent] != 1 {
			t.Errorf("totals: %v", totals)
		}
		return errors.Join(err, err2)
	})
}

func ledgerOnce(t *testing.T, s Reminders) {
	p := place(t, s)
	update(t, s, func(tx remind.Tx) error {
		_, err := tx.AddDelivery(said(p.ID, "KEY1"))
		return err
	})
	again := said(p.ID, "KEY2")
	add := func(tx remind.Tx) error { _, err := tx.AddDelivery(again); return err }
	if err := s.Update(t.Context(), add); err == nil {
		t.Error("one reminder is in two deliveries")
	}
	update(t, s, func(tx remind.Tx) error {
		return errors.Join(tx.Release(p.ID, again.Reminders[0]), add(tx),
			tx.Drop(p.ID, again.Reminders[0], remind.TooLate, noon))
	})
	update(t, s, func(tx remind.Tx) error {
		records, err := tx.Records(p.ID, 7)
		if len(records) != 1 || records[0].State != remind.Dropped || records[0].Reason != remind.TooLate {
			t.Errorf("the ledger holds %+v", records)
		}
		return err
	})
}

func failedUpdate(t *testing.T, s Reminders) {
	wrong := errors.New("wrong")
	err := s.Update(t.Context(), func(tx remind.Tx) error {
		_, err := tx.MakePlace(lobby)
		return errors.Join(err, wrong)
	})
	if !errors.Is(err, wrong) {
		t.Errorf("the error is %v", err)
	}
	err = s.View(t.Context(), func(tx remind.Tx) error {
		_, err := tx.PlaceOf(lobby)
		return err
	})
	if !errors.Is(err, remind.ErrNotFound) {
		t.Errorf("the place is there: %v", err)
	}
	err = s.View(t.Context(), func(tx remind.Tx) error { return tx.Note("a", "b") })
	if err == nil {
		t.Error("a view wrote")
	}
}

func erased(t *testing.T, s Reminders) {
	p := place(t, s)
	sub := remind.NewSubscription(lobby, remind.Film(7))
	sub.Owner = "ann"
	id := keepSubscription(t, s, p.ID, sub)
	update(t, s, func(tx remind.Tx) error {
		_, err := tx.AddDelivery(said(p.ID, "KEY1"))
		return errors.Join(err, tx.Mute(p.ID, 7, true))
	})
	update(t, s, func(tx remind.Tx) error {
		direct, err := tx.EraseOwner(lobby.Platform, "ann")
		got, err2 := tx.Subscription(id)
		if len(direct) > 0 || got.Owner != "" {
			t.Errorf("%v, and the owner is %q", direct, got.Owner)
		}
		return errors.Join(err, err2, tx.ErasePlace(p.ID))
	})
	again := place(t, s)
	update(t, s, func(tx remind.Tx) error {
		subs, err := tx.SubscriptionsOf(again.ID)
		mutes, err2 := tx.Mutes(again.ID)
		records, err3 := tx.Records(again.ID, 7)
		totals, err4 := tx.Totals()
		if len(subs)+len(mutes)+len(records)+len(totals) > 0 {
			t.Errorf("left: %v %v %v %v", subs, mutes, records, totals)
		}
		return errors.Join(err, err2, err3, err4)
	})
}

func filmsBecomeOne(t *testing.T, s Reminders) {
	p := place(t, s)
	know(t, s, drama, "GB", "2027-03-05")
	id := keepSubscription(t, s, p.ID, remind.NewSubscription(lobby, remind.Film(7)))
	update(t, s, func(tx remind.Tx) error {
		_, err := tx.AddDelivery(said(p.ID, "KEY1"))
		return errors.Join(err, tx.MergeFilms(7, 3))
	})
	update(t, s, func(tx remind.Tx) error {
		sub, err := tx.Subscription(id)
		records, err2 := tx.Records(p.ID, 3)
		facts, err3 := tx.Facts(3)
		if sub.Subject != remind.Film(3) || len(records) != 1 || len(facts.Dates) != 1 || facts.Title != drama.Title {
			t.Errorf("%+v, %+v, %+v", sub, records, facts)
		}
		return errors.Join(err, err2, err3)
	})
}
