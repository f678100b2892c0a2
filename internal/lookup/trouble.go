package lookup

import (
	"context"
	"errors"

	"marquee/internal/film"
)

// A Trouble is a source that could not be asked. Err is film.ErrDown,
// film.ErrBusy or film.ErrRefused, wrapped with what was being done, or another
// error of ours.
type Trouble struct {
	Source string
	Err    error
}

// Troubles are the sources that could not be asked, each once.
type Troubles []Trouble

// add notes a trouble, the first one of each source.
func (t *Troubles) add(more ...Trouble) {
	for _, m := range more {
		known := false
		for _, x := range *t {
			known = known || x.Source == m.Source
		}
		if !known {
			*t = append(*t, m)
		}
	}
}

// troubleOf tells a source that could not be asked from a database that could not
// keep its answer, which is under no name.
func troubleOf(s *guarded, err error) Trouble {
	for _, of := range []error{film.ErrDown, film.ErrBusy, film.ErrRefused, context.Canceled} {
		if errors.Is(err, of) {
			return Trouble{s.Name(), err}
		}
	}
	return Trouble{"", err}
}

// Is reports whether one of the sources could not be asked because of target.
func (t Troubles) Is(target error) bool {
	for _, x := range t {
		if errors.Is(x.Err, target) {
			return true
		}
	}
	return false
}
