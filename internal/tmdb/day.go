package tmdb

import (
	"strings"

	"marquee/internal/film"
)

// dayOf reads the calendar day of a date or an instant as it is written: TMDB
// writes days as instants at midnight, and to shift one through a time zone
// would move it to the day before. What is blank or no day is the zero Date.
func dayOf(s string) film.Date {
	s = strings.TrimSpace(s)
	if len(s) > 10 {
		if s[10] != 'T' && s[10] != ' ' {
			return film.Date{}
		}
		s = s[:10]
	}
	if len(s) != 10 {
		return film.Date{}
	}
	d, err := film.ParseDate(s)
	if err != nil {
		return film.Date{}
	}
	return d
}

// isNewYear reports whether d is a 1 January, which TMDB's editors write where
// they know the year alone.
func isNewYear(d film.Date) bool { return d.Month() == 1 && d.Day() == 1 }

// yearAlone returns d without its month and day.
func yearAlone(d film.Date) film.Date {
	y, err := film.NewDate(d.Year(), 0, 0)
	if err != nil {
		return film.Date{}
	}
	return y
}

// soleDay is dayOf for records that have one date and nothing with it, of which
// a 1 January tells the year and no more.
func soleDay(s string) film.Date {
	d := dayOf(s)
	if isNewYear(d) {
		return yearAlone(d)
	}
	return d
}
