package tmdb

import (
	"strings"

	"golang.org/x/text/language"

	"marquee/internal/film"
)

// languageOf returns a language of TMDB's as BCP 47, "" where it names none. Its
// codes are ISO 639-1 with two of its own making: cn is Cantonese, beside zh,
// and xx is a film without words.
func languageOf(code string) string {
	code = strings.ToLower(strings.TrimSpace(code))
	switch code {
	case "cn":
		return "yue"
	case "", "xx":
		return ""
	}
	if _, err := language.ParseBase(code); err != nil {
		return ""
	}
	return code
}

// regionOf returns a region of TMDB's, "" where ISO 3166-1 does not have it:
// TMDB also uses XK, and codes of countries that are gone, such as SU.
func regionOf(code string) film.Region {
	if len(code) != 2 {
		return ""
	}
	r, err := film.ParseRegion(code)
	if err != nil || !strings.EqualFold(string(r), code) {
		return ""
	}
	return r
}

// genreNames are TMDB's genres of films by their ids, in English. Short records
// have the ids alone.
var genreNames = map[int]string{
	28: "Action", 12: "Adventure", 16: "Animation", 35: "Comedy", 80: "Crime", 99: "Documentary",
	18: "Drama", 10751: "Family", 14: "Fantasy", 36: "History", 27: "Horror", 10402: "Music",
	9648: "Mystery", 10749: "Romance", 878: "Science Fiction", 10770: "TV Movie", 53: "Thriller",
	10752: "War", 37: "Western",
}

// statuses are how far a film has come, in TMDB's words.
var statuses = map[string]film.Status{
	"Rumored":         film.Rumoured,
	"Planned":         film.Planned,
	"In Production":   film.InProduction,
	"Post Production": film.PostProduction,
	"Released":        film.Released,
	"Canceled":        film.Cancelled,
}

// kinds are TMDB's types of releases.
var kinds = map[int]film.ReleaseKind{
	1: film.Premiere, 2: film.Limited, 3: film.Theatrical, 4: film.Digital, 5: film.Physical, 6: film.TV,
}
