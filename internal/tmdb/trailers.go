package tmdb

import (
	"cmp"
	"slices"

	"marquee/internal/film"
)

// trailers returns the videos that are on YouTube: official trailers, then
// official teasers, then the unofficial ones, then clips and the rest.
func (w *wholeFilm) trailers() []film.Trailer {
	videos := slices.Clone(w.Videos.Results)
	slices.SortStableFunc(videos, func(a, b video) int { return cmp.Compare(a.rank(), b.rank()) })
	var all []film.Trailer
	seen := make(map[string]bool)
	for _, v := range videos {
		if v.Site != "YouTube" || !youTubeID.MatchString(v.Key) || seen[v.Key] {
			continue
		}
		seen[v.Key] = true
		all = append(all, film.Trailer{Name: title(v.Name), YouTube: v.Key, Language: languageOf(v.Language)})
	}
	return first(all)
}

func (v video) rank() int {
	rank := 4
	switch v.Type {
	case "Trailer":
		rank = 0
	case "Teaser":
		rank = 1
	}
	if rank < 4 && !v.Official {
		rank += 2
	}
	return rank
}
