// Package settings says how a place wants to be spoken to: its regions, the
// language of film texts, its time zone and the hour of its reminders. A
// channel's own settings go before its server's, and those before the config's.
package settings

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/language"

	"marquee/internal/film"
)

// Settings are what a channel, a server or the config says. A zero field says
// nothing, so that the next one's counts.
type Settings struct {
	Regions  []film.Region // the first is the home region
	Language language.Tag  // of film texts and names of regions; language.Und: not said
	Zone     string        // an IANA time zone, "Europe/London"
	Hour     Clock         // when reminders are posted, local time
}

// Or returns s with what it does not say taken from t.
func (s Settings) Or(t Settings) Settings {
	if len(s.Regions) == 0 {
		s.Regions = t.Regions
	}
	if s.Language == language.Und {
		s.Language = t.Language
	}
	if s.Zone == "" {
		s.Zone = t.Zone
	}
	if s.Hour == "" {
		s.Hour = t.Hour
	}
	return s
}

// Home returns the home region, "" where no region is set.
func (s Settings) Home() film.Region {
	if len(s.Regions) == 0 {
		return ""
	}
	return s.Regions[0]
}

// Location returns the time zone; UTC where none is set.
func (s Settings) Location() *time.Location {
	if loc, err := ParseZone(s.Zone); err == nil {
		return loc
	}
	return time.UTC
}

// A Clock is a time of day, "09:00". The empty Clock is not set.
type Clock string

// Reminders may be posted from 04:00 to 20:30 local time: over all zones of
// 2026 to 2030 no time in between is skipped or doubled by a clock change.
const (
	EarliestHour Clock = "04:00"
	LatestHour   Clock = "20:30"
)

// Errors of what a person may set; each is told in words by its text.
var (
	ErrClock = errors.New("not a time of day")
	ErrZone  = errors.New("not a time zone")
)

// ParseClock reads "9", "9:30" or "09:30", between EarliestHour and LatestHour.
func ParseClock(s string) (Clock, error) {
	s = strings.TrimSpace(s)
	for _, layout := range []string{"15:04", "15"} {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		c := Clock(t.Format("15:04"))
		if c < EarliestHour || c > LatestHour {
			return "", fmt.Errorf("%w between %s and %s: %q", ErrClock, EarliestHour, LatestHour, s)
		}
		return c, nil
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

// ParseZone reads an IANA time zone. "Local" is refused: a server's own zone
// means nothing to the people in a channel.
func ParseZone(s string) (*time.Location, error) {
	s = strings.TrimSpace(s)
	if s == "" || strings.EqualFold(s, "local") || len(s) > 60 {
		return nil, fmt.Errorf("%w: %.60q", ErrZone, s)
	}
	loc, err := time.LoadLocation(s)
	if err != nil {
		return nil, fmt.Errorf("%w: %q", ErrZone, s)
	}
	return loc, nil
}
