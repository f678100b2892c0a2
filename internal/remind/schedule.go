package remind

import (
	"time"

	"marquee/internal/film"
	"marquee/internal/settings"
)

// A Clock is the hour of a place's reminders, in its time zone.
type Clock struct {
	Location     *time.Location
	Hour, Minute int
}

// ClockOf returns the hour and zone that settings say; 9:00 and UTC where they
// say nothing.
func ClockOf(s settings.Settings) Clock {
	h, m := s.Hour.HourMinute()
	return Clock{s.Location(), h, m}
}

// on returns the instant of the place's hour on a day.
func (c Clock) on(day film.Date) time.Time { return day.In(c.Location, c.Hour, c.Minute).UTC() }

// today returns the day that now falls on in the place.
func (c Clock) today(now time.Time) film.Date { return film.DateOf(now.In(c.Location)) }

// slot returns when what belongs to a day is posted: at the hour of that day, and
// in a weekly digest on the Monday of its week.
func (c Clock) slot(m Mode, day film.Date) time.Time {
	if m == Weekly {
		day = monday(day)
	}
	return c.on(day)
}

// next returns the first time to post that is not before t.
func (c Clock) next(m Mode, t time.Time) time.Time {
	step := 1
	day := c.today(t)
	if m == Weekly {
		step, day = 7, monday(day)
	}
	for c.on(day).Before(t) {
		day = day.AddDays(step)
	}
	return c.on(day)
}

func monday(day film.Date) film.Date {
	weekday := int(day.In(time.UTC, 0, 0).Weekday()) // Sunday is 0
	return day.AddDays(-((weekday + 6) % 7))
}
