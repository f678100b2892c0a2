package film

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// An ID is Marquee's own number for a film. It never changes and is never given
// to another film, so it may stand in buttons and subscriptions for ever; what
// other catalogues call the film are its Aliases. The zero ID is no film.
type ID uint32

// A PersonID is Marquee's own number for a person, as stable as an ID.
type PersonID uint32

// FirstLocalID is the first number that a database may give to a film or person
// it is told of; the smaller ones belong to the bundled catalogue.
const FirstLocalID = 1 << 20

// ErrID reports a text that is no ID.
var ErrID = errors.New("not an id")

// Crockford's base 32: no I, L, O or U, so an id can be read out loud.
const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// String writes the id in Crockford's base 32, the way it stands in routes.
func (id ID) String() string { return encode32(uint32(id)) }

// String writes the id in Crockford's base 32, the way it stands in routes.
func (id PersonID) String() string { return encode32(uint32(id)) }

// ParseID reads what ID.String wrote, in either case.
func ParseID(s string) (ID, error) {
	n, err := decode32(s)
	return ID(n), err
}

// ParsePersonID reads what PersonID.String wrote, in either case.
func ParsePersonID(s string) (PersonID, error) {
	n, err := decode32(s)
	return PersonID(n), err
}

// MarshalText writes the id as String does.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads what ParseID reads.
func (id *ID) UnmarshalText(b []byte) (err error) {
	*id, err = ParseID(string(b))
	return err
}

// MarshalText writes the id as String does.
func (id PersonID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads what ParsePersonID reads.
func (id *PersonID) UnmarshalText(b []byte) (err error) {
	*id, err = ParsePersonID(string(b))
	return err
}

func encode32(n uint32) string {
	var buf [7]byte
	i := len(buf)
	for {
		i--
		buf[i] = digits[n&31]
		n >>= 5
		if n == 0 {
			return string(buf[i:])
		}
	}
}

func decode32(s string) (uint32, error) {
	// A leading 0 is refused with the rest, so that an id has one spelling.
	if s == "" || len(s) > 7 || s[0] == '0' {
		return 0, fmt.Errorf("%w: %.20q", ErrID, s)
	}
	var n uint64
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
		}
		d := strings.IndexByte(digits, c)
		if d < 0 {
			return 0, fmt.Errorf("%w: %.20q", ErrID, s)
		}
		n = n<<5 | uint64(d)
	}
	if n > math.MaxUint32 {
		return 0, fmt.Errorf("%w: %.20q", ErrID, s)
	}
	return uint32(n), nil
}

// Aliases are what other catalogues call a film or a person; an empty one is
// unknown. Two records that share an alias are one film (or person).
type Aliases struct {
	IMDb     string `json:"imdb,omitempty"`     // "tt0088247", of people "nm0000001"
	TMDB     int    `json:"tmdb,omitempty"`     // number of the film or the person
	Wikidata string `json:"wikidata,omitempty"` // "Q184605"
}

// IsZero reports whether no alias is known.
func (a Aliases) IsZero() bool { return a == Aliases{} }

// Shares reports whether a and b have an alias in common.
func (a Aliases) Shares(b Aliases) bool {
	return a.IMDb != "" && a.IMDb == b.IMDb ||
		a.TMDB != 0 && a.TMDB == b.TMDB ||
		a.Wikidata != "" && a.Wikidata == b.Wikidata
}

// Contradicts reports whether a and b name different things in one catalogue,
// so that they cannot be the same film or person.
func (a Aliases) Contradicts(b Aliases) bool {
	return a.IMDb != "" && b.IMDb != "" && a.IMDb != b.IMDb ||
		a.TMDB != 0 && b.TMDB != 0 && a.TMDB != b.TMDB ||
		a.Wikidata != "" && b.Wikidata != "" && a.Wikidata != b.Wikidata
}

// Or returns a with what it lacks taken from b.
func (a Aliases) Or(b Aliases) Aliases {
	if a.IMDb == "" {
		a.IMDb = b.IMDb
	}
	if a.TMDB == 0 {
		a.TMDB = b.TMDB
	}
	if a.Wikidata == "" {
		a.Wikidata = b.Wikidata
	}
	return a
}
