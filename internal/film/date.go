package film

import (
	"cmp"
	"errors"
	"fmt"
	"time"
)

// A Precision says how much of a Date is known.
type Precision uint8

// Precisions, from nothing to everything.
const (
	PrecisionNone Precision = iota
	PrecisionYear
	PrecisionMonth
	PrecisionDay
)

// A Date is a day of the civil calendar, or as much of one as is known: a year
// alone, or a year and a month. It has no hour and no time zone, so nothing can
// move it to the day before; the zero Date is "unknown".
type Date struct {
	year  int16
	month uint8
	day   uint8
}

// Years that a Date can have. Film begins in 1888 (Roundhay Garden Scene); the
// upper end leaves room for what is announced and refuses typing mistakes.
const (
	MinYear = 1870
	MaxYear = 2200
)

// ErrDate reports a text or a combination of numbers that is no date.
var ErrDate = errors.New("not a date")

// NewDate returns the date of the given year, month (0: unknown) and day
// (0: unknown). It fails with ErrDate for days that the calendar does not have
// and for years outside MinYear to MaxYear.
func NewDate(year int, month time.Month, day int) (Date, error) {
	switch {
	case year < MinYear || year > MaxYear:
		return Date{}, fmt.Errorf("%w: the year %d is not between %d and %d", ErrDate, year, MinYear, MaxYear)
	case month < 0 || month > 12 || day < 0 || month == 0 && day != 0:
		return Date{}, fmt.Errorf("%w: %04d-%02d-%02d", ErrDate, year, month, day)
	case day > 28: // the days that not every month has
		t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
		if t.Month() != month || t.Day() != day {
			return Date{}, fmt.Errorf("%w: %04d-%02d-%02d", ErrDate, year, month, day)
		}
	}
	return Date{int16(year), uint8(month), uint8(day)}, nil
}

// DateOf returns the calendar day that t falls on in t's own location. Of a time
// before MinYear or after MaxYear it is the first or the last day that a Date
// can be, and of the zero Time, which stands for "never", the unknown date.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	y, m, d := t.Date()
	switch {
	case y < MinYear:
		return Date{MinYear, 1, 1}
	case y > MaxYear:
		return Date{MaxYear, 12, 31}
	}
	return Date{int16(y), uint8(m), uint8(d)}
}

// yearDate returns the date that is known to the year alone; the unknown date
// for 0 and for years that no Date can have.
func yearDate(year int) Date {
	d, _ := NewDate(year, 0, 0)
	return d
}

// MustDate is ParseDate for dates written in the program; it panics on others.
func MustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// ParseDate reads "2011", "2011-01" or "2011-01-14".
func ParseDate(s string) (Date, error) {
	var layout string
	switch len(s) {
	case 4:
		layout = "2006"
	case 7:
		layout = "2006-01"
	case 10:
		layout = "2006-01-02"
	default:
		return Date{}, fmt.Errorf("%w: %.20q (want YYYY, YYYY-MM or YYYY-MM-DD)", ErrDate, s)
	}
	t, err := time.Parse(layout, s)
	if err != nil {
		return Date{}, fmt.Errorf("%w: %q (want YYYY, YYYY-MM or YYYY-MM-DD)", ErrDate, s)
	}
	switch y, m, d := t.Date(); len(s) {
	case 4:
		return NewDate(y, 0, 0)
	case 7:
		return NewDate(y, m, 0)
	default:
		return NewDate(y, m, d)
	}
}

// IsZero reports whether nothing of the date is known.
func (d Date) IsZero() bool { return d == Date{} }

// Year returns the year, 0 when unknown.
func (d Date) Year() int { return int(d.year) }

// Month returns the month, 0 when unknown.
func (d Date) Month() time.Month { return time.Month(d.month) }

// Day returns the day of the month, 0 when unknown.
func (d Date) Day() int { return int(d.day) }

// Precision says how much of the date is known.
func (d Date) Precision() Precision {
	switch {
	case d.year == 0:
		return PrecisionNone
	case d.month == 0:
		return PrecisionYear
	case d.day == 0:
		return PrecisionMonth
	}
	return PrecisionDay
}

// String writes the date as ParseDate reads it; the unknown date is "".
func (d Date) String() string {
	switch d.Precision() {
	case PrecisionYear:
		return fmt.Sprintf("%04d", d.year)
	case PrecisionMonth:
		return fmt.Sprintf("%04d-%02d", d.year, d.month)
	case PrecisionDay:
		return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
	}
	return ""
}

// Compare orders dates by calendar. A vague date comes after the exact ones
// that it may contain ("2010" after "2010-12-31"), and the unknown date last,
// so that the first of a sorted list is the earliest that is surely known.
func (d Date) Compare(e Date) int {
	return cmp.Or(
		cmp.Compare(orLast(int(d.year)), orLast(int(e.year))),
		cmp.Compare(orLast(int(d.month)), orLast(int(e.month))),
		cmp.Compare(orLast(int(d.day)), orLast(int(e.day))),
	)
}

func orLast(n int) int {
	if n == 0 {
		return 1 << 20
	}
	return n
}

// Before reports whether the whole of d lies before the whole of e. A vague
// date is before nothing that it may contain.
func (d Date) Before(e Date) bool {
	if d.IsZero() || e.IsZero() {
		return false
	}
	return d.Last().Compare(e.First()) < 0
}

// First returns the first day that d may be, and Last the last; both are exact,
// but for the unknown date, which stays unknown.
func (d Date) First() Date {
	if d.IsZero() {
		return d
	}
	return Date{d.year, max(d.month, 1), max(d.day, 1)}
}

// Last returns the last day that d may be.
func (d Date) Last() Date {
	switch d.Precision() {
	case PrecisionYear:
		return Date{d.year, 12, 31}
	case PrecisionMonth:
		return DateOf(time.Date(int(d.year), time.Month(d.month)+1, 0, 0, 0, 0, 0, time.UTC))
	}
	return d
}

// AddDays returns the day n days after (before, for a negative n) the first day
// that d may be. It counts calendar days, never hours, and stops at the first
// and the last day that a Date can be.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return d
	}
	const most = (MaxYear - MinYear + 1) * 366 // any more goes past the end
	n = min(max(n, -most), most)
	f := d.First()
	return DateOf(time.Date(int(f.year), time.Month(f.month), int(f.day)+n, 0, 0, 0, 0, time.UTC))
}

// In returns the instant at which the first day that d may be begins in loc,
// plus the given time of day; of the unknown date, the zero Time. In the rare
// gap of a clock change it is the instant that time.Date chooses.
func (d Date) In(loc *time.Location, hour, minute int) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	f := d.First()
	return time.Date(int(f.year), time.Month(f.month), int(f.day), hour, minute, 0, 0, loc)
}

// MarshalText writes the date as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what ParseDate reads; an empty text is the unknown date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	v, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}
