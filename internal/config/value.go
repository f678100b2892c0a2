package config

import (
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/robfig/cron/v3"
	"golang.org/x/text/language"

	"marquee/internal/film"
	"marquee/internal/settings"
)

// A setter keeps the values of a key, or says what is expected there.
type setter = func(values []string) error

// one makes a setter for a key with one value.
func one(keep func(string) error) setter {
	return func(values []string) error {
		value := strings.TrimSpace(values[0])
		if strings.ContainsFunc(value, unicode.IsControl) {
			return errors.New("holds a control character")
		}
		return keep(value)
	}
}

func text(to *string) setter {
	return one(func(s string) error { *to = s; return nil })
}

func listen(to *string) setter {
	return one(func(s string) error {
		host, port, err := net.SplitHostPort(s)
		if _, bad := strconv.ParseUint(port, 10, 16); err != nil || bad != nil || strings.ContainsAny(host, " /@") {
			return errors.New("expected host:port, such as 127.0.0.1:8080")
		}
		*to = s
		return nil
	})
}

func region(to *film.Region) setter {
	return one(func(s string) error {
		r, err := film.ParseRegion(s)
		if err != nil {
			return errors.New("expected a region, such as GB or South Korea")
		}
		*to = r
		return nil
	})
}

func tag(to *language.Tag) setter {
	return one(func(s string) error {
		t, err := language.Parse(s)
		if err != nil || t == language.Und {
			return errors.New("expected a language code, such as en or pt-BR")
		}
		*to = t
		return nil
	})
}

func zone(to *string) setter {
	return one(func(s string) error {
		loc, err := settings.ParseZone(s)
		if err != nil {
			return errors.New("expected an IANA time zone, such as Europe/London")
		}
		*to = loc.String()
		return nil
	})
}

func clock(to *settings.Clock) setter {
	return one(func(s string) error {
		c, err := settings.ParseClock(s)
		if err != nil {
			return fmt.Errorf("expected an hour from %s to %s, such as \"09:00\"", settings.EarliestHour, settings.LatestHour)
		}
		*to = c
		return nil
	})
}

func oneOf(to *string, allowed ...string) setter {
	return one(func(s string) error {
		if !slices.Contains(allowed, s) {
			return fmt.Errorf("expected %s", strings.Join(allowed, " or "))
		}
		*to = s
		return nil
	})
}

// shardList is how the shards of a process are written.
var shardList = regexp.MustCompile(`^(auto|\d{1,5}|\d[\d, -]*/\d{1,5})$`)

func shards(to *string) setter {
	return one(func(s string) error {
		if !shardList.MatchString(s) {
			return errors.New("expected auto, a number such as 4, or a list such as 0,1/4")
		}
		*to = s
		return nil
	})
}

func number(to *int, least, most int) setter {
	return one(func(s string) error {
		n, err := strconv.Atoi(s)
		if err != nil || n < least || n > most {
			return fmt.Errorf("expected a number from %d to %d", least, most)
		}
		*to = n
		return nil
	})
}

func duration(to *time.Duration, least, most time.Duration) setter {
	return one(func(s string) error {
		d, err := time.ParseDuration(s)
		if err != nil || d < least || d > most {
			return fmt.Errorf("expected a time from %.0fh to %.0fh, such as 12h or 90m", least.Hours(), most.Hours())
		}
		*to = d
		return nil
	})
}

// schedule takes what cron.ParseStandard does but for time zones, at which it may
// panic, and for days that never come, such as 31 February.
func schedule(to *string) setter {
	return one(func(s string) error {
		wrong := errors.New("expected five fields as cron has them, such as \"30 9 * * *\" for 9:30 each day in UTC")
		if strings.Contains(s, "=") {
			return wrong
		}
		at, err := cron.ParseStandard(s)
		if err != nil || at.Next(time.Now()).IsZero() {
			return wrong
		}
		*to = s
		return nil
	})
}

func webAddress(to *string) setter {
	return one(func(s string) error {
		u, err := url.Parse(s)
		switch {
		case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
			return errors.New("expected an address that begins with http:// or https://")
		case u.User != nil:
			return errors.New("an address here takes no name and password")
		case u.RawQuery != "" || u.Fragment != "":
			return errors.New("expected scheme, host and path alone, without ? and #")
		}
		*to = s
		return nil
	})
}

func snowflake(to *string) setter {
	return one(func(s string) error {
		if !isSnowflake(s) {
			return errors.New("expected an id of Discord: 17 to 20 digits")
		}
		*to = s
		return nil
	})
}

func snowflakes(to *[]string) setter {
	return func(values []string) error {
		for _, s := range values {
			if !isSnowflake(s) {
				return errors.New("expected ids of Discord servers: 17 to 20 digits each")
			}
		}
		*to = values
		return nil
	}
}

// isSnowflake checks an id of Discord: a 64-bit number made from a time.
// https://discord.com/developers/docs/reference#snowflakes
func isSnowflake(s string) bool {
	_, err := strconv.ParseUint(s, 10, 64)
	return err == nil && len(s) >= 17 && len(s) <= 20
}

func publicKey(to *string) setter {
	return one(func(s string) error {
		if b, err := hex.DecodeString(s); err != nil || len(b) != 32 {
			return errors.New("expected the application's public key: 64 hexadecimal digits")
		}
		*to = s
		return nil
	})
}

func sources(to *[]string) setter {
	return func(values []string) error {
		for i, s := range values {
			if !slices.Contains(SourceNames(), s) {
				return fmt.Errorf("expected some of %s", strings.Join(SourceNames(), ", "))
			}
			if slices.Contains(values[:i], s) {
				return errors.New("names a source twice")
			}
		}
		if len(values) == 0 {
			return fmt.Errorf("expected at least one of %s", strings.Join(SourceNames(), ", "))
		}
		*to = values
		return nil
	}
}

// secret takes what can stand in an HTTP header: tokens of every platform do.
func secret(to *Secret) setter {
	return func(values []string) error {
		s := values[0]
		for i := range len(s) {
			if s[i] <= ' ' || s[i] > '~' {
				return errors.New("holds a space, a line's end or another character that no token has")
			}
		}
		*to = NewSecret(s)
		return nil
	}
}
