package remind

import (
	"fmt"
	"strings"
	"time"

	"marquee/internal/settings"
)

// Quiet are hours of the day, "22:00" to "07:30", in which nothing is posted; To
// may be of the next day. The zero Quiet is none.
type Quiet struct {
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

func (q Quiet) check() error {
	if q == (Quiet{}) {
		return nil
	}
	_, err1 := time.Parse("15:04", q.From)
	_, err2 := time.Parse("15:04", q.To)
	if err1 != nil || err2 != nil || q.From == q.To {
		return fmt.Errorf("%w: quiet hours from %.10q to %.10q", ErrInvalid, q.From, q.To)
	}
	return nil
}

// Until reports whether now lies in the quiet hours of a place in loc, and when
// they end.
func (q Quiet) Until(now time.Time, loc *time.Location) (end time.Time, quiet bool) {
	if q == (Quiet{}) || q.check() != nil {
		return time.Time{}, false
	}
	local := now.In(loc)
	clock := local.Format("15:04")
	day := 0
	if q.From < q.To {
		quiet = q.From <= clock && clock < q.To
	} else if quiet = clock >= q.From || clock < q.To; clock >= q.From {
		day = 1
	}
	if !quiet {
		return time.Time{}, false
	}
	to, _ := time.Parse("15:04", q.To)
	y, m, d := local.Date()
	end = time.Date(y, m, d+day, to.Hour(), to.Minute(), 0, 0, loc)
	// Where a clock is put back the end may seem to have passed.
	for !end.After(now) {
		end = end.Add(time.Hour)
	}
	return end, true
}

// quietOf returns the quiet hours of a place.
func quietOf(s settings.Settings) Quiet {
	from, to, ok := strings.Cut(s.Quiet, "-")
	q := Quiet{from, to}
	if !ok || q.check() != nil {
		return Quiet{}
	}
	return q
}
