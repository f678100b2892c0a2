package film

import (
	"fmt"
	"slices"
	"strings"
)

// An Offer is one way to watch a film in one region.
type Offer struct {
	Region   Region    `json:"region"`
	Kind     OfferKind `json:"kind"`
	Provider string    `json:"provider"`      // the service's name
	URL      string    `json:"url,omitempty"` // the source's own page about it, where it has one
}

// An OfferKind says what watching takes.
type OfferKind uint8

// Offer kinds, in the order in which they are shown.
const (
	Stream OfferKind = iota // with a subscription
	Free
	Ads // free, with advertisements
	Rent
	Buy
)

var offerNames = []string{"stream", "free", "ads", "rent", "buy"}

// OfferKinds lists the kinds in the order in which they are shown.
func OfferKinds() []OfferKind { return []OfferKind{Stream, Free, Ads, Rent, Buy} }

// String returns the kind in lower case, as it is written in files.
func (k OfferKind) String() string {
	if int(k) < len(offerNames) {
		return offerNames[k]
	}
	return fmt.Sprintf("offer %d", uint8(k))
}

// MarshalText writes the kind as String does.
func (k OfferKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads what String writes.
func (k *OfferKind) UnmarshalText(b []byte) error {
	i := slices.Index(offerNames, string(b))
	if i < 0 {
		return fmt.Errorf("not a way to watch: %.30q (one of %s)", b, strings.Join(offerNames, ", "))
	}
	*k = OfferKind(i)
	return nil
}

// OffersIn returns the offers of one region.
func (f *Film) OffersIn(region Region) []Offer {
	var out []Offer
	for _, o := range f.Offers {
		if o.Region == region {
			out = append(out, o)
		}
	}
	return out
}
