package storetest

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/remind"
)

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
