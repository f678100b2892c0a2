package remind

import (
	"time"

	"marquee/internal/chat"
	"marquee/internal/film"
)

// A State is how far a reminder or a delivery has come.
type State string

// States of a delivery; a reminder has that of its delivery. A delivery is made
// in state Sending, in the transaction that claims it.
const (
	Sending  State = "sending"  // a request may be on its way
	Pending  State = "pending"  // surely not there; sent again after RetryAt
	InDoubt  State = "in doubt" // it may be there
	Held     State = "held"     // in doubt, and the channel cannot be read
	Sent     State = "sent"
	Rejected State = "rejected" // the platform will never take it
	Dropped  State = "dropped"  // surely not there, and given up
)

// A PlaceID is a database's number for a place.
type PlaceID int64

// A Place is a target that somebody has subscribed.
type Place struct {
	ID     PlaceID
	Target chat.Target
	// Gone is why the place takes no posts; "" where it does. It lasts until
	// somebody resumes it (Book.Reopen), or the bot is added again.
	Gone   string
	GoneAt time.Time
	// RemovedAt is when the bot was removed from the server; zero where it was
	// not.
	RemovedAt time.Time
}

// A Reminder is one thing to be said in one place. Its fields but Lead are its
// name: no two of one place are alike.
type Reminder struct {
	Film   film.ID          `json:"film"`
	Region film.Region      `json:"region"`
	Kind   film.ReleaseKind `json:"kind"`
	Date   film.Date        `json:"date"`
	Lead   int              `json:"lead"`             // days; 0 of a change
	Change ChangeID         `json:"change,omitempty"` // 0 of a reminder of a date
}

// A Record is a reminder in the ledger.
type Record struct {
	Place    PlaceID
	Reminder Reminder
	State    State
	Reason   Reason     // of Dropped
	Delivery DeliveryID // 0 of one that was dropped unclaimed
	At       time.Time  // when it was claimed or dropped
}

// A DeliveryID is a database's number for a delivery.
type DeliveryID int64

// A Delivery is one message, frozen when it was claimed.
type Delivery struct {
	ID        DeliveryID
	Place     PlaceID
	Key       chat.Key
	Card      chat.Card
	Reminders []Reminder
	State     State
	Reason    string // why it was rejected, held or dropped: for the log and the operator
	Receipt   chat.Receipt
	Made      time.Time
	FirstTry  time.Time // when it was first claimed; never changes
	LastTry   time.Time // when it was claimed last
	RetryAt   time.Time // when to look at it again; zero where it is over
	Tries     int       // how often it was claimed
	// Doubted says that an earlier try may be there, so that a refusal of the
	// last one does not mean that nothing is.
	Doubted bool
	Looks   int // how often it could not be looked for
}
