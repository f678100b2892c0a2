// Package settings says how a place wants to be spoken to: its regions, the
// language of film texts, its time zone and the hour of its reminders. A
// channel's own settings go before its server's, and those before the config's.
package settings

import (
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
	// Quiet are hours of the day in which no reminder is posted, "22:00-07:00"; a
	// subscription's own go before them. NoQuiet says that there are none.
	Quiet string
	// Manager is the platform's id of a role whose members may do what otherwise
	// takes the permission to manage the channel. Only a server's counts.
	Manager string
}

// NoQuiet is the Quiet of a place without quiet hours, whatever is set above it.
const NoQuiet = "none"

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
	if s.Quiet == "" {
		s.Quiet = t.Quiet
	}
	if s.Manager == "" {
		s.Manager = t.Manager
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
