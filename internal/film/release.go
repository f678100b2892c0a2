package film

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A ReleaseKind says how a film reaches its public on a date.
type ReleaseKind uint8

// Release kinds. Unspecified is what a source says that tells no kind: it
// serves as a theatrical release where a region has no date of a told kind.
const (
	Unspecified ReleaseKind = iota
	Theatrical
	Limited
	Premiere
	Digital
	Physical
	TV
)

var kindNames = []string{"unspecified", "theatrical", "limited", "premiere", "digital", "physical", "tv"}

// ReleaseKinds lists the kinds that a source can tell, in the order in which
// they are preferred as a region's own date.
func ReleaseKinds() []ReleaseKind {
	return []ReleaseKind{Theatrical, Limited, Premiere, Digital, Physical, TV}
}

// String returns the kind in lower case, as it is written in files.
func (k ReleaseKind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("kind %d", uint8(k))
}

// ParseReleaseKind reads what String writes, in any case.
func ParseReleaseKind(s string) (ReleaseKind, error) {
	i := slices.Index(kindNames, strings.ToLower(strings.TrimSpace(s)))
	if i < 0 {
		return 0, fmt.Errorf("not a release kind: %.30q (one of %s)", s, strings.Join(kindNames[1:], ", "))
	}
	return ReleaseKind(i), nil
}

// MarshalText writes the kind as String does.
func (k ReleaseKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads what ParseReleaseKind reads.
func (k *ReleaseKind) UnmarshalText(b []byte) (err error) {
	*k, err = ParseReleaseKind(string(b))
	return err
}

// A Release is a film reaching one region on one date in one way.
type Release struct {
	Region      Region      `json:"region"`
	Date        Date        `json:"date"`
	Kind        ReleaseKind `json:"kind,omitzero"`
	Certificate string      `json:"certificate,omitempty"` // of that region, e.g. "15" in the UK
	Languages   []string    `json:"languages,omitempty"`   // BCP 47; where a region's dates differ by language
	Note        string      `json:"note,omitempty"`        // what the source adds, e.g. a festival's name
	Origin      Origin      `json:"origin,omitzero"`       // who said so; the film's own origin where empty
}

// HomeRelease returns the release that is region's own date of the film: of
// theatrical, limited, premiere, digital, physical and TV the first kind that
// the region has, and within it the earliest date, so that a re-release never
// replaces the original. Releases of no told kind count as theatrical where the
// region has no other, premieres aside, so that a festival's date is not passed off
// as the release. It reports false where the region has none at all.
func HomeRelease(all []Release, region Region) (Release, bool) {
	kinds := append(ReleaseKinds(), Unspecified)
	if !ToldIn(all, region) {
		kinds = append([]ReleaseKind{Unspecified}, ReleaseKinds()...)
	}
	for _, kind := range kinds {
		if r, ok := earliest(all, func(r Release) bool { return r.Region == region && r.Kind == kind }); ok {
			return r, true
		}
	}
	return Release{}, false
}

// ToldIn reports whether a region has a release of a told kind other than a
// premiere.
func ToldIn(all []Release, region Region) bool {
	return slices.ContainsFunc(all, func(r Release) bool {
		return r.Region == region && r.Kind != Unspecified && r.Kind != Premiere
	})
}

// FirstRelease returns the earliest release anywhere, premieres apart where
// there is any other. It reports false where no date is known.
func FirstRelease(all []Release) (Release, bool) {
	if r, ok := earliest(all, func(r Release) bool { return r.Kind != Premiere }); ok {
		return r, true
	}
	return earliest(all, func(Release) bool { return true })
}

func earliest(all []Release, want func(Release) bool) (best Release, found bool) {
	for _, r := range all {
		if r.Date.IsZero() || !want(r) {
			continue
		}
		if !found || r.Date.Compare(best.Date) < 0 {
			best, found = r, true
		}
	}
	return best, found
}

// A ReleaseGroup is one line of a list of worldwide dates: the regions that
// share a date, a kind and a note.
type ReleaseGroup struct {
	Date      Date
	Kind      ReleaseKind
	Note      string
	Languages []string
	Regions   []Region
}

// GroupReleases returns the releases as lines of a list, in order of date, kinds
// of one date in the order of ReleaseKinds, with Unspecified first. Regions of a
// line stand in the order of their names as name gives them, Åland among the A.
// What is said twice stands once.
func GroupReleases(all []Release, name func(Region) string) []ReleaseGroup {
	type key struct {
		date            Date
		kind            ReleaseKind
		note, languages string
	}
	groups := make(map[key]*ReleaseGroup)
	var lines []*ReleaseGroup
	for _, r := range all {
		k := key{r.Date, r.Kind, r.Note, strings.Join(r.Languages, " ")}
		g := groups[k]
		if g == nil {
			g = &ReleaseGroup{Date: r.Date, Kind: r.Kind, Note: r.Note, Languages: r.Languages}
			groups[k] = g
			lines = append(lines, g)
		}
		if !slices.Contains(g.Regions, r.Region) {
			g.Regions = append(g.Regions, r.Region)
		}
	}
	out := make([]ReleaseGroup, len(lines))
	for i, g := range lines {
		slices.SortFunc(g.Regions, func(a, b Region) int {
			return cmp.Or(strings.Compare(FoldLiteral(name(a)), FoldLiteral(name(b))), cmp.Compare(a, b))
		})
		out[i] = *g
	}
	slices.SortStableFunc(out, func(a, b ReleaseGroup) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Kind, b.Kind))
	})
	return out
}
