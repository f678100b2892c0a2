package remind

import (
	"context"
	"fmt"
	"slices"
	"time"

	"marquee/internal/film"
)

// Observe tells what one source says of a film, by itself and not merged with
// what others say. f.ID must be set. at is when it was said, and not before
// what was observed earlier.
//
// A source that is heard of the film for the first time changes nothing. Later a
// date that differs begins to settle. That the source no longer gives a date
// which it gave withdraws it, so f must be all that the source knows: where it
// could not be asked, do not call Observe.
func (b *Book) Observe(ctx context.Context, source string, f film.Film, at time.Time) error {
	if f.ID == 0 || source == "" {
		return fmt.Errorf("observing %q: the film or the source has no name", f.Title)
	}
	at = second(at)
	err := b.store.Update(ctx, func(tx Tx) error {
		facts, err := tx.Facts(f.ID)
		if err != nil {
			return err
		}
		changed, err := b.settle(tx, &facts, at)
		if err != nil {
			return err
		}
		if err := tx.SaveFilm(source, &f); err != nil {
			return err
		}
		moved, err := observe(tx, &facts, source, &f, at)
		if err != nil {
			return err
		}
		if changed || moved {
			if facts, err = tx.Facts(f.ID); err != nil {
				return err
			}
			return tx.ReplanFilm(f.ID, facts.from(at))
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("observing the film %s at %s: %w", f.ID, source, err)
	}
	return nil
}

// Keep forgets, silently, what all sources but these said of a film: they do not
// answer for it any more, since they took its number back, or may not be kept
// longer.
func (b *Book) Keep(ctx context.Context, id film.ID, sources ...string) error {
	err := b.store.Update(ctx, func(tx Tx) error {
		facts, err := tx.Facts(id)
		if err != nil {
			return err
		}
		forgot := false
		for _, s := range facts.Statuses {
			if slices.Contains(sources, s.Source) {
				continue
			}
			forgot = true
			if err := tx.ForgetSource(id, s.Source); err != nil {
				return err
			}
		}
		if !forgot {
			return nil
		}
		return tx.ReplanFilm(id, film.Date{})
	})
	if err != nil {
		return fmt.Errorf("forgetting sources of the film %s: %w", id, err)
	}
	return nil
}

// observe brings the source's rows up to date, and reports whether anything is
// other than it was.
func observe(tx Tx, facts *Facts, source string, f *film.Film, at time.Time) (bool, error) {
	i := slices.IndexFunc(facts.Statuses, func(s SourceStatus) bool { return s.Source == source })
	first := i < 0
	cancelled := f.Status == film.Cancelled
	status := SourceStatus{Source: source, Known: f.Status != film.StatusUnknown, Stood: cancelled, Latest: cancelled, LatestSince: at}
	moved := first
	if !first {
		was := facts.Statuses[i]
		status.Stood, status.LatestSince = was.Stood, was.LatestSince
		if !status.Known { // it says nothing, so nothing changed
			status.Known, status.Latest = was.Known, was.Latest
		}
		if status.Latest != was.Latest {
			status.LatestSince, moved = at, true
		}
	}
	if err := tx.SaveStatus(f.ID, status); err != nil {
		return false, err
	}
	dates := datesOf(f)
	for _, old := range facts.Dates {
		if old.Source != source {
			continue
		}
		j := slices.IndexFunc(dates, func(d SourceDate) bool { return d.Region == old.Region && d.Kind == old.Kind })
		next := old
		next.Latest = film.Date{}
		if j >= 0 {
			next.Latest, next.Certificate, next.Note = dates[j].Latest, dates[j].Certificate, dates[j].Note
			dates = slices.Delete(dates, j, j+1)
		}
		if next == old {
			continue
		}
		if next.Latest != old.Latest {
			next.LatestSince = at
		}
		moved = true
		if err := tx.SaveDate(f.ID, next); err != nil {
			return false, err
		}
	}
	for _, d := range dates {
		d.Source, d.LatestSince, moved = source, at, true
		if first {
			d.Stood, d.StoodSince = d.Latest, at
		}
		if err := tx.SaveDate(f.ID, d); err != nil {
			return false, err
		}
	}
	return moved, nil
}

// datesOf returns the earliest date of each region and kind, so that a
// re-release never stands for the release.
func datesOf(f *film.Film) []SourceDate {
	var out []SourceDate
	for _, r := range f.Releases {
		if r.Region == "" || r.Date.IsZero() {
			continue
		}
		d := SourceDate{Region: r.Region, Kind: r.Kind, Latest: r.Date, Certificate: r.Certificate, Note: r.Note}
		i := slices.IndexFunc(out, func(o SourceDate) bool { return o.Region == r.Region && o.Kind == r.Kind })
		switch {
		case i < 0:
			out = append(out, d)
		case r.Date.Compare(out[i].Latest) < 0:
			out[i] = d
		}
	}
	return out
}

// Settle makes changes that have stood long enough count. The Deliverer calls it.
func (b *Book) Settle(ctx context.Context, now time.Time) error {
	now = second(now)
	for {
		var ids []film.ID
		err := b.store.View(ctx, func(tx Tx) (err error) {
			ids, err = tx.Unsettled(now.Add(-b.rules.Settle), 100)
			return err
		})
		if err == nil && len(ids) == 0 {
			return nil
		}
		if err != nil {
			return fmt.Errorf("looking for changed dates: %w", err)
		}
		err = b.store.Update(ctx, func(tx Tx) error {
			for _, id := range ids {
				facts, err := tx.Facts(id)
				if err != nil {
					return err
				}
				if _, err := b.settle(tx, &facts, now); err != nil {
					return err
				}
				if err := tx.ReplanFilm(id, facts.from(now)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("settling changed dates: %w", err)
		}
	}
}

// settle makes what has stood long enough at now count, in the database and in
// facts, and reports whether there was any.
func (b *Book) settle(tx Tx, facts *Facts, now time.Time) (changed bool, err error) {
	add := func(c Change, since time.Time) error {
		c.Film, c.Seen, c.Stood = facts.Film, since, since.Add(b.rules.Settle)
		c.ID, err = tx.AddChange(c)
		facts.Changes = append(facts.Changes, c)
		changed = true
		return err
	}
	ripe := func(since time.Time) bool { return !since.Add(b.rules.Settle).After(now) }
	is, _ := facts.cancelled(b.sources)
	for i := range facts.Statuses {
		s := &facts.Statuses[i]
		if s.Stood == s.Latest || !ripe(s.LatestSince) {
			continue
		}
		c := Change{Source: s.Source, What: IsRevived}
		if s.Latest {
			c.What = IsCancelled
		}
		s.Stood = s.Latest
		now, _ := facts.cancelled(b.sources)
		c.Counts = now != is
		is = now
		if err := add(c, s.LatestSince); err != nil {
			return changed, err
		}
		if err := tx.SaveStatus(facts.Film, *s); err != nil {
			return changed, err
		}
	}
	for i := range facts.Dates {
		d := &facts.Dates[i]
		if !d.settling() || !ripe(d.LatestSince) {
			continue
		}
		was := *d
		if d.Stood.IsZero() {
			d.Stood = d.Latest // a first date counts if it does from now on
		}
		counts, _ := facts.counting(b.sources, d.Region, d.Kind)
		d.Stood = was.Stood
		c := Change{Source: d.Source, Region: d.Region, Kind: d.Kind, What: changeOf(d.Stood, d.Latest),
			Old: d.Stood, New: d.Latest, Counts: counts == d.Source}
		// What another source says as well is neither a first date nor the loss
		// of one: the sources differ, and nothing has moved.
		if (d.Stood.IsZero() || d.Latest.IsZero()) && (facts.elsewhere(d.Source, d.Region, d.Kind) || facts.renamed(d)) {
			c.Counts = false
		}
		d.Stood, d.StoodSince = d.Latest, d.LatestSince
		if err := add(c, d.LatestSince); err != nil {
			return changed, err
		}
		if err := tx.SaveDate(facts.Film, *d); err != nil {
			return changed, err
		}
	}
	return changed, nil
}

// from returns the first day of which there may be something to say beyond its
// reminders; the zero Date where that is soon.
func (f *Facts) from(now time.Time) film.Date {
	today := film.DateOf(now)
	var first film.Date
	note := func(d film.Date) {
		if !d.IsZero() && !d.Before(today.AddDays(-distant)) && (first.IsZero() || d.Compare(first) < 0) {
			first = d.First()
		}
	}
	for _, d := range f.Dates {
		note(d.Stood)
		note(d.Latest)
	}
	for _, c := range f.Changes {
		if now.Sub(c.Stood) < 31*24*time.Hour {
			note(c.Old)
			note(c.New)
			if c.Region == "" {
				return film.Date{}
			}
		}
	}
	if first.IsZero() || !first.Before(today.AddDays(2*distant)) {
		return first
	}
	return film.Date{}
}

// second cuts an instant to what a Store keeps.
func second(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }
