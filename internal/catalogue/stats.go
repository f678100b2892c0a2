package catalogue

import (
	"fmt"

	"marquee/internal/film"
)

// Stats counts what a catalogue holds.
type Stats struct {
	Films, People int
	// FirstYear and LastYear are the years of the oldest and the newest film; 0
	// where no film has a year.
	FirstYear, LastYear int
	// Credits, Releases and Trailers are those of all films together.
	Credits, Releases, Trailers int
	// WithMinutes, WithCast, WithDirector and WithReleases count the films of
	// which that is known.
	WithMinutes, WithCast, WithDirector, WithReleases int
	// Sources are the films by the source of most of their facts.
	Sources map[string]int
}

// Stats counts. It reads every film.
func (c *Catalogue) Stats() (Stats, error) {
	r, err := c.roll()
	if err != nil {
		return Stats{}, err
	}
	s := Stats{Films: len(c.listings), People: len(r.names.listings), Sources: make(map[string]int)}
	for place := range c.listings {
		f, err := c.films.at(place)
		if err != nil {
			return Stats{}, fmt.Errorf("counting what the catalogue holds: %w", err)
		}
		s.count(&f)
	}
	return s, nil
}

func (s *Stats) count(f *film.Film) {
	if f.Year != 0 {
		if s.FirstYear == 0 || f.Year < s.FirstYear {
			s.FirstYear = f.Year
		}
		s.LastYear = max(s.LastYear, f.Year)
	}
	s.Credits += len(f.Credits)
	s.Releases += len(f.Releases)
	s.Trailers += len(f.Trailers)
	s.WithMinutes += one(f.Minutes != 0)
	s.WithCast += one(len(f.Credits.By(film.Cast)) > 0)
	s.WithDirector += one(len(f.Credits.By(film.Director)) > 0)
	s.WithReleases += one(len(f.Releases) > 0)
	s.Sources[f.Origin.Source]++
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}
