package film

import (
	"fmt"
	"slices"
	"strings"
)

// A Status is how far a film has come.
type Status uint8

// Statuses, in the order in which a film passes them.
const (
	StatusUnknown Status = iota
	Rumoured
	Planned
	InProduction
	PostProduction
	Released
	Cancelled
)

var statusNames = []string{"unknown", "rumoured", "planned", "in production", "post-production", "released", "cancelled"}

// String returns the status in lower case, as it is written in files.
func (s Status) String() string {
	if int(s) < len(statusNames) {
		return statusNames[s]
	}
	return fmt.Sprintf("status %d", uint8(s))
}

// MarshalText writes the status as String does.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what String writes.
func (s *Status) UnmarshalText(b []byte) error {
	i := slices.Index(statusNames, string(b))
	if i < 0 {
		return fmt.Errorf("not a status: %.30q (one of %s)", b, strings.Join(statusNames[1:], ", "))
	}
	*s = Status(i)
	return nil
}
