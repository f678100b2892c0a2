package remind

import (
	"time"

	"marquee/internal/film"
)

// A Case is everything that one decision rests on.
type Case struct {
	Sub   Subscription
	Place Place
	Clock Clock
	Rules Rules

	Popularity film.Popularity
	// Cancelled says that the film is, and Wavering since when the source says
	// the contrary; zero where it does not.
	Cancelled bool
	Wavering  time.Time

	Release Candidate
	Found   bool // there is a Release
	Other   bool // where there is none: the region has one of another kind

	Lead   int
	Change *Change // the news of a change instead of a reminder

	Ledger  State // of the reminder; "" where the ledger has none
	Muted   bool
	Covered bool // a narrower subscription of the place says it

	Now time.Time
}

// distant is how many days off a date is whose changes a genre's or a region's
// subscription is not told of.
const distant = 60

// Decide says whether a reminder is due. It looks at nothing but the case.
func Decide(c Case) Decision {
	c.Rules = c.Rules.orDefault()
	if r := c.recorded(); r != "" {
		return Decision{Reason: r, At: c.at()}
	}
	if r := c.content(); r != "" {
		return Decision{Reason: r}
	}
	at := c.at()
	if r := c.unwanted(); r != "" {
		return Decision{Reason: r, At: at}
	}
	if r := c.over(at); r != "" {
		return Decision{Reason: r, At: at}
	}
	return c.wait(at)
}

// at is when the reminder is to be posted.
func (c *Case) at() time.Time {
	switch {
	case c.Change != nil:
		return c.Clock.next(c.Sub.Mode, c.Change.Stood)
	case c.Release.Date.Precision() != film.PrecisionDay:
		return time.Time{}
	}
	return c.Clock.slot(c.Sub.Mode, c.Release.Date.AddDays(-c.Lead))
}

// recorded is what the ledger holds of it.
func (c *Case) recorded() Reason {
	switch c.Ledger {
	case "":
		return ""
	case Sent:
		return AlreadySent
	case Rejected:
		return Refused
	case Dropped:
		return GivenUp
	}
	return Underway
}

// content is why there is nothing to say.
func (c *Case) content() Reason {
	if c.Change != nil {
		return c.news()
	}
	switch {
	case !c.Found && c.Other:
		return OtherKind
	case !c.Found:
		return OtherRegion
	case c.Cancelled && c.Wavering.IsZero():
		return Called
	}
	if !c.Release.Unsettled.IsZero() && c.Release.Next.Precision() == film.PrecisionDay {
		return "" // it may have one soon
	}
	switch c.Release.Date.Precision() {
	case film.PrecisionNone:
		return NoDate
	case film.PrecisionYear:
		return YearOnly
	case film.PrecisionMonth:
		return MonthOnly
	}
	return ""
}

// news is why nobody is told of the change.
func (c *Case) news() Reason {
	h, today := c.Change, c.Clock.today(c.Change.Stood)
	soon := today.AddDays(distant)
	switch {
	case !h.Counts:
		return OtherSource
	case h.What == Vaguer:
		return NothingNew
	case h.Region == "": // of the film as a whole
		return ""
	case c.Cancelled && c.Wavering.IsZero():
		return Called
	case !h.Old.IsZero() && h.Old.Before(today) && (h.New.IsZero() || h.New.Before(today)),
		h.Old.IsZero() && h.New.Before(today):
		return Bygone
	case c.Sub.Subject.Kind >= OfGenre && far(h.Old, soon) && far(h.New, soon):
		return Distant
	}
	return ""
}

func far(d, soon film.Date) bool { return d.IsZero() || soon.Before(d) }

// unwanted is why the place does not want it.
func (c *Case) unwanted() Reason {
	n, known := c.Popularity.Count()
	switch {
	case c.Muted:
		return Muted
	case known && n < c.Sub.Floor:
		return Unpopular
	case c.Covered:
		return Covered
	}
	return ""
}

// over is why its time has passed.
func (c *Case) over(at time.Time) Reason {
	if c.Change != nil {
		switch {
		case !c.Change.Seen.After(c.Sub.Created):
			return KnownBefore
		case c.Now.After(at.Add(c.Rules.LateChange)):
			return TooLate
		}
		return ""
	}
	switch {
	case at.IsZero(): // still to settle
		return ""
	case at.Before(c.Sub.Created):
		return LeadPassed
	case at.Before(c.Release.Known):
		return KnownLate
	case c.Now.After(at.Add(c.Rules.Late)):
		return TooLate
	}
	return ""
}

// wait is why not yet, or Due.
func (c *Case) wait(at time.Time) Decision {
	d := Decision{At: at}
	settled := c.Release.Unsettled
	if settled.Before(c.Wavering) {
		settled = c.Wavering
	}
	switch {
	case !c.Place.RemovedAt.IsZero():
		d.Reason = Removed
	case c.Place.Gone != "":
		d.Reason = Shut
	case c.Sub.Paused != "":
		d.Reason = Paused
	case !settled.IsZero():
		d.Reason, d.Until = Unsettled, settled.Add(c.Rules.Settle)
	case c.Now.Before(at):
		d.Reason, d.Until = TooEarly, at
	default:
		if end, quiet := c.Sub.Quiet.Until(c.Now, c.Clock.Location); quiet {
			d.Reason, d.Until = QuietHours, end.UTC()
		} else {
			d.Reason = Due
		}
	}
	return d
}
