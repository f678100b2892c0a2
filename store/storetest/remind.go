package storetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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
