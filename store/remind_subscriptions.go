package store

import (
	"database/sql"
	"encoding/json"
	"slices"
	"time"

	"marquee/internal/film"
	"marquee/internal/remind"
)

const subscriptionColumns = `s.id, p.platform, p.server, p.channel, p.thread, s.subject, s.genre, s.jobs, s.regions,
	s.kinds, s.leads, s.role, s.role_name, s.mode, s.floor, s.quiet_from, s.quiet_to, s.owner, s.direct,
	s.created_at, s.paused FROM remind_subscriptions s JOIN remind_places p ON p.id = s.place`

func scanSubscription(scan func(...any) error) (s remind.Subscription, err error) {
	var subject, genre, mode string
	var jobs []string
	err = scan(&s.ID, &s.Target.Platform, &s.Target.Server, &s.Target.Channel, &s.Target.Thread, &subject, &genre,
		scanJSON{&jobs}, scanJSON{&s.Regions}, scanJSON{&s.Kinds}, scanJSON{&s.Leads}, &s.Mention.ID, &s.Mention.Name,
		&mode, &s.Floor, &s.Quiet.From, &s.Quiet.To, &s.Owner, &s.Direct, scanTime{&s.Created}, &s.Paused)
	if err != nil {
		return s, err
	}
	if s.Subject, err = remind.ParseSubject(subject); err != nil {
		return s, err
	}
	if genre != "" {
		s.Subject.Genre = genre
	}
	for _, name := range jobs {
		for _, j := range film.Jobs() {
			if j.String() == name {
				s.Jobs = append(s.Jobs, j)
			}
		}
	}
	s.Mode, err = remind.ParseMode(mode)
	return s, err
}

func (t *remindTx) Subscription(id remind.SubscriptionID) (remind.Subscription, error) {
	return scanSubscription(func(dest ...any) error {
		return t.one(`SELECT `+subscriptionColumns+` WHERE s.id = ?`, []any{id}, dest...)
	})
}

func (t *remindTx) SubscriptionsOf(p remind.PlaceID) (out []remind.Subscription, err error) {
	err = t.each(func(rows *sql.Rows) error {
		s, err := scanSubscription(rows.Scan)
		out = append(out, s)
		return err
	}, `SELECT `+subscriptionColumns+` WHERE s.place = ? ORDER BY s.id`, p)
	return out, err
}

func (t *remindTx) WaitingIn(p remind.PlaceID, now time.Time) ([]remind.SubscriptionID, error) {
	return numbers[remind.SubscriptionID](t, `SELECT id FROM remind_subscriptions
		WHERE place = ? AND next_at <= ? ORDER BY id`, p, stamp(now))
}

func (t *remindTx) SaveSubscription(p remind.PlaceID, s remind.Subscription) (id remind.SubscriptionID, err error) {
	lists := make([]string, 4)
	for i, v := range []any{jobNames(s.Jobs), s.Regions, s.Kinds, s.Leads} {
		b, err := json.Marshal(v)
		if err != nil {
			return 0, err
		}
		lists[i] = string(b)
	}
	longest := 0
	if len(s.Leads) > 0 {
		longest = slices.Max(s.Leads)
	}
	err = t.one(`
		INSERT INTO remind_subscriptions (place, subject, genre, jobs, regions, kinds, leads, longest, role, role_name,
			mode, floor, quiet_from, quiet_to, owner, direct, created_at, paused, next_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')
		ON CONFLICT (place, subject) DO UPDATE SET
			genre = excluded.genre, jobs = excluded.jobs, regions = excluded.regions, kinds = excluded.kinds,
			leads = excluded.leads, longest = excluded.longest, role = excluded.role, role_name = excluded.role_name,
			mode = excluded.mode, floor = excluded.floor, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
			owner = excluded.owner, direct = excluded.direct, created_at = excluded.created_at, paused = excluded.paused,
			next_at = ''
		RETURNING id`,
		[]any{p, s.Subject.Key(), s.Subject.Genre, lists[0], lists[1], lists[2], lists[3], longest, s.Mention.ID, s.Mention.Name,
			s.Mode.String(), s.Floor, s.Quiet.From, s.Quiet.To, s.Owner, s.Direct, stamp(s.Created), s.Paused}, &id)
	return id, err
}

func jobNames(jobs []film.Job) []string {
	out := make([]string, len(jobs))
	for i, j := range jobs {
		out[i] = j.String()
	}
	return out
}

func (t *remindTx) RemoveSubscription(id remind.SubscriptionID) error {
	return t.exec(`DELETE FROM remind_subscriptions WHERE id = ?`, id)
}

func (t *remindTx) EraseOwner(platform, owner string) ([]remind.PlaceID, error) {
	if owner == "" {
		return nil, nil
	}
	direct, err := numbers[remind.PlaceID](t, `SELECT DISTINCT s.place FROM remind_subscriptions s
		JOIN remind_places p ON p.id = s.place WHERE s.owner = ? AND p.platform = ? AND s.direct`, owner, platform)
	if err != nil {
		return nil, err
	}
	return direct, t.exec(`UPDATE remind_subscriptions SET owner = '' WHERE owner = ?1
		AND place IN (SELECT id FROM remind_places WHERE platform = ?2)`, owner, platform)
}

func (t *remindTx) Plan(id remind.SubscriptionID, next time.Time) error {
	var at any
	if !next.IsZero() {
		at = stamp(next)
	}
	return t.exec(`UPDATE remind_subscriptions SET next_at = ? WHERE id = ?`, at, id)
}

func (t *remindTx) ReplanPlace(p remind.PlaceID) error {
	return t.exec(`UPDATE remind_subscriptions
		SET next_at = (SELECT iif(gone = '' AND removed_at = '', '', NULL) FROM remind_places WHERE id = ?1)
		WHERE place = ?1`, p)
}

const notShut = ` place NOT IN (SELECT id FROM remind_places WHERE gone <> '' OR removed_at <> '')`

func (t *remindTx) ReplanAll() error {
	return t.exec(`UPDATE remind_subscriptions SET next_at = '' WHERE` + notShut)
}

func (t *remindTx) ReplanFilm(id film.ID, from film.Date) error {
	var subjects []string
	err := t.each(func(rows *sql.Rows) error {
		var s string
		err := rows.Scan(&s)
		subjects = append(subjects, s)
		return err
	}, `SELECT subject FROM remind_reach WHERE film = ?1
		UNION SELECT 'region/' || region FROM remind_dates WHERE film = ?1`, id)
	if err != nil {
		return err
	}
	for _, s := range append(subjects, remind.Film(id).Key()) {
		subject, err := remind.ParseSubject(s)
		if err != nil {
			continue
		}
		if from.IsZero() || subject.Kind < remind.OfGenre {
			err = t.exec(`UPDATE remind_subscriptions SET next_at = '' WHERE subject = ? AND next_at IS NOT '' AND`+notShut, s)
		} else {
			err = t.replanFrom(s, from)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// replanFrom has no subscription of the subject look later than ten days before
// its longest lead before a day.
func (t *remindTx) replanFrom(subject string, from film.Date) error {
	leads, err := numbers[leadDays](t, `SELECT DISTINCT longest FROM remind_subscriptions WHERE subject = ?`, subject)
	if err != nil {
		return err
	}
	for _, lead := range leads {
		next := from.AddDays(-int(lead)-10).String() + "T00:00:00Z"
		err := t.exec(`UPDATE remind_subscriptions SET next_at = ?3 WHERE subject = ?1 AND longest = ?2
			AND (next_at > ?3 OR next_at IS NULL) AND`+notShut, subject, int64(lead), next)
		if err != nil {
			return err
		}
	}
	return nil
}

// leadDays are the days of a lead time.
type leadDays int64

func (t *remindTx) Subjects() (out []remind.Subject, err error) {
	err = t.each(func(rows *sql.Rows) error {
		var key, genre string
		if err := rows.Scan(&key, &genre); err != nil {
			return err
		}
		s, err := remind.ParseSubject(key)
		if genre != "" {
			s.Genre = genre
		}
		out = append(out, s)
		return err
	}, `SELECT subject, max(genre) FROM remind_subscriptions
		WHERE subject > 'film0' OR subject < 'film/' GROUP BY subject`)
	return out, err
}
