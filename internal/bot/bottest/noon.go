package bottest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"marquee/internal/film"
)

// noon returns a time zone in which it is between 12:00 and 13:00. Scripts about
// reminders set it (`say /settings timezone:$NOON`), so that what they say of the
// hour of reminders is true whenever they run.
func noon(now time.Time) string {
	east := 12 - now.UTC().Hour() // -11 to 12
	if east == 0 {
		return "Etc/GMT"
	}
	return fmt.Sprintf("Etc/GMT%+d", -east) // their signs are the other way round
}

var dayFromToday = regexp.MustCompile(`\{([+-]\d+)\}`)

// dated writes days for {+N} and {-N}, counted from today.
func dated(text string, today film.Date) string {
	return dayFromToday.ReplaceAllStringFunc(text, func(m string) string {
		n, _ := strconv.Atoi(strings.Trim(m, "{}"))
		return today.AddDays(n).String()
	})
}

// ago reads how long ago something was: "3d" or what time.ParseDuration takes.
func ago(s string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(s, "d"); ok {
		n, err := strconv.Atoi(days)
		return time.Duration(n) * 24 * time.Hour, err
	}
	return time.ParseDuration(s)
}
