package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"marquee/internal/film"
	"marquee/internal/remind"
)

func (t *remindTx) Facts(id film.ID) (f remind.Facts, err error) {
	f.Film = id
	err = t.one(`SELECT title, year FROM remind_films WHERE film = ?`, []any{id}, &f.Title, &f.Year)
	if errors.Is(err, remind.ErrNotFound) {
		return f, nil
	}
	if err != nil {
		return f, err
	}
	err = t.each(func(rows *sql.Rows) error {
		var s remind.SourceStatus
		var popularity sql.NullInt64
		if err := rows.Scan(&s.Source, &popularity, &s.Known, &s.Stood, &s.Latest, scanTime{&s.LatestSince}); err != nil {
			return err
		}
		n, known := f.Popularity.Count()
		if m, also := countOf(popularity).Count(); also && (!known || m > n) {
			f.Popularity = film.PopularityOf(m)
		}
		f.Statuses = append(f.Statuses, s)
		return nil
	}, `SELECT source, popularity, known, stood, latest, since FROM remind_sources WHERE film = ? AND since <> ''`, id)
	if err != nil {
		return f, err
	}
	err = t.each(func(rows *sql.Rows) error {
		var d remind.SourceDate
		err := rows.Scan(&d.Source, &d.Region, scanText{&d.Kind}, scanText{&d.Stood}, scanTime{&d.StoodSince},
			scanText{&d.Latest}, scanTime{&d.LatestSince}, &d.Certificate, &d.Note)
		f.Dates = append(f.Dates, d)
		return err
	}, `SELECT source, region, kind, stood, stood_since, latest, latest_since, certificate, note
		FROM remind_dates WHERE film = ?`, id)
	if err != nil {
		return f, err
	}
	err = t.each(func(rows *sql.Rows) error {
		c := remind.Change{Film: id}
		err := rows.Scan(&c.ID, &c.Source, &c.Region, scanText{&c.Kind}, &c.What, scanText{&c.Old}, scanText{&c.New},
			scanTime{&c.Seen}, scanTime{&c.Stood}, &c.Counts)
		f.Changes = append(f.Changes, c)
		return err
	}, `SELECT id, source, region, kind, what, old, new, seen_at, stood_at, counts
		FROM remind_changes WHERE film = ? ORDER BY id`, id)
	return f, err
}

func (t *remindTx) SaveFilm(source string, f *film.Film) error {
	err := t.exec(`INSERT INTO remind_films (film, title, year, adult) VALUES (?, ?, ?, ?)
		ON CONFLICT (film) DO UPDATE SET title = excluded.title, year = excluded.year, adult = max(adult, excluded.adult)
		WHERE excluded.title <> ''`, f.ID, f.Title, f.Year, f.Adult)
	if err != nil {
		return err
	}
	err = t.exec(`INSERT INTO remind_sources (film, source, popularity) VALUES (?, ?, ?)
		ON CONFLICT DO UPDATE SET popularity = excluded.popularity`, f.ID, source, nullCount(f.Popularity))
	if err != nil {
		return err
	}
	return t.saveReach(source, f)
}

// saveReach replaces what the source says a film is by, where that is new.
func (t *remindTx) saveReach(source string, f *film.Film) error {
	var want, have [][2]string
	for _, g := range f.Genres {
		want = append(want, [2]string{remind.Genre(g).Key(), ""})
	}
	for _, c := range f.Credits {
		if c.Person != 0 {
			want = append(want, [2]string{remind.Person(c.Person).Key(), c.Job.String()})
		}
	}
	slices.SortFunc(want, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	want = slices.Compact(want)
	err := t.each(func(rows *sql.Rows) error {
		var r [2]string
		err := rows.Scan(&r[0], &r[1])
		have = append(have, r)
		return err
	}, `SELECT subject, job FROM remind_reach WHERE film = ? AND source = ? ORDER BY subject, job`, f.ID, source)
	if err != nil || slices.Equal(want, have) {
		return err
	}
	if err := t.exec(`DELETE FROM remind_reach WHERE film = ? AND source = ?`, f.ID, source); err != nil {
		return err
	}
	for _, r := range want {
		if err := t.exec(`INSERT INTO remind_reach (film, source, subject, job) VALUES (?, ?, ?, ?)`, f.ID, source, r[0], r[1]); err != nil {
			return err
		}
	}
	return nil
}

func (t *remindTx) SaveDate(id film.ID, d remind.SourceDate) error {
	return t.exec(`INSERT OR REPLACE INTO remind_dates
		(film, region, kind, source, day, stood, stood_since, latest, latest_since, certificate, note)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		id, string(d.Region), d.Kind.String(), d.Source, d.Stood.First().String(), d.Stood.String(), stamp(d.StoodSince),
		d.Latest.String(), stamp(d.LatestSince), d.Certificate, d.Note)
}

func (t *remindTx) SaveStatus(id film.ID, s remind.SourceStatus) error {
	return t.exec(`INSERT INTO remind_sources (film, source, known, stood, latest, since) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET known = excluded.known, stood = excluded.stood, latest = excluded.latest, since = excluded.since`,
		id, s.Source, s.Known, s.Stood, s.Latest, stamp(s.LatestSince))
}

func (t *remindTx) AddChange(c remind.Change) (id remind.ChangeID, err error) {
	err = t.one(`INSERT INTO remind_changes (film, source, region, kind, what, old, new, seen_at, stood_at, counts)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		[]any{c.Film, c.Source, string(c.Region), c.Kind.String(), string(c.What), c.Old.String(), c.New.String(),
			stamp(c.Seen), stamp(c.Stood), c.Counts}, &id)
	return id, err
}

func (t *remindTx) Unsettled(then time.Time, limit int) ([]film.ID, error) {
	return numbers[film.ID](t, `
		SELECT film FROM remind_dates WHERE stood <> latest AND latest_since <= ?1
		UNION SELECT film FROM remind_sources WHERE stood <> latest AND since <= ?1
		LIMIT ?2`, stamp(then), limit)
}

// jobsJSON is the list of jobs that a query asks for; '[]' is any.
func jobsJSON(jobs []film.Job) string {
	b, _ := json.Marshal(jobNames(jobs)) // a list of texts
	return string(b)
}

func (t *remindTx) Reaches(s remind.Subject, jobs []film.Job, id film.ID) (is bool, err error) {
	switch s.Kind {
	case remind.OfFilm:
		return s.Film == id, nil
	case remind.OfRegion:
		err = t.one(`SELECT EXISTS (SELECT 1 FROM remind_dates d JOIN remind_films f ON f.film = d.film
			WHERE d.film = ? AND d.region = ? AND NOT f.adult)`, []any{id, string(s.Region)}, &is)
	default:
		err = t.one(`SELECT EXISTS (SELECT 1 FROM remind_reach r JOIN remind_films f ON f.film = r.film
			WHERE r.subject = ?1 AND r.film = ?2 AND NOT f.adult
			AND (?3 = '[]' OR r.job IN (SELECT value FROM json_each(?3))))`, []any{s.Key(), id, jobsJSON(jobs)}, &is)
	}
	return is, err
}

func (t *remindTx) FilmsOf(s remind.Subject, jobs []film.Job, regions []film.Region, first, last film.Date) ([]film.ID, error) {
	list, err := json.Marshal(regions)
	if err != nil {
		return nil, err
	}
	switch s.Kind {
	case remind.OfFilm:
		return []film.ID{s.Film}, nil
	case remind.OfPerson:
		return numbers[film.ID](t, `
			SELECT DISTINCT r.film FROM remind_reach r
			CROSS JOIN remind_films f ON f.film = r.film AND NOT f.adult
			CROSS JOIN remind_dates d ON d.film = r.film
			WHERE r.subject = ?1 AND d.day BETWEEN ?3 AND ?4 AND d.region IN (SELECT value FROM json_each(?2))
			AND (?5 = '[]' OR r.job IN (SELECT value FROM json_each(?5)))
			ORDER BY r.film`, s.Key(), string(list), first.String(), last.String(), jobsJSON(jobs))
	}
	reach := ""
	if s.Kind == remind.OfGenre {
		reach = `AND EXISTS (SELECT 1 FROM remind_reach r WHERE r.subject = ?4 AND r.film = d.film)`
	}
	return numbers[film.ID](t, strings.Replace(`
		SELECT DISTINCT d.film FROM json_each(?1) j
		CROSS JOIN remind_dates d ON d.region = j.value AND d.day BETWEEN ?2 AND ?3
		CROSS JOIN remind_films f ON f.film = d.film AND NOT f.adult
		WHERE ?4 <> '' REACH
		ORDER BY d.film`, "REACH", reach, 1), string(list), first.String(), last.String(), s.Key())
}

func (t *remindTx) ChangedSince(then time.Time) ([]film.ID, error) {
	return numbers[film.ID](t, `SELECT DISTINCT film FROM remind_changes WHERE stood_at >= ? ORDER BY film`, stamp(then))
}

func (t *remindTx) ToCheck(now time.Time, limit int) ([]film.ID, error) {
	return numbers[film.ID](t, `SELECT film FROM remind_films WHERE check_at <= ? ORDER BY check_at LIMIT ?`, stamp(now), limit)
}

func (t *remindTx) Check(id film.ID, next time.Time) error {
	return t.exec(`INSERT INTO remind_films (film, title, year, adult, check_at) VALUES (?, '', 0, 0, ?)
		ON CONFLICT (film) DO UPDATE SET check_at = excluded.check_at`, id, stamp(next))
}

func (t *remindTx) Followed(id film.ID) (is bool, err error) {
	// A film of which nothing is known yet was found for somebody.
	err = t.one(`SELECT EXISTS (SELECT 1 FROM remind_subscriptions WHERE subject = ?1)
		OR EXISTS (SELECT 1 FROM remind_reach r JOIN remind_subscriptions s ON s.subject = r.subject WHERE r.film = ?2)
		OR EXISTS (SELECT 1 FROM remind_dates d JOIN remind_subscriptions s ON s.subject = 'region/' || d.region WHERE d.film = ?2)
		OR NOT EXISTS (SELECT 1 FROM remind_sources WHERE film = ?2)`,
		[]any{remind.Film(id).Key(), id}, &is)
	return is, err
}

// ForgetSource implements remind.Tx.
func (t *remindTx) ForgetSource(id film.ID, source string) error {
	for _, table := range []string{"remind_dates", "remind_reach", "remind_sources"} {
		if err := t.exec(`DELETE FROM `+table+` WHERE film = ? AND source = ?`, id, source); err != nil {
			return err
		}
	}
	return nil
}

func (t *remindTx) MergeFilms(younger, older film.ID) error {
	if younger == older {
		return nil
	}
	if err := t.exec(`INSERT INTO remind_films (film, title, year, adult, check_at)
		SELECT ?2, title, year, adult, check_at FROM remind_films WHERE film = ?1 ON CONFLICT DO NOTHING`, younger, older); err != nil {
		return err
	}
	for _, table := range []string{"remind_sources", "remind_reach", "remind_dates", "remind_mutes", "remind_reminders", "remind_changes"} {
		if err := t.exec(`UPDATE OR IGNORE `+table+` SET film = ?2 WHERE film = ?1`, younger, older); err != nil {
			return err
		}
		if err := t.exec(`DELETE FROM `+table+` WHERE film = ?1`, younger); err != nil {
			return err
		}
	}
	from, to := remind.Film(younger).Key(), remind.Film(older).Key()
	if err := t.exec(`UPDATE OR IGNORE remind_subscriptions SET subject = ?2, next_at = '' WHERE subject = ?1`, from, to); err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM remind_subscriptions WHERE subject = ?1`, from); err != nil {
		return err
	}
	return t.exec(`DELETE FROM remind_films WHERE film = ?1`, younger)
}
