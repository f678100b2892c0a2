package remind

import (
	"slices"
	"time"

	"marquee/internal/film"
)

// horizon is how many days ahead a subscription that is not of one film is
// planned. Further ones are looked for when that time has come.
const horizon = 31

// A plan is what one look at a place found.
type plan struct {
	due   []judged
	next  map[SubscriptionID]time.Time
	drops []drop
}

type drop struct {
	reminder Reminder
	why      Reason
}

// plan decides what the given subscriptions of the scene have to say at now.
func (s *scene) plan(ids []SubscriptionID, now time.Time) (plan, error) {
	p := plan{next: make(map[SubscriptionID]time.Time)}
	for _, sub := range s.subs {
		if !slices.Contains(ids, sub.ID) {
			continue
		}
		films, wide, err := s.films(&sub, now, now)
		if err != nil {
			return p, err
		}
		next := time.Time{}
		if wide {
			next = s.clock.next(Daily, now.AddDate(0, 0, horizon-1))
		}
		for _, id := range films {
			all, err := s.judge(sub, id, now, false)
			if err != nil {
				return p, err
			}
			for _, j := range all {
				switch d := j.Decision; {
				case d.Reason == Due:
					p.due = append(p.due, j)
				case d.Reason == TooLate:
					// Another subscription may still say it, such as on the day what a
					// digest should have said on Monday.
					other, err := s.recheck(j.Reminder, now)
					if err != nil {
						return p, err
					}
					if other.Reason != Due && !other.waits() && s.past(j, now) {
						p.drops = append(p.drops, drop{j.Reminder, TooLate})
					}
				case !d.Until.IsZero() && (next.IsZero() || d.Until.Before(next)):
					next = d.Until
				}
			}
		}
		p.next[sub.ID] = next
	}
	return p, nil
}

// films returns the films of a subscription of which there may be something to
// say between two instants, and whether there may be others later.
func (s *scene) films(sub *Subscription, from, to time.Time) (ids []film.ID, wide bool, err error) {
	if sub.Subject.Kind == OfFilm {
		return []film.ID{sub.Subject.Film}, false, nil
	}
	late := 2 + int(s.b.rules.Late/(24*time.Hour))
	first := s.clock.today(from).AddDays(-late)
	last := s.clock.today(to).AddDays(slices.Max(sub.Leads) + 7 + horizon)
	ids, err = s.tx.FilmsOf(sub.Subject, sub.Jobs, s.regions(sub), first, last)
	if err != nil {
		return nil, true, err
	}
	changed, err := s.tx.ChangedSince(from.Add(-s.b.rules.LateChange - 8*24*time.Hour))
	if err != nil {
		return nil, true, err
	}
	for _, id := range changed {
		if slices.Contains(ids, id) {
			continue
		}
		is, err := s.reaches(sub, id)
		if err != nil {
			return nil, true, err
		}
		if is {
			ids = append(ids, id)
		}
	}
	return ids, true, nil
}

// past reports whether it is too late for a reminder even as a post of its own: a
// list has a time of its own, which may be days before, and one whose time has passed
// leaves the reminder to whoever may still say it.
func (s *scene) past(j judged, now time.Time) bool {
	if j.Change != nil {
		return true
	}
	return now.After(s.clock.on(j.Release.Date.AddDays(-j.Lead)).Add(s.b.rules.Late))
}
