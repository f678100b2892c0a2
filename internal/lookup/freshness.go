package lookup

import (
	"time"

	"marquee/internal/film"
)

// How long an answer stays fresh. A stale one is still shown at once; it is asked
// for again behind. TMDB's terms allow six months at most, which the store sees
// to. https://www.themoviedb.org/api-terms-of-use
const (
	freshNear   = 12 * time.Hour      // of a film whose dates may still move
	freshFilm   = 7 * 24 * time.Hour  // of any other film
	freshPerson = 3 * 24 * time.Hour  //
	freshTitle  = 14 * 24 * time.Hour // of which films there are of a title or people of a name
	freshComing = 12 * time.Hour      // of what comes out in a region
	freshNone   = 6 * time.Hour       // of "not found"
)

// nearDays is how many days around a release its date may still move.
const nearDays = 60

// freshness returns how long a's answer to q stays fresh. f is what is known of
// the film that is asked for, nil for other questions.
func freshness(q Question, a Asking, f *film.Film, today film.Date) time.Duration {
	switch {
	case !a.Found:
		return freshNone
	case q.Title != "", q.Name != "", q.Series != "":
		return freshTitle
	case q.Region != "":
		return freshComing
	case q.Person != 0 || q.Who:
		return freshPerson
	case f != nil && moving(f, today):
		return freshNear
	}
	return freshFilm
}

// moving reports whether dates of the film are near or to come, or whether it has
// none yet.
func moving(f *film.Film, today film.Date) bool {
	from := today.AddDays(-nearDays)
	dated := false
	for _, r := range f.Releases {
		dated = true
		if !r.Date.Before(from) {
			return true
		}
	}
	return !dated && (f.Year == 0 || f.Year >= today.Year()-1)
}
