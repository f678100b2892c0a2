package settings

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// ErrZone reports a text that names no time zone.
var ErrZone = errors.New("not a time zone")

// zoneName is how IANA names look. Some systems keep more files beside the
// zones; what is not written so is not looked for.
var zoneName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$`)

// notZones are names that some systems know and that mean nothing to the people
// in a channel: the server's own zone, a place holder, and tables that count
// leap seconds or name a zone twice.
var notZones = map[string]bool{"local": true, "localtime": true, "posixrules": true, "factory": true, "right": true, "posix": true}

// ParseZone reads an IANA time zone ("Europe/London"), also in small letters and
// with spaces ("america/new york"); the name of the result is IANA's. It fails
// with ErrZone.
func ParseZone(s string) (*time.Location, error) {
	s = strings.TrimSpace(s)
	name := strings.ReplaceAll(s, " ", "_")
	first, _, _ := strings.Cut(strings.ToLower(name), "/")
	if len(name) > 60 || !zoneName.MatchString(name) || notZones[first] {
		return nil, fmt.Errorf("%w: %.60q", ErrZone, s)
	}
	for _, spelling := range spellings(name) {
		if loc, err := time.LoadLocation(spelling); err == nil {
			return loc, nil
		}
	}
	return nil, fmt.Errorf("%w: %q", ErrZone, s)
}

// spellings returns the ways in which IANA may write a name. What has capitals
// was written with care; the rest is tried first with those that most names
// have, since on some systems any spelling opens the file.
func spellings(name string) []string {
	if name != strings.ToLower(name) {
		return []string{name}
	}
	if !strings.Contains(name, "/") {
		return []string{strings.ToUpper(name), capitals(name)}
	}
	return []string{capitals(name)}
}

// smallWords are the parts of names that have no capital.
var smallWords = strings.NewReplacer("_Of_", "_of_", "_Es_", "_es_", "-Au-", "-au-")

// capitals writes a capital at the beginning of each word.
func capitals(name string) string {
	b := []byte(name)
	for i := range b {
		if (i == 0 || strings.IndexByte("/_-", b[i-1]) >= 0) && b[i] >= 'a' && b[i] <= 'z' {
			b[i] -= 'a' - 'A'
		}
	}
	return smallWords.Replace(string(b))
}
