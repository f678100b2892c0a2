package catalogue

import (
	"errors"
	"fmt"
	"io"
	"iter"
)

// A reading is the reading of one export.
type reading struct {
	kind  ListKind
	least int // how many names there are at least
	read  func(io.Reader) iter.Seq2[ExportLine, error]

	lines, kept, bad, leftOut int
	fault                     error // what makes the whole of it useless
}

var (
	errManyBad = errors.New("too many lines cannot be read")
	errShort   = errors.New("it has less than half the names of the last one")
	errNoNames = errors.New("it has no names")
)

// names returns the names that are to be listed. What is for adults is not, and
// of films what is none.
func (r *reading) names(from io.Reader) iter.Seq2[ListedName, error] {
	return func(yield func(ListedName, error) bool) {
		for line, err := range r.read(from) {
			r.lines++
			var bad *LineError
			switch {
			case errors.As(err, &bad):
				r.bad++
				continue
			case err != nil:
				r.fault = err
				yield(ListedName{}, err)
				return
			case line.Adult, line.Video && r.kind == ListedFilms:
				r.leftOut++
				continue
			}
			r.kept++
			if !yield(line.ListedName, nil) {
				return
			}
		}
		if r.fault = r.judge(); r.fault != nil {
			yield(ListedName{}, r.fault)
		}
	}
}

// judge says what is wrong with an export that was read to its end.
func (r *reading) judge() error {
	switch {
	case r.bad*100 > r.lines:
		return fmt.Errorf("%w: %d of %d", errManyBad, r.bad, r.lines)
	case r.kept == 0:
		return errNoNames
	case r.kept < r.least:
		return fmt.Errorf("%w: %d", errShort, r.kept)
	}
	return nil
}
