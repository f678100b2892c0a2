package tmdb

import (
	"cmp"
	"slices"

	"marquee/internal/film"
)

// credits returns the cast as billed, then the crew by the jobs of the film
// page, each in the order in which TMDB has them.
func (w *wholeFilm) credits() film.Credits {
	slices.SortStableFunc(w.Credits.Cast, func(a, b castMember) int { return cmp.Compare(a.Order, b.Order) })
	var all film.Credits
	seen := make(map[film.Credit]bool, len(w.Credits.Cast)+len(w.Credits.Crew))
	put := func(c film.Credit) {
		if c.Name != "" && !seen[c] {
			seen[c] = true
			all = append(all, c)
		}
	}
	for _, m := range w.Credits.Cast {
		put(film.Credit{
			Job: film.Cast, Name: title(m.Name), As: title(m.Character),
			Ids: film.Aliases{TMDB: m.ID.id()},
		})
	}
	for _, m := range w.Credits.Crew {
		job, note := jobOf(m.Job)
		put(film.Credit{Job: job, Name: title(m.Name), Note: note, Ids: film.Aliases{TMDB: m.ID.id()}})
	}
	slices.SortStableFunc(all, func(a, b film.Credit) int { return cmp.Compare(a.Job, b.Job) })
	return first(all)
}
