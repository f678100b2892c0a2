package tmdb

import (
	"slices"

	"marquee/internal/film"
)

// maxMark is as long as a certificate may be.
const maxMark = 40

// releases returns the film's dates, what is said twice once. Entries without a
// day, of an unknown type or of no region of ISO 3166-1 are left out.
func (w *wholeFilm) releases() []film.Release {
	var all []film.Release
	for _, in := range w.ReleaseDates.Results {
		region := regionOf(in.Region)
		if region == "" {
			continue
		}
		var here []film.Release
		for _, d := range in.Dates {
			r, ok := d.release(region)
			if ok && !slices.ContainsFunc(here, func(x film.Release) bool { return sameRelease(x, r) }) {
				here = append(here, r)
			}
		}
		all = append(all, here...)
	}
	yearOnly(all)
	return first(all)
}

func (d releaseDate) release(region film.Region) (film.Release, bool) {
	r := film.Release{
		Region: region, Date: dayOf(d.Date), Kind: kinds[d.Type.int()],
		Certificate: line(d.Certification, maxMark), Note: title(d.Note),
	}
	if l := languageOf(d.Language); l != "" {
		r.Languages = []string{l}
	}
	return r, !r.Date.IsZero() && r.Kind != film.Unspecified
}

func sameRelease(a, b film.Release) bool {
	return a.Date == b.Date && a.Kind == b.Kind && a.Certificate == b.Certificate &&
		a.Note == b.Note && slices.Equal(a.Languages, b.Languages)
}

// yearOnly takes the day from a 1 January that only stands for its year: one
// that is the film's only date and that nobody has put a note or a certificate
// to. Films do open on New Year's Day, and then more is known of them.
func yearOnly(all []film.Release) {
	for _, r := range all {
		if !isNewYear(r.Date) || r.Date != all[0].Date || r.Note != "" || r.Certificate != "" {
			return
		}
	}
	for i := range all {
		all[i].Date = yearAlone(all[i].Date)
	}
}

// certificates returns the certificate of each region: that of its cinemas, else
// the first that it has. No reasons come with them: TMDB's descriptors are words
// of its own list and not the board's.
func (w *wholeFilm) certificates() []film.Certificate {
	var all []film.Certificate
	for _, in := range w.ReleaseDates.Results {
		region := regionOf(in.Region)
		var mark string
		var inCinemas bool
		for _, d := range in.Dates {
			m := line(d.Certification, maxMark)
			cinema := kinds[d.Type.int()] == film.Theatrical || kinds[d.Type.int()] == film.Limited
			if m != "" && (mark == "" || cinema && !inCinemas) {
				mark, inCinemas = m, cinema
			}
		}
		known := slices.ContainsFunc(all, func(c film.Certificate) bool { return c.Region == region })
		if region != "" && mark != "" && !known {
			all = append(all, film.Certificate{Region: region, Mark: mark})
		}
	}
	return first(all)
}
