package remind

import "time"

// A Reason names why a reminder is due or not. Every decision has exactly one.
type Reason string

// Reasons. Those under "it waits" come with an instant, Decision.Until.
const (
	Due Reason = "due"

	// It waits.
	TooEarly   Reason = "too early"
	Unsettled  Reason = "unsettled"   // the date was changed, and that must stand for a while
	QuietHours Reason = "quiet hours" // of the subscription

	// It waits for somebody.
	Paused  Reason = "paused"  // the subscription is
	Shut    Reason = "shut"    // the channel takes no posts
	Removed Reason = "removed" // the bot was removed from the server

	// It was decided before.
	AlreadySent Reason = "already sent"
	Underway    Reason = "underway" // claimed: being sent, or to be tried again, or looked for
	Refused     Reason = "refused"  // the platform will never take it
	GivenUp     Reason = "given up" // see the reason in the ledger

	// Its time is over.
	LeadPassed  Reason = "lead passed"  // before the subscription was made
	KnownLate   Reason = "known late"   // the lead had passed when the date became known
	TooLate     Reason = "too late"     // past the lateness limit
	KnownBefore Reason = "known before" // the change was there before the subscription
	Bygone      Reason = "bygone"       // the change is of days long past

	// There is nothing to say.
	NoRegion    Reason = "no region"    // the place has no region set, and the subscription names none
	OtherRegion Reason = "other region" // no date is known in this one
	OtherKind   Reason = "other kind"   // the region has dates, none of this kind
	OtherSource Reason = "other source" // the change is of a source that does not count here
	NoDate      Reason = "no date"      // it was withdrawn
	YearOnly    Reason = "year only"
	MonthOnly   Reason = "month only"
	Called      Reason = "cancelled" // the film is
	Moved       Reason = "moved"     // the date was, before this one was said
	Undone      Reason = "undone"    // the change was taken back before it was told
	Distant     Reason = "distant"   // a change of something far off, for a genre or a whole region
	NothingNew  Reason = "nothing new"

	// It is not wanted.
	Muted     Reason = "muted"     // the film is, in this place
	Unpopular Reason = "unpopular" // below the subscription's floor
	Covered   Reason = "covered"   // a narrower subscription of the place says it

	// NotFollowed is why a film is not told of where no subscription reaches it.
	NotFollowed Reason = "not followed"
)

// Reasons lists every reason.
func Reasons() []Reason {
	return []Reason{Due, TooEarly, Unsettled, QuietHours, Paused, Shut, Removed, AlreadySent, Underway, Refused,
		GivenUp, LeadPassed, KnownLate, TooLate, KnownBefore, Bygone, NoRegion, OtherRegion, OtherKind, OtherSource,
		NoDate, YearOnly, MonthOnly, Called, Moved, Undone, Distant, NothingNew, Muted, Unpopular, Covered, NotFollowed}
}

// A Decision is what Decide says of one reminder.
type Decision struct {
	Reason Reason
	At     time.Time // when it is, or was, to be posted; zero where that cannot be said
	Until  time.Time // of reasons that wait: when to look again
}

// waits reports whether the reminder may yet become due by itself or by
// somebody's doing, with nothing in its facts changed.
func (d Decision) waits() bool {
	switch d.Reason {
	case TooEarly, Unsettled, QuietHours, Paused, Shut, Removed:
		return true
	}
	return false
}
