package store

import (
	"database/sql"
	"encoding/json"
	"time"

	"marquee/internal/film"
	"marquee/internal/remind"
)

func (t *remindTx) Records(p remind.PlaceID, id film.ID) (out []remind.Record, err error) {
	err = t.each(func(rows *sql.Rows) error {
		r := remind.Record{Place: p}
		var delivery sql.NullInt64
		m := &r.Reminder
		err := rows.Scan(&m.Film, &m.Region, scanText{&m.Kind}, scanText{&m.Date}, &m.Lead, &m.Change,
			&r.State, &r.Reason, &delivery, scanTime{&r.At})
		r.Delivery = remind.DeliveryID(delivery.Int64)
		out = append(out, r)
		return err
	}, `SELECT film, region, kind, date, lead, change, state, reason, delivery, at FROM remind_reminders
		WHERE place = ? AND film = ?`, p, id)
	return out, err
}

// retryAt is when to look at a delivery again, as its column has it.
func retryAt(d remind.Delivery) any {
	switch d.State {
	case remind.Sent, remind.Rejected, remind.Dropped:
		return nil
	}
	return stamp(d.RetryAt)
}

func (t *remindTx) AddDelivery(d remind.Delivery) (id remind.DeliveryID, err error) {
	card, err := json.Marshal(d.Card)
	if err != nil {
		return 0, err
	}
	err = t.one(`INSERT INTO remind_deliveries
		(place, key, card, state, reason, receipt, made_at, first_try, last_try, retry_at, tries, looks, doubted)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		[]any{d.Place, string(d.Key), string(card), string(d.State), d.Reason, string(d.Receipt), stamp(d.Made), stamp(d.FirstTry),
			stamp(d.LastTry), retryAt(d), d.Tries, d.Looks, d.Doubted}, &id)
	if err != nil {
		return 0, err
	}
	for _, m := range d.Reminders {
		err := t.exec(`INSERT INTO remind_reminders (place, film, region, kind, date, lead, change, state, reason, delivery, at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?)`,
			d.Place, m.Film, string(m.Region), m.Kind.String(), m.Date.String(), m.Lead, m.Change, string(d.State), id, stamp(d.Made))
		if err != nil {
			return 0, err
		}
	}
	return id, nil
}

func (t *remindTx) SaveDelivery(d remind.Delivery) error {
	err := t.exec(`UPDATE remind_deliveries SET state = ?, reason = ?, receipt = ?, last_try = ?, retry_at = ?, tries = ?, looks = ?, doubted = ?
		WHERE id = ?`, string(d.State), d.Reason, string(d.Receipt), stamp(d.LastTry), retryAt(d), d.Tries, d.Looks, d.Doubted, d.ID)
	if err != nil {
		return err
	}
	return t.exec(`UPDATE remind_reminders SET state = ? WHERE delivery = ?`, string(d.State), d.ID)
}

func (t *remindTx) Drop(p remind.PlaceID, m remind.Reminder, why remind.Reason, at time.Time) error {
	return t.exec(`INSERT INTO remind_reminders (place, film, region, kind, date, lead, change, state, reason, at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET state = excluded.state, reason = excluded.reason, at = excluded.at`,
		p, m.Film, string(m.Region), m.Kind.String(), m.Date.String(), m.Lead, m.Change, string(remind.Dropped), string(why), stamp(at))
}

func (t *remindTx) Release(p remind.PlaceID, m remind.Reminder) error {
	return t.exec(`DELETE FROM remind_reminders
		WHERE place = ? AND film = ? AND region = ? AND kind = ? AND date = ? AND lead = ? AND change = ?`,
		p, m.Film, string(m.Region), m.Kind.String(), m.Date.String(), m.Lead, m.Change)
}

func (t *remindTx) Open(p remind.PlaceID) (out []remind.Delivery, err error) {
	err = t.each(func(rows *sql.Rows) error {
		d := remind.Delivery{Place: p}
		err := rows.Scan(&d.ID, &d.Key, scanJSON{&d.Card}, &d.State, &d.Reason, &d.Receipt, scanTime{&d.Made}, scanTime{&d.FirstTry},
			scanTime{&d.LastTry}, scanTime{&d.RetryAt}, &d.Tries, &d.Looks, &d.Doubted)
		out = append(out, d)
		return err
	}, `SELECT id, key, card, state, reason, receipt, made_at, first_try, last_try, retry_at, tries, looks, doubted
		FROM remind_deliveries WHERE place = ? AND retry_at IS NOT NULL ORDER BY id`, p)
	if err != nil {
		return nil, err
	}
	for i := range out {
		err := t.each(func(rows *sql.Rows) error {
			var m remind.Reminder
			err := rows.Scan(&m.Film, &m.Region, scanText{&m.Kind}, scanText{&m.Date}, &m.Lead, &m.Change)
			out[i].Reminders = append(out[i].Reminders, m)
			return err
		}, `SELECT film, region, kind, date, lead, change FROM remind_reminders WHERE delivery = ?`, out[i].ID)
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (t *remindTx) Doubt() (int, error) {
	var n int
	err := t.one(`SELECT count(*) FROM remind_deliveries WHERE retry_at IS NOT NULL AND state = ?`, []any{string(remind.Sending)}, &n)
	if err != nil || n == 0 {
		return 0, err
	}
	err = t.exec(`UPDATE remind_reminders SET state = ?1 WHERE delivery IN (
		SELECT id FROM remind_deliveries WHERE retry_at IS NOT NULL AND state = ?2)`, string(remind.InDoubt), string(remind.Sending))
	if err != nil {
		return 0, err
	}
	return n, t.exec(`UPDATE remind_deliveries SET state = ?1, retry_at = ''
		WHERE retry_at IS NOT NULL AND state = ?2`, string(remind.InDoubt), string(remind.Sending))
}

func (t *remindTx) Totals() (map[remind.State]int, error) {
	totals := make(map[remind.State]int)
	err := t.each(func(rows *sql.Rows) error {
		var s remind.State
		var n int
		err := rows.Scan(&s, &n)
		totals[s] = n
		return err
	}, `SELECT state, count(*) FROM remind_deliveries GROUP BY state`)
	return totals, err
}

func (t *remindTx) Forget(then time.Time, day film.Date) error {
	err := t.exec(`DELETE FROM remind_reminders WHERE date < ? AND date <> ''
		AND state IN ('sent', 'rejected', 'dropped') AND at < ?`, day.String(), stamp(then))
	if err != nil {
		return err
	}
	return t.exec(`DELETE FROM remind_deliveries WHERE made_at < ? AND retry_at IS NULL`, stamp(then))
}
