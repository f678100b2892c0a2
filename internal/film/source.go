package film

import (
	"errors"
	"time"
)

// Errors of those who are asked over a network, beside ErrNotFound. Each means
// something else to whoever asks.
var (
	// ErrDown reports a source that did not answer, or not with an answer: there
	// is no network, it is broken, or it took too long. It may do so later.
	ErrDown = errors.New("not answering")
	// ErrBusy reports a source that wants to be asked less often.
	ErrBusy = errors.New("over its limit")
	// ErrRefused reports a source that does not accept the key it was given, so
	// that asking again is no use until somebody has changed it.
	ErrRefused = errors.New("the key is refused")
)

// A BusyError is ErrBusy of a source that said when it may be asked again.
type BusyError struct {
	Source string
	After  time.Duration // from when the error was made; 0 where the source did not say
}

// Error returns the error in words for a log.
func (e *BusyError) Error() string {
	if e.After <= 0 {
		return e.Source + ": " + ErrBusy.Error()
	}
	return e.Source + ": " + ErrBusy.Error() + ", for " + e.After.String()
}

// Is reports whether target is ErrBusy.
func (e *BusyError) Is(target error) bool { return target == ErrBusy }
