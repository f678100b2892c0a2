package main

import (
	"fmt"
	"regexp"
	"strings"

	"marquee/internal/film"
)

// A starter film runs between shortest and longest minutes: a longer or shorter
// one is not impossible, but a mistake in a list of well-known films.
const (
	shortest = 40
	longest  = 300
)

var youTubeID = regexp.MustCompile(`^[\w-]{11}$`)

// genres are the words that the starter films use, so that a mistyped one is
// noticed.
var genres = func() map[string]bool {
	all := make(map[string]bool)
	for g := range strings.SplitSeq("Action, Adventure, Animated, Biography, Comedy, Crime, Dance, Disaster, "+
		"Documentary, Drama, Erotic, Family, Fantasy, Found Footage, Historical, Horror, Independent, Legal, "+
		"Martial Arts, Musical, Mystery, Noir, Political, Romance, Satire, Science Fiction, Short, Silent, "+
		"Slasher, Sports, Spy, Supernatural, Superhero, Suspense, Teen, Thriller, War, Western", ", ") {
		all[g] = true
	}
	return all
}()

// checkFilm returns why the film cannot be in the bundle beside those already
// there; "" when it can.
func checkFilm(f *film.Film, others []film.Film, left *report) string {
	if err := f.Check(); err != nil {
		return strings.ReplaceAll(err.Error(), "\n", "; ")
	}
	name := film.Fold(f.Title)
	if name == "" {
		return "its title has no letter and no digit"
	}
	for i := range others {
		o := &others[i]
		switch {
		case f.Title == o.Title && f.Year == o.Year:
			return "a second row of the film"
		case film.SameFilm(f, o):
			return "the same film as " + display(o)
		case film.Fold(o.Title) == name && near(f.Year, o.Year):
			return "most likely the same film as " + display(o) + ": one title, years at most two apart"
		}
	}
	trailers := f.Trailers[:0]
	seen := make(map[string]bool)
	for _, t := range f.Trailers {
		if seen[t.YouTube] {
			left.add("trailers", f, t.YouTube+" is there twice")
			continue
		}
		seen[t.YouTube] = true
		trailers = append(trailers, t)
	}
	f.Trailers = trailers
	return ""
}

func near(a, b int) bool { return a-b <= 2 && b-a <= 2 }

func display(f *film.Film) string { return fmt.Sprintf("%s (%d)", f.Title, f.Year) }
