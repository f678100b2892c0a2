package remind

import (
	"slices"
	"time"

	"marquee/internal/film"
)

// Facts are what is kept of a film that somebody follows.
type Facts struct {
	Film       film.ID
	Title      string
	Year       int
	Popularity film.Popularity
	Dates      []SourceDate
	Statuses   []SourceStatus
	Changes    []Change // by ID
}

// A SourceDate is one source's date of a region and kind. Stood is what counts;
// while Latest differs from it, a change is settling.
type SourceDate struct {
	Source      string
	Region      film.Region
	Kind        film.ReleaseKind
	Stood       film.Date
	StoodSince  time.Time // when the source was first seen to say so
	Latest      film.Date
	LatestSince time.Time
	Certificate string
	Note        string
}

func (d SourceDate) settling() bool { return d.Stood != d.Latest }

// A SourceStatus is whether a source says that the film is cancelled, kept like
// a SourceDate.
type SourceStatus struct {
	Source      string
	Known       bool // it says anything of the film's status
	Stood       bool
	Latest      bool
	LatestSince time.Time
}

// rank is the place of a source in an order; those that are not in it come last.
func rank(order []string, source string) int {
	if i := slices.Index(order, source); i >= 0 {
		return i
	}
	return len(order)
}

// counting returns the source whose dates count in a region for a kind: the first
// that has one there which stands, else the first of which one is still settling.
// Premieres are apart from all other kinds, so that a source that knows a
// festival's date does not silence one that knows the release.
func (f *Facts) counting(order []string, r film.Region, kind film.ReleaseKind) (source string, found bool) {
	for _, standing := range []bool{true, false} {
		best := 0
		for _, d := range f.Dates {
			if d.Region != r || (d.Kind == film.Premiere) != (kind == film.Premiere) || d.Latest.IsZero() && d.Stood.IsZero() || standing && d.Stood.IsZero() {
				continue
			}
			n := rank(order, d.Source)
			if !found || n < best || n == best && d.Source < source {
				source, best, found = d.Source, n, true
			}
		}
		if found {
			break
		}
	}
	return source, found
}

// elsewhere reports whether another source has a day that stands in a region, of a
// release that may be the same.
func (f *Facts) elsewhere(source string, r film.Region, kind film.ReleaseKind) bool {
	return slices.ContainsFunc(f.Dates, func(d SourceDate) bool {
		return d.Source != source && d.Region == r && d.Stood.Precision() == film.PrecisionDay &&
			(d.Kind == kind || alike(d.Kind, kind))
	})
}

// alike reports whether two kinds may be of one release: one in cinemas, and one
// of which the kind is not told.
func alike(a, b film.ReleaseKind) bool {
	return min(a, b) == film.Unspecified && max(a, b) == film.Theatrical
}

// renamed reports whether a change of a row is nothing but that its source tells
// the kind of the date now, or no longer: another row of it has the same day.
func (f *Facts) renamed(d *SourceDate) bool {
	day := d.Latest
	if day.IsZero() {
		day = d.Stood
	}
	return slices.ContainsFunc(f.Dates, func(o SourceDate) bool {
		return o.Source == d.Source && o.Region == d.Region && alike(o.Kind, d.Kind) && (o.Stood == day || o.Latest == day)
	})
}

// typed reports whether a source tells the kind of any of its dates in a region,
// premieres aside.
func (f *Facts) typed(source string, r film.Region) bool {
	return slices.ContainsFunc(f.Dates, func(d SourceDate) bool {
		return d.Source == source && d.Region == r && d.Kind != film.Unspecified && d.Kind != film.Premiere && !d.empty()
	})
}

// empty reports whether nothing is left of a date that was withdrawn.
func (d *SourceDate) empty() bool { return d.Stood.IsZero() && d.Latest.IsZero() }

// row returns a source's date of a region and kind, nil where it has none.
func (f *Facts) row(source string, r film.Region, kind film.ReleaseKind) *SourceDate {
	for i := range f.Dates {
		if d := &f.Dates[i]; d.Source == source && d.Region == r && d.Kind == kind {
			return d
		}
	}
	return nil
}

// cancelled reports whether the film is cancelled, by the first source that says
// anything of that, and since when that is unsettled.
func (f *Facts) cancelled(order []string) (is bool, unsettled time.Time) {
	first := -1
	for i, s := range f.Statuses {
		if s.Known && (first < 0 || rank(order, s.Source) < rank(order, f.Statuses[first].Source)) {
			first = i
		}
	}
	if first < 0 {
		return false, time.Time{}
	}
	s := f.Statuses[first]
	if s.Stood != s.Latest {
		unsettled = s.LatestSince
	}
	return s.Stood, unsettled
}

// A Candidate is the release of a film in a region that counts for one kind that
// can be asked for.
type Candidate struct {
	Region film.Region
	Kind   film.ReleaseKind // the one that was asked for, also where a kind that is not told serves
	Date   film.Date        // what stands; the zero Date where there is none
	Known  time.Time        // since when it is known
	// Unsettled is when the source was seen to say Next instead; zero where it
	// does not.
	Unsettled   time.Time
	Next        film.Date
	Was         film.Date // the date before Date, where it was moved
	Source      string
	Certificate string
	Note        string
}

// candidate returns the release that counts in a region for a kind. It reports
// false where the source that counts has none, with other telling whether it has
// one of another kind.
func (f *Facts) candidate(order []string, r film.Region, kind film.ReleaseKind) (c Candidate, found, other bool) {
	source, ok := f.counting(order, r, kind)
	if !ok {
		return Candidate{}, false, false
	}
	row := f.row(source, r, kind)
	if (row == nil || row.empty()) && kind == film.Theatrical && !f.typed(source, r) {
		if told := f.row(source, r, film.Unspecified); told != nil && (row == nil || !told.empty()) {
			row = told
		}
	}
	if row == nil {
		return Candidate{}, false, true
	}
	// The kind that was asked for, so that a source that tells the kind later, or
	// another one that does, says nothing twice.
	c = Candidate{Region: r, Kind: kind, Date: row.Stood, Known: row.StoodSince, Source: source,
		Certificate: row.Certificate, Note: row.Note}
	if row.settling() {
		c.Unsettled, c.Next = row.LatestSince, row.Latest
	}
	for _, change := range f.Changes {
		if change.Source == source && change.Region == r && change.Kind == row.Kind && change.New == c.Date &&
			(change.What == MovedUp || change.What == PutOff) {
			c.Was = change.Old
		}
	}
	return c, true, false
}

// told returns change i as it is to be told. One that was followed by another
// waits for that one, so that nobody is told what is no longer so.
func (f *Facts) told(i int) *Change {
	c := f.Changes[i]
	for _, later := range f.Changes[i+1:] {
		if follows(c, later) {
			c.Stood = later.Stood
		}
	}
	return &c
}
