package remind

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"marquee/internal/chat"
	"marquee/internal/film"
)

// An Answer is why one reminder came, will come, or does not.
type Answer struct {
	Subscription Subscription // zero where Reason is NotFollowed, or it is gone
	Region       film.Region
	Kind         film.ReleaseKind
	Date         film.Date
	Lead         int
	Change       *Change // of the news of a change
	Reason       Reason
	At           time.Time // when it was, is or would have been posted; zero where unknown
	Until        time.Time // of reasons that wait
	Dropped      Reason    // of GivenUp: why
}

// Why returns, for every reminder of a film that the subscriptions of a place
// could give, why it is due or not; and what else the ledger holds of the film,
// such as what was said of a date that has moved since. A place that has no
// subscription which reaches the film gets one answer, NotFollowed.
func (b *Book) Why(ctx context.Context, t chat.Target, id film.ID, now time.Time) (out []Answer, err error) {
	now = second(now)
	err = b.store.View(ctx, func(tx Tx) error {
		p, err := tx.PlaceOf(t)
		if err != nil {
			return err
		}
		s, err := b.scene(tx, p)
		if err != nil {
			return err
		}
		ledger, err := s.records(id)
		if err != nil {
			return err
		}
		told := make(map[Reminder]bool)
		for _, sub := range s.subs {
			reaches, err := s.reaches(&sub, id)
			if err != nil {
				return err
			}
			if !reaches {
				continue
			}
			all, err := s.judge(sub, id, now, false)
			if err != nil {
				return err
			}
			for _, j := range all {
				told[j.Reminder] = true
				a := Answer{Subscription: sub, Region: j.Release.Region, Kind: j.Release.Kind, Date: j.Release.Date, Lead: j.Lead,
					Change: j.Change, Reason: j.Decision.Reason, At: j.Decision.At, Until: j.Decision.Until}
				out = append(out, a.recorded(ledger[j.Reminder]))
			}
		}
		for r, record := range ledger {
			if !told[r] {
				c := Case{Ledger: record.State}
				a := Answer{Region: r.Region, Kind: r.Kind, Date: r.Date, Lead: r.Lead, Reason: c.recorded()}
				out = append(out, a.recorded(record))
			}
		}
		return nil
	})
	if errors.Is(err, ErrNotFound) {
		err = nil
	}
	if err != nil {
		return nil, fmt.Errorf("asking why film %s in %s: %w", id, place(t), err)
	}
	if len(out) == 0 {
		out = []Answer{{Reason: NotFollowed}}
	}
	slices.SortStableFunc(out, func(a, b Answer) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Region, b.Region), cmp.Compare(b.Lead, a.Lead))
	})
	return out, nil
}

// recorded adds what the ledger says.
func (a Answer) recorded(r Record) Answer {
	if r.State != "" {
		a.At, a.Dropped = r.At, r.Reason
	}
	return a
}
