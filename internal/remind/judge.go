package remind

import (
	"slices"
	"time"

	"marquee/internal/film"
	"marquee/internal/settings"
)

// A scene is a place with all that its decisions rest on, within a transaction.
type scene struct {
	b        *Book
	tx       Tx
	place    Place
	settings settings.Settings
	clock    Clock
	subs     []Subscription
	muted    []film.ID
	facts    map[film.ID]*Facts
	ledger   map[film.ID]map[Reminder]Record
	reached  map[reach]bool
}

// A reach is a subscription and a film that it may be about.
type reach struct {
	sub  SubscriptionID
	film film.ID
}

func (s *scene) reaches(sub *Subscription, id film.ID) (bool, error) {
	if sub.Subject.Kind == OfFilm {
		return sub.Subject.Film == id, nil
	}
	is, known := s.reached[reach{sub.ID, id}]
	if known {
		return is, nil
	}
	is, err := s.tx.Reaches(sub.Subject, sub.Jobs, id)
	if err == nil {
		s.reached[reach{sub.ID, id}] = is
	}
	return is, err
}

func (b *Book) scene(tx Tx, p Place) (*scene, error) {
	channel, server, err := tx.Settings(p.Target)
	if err != nil {
		return nil, err
	}
	s := &scene{b: b, tx: tx, place: p, settings: channel.Or(server).Or(b.defaults),
		facts: make(map[film.ID]*Facts), ledger: make(map[film.ID]map[Reminder]Record), reached: make(map[reach]bool)}
	s.clock = ClockOf(s.settings)
	if s.subs, err = tx.SubscriptionsOf(p.ID); err != nil {
		return nil, err
	}
	for i := range s.subs {
		if s.subs[i].Quiet == (Quiet{}) {
			s.subs[i].Quiet = quietOf(s.settings)
		}
	}
	s.muted, err = tx.Mutes(p.ID)
	return s, err
}

// regions are those whose dates a subscription asks for.
func (s *scene) regions(sub *Subscription) []film.Region {
	if len(sub.Regions) == 0 {
		return s.settings.Regions
	}
	return sub.Regions
}

func (s *scene) film(id film.ID) (*Facts, error) {
	if f := s.facts[id]; f != nil {
		return f, nil
	}
	f, err := s.tx.Facts(id)
	if err != nil {
		return nil, err
	}
	s.facts[id] = &f
	return &f, nil
}

func (s *scene) records(id film.ID) (map[Reminder]Record, error) {
	if m := s.ledger[id]; m != nil {
		return m, nil
	}
	all, err := s.tx.Records(s.place.ID, id)
	if err != nil {
		return nil, err
	}
	m := make(map[Reminder]Record, len(all))
	for _, r := range all {
		m[r.Reminder] = r
	}
	s.ledger[id] = m
	return m, nil
}

// A judged is one case of a scene with its reminder and what was decided.
type judged struct {
	Case
	Facts    *Facts
	Reminder Reminder
	Decision Decision
}

// judge decides every case of one subscription and film at now. fresh leaves the
// ledger out.
func (s *scene) judge(sub Subscription, id film.ID, now time.Time, fresh bool) ([]judged, error) {
	facts, err := s.film(id)
	if err != nil {
		return nil, err
	}
	ledger, err := s.records(id)
	if err != nil {
		return nil, err
	}
	base := Case{Sub: sub, Place: s.place, Clock: s.clock, Rules: s.b.rules, Popularity: facts.Popularity,
		Muted: slices.Contains(s.muted, id), Now: now}
	base.Cancelled, base.Wavering = facts.cancelled(s.b.sources)
	regions := s.regions(&sub)
	if len(regions) == 0 {
		return []judged{{Case: base, Facts: facts, Decision: Decision{Reason: NoRegion}}}, nil
	}
	var out []judged
	add := func(c Case, r Reminder) error {
		r.Film = id
		if !fresh {
			c.Ledger = ledger[r].State
		}
		d := Decide(c)
		if d.Reason == Due || d.Reason == TooLate || d.waits() {
			if c.Covered, err = s.covered(&c, r, facts); err != nil {
				return err
			}
			if c.Covered {
				d = Decide(c)
			}
		}
		out = append(out, judged{c, facts, r, d})
		return nil
	}
	for _, region := range regions {
		for _, kind := range sub.Kinds {
			c := base
			c.Release, c.Found, c.Other = facts.candidate(s.b.sources, region, kind)
			if !c.Found {
				c.Release.Region, c.Release.Kind = region, kind
			}
			for _, lead := range sub.Leads {
				c.Lead = lead
				if err := add(c, Reminder{Region: region, Kind: c.Release.Kind, Date: c.Release.Date, Lead: lead}); err != nil {
					return nil, err
				}
			}
		}
	}
	for i := range facts.Changes {
		h := facts.told(i)
		if !s.concerns(h, &sub, regions, facts) {
			continue
		}
		c := base
		c.Change = h
		if row := facts.row(h.Source, h.Region, h.Kind); row != nil {
			c.Found = true
			c.Release = Candidate{Region: row.Region, Kind: row.Kind, Date: row.Stood, Source: row.Source, Certificate: row.Certificate, Note: row.Note}
			if row.settling() {
				c.Release.Unsettled, c.Release.Next = row.LatestSince, row.Latest
			}
		}
		if err := add(c, Reminder{Region: h.Region, Kind: h.Kind, Date: h.New, Change: h.ID}); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// concerns reports whether a change is of a region and kind that are asked for.
func (s *scene) concerns(h *Change, sub *Subscription, regions []film.Region, facts *Facts) bool {
	if h.Region == "" {
		return sub.Subject.Kind == OfFilm || slices.ContainsFunc(facts.Dates, func(d SourceDate) bool {
			return slices.Contains(regions, d.Region)
		})
	}
	return slices.Contains(regions, h.Region) && (slices.Contains(sub.Kinds, h.Kind) ||
		h.Kind == film.Unspecified && slices.Contains(sub.Kinds, film.Theatrical) && !facts.typed(h.Source, h.Region))
}

// silent reports whether a subscription will not say what the case is about, since
// its time for that had passed when it was made, when the date became known, or by
// now.
func (s *scene) silent(o *Subscription, c *Case) bool {
	own := *c
	own.Sub, own.Covered, own.Ledger = *o, false, ""
	switch Decide(own).Reason {
	case LeadPassed, KnownLate, KnownBefore, TooLate, Distant:
		return true
	}
	return false
}

// covered reports whether a narrower subscription of the place says the same.
func (s *scene) covered(c *Case, r Reminder, facts *Facts) (bool, error) {
	for i := range s.subs {
		o := &s.subs[i]
		n, known := facts.Popularity.Count()
		switch {
		case o.Subject.Kind >= c.Sub.Subject.Kind, o.Paused != "", known && n < o.Floor:
			continue
		case r.Change == 0 && !slices.Contains(o.Leads, r.Lead):
			continue
		case r.Region != "" && !slices.Contains(s.regions(o), r.Region):
			continue
		case r.Region != "" && !slices.Contains(o.Kinds, r.Kind) && !(r.Kind == film.Unspecified && slices.Contains(o.Kinds, film.Theatrical)):
			continue
		}
		reaches, err := s.reaches(o, facts.Film)
		if err != nil {
			return false, err
		}
		if reaches && !s.silent(o, c) {
			return true, nil
		}
	}
	return false, nil
}
