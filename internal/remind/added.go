package remind

import "time"

// What an edited subscription would say at once, since a region, a kind or a lead
// time was added to it, had its time before anybody asked for it: as with a new
// subscription, that is not told.

// dueNow returns every reminder that is due in a place at now, or too late.
func (b *Book) dueNow(tx Tx, id PlaceID, now time.Time) (map[Reminder]bool, error) {
	p, err := tx.Place(id)
	if err != nil {
		return nil, err
	}
	s, err := b.scene(tx, p)
	if err != nil {
		return nil, err
	}
	out := make(map[Reminder]bool)
	for _, sub := range s.subs {
		films, _, err := s.films(&sub, now, now)
		if err != nil {
			return nil, err
		}
		for _, film := range films {
			all, err := s.judge(sub, film, now, false)
			if err != nil {
				return nil, err
			}
			for _, j := range all {
				if j.Decision.Reason == Due || j.Decision.Reason == TooLate || j.Decision.Reason == QuietHours {
					out[j.Reminder] = true
				}
			}
		}
	}
	return out, nil
}

// passOver gives up what is due after an edit and was not before it.
func (b *Book) passOver(tx Tx, id PlaceID, before map[Reminder]bool, now time.Time) error {
	after, err := b.dueNow(tx, id, now)
	if err != nil {
		return err
	}
	for r := range after {
		if !before[r] {
			why := LeadPassed
			if r.Change != 0 {
				why = KnownBefore
			}
			if err := tx.Drop(id, r, why, now); err != nil {
				return err
			}
		}
	}
	return nil
}
