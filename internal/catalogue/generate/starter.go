package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"golang.org/x/text/language"

	"marquee/internal/catalogue/bundle"
	"marquee/internal/film"
)

// starterFilm is a line of the starter films. Title, year, cast and genres are
// facts by way of Wikipedia, the rest is from omdb.org.
type starterFilm struct {
	Title     string   `json:"title"`
	Year      int      `json:"year"`
	Minutes   int      `json:"runtime_min"`
	Languages []string `json:"languages"`
	Genres    []string `json:"genres"`
	Cast      []string `json:"cast"`
	Trailers  []struct {
		Language string `json:"lang"`
		YouTube  string `json:"youtube"`
	} `json:"youtube_trailers"`
	Votes *int `json:"votes"`
}

func readStarter(path string) ([]starterFilm, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var all []starterFilm
	scan := bufio.NewScanner(file)
	scan.Buffer(nil, 1<<20)
	for line := 1; scan.Scan(); line++ {
		var s starterFilm
		if err := decodeStrict(scan.Bytes(), &s); err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", path, line, err)
		}
		all = append(all, s)
	}
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return all, nil
}

// readSeed reads the seed film. It stands in a file of its own because its facts
// are written by hand.
func readSeed(path string) (film.Film, error) {
	var f film.Film
	b, err := os.ReadFile(path)
	if err != nil {
		return f, err
	}
	if err := decodeStrict(b, &f); err != nil {
		return f, fmt.Errorf("%s: %w", path, err)
	}
	if err := f.Check(); err != nil {
		return f, fmt.Errorf("%s: %w", path, err)
	}
	return f, nil
}

// decodeStrict refuses fields that v does not have.
func decodeStrict(b []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	return d.Decode(v)
}

// film turns the line into a film. A fact that cannot be is left out, alone.
func (s starterFilm) film(left *report) film.Film {
	f := film.Film{Title: strings.TrimSpace(s.Title), Year: s.Year, Minutes: s.Minutes}
	if s.Votes != nil {
		f.Popularity = film.PopularityOf(*s.Votes)
	}
	if s.Minutes != 0 && (s.Minutes < shortest || s.Minutes > longest) {
		f.Minutes = 0
		left.add("running times", &f, fmt.Sprintf("%d minutes are not between %d and %d", s.Minutes, shortest, longest))
	}
	for _, l := range s.Languages {
		if _, err := language.Parse(l); err != nil {
			left.add("languages", &f, fmt.Sprintf("%q is no language code", l))
			continue
		}
		f.Languages = append(f.Languages, l)
	}
	for _, g := range s.Genres {
		if !genres[g] {
			left.add("genres", &f, fmt.Sprintf("%q is no genre of the list", g))
			continue
		}
		f.Genres = append(f.Genres, g)
	}
	for _, name := range s.Cast {
		f.Credits = append(f.Credits, film.Credit{Job: film.Cast, Name: strings.Join(strings.Fields(name), " ")})
	}
	for _, t := range s.Trailers {
		if !youTubeID.MatchString(t.YouTube) {
			left.add("trailers", &f, fmt.Sprintf("%q is no YouTube identifier", t.YouTube))
			continue
		}
		f.Trailers = append(f.Trailers, film.Trailer{YouTube: t.YouTube, Language: t.Language})
	}
	bundle.SetStarterOrigin(&f)
	return f
}
