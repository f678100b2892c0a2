package remind_test

import (
	"strings"
	"testing"
	"time"

	"marquee/internal/film"
	"marquee/internal/remind"
)

// said tells of the film's one date in GB as a source says it; "" is none.
func (o *office) said(source string, kind film.ReleaseKind, date string) {
	o.t.Helper()
	f := friday
	f.Releases = nil
	if date != "" {
		f.Releases = []film.Release{{Region: "GB", Date: film.MustDate(date), Kind: kind}}
	}
	check(o.t, o.book.Observe(o.t.Context(), source, f, time.Now()))
}

// TestTheSameDateByAnotherName has the date of one release told by another source,
// and with another kind: it is posted once, and is no news.
func TestTheSameDateByAnotherName(t *testing.T) {
	const day = "2000-01-14"
	for name, says := range map[string]func(o *office){
		"by another source": func(o *office) { o.said("tmdb", film.Theatrical, ""); o.said("wikidata", film.Unspecified, day) },
		"without its kind":  func(o *office) { o.said("tmdb", film.Unspecified, day) },
	} {
		for when, until := range map[string]string{"before": "2000-01-05 12:00", "after": "2000-01-07 10:00"} {
			t.Run(name+", "+when, func(t *testing.T) {
				inOffice(t, true, func(o *office) {
					o.said("tmdb", film.Theatrical, day)
					o.said("wikidata", film.Unspecified, day)
					o.until(until)
					says(o)
					o.until("2000-01-15 12:00")
					if got := o.posted(); len(got) != 1 {
						t.Errorf("posted %q", got)
					}
				})
			})
		}
	}
}

// TestAPremiereSilencesNobody has one source know a premiere, and another the
// release.
func TestAPremiereSilencesNobody(t *testing.T) {
	inOffice(t, true, func(o *office) {
		o.said("wikidata", film.Unspecified, "2000-01-14")
		o.said("tmdb", film.Premiere, "2000-01-03")
		o.until("2000-01-07 12:00")
		if got := o.posted(); len(got) != 1 || !strings.Contains(got[0], "2000-01-14") {
			t.Errorf("posted %q", got)
		}
	})
}

// TestAnEditTellsNothingOfThePast adds a region and a lead time whose time has
// passed.
func TestAnEditTellsNothingOfThePast(t *testing.T) {
	inOffice(t, true, func(o *office) {
		o.until("2000-01-07 12:00")
		before := len(o.posted())
		sub, err := o.book.List(o.t.Context(), lobby)
		check(t, err)
		edited := sub[0]
		edited.Leads, edited.Regions = []int{7, 6, 0}, []film.Region{"GB", "IE"}
		subscribe(o.t, o.book, edited, time.Now())
		o.until("2000-01-07 20:00")
		if got := o.posted(); len(got) != before {
			t.Errorf("at once: %q", got)
		}
		o.until("2000-01-08 12:00")
		if got := o.posted(); len(got) != before+1 {
			t.Errorf("and on the next day: %q", got)
		}
	})
}

// TestASourceThatIsGoneCountsNoMore takes a source's word away.
func TestASourceThatIsGoneCountsNoMore(t *testing.T) {
	inOffice(t, true, func(o *office) {
		o.said("wikidata", film.Unspecified, "2000-01-21")
		check(o.t, o.book.Keep(o.t.Context(), friday.ID, "wikidata"))
		o.until("2000-01-14 12:00")
		if got := o.posted(); len(got) != 1 || !strings.Contains(got[0], "2000-01-21") {
			t.Errorf("posted %q", got)
		}
	})
}

// TestAYearElsewhereIsNoDate has a source lose its day and give another one, while
// another source knows no more than the year.
func TestAYearElsewhereIsNoDate(t *testing.T) {
	inOffice(t, true, func(o *office) {
		o.said("wikidata", film.Unspecified, "2000")
		o.said("tmdb", film.Theatrical, "2000-01-14") // and no longer IE
		o.until("2000-01-02 12:00")
		told := len(o.posted())
		o.said("tmdb", film.Theatrical, "")
		o.until("2000-01-03 12:00")
		if got := o.posted(); len(got) != told+1 || !strings.Contains(got[told], string(remind.Withdrawn)) {
			t.Errorf("after it was withdrawn: %q", got)
		}
		o.said("tmdb", film.Theatrical, "2000-02-18")
		o.until("2000-01-04 12:00")
		if got := o.posted(); len(got) != told+2 || !strings.Contains(got[told+1], string(remind.FirstDate)) {
			t.Errorf("after it came back: %q", got)
		}
	})
}
