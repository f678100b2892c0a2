package store

import (
	"database/sql"
	"time"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/remind"
)

const placeColumns = `id, platform, server, channel, thread, gone, gone_at, removed_at`

func placeFields(p *remind.Place) []any {
	return []any{&p.ID, &p.Target.Platform, &p.Target.Server, &p.Target.Channel, &p.Target.Thread,
		&p.Gone, scanTime{&p.GoneAt}, scanTime{&p.RemovedAt}}
}

func (t *remindTx) Place(id remind.PlaceID) (p remind.Place, err error) {
	err = t.one(`SELECT `+placeColumns+` FROM remind_places WHERE id = ?`, []any{id}, placeFields(&p)...)
	return p, err
}

func (t *remindTx) PlaceOf(at chat.Target) (p remind.Place, err error) {
	err = t.one(`SELECT `+placeColumns+` FROM remind_places
		WHERE platform = ? AND server = ? AND channel = ? AND thread = ?`,
		[]any{at.Platform, at.Server, at.Channel, at.Thread}, placeFields(&p)...)
	return p, err
}

func (t *remindTx) MakePlace(at chat.Target) (remind.Place, error) {
	err := t.exec(`INSERT INTO remind_places (platform, server, channel, thread) VALUES (?, ?, ?, ?)
		ON CONFLICT DO NOTHING`, at.Platform, at.Server, at.Channel, at.Thread)
	if err != nil {
		return remind.Place{}, err
	}
	return t.PlaceOf(at)
}

func (t *remindTx) SavePlace(p remind.Place) error {
	err := t.exec(`UPDATE remind_places SET gone = ?, gone_at = ?, removed_at = ? WHERE id = ?`,
		p.Gone, stamp(p.GoneAt), stamp(p.RemovedAt), p.ID)
	if err == nil && (p.Gone != "" || !p.RemovedAt.IsZero()) {
		err = t.ReplanPlace(p.ID)
	}
	return err
}

func (t *remindTx) places(query string, args ...any) (out []remind.Place, err error) {
	err = t.each(func(rows *sql.Rows) error {
		var p remind.Place
		err := rows.Scan(placeFields(&p)...)
		out = append(out, p)
		return err
	}, `SELECT `+placeColumns+` FROM remind_places `+query, args...)
	return out, err
}

func (t *remindTx) PlacesIn(at chat.Target) ([]remind.Place, error) {
	switch {
	case at == chat.Target{}:
		return t.places(`ORDER BY id`)
	case at.Channel == "":
		return t.places(`WHERE platform = ? AND server = ? ORDER BY id`, at.Platform, at.Server)
	}
	return t.places(`WHERE platform = ? AND server = ? AND channel = ? ORDER BY id`, at.Platform, at.Server, at.Channel)
}

func (t *remindTx) RemovedBefore(then time.Time) ([]remind.Place, error) {
	return t.places(`WHERE (gone <> '' OR removed_at <> '') AND removed_at <> '' AND removed_at < ? ORDER BY id`, stamp(then))
}

func (t *remindTx) ErasePlace(id remind.PlaceID) error {
	return t.exec(`DELETE FROM remind_places WHERE id = ?`, id)
}

func (t *remindTx) Mute(p remind.PlaceID, id film.ID, on bool) error {
	if !on {
		return t.exec(`DELETE FROM remind_mutes WHERE place = ? AND film = ?`, p, id)
	}
	return t.exec(`INSERT INTO remind_mutes (place, film) VALUES (?, ?) ON CONFLICT DO NOTHING`, p, id)
}

func (t *remindTx) Mutes(p remind.PlaceID) ([]film.ID, error) {
	return numbers[film.ID](t, `SELECT film FROM remind_mutes WHERE place = ?`, p)
}

// wakeQuery is run every minute. Without being told, SQLite would go through all
// places for the sake of their order.
const wakeQuery = `
	SELECT s.place FROM remind_subscriptions s INDEXED BY remind_subscriptions_next WHERE s.next_at <= ?1
	UNION
	SELECT d.place FROM remind_deliveries d INDEXED BY remind_deliveries_retry
	CROSS JOIN remind_places p ON p.id = d.place
	WHERE d.retry_at <= ?1 AND p.gone = '' AND p.removed_at = ''
	ORDER BY 1`

func (t *remindTx) Wake(now time.Time) ([]remind.PlaceID, error) {
	return numbers[remind.PlaceID](t, wakeQuery, stamp(now))
}

// EraseSettings implements remind.Tx.
func (t *remindTx) EraseSettings(at chat.Target) error {
	if at.Server == "" {
		return t.exec(`DELETE FROM channel_settings WHERE platform = ? AND server = '' AND channel = ?`, at.Platform, at.Channel)
	}
	if err := t.exec(`DELETE FROM channel_settings WHERE platform = ? AND server = ?`, at.Platform, at.Server); err != nil {
		return err
	}
	return t.exec(`DELETE FROM server_settings WHERE platform = ? AND server = ?`, at.Platform, at.Server)
}
