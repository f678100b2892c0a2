package store

import (
	"context"
	"database/sql"
	"fmt"

	"marquee/internal/film"
	"marquee/internal/remind"
)

// reminders returns the reminders' side of a transaction in which films are saved:
// a film or person that turns out to be another one is that in subscriptions and
// in the ledger from the same commit on, so that nothing is lost or said twice.
func reminders(ctx context.Context, tx *statements) (*remindTx, error) {
	within, ok := tx.db.(*sql.Tx)
	if !ok {
		return nil, fmt.Errorf("reminders outside of a transaction")
	}
	return &remindTx{ctx, within, &prepared{}}, nil
}

// mergeFollowed has the older film stand for the younger in reminders.
func mergeFollowed(ctx context.Context, tx *statements, younger, older uint32) error {
	r, err := reminders(ctx, tx)
	if err != nil {
		return err
	}
	if err := r.MergeFilms(film.ID(younger), film.ID(older)); err != nil {
		return err
	}
	return r.ReplanFilm(film.ID(older), film.Date{})
}

// mergeFollowedPeople has the older person stand for the younger in reminders.
func mergeFollowedPeople(ctx context.Context, tx *statements, younger, older uint32) error {
	r, err := reminders(ctx, tx)
	if err != nil {
		return err
	}
	from, to := remind.Person(film.PersonID(younger)).Key(), remind.Person(film.PersonID(older)).Key()
	for _, query := range []string{
		`UPDATE OR IGNORE remind_reach SET subject = ?2 WHERE subject = ?1`,
		`DELETE FROM remind_reach WHERE subject = ?1`,
		`UPDATE OR IGNORE remind_subscriptions SET subject = ?2, next_at = '' WHERE subject = ?1`,
		`DELETE FROM remind_subscriptions WHERE subject = ?1`,
	} {
		args := []any{from, to}
		if query[0] == 'D' {
			args = args[:1]
		}
		if err := r.exec(query, args...); err != nil {
			return err
		}
	}
	return nil
}
