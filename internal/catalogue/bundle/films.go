package bundle

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"

	"marquee/internal/film"
)

// AsOf is the day on which the bundled facts were taken from their sources.
var AsOf = film.MustDate("2026-11-23")

// starterOrigin is where the title, year, cast and genres of a starter film come
// from, and starterOrigins where the rest of it does. Lines of the bundle leave
// both out.
var (
	starterOrigin  = film.Origin{Source: "Wikipedia", AsOf: AsOf}
	starterOrigins = func() map[film.Field]film.Origin {
		omdb := film.Origin{Source: "omdb.org", AsOf: AsOf}
		return map[film.Field]film.Origin{
			"minutes": omdb, "languages": omdb, "trailers": omdb, "popularity": omdb,
		}
	}()
)

// SetStarterOrigin gives a film the origins that all starter films have.
func SetStarterOrigin(f *film.Film) {
	f.Origin = starterOrigin
	f.Origins = maps.Clone(starterOrigins)
}

// FilmLines returns the lines of the films, for DecodeFilm, in order of id.
func (b Bundle) FilmLines() ([][]byte, error) {
	text, err := b.text(FilmsFile)
	if err != nil {
		return nil, err
	}
	return lines(text), nil
}

// DecodeFilm reads a line of the bundle. A line that names no origin is a
// starter film's.
func DecodeFilm(line []byte) (film.Film, error) {
	var f film.Film
	if err := json.Unmarshal(line, &f); err != nil {
		return film.Film{}, fmt.Errorf("reading a film of the bundle: %w", err)
	}
	if f.Origin == (film.Origin{}) {
		SetStarterOrigin(&f)
	}
	return f, nil
}

const header = "# The films bundled with Marquee. NOTICE says where the facts come from,\n" +
	"# docs/catalogue.md what the fields mean.\n"

// PackFilms returns the file of the films, which must be in order of id.
func PackFilms(films []film.Film) ([]byte, error) {
	var text bytes.Buffer
	text.WriteString(header)
	for _, f := range films {
		if f.Origin == starterOrigin && maps.Equal(f.Origins, starterOrigins) {
			f.Origin, f.Origins = film.Origin{}, nil
		}
		enc := json.NewEncoder(&text)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(&f); err != nil {
			return nil, fmt.Errorf("writing %s: %w", f.Title, err)
		}
	}
	return pack(text.Bytes())
}
