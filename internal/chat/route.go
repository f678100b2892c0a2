package chat

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// RouteVersion begins every route, so that a button posted by this program can
// still be told from one posted by a later one with other routes.
const RouteVersion = "v1"

// MaxRoute is how long a route may be, in bytes: Discord gives a custom_id 100
// characters, of which an adapter may want a few for itself.
// https://discord.com/developers/docs/components/reference#anatomy-of-a-component
const MaxRoute = 90

// ErrRoute reports a text that is no route of this program.
var ErrRoute = errors.New("not a route")

// A Route says where a button, a picker's entry, a page or a form leads. It is
// made of a version, a command's name, and ids, numbers and fixed words:
// "v1/film/MQ7F/crew/2". It never holds what somebody typed, and whoever
// receives one must treat it as written by a stranger.
type Route struct {
	Command string
	Parts   []string
}

// NewRoute returns the route of command with the given parts: texts, integers,
// or values with a String method, such as ids. It panics when a part could not
// be read back as it is, which only a mistake in the program can cause.
func NewRoute(command string, parts ...any) string {
	all := make([]string, 0, 2+len(parts))
	all = append(all, RouteVersion, command)
	for _, p := range parts {
		all = append(all, fmt.Sprint(p))
	}
	s := strings.Join(all, "/")
	if r, err := ParseRoute(s); err != nil {
		panic(err)
	} else if len(r.Parts) != len(parts) {
		panic(fmt.Errorf("%w: a slash inside of a part: %q", ErrRoute, s))
	}
	return s
}

// ParseRoute reads a route. It fails with ErrRoute.
func ParseRoute(s string) (Route, error) {
	if len(s) > MaxRoute {
		return Route{}, fmt.Errorf("%w: %d bytes", ErrRoute, len(s))
	}
	parts := strings.Split(s, "/")
	if len(parts) < 2 || parts[0] != RouteVersion {
		return Route{}, fmt.Errorf("%w: %q", ErrRoute, s)
	}
	for _, p := range parts[1:] {
		if !plainPart(p) {
			return Route{}, fmt.Errorf("%w: %q", ErrRoute, s)
		}
	}
	return Route{parts[1], parts[2:]}, nil
}

func plainPart(p string) bool {
	for _, c := range []byte(p) {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '.', c == ',':
		default:
			return false
		}
	}
	return p != ""
}

// Part returns part i, or "" where there is none.
func (r Route) Part(i int) string {
	if i < 0 || i >= len(r.Parts) {
		return ""
	}
	return r.Parts[i]
}

// Number returns part i as a number from 0 to 9999; a part that is missing or
// no such number is 0.
func (r Route) Number(i int) int {
	n, err := strconv.ParseUint(r.Part(i), 10, 16)
	if err != nil || n > 9999 {
		return 0
	}
	return int(n)
}
