package catalogue

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"marquee/internal/film"
)

// importRun is the import of one file.
type importRun struct {
	catalogue *Catalogue
	origin    film.Origin                    // of films that name none
	people    map[film.PersonID]film.Aliases // the ids under which people were met
	lines     []int                          // of the films that were given to the Keeper
	bad       BadFileError
	joined    int    // films that the catalogue has
	apart     []Line // films beside one of the same title and year
}

// errBad ends the sequence of a file that has bad lines.
var errBad = errors.New("the file has lines that are wrong")

// films yields the films of the file, ready to be kept. From the first bad line
// on it only looks for others.
func (run *importRun) films(ctx context.Context, r io.Reader) iter.Seq2[film.Film, error] {
	return func(yield func(film.Film, error) bool) {
		for line, err := range Read(r) {
			if err == nil {
				err = run.prepare(&line)
			}
			fault, wrong := errors.AsType[*LineError](err)
			if wrong {
				run.bad.add(fault)
				err = nil
			}
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(film.Film{}, err)
				return
			}
			if run.bad.any() {
				continue
			}
			run.lines = append(run.lines, line.Number)
			if !yield(line.Film, nil) {
				return
			}
		}
		if run.bad.any() {
			yield(film.Film{}, errBad)
		} else if len(run.lines) == 0 {
			yield(film.Film{}, ErrNoFilms)
		}
	}
}

// prepare gives a film its origin and the ids that it has in the catalogue.
func (run *importRun) prepare(line *Line) error {
	f := &line.Film
	if f.ID != 0 {
		return &LineError{line.Number, errors.New("id: Marquee gives ids itself; leave it out")}
	}
	for i := range f.Credits {
		if f.Credits[i].Person != 0 {
			return &LineError{line.Number, fmt.Errorf(
				"credits: person of %q: Marquee gives ids itself; leave it out", f.Credits[i].Name)}
		}
	}
	if f.Origin == (film.Origin{}) {
		f.Origin = run.origin
	}
	if run.catalogue == nil {
		return nil
	}
	if id, ok := run.catalogue.Same(f); ok {
		f.ID = id
		run.joined++
	} else if run.catalogue.hasNamesake(f) {
		run.apart = append(run.apart, Line{Number: line.Number, Film: film.Film{Title: f.Title, Year: f.Year}})
	}
	for i := range f.Credits {
		run.setPerson(&f.Credits[i])
	}
	return nil
}

// setPerson gives a credit the catalogue's person of that name, unless the name
// was met before with ids that say it is somebody else's.
func (run *importRun) setPerson(c *film.Credit) {
	id, ok := run.catalogue.PersonNamed(c.Name)
	if !ok || run.people[id].Contradicts(c.Ids) {
		return
	}
	run.people[id] = run.people[id].Or(c.Ids)
	c.Person = id
}

// explain turns the Keeper's error into one that speaks of lines.
func (run *importRun) explain(err error) error {
	if run.bad.any() && errors.Is(err, errBad) {
		return &run.bad
	}
	if twice, ok := errors.AsType[*DuplicateError](err); ok {
		run.bad.add(&LineError{run.lineOf(twice.Second),
			fmt.Errorf("the same film as the one on line %d", run.lineOf(twice.First))})
		return &run.bad
	}
	if refused, ok := errors.AsType[*RejectedError](err); ok {
		run.bad.add(&LineError{run.lineOf(refused.Position), refused.Err})
		return &run.bad
	}
	return fmt.Errorf("importing %s: %w", run.bad.Name, err)
}

// lineOf returns the line of the film at a position in the sequence.
func (run *importRun) lineOf(position int) int {
	if position < 0 || position >= len(run.lines) {
		return 0
	}
	return run.lines[position]
}

// counter tells how much was read.
type counter struct {
	from io.Reader
	n    int64
	tell func(int64)
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	c.n += int64(n)
	c.tell(c.n)
	return n, err
}
