package catalogue

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"marquee/internal/film"
)

// A Keeper is where imported films are kept.
type Keeper interface {
	// SaveFilms saves all films of the sequence, or none: when the sequence
	// yields an error, or ctx is done, it undoes what it saved and returns that
	// error, wrapped. Else it returns how many films it did not have before and
	// how many it had. A film that it refuses makes it fail with a
	// *DuplicateError or a *RejectedError. A film with an ID is the film of that
	// id, and so is the person of a credit that has one.
	SaveFilms(ctx context.Context, films iter.Seq2[film.Film, error]) (added, updated int, err error)
}

// An Importer brings files in the catalogue format into a Keeper.
type Importer struct {
	Keeper Keeper
	// Catalogue is asked which of its films and people a file speaks of, so
	// that they keep their ids. It may be nil.
	Catalogue *Catalogue
	// Today is the day as of which films stand that name no origin.
	Today film.Date
	// Progress, where it is set, is told how many bytes of the file were read.
	Progress func(read int64)
}

// Imported says what came of a file.
type Imported struct {
	Films          int // in the file
	Added, Updated int // as the Keeper counts
	// Joined is how many of the films the catalogue has: what the file says of
	// them goes before what the catalogue says.
	Joined int
	// Apart are the lines of films that have the title and year of one of the
	// catalogue's, and too little else to be surely the same.
	Apart []Line
}

// ErrNoFilms reports a file without a single film.
var ErrNoFilms = errors.New("there is no film in it")

// File imports the file at path. It fails with a *BadFileError when the file has
// lines that are wrong; then, as after any error, nothing of it was saved.
func (i *Importer) File(ctx context.Context, path string) (Imported, error) {
	file, err := os.Open(path)
	if err != nil {
		return Imported{}, fmt.Errorf("importing: %w", err)
	}
	defer file.Close()
	return i.Import(ctx, filepath.Base(path), file)
}

// Import imports what r holds, as File does; name is the source that films
// without an origin get.
func (i *Importer) Import(ctx context.Context, name string, r io.Reader) (Imported, error) {
	run := &importRun{
		catalogue: i.Catalogue,
		origin:    film.Origin{Source: name, AsOf: i.Today},
		people:    make(map[film.PersonID]film.Aliases),
		bad:       BadFileError{Name: name},
	}
	if i.Progress != nil {
		r = &counter{from: r, tell: i.Progress}
	}
	added, updated, err := i.Keeper.SaveFilms(ctx, run.films(ctx, r))
	if err != nil {
		return Imported{}, run.explain(err)
	}
	return Imported{Films: len(run.lines), Added: added, Updated: updated, Joined: run.joined, Apart: run.apart}, nil
}
