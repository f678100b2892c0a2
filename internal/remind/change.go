package remind

import (
	"time"

	"marquee/internal/film"
)

// A ChangeID is a database's number for a change; 0 is none. Later changes have
// greater numbers.
type ChangeID int64

// A Change is one source changing its mind, after it has settled. Its history
// is kept whether or not anybody is told.
type Change struct {
	ID     ChangeID         `json:"id"`
	Film   film.ID          `json:"film"`
	Source string           `json:"source"`
	Region film.Region      `json:"region,omitempty"` // "" where Cancelled or Revived
	Kind   film.ReleaseKind `json:"kind"`
	What   ChangeKind       `json:"what"`
	Old    film.Date        `json:"old,omitzero"`
	New    film.Date        `json:"new,omitzero"`
	Seen   time.Time        `json:"seen"`    // when the source first said so
	Stood  time.Time        `json:"settled"` // when it had stood long enough
	// Counts says that the source was the one whose dates count there. Nobody is
	// told of the others.
	Counts bool `json:"counts"`
}

// A ChangeKind is what happened to a date.
type ChangeKind string

// Kinds of changes.
const (
	FirstDate   ChangeKind = "first date" // it had none that is known to the day
	MovedUp     ChangeKind = "earlier"
	PutOff      ChangeKind = "later"
	Withdrawn   ChangeKind = "withdrawn" // there is no day any more
	Vaguer      ChangeKind = "vague"     // neither old nor new is known to the day; nobody is told
	IsCancelled ChangeKind = "cancelled" // the film is
	IsRevived   ChangeKind = "revived"   // a cancelled film is not
)

// changeOf says what the change from old to new is.
func changeOf(old, new film.Date) ChangeKind {
	was, is := old.Precision() == film.PrecisionDay, new.Precision() == film.PrecisionDay
	switch {
	case was && is && new.Compare(old) < 0:
		return MovedUp
	case was && is:
		return PutOff
	case is:
		return FirstDate
	case was:
		return Withdrawn
	}
	return Vaguer
}
