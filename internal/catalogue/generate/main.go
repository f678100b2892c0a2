// Command generate makes the bundled catalogue from the starter films and the
// seed film:
//
//	go run ./internal/catalogue/generate -starter FILE
//
// It checks what it reads and prints what it left out and why. Ids are fixed for
// ever: films and people that the bundle in the output folder has keep theirs,
// and new ones get the numbers after the largest. The same input gives the same
// bytes.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"marquee/internal/catalogue/bundle"
	"marquee/internal/film"
)

func main() {
	var in input
	flag.StringVar(&in.starter, "starter", "", "starter films, one JSON object a line (required)")
	flag.StringVar(&in.seed, "seed", "internal/catalogue/generate/seed.json", "the seed film")
	flag.StringVar(&in.exceptions, "exceptions", "internal/catalogue/generate/exceptions.json", "what to leave out or to keep against the rules")
	flag.StringVar(&in.out, "out", "internal/catalogue/bundle", "folder of the bundle")
	flag.Parse()
	if in.starter == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := generate(in, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// input names the files to read and the folder to write.
type input struct{ starter, seed, exceptions, out string }

// generate makes the bundle and writes what it left out to log.
func generate(in input, log io.Writer) error {
	exceptions, err := readExceptions(in.exceptions)
	if err != nil {
		return err
	}
	seed, err := readSeed(in.seed)
	if err != nil {
		return err
	}
	starter, err := readStarter(in.starter)
	if err != nil {
		return err
	}
	var left report
	films := make([]film.Film, 0, 1+len(starter))
	films = append(films, seed)
	for _, s := range starter {
		f := s.film(&left)
		f.Credits = checkCast(&f, exceptions, &left)
		if fault := checkFilm(&f, films, &left); fault != "" {
			left.add("films", &f, fault)
			continue
		}
		films = append(films, f)
	}
	oneSpelling(films, &left)
	if err := exceptions.unused(films); err != nil {
		return err
	}
	exceptions.tell(&left)

	old, err := readNumbers(bundle.In(os.DirFS(in.out)))
	if err != nil {
		return err
	}
	titles := old.numberFilms(films)
	if films[0].ID != seedID {
		return errors.New("the seed film has not the id 1")
	}
	people := old.numberPeople(films, exceptions)
	if err := write(in.out, films, titles, people); err != nil {
		return err
	}
	left.print(log)
	fmt.Fprintf(log, "%d films and %d people in the bundle; the largest ids are %d and %d\n",
		len(films), countActive(people), titles[len(titles)-1].Number, people[len(people)-1].ID)
	return nil
}

// seedID is the id of the seed film.
const seedID film.ID = 1

// write writes the three files of the bundle. films are put in order of id.
func write(dir string, films []film.Film, titles []bundle.Title, people []bundle.Person) error {
	sortByID(films)
	files := make(map[string][]byte)
	var err error
	if files[bundle.FilmsFile], err = bundle.PackFilms(films); err != nil {
		return err
	}
	if files[bundle.TitlesFile], err = bundle.PackTitles(titles); err != nil {
		return err
	}
	if files[bundle.PeopleFile], err = bundle.PackPeople(people); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
