package settings

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// A Clock is a time of day, "09:00". The empty Clock is not set.
type Clock string

// Reminders may be posted from 04:00 to 20:30 local time: over all zones of
// 2026 to 2030 no time in between is skipped or doubled by a clock change.
const (
	EarliestHour Clock = "04:00"
	LatestHour   Clock = "20:30"
)

// ErrClock reports a text that is no time of day, or one outside EarliestHour to
// LatestHour.
var ErrClock = errors.New("not a time of day")

// ParseClock reads "9", "9:30", "09:30", "9.30", "9 am" or "5:30pm", between
// EarliestHour and LatestHour. It fails with ErrClock.
func ParseClock(s string) (Clock, error) {
	if len(s) <= 20 {
		typed := strings.ToLower(strings.Join(strings.Fields(s), ""))
		for _, layout := range []string{"15:04", "15.04", "15", "3:04pm", "3.04pm", "3pm"} {
			t, err := time.Parse(layout, typed)
			if err != nil {
				continue
			}
			c := Clock(t.Format("15:04"))
			if c < EarliestHour || c > LatestHour {
				return "", fmt.Errorf("%w between %s and %s: %q", ErrClock, EarliestHour, LatestHour, s)
			}
			return c, nil
		}
	}
	return "", fmt.Errorf("%w: %.20q", ErrClock, s)
}

// HourMinute returns the hour and the minute; 9:00 where the clock is not set.
func (c Clock) HourMinute() (hour, minute int) {
	t, err := time.Parse("15:04", string(c))
	if err != nil {
		return 9, 0
	}
	return t.Hour(), t.Minute()
}
