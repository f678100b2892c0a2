package chat

import (
	"context"
	"time"
)

// An Adapter carries a platform's events to a Handler and its answers back, and
// posts what nobody asked for.
type Adapter interface {
	// Run serves requests with h until ctx is done, then finishes what it has
	// acknowledged and returns nil. It returns an error when it cannot serve at
	// all, such as for a refused token.
	Run(ctx context.Context, h Handler) error

	// Post sends c to t unasked, under key, at most once as far as the platform
	// allows: it never tries again on its own. It may be called while Run runs,
	// from many goroutines.
	Post(ctx context.Context, key Key, t Target, c Card) Outcome

	// Find looks for what an earlier Post sent under key, no further back than
	// since. The error says why, where the finding is Unreadable.
	Find(ctx context.Context, key Key, t Target, since time.Time) (Receipt, Finding, error)
}

// A Reachable is an Adapter that knows whether people reach it.
type Reachable interface {
	// Serving reports whether requests come in just now: not before the platform
	// was reached, nor while an outage of it is waited out. It may be called at any
	// time.
	Serving() bool
}

// A Key names one delivery for ever: at most 20 letters and digits.
type Key string

// A Receipt is the platform's own name of a message that was posted.
type Receipt string

// An Outcome says what became of a Post. Which fields count depends on Result.
type Outcome struct {
	Result     Result
	Receipt    Receipt       // of Sent
	RetryAfter time.Duration // of NotSent
	Err        error         // of all but Sent: for the log, never for people
}

// A Result is how a Post ended.
type Result uint8

const (
	// Doubtful: it may have been sent; Find tells, or a second Post with the
	// same key where the platform knows keys.
	Doubtful Result = iota
	// Sent: it is there.
	Sent
	// NotSent: the platform did not take it, and will after RetryAfter.
	NotSent
	// ChannelGone: the channel is gone, or closed to the bot.
	ChannelGone
	// Rejected: the platform will never take this card.
	Rejected
	// PlatformDown: the bot's credentials are refused, so nothing can be sent.
	PlatformDown
)

// A Finding is what Find saw.
type Finding uint8

const (
	// Unreadable: it could not be seen whether the message is there.
	Unreadable Finding = iota
	// Found: it is there.
	Found
	// Absent: what could be read back to since does not hold it.
	Absent
)
