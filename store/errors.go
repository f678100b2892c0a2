package store

import (
	"errors"
	"fmt"

	"marquee/internal/film"
)

// Errors of opening a database.
var (
	// ErrNewer reports a database that a newer Marquee has written. It is left
	// as it was.
	ErrNewer = errors.New("the database was written by a newer version of Marquee")
	// ErrNotDatabase reports a file that is not a database of Marquee: no SQLite
	// file, or that of another program.
	ErrNotDatabase = errors.New("not a Marquee database")
)

// A DuplicateFilmError reports that two films of one sequence are the same film,
// so that the second would silently replace the first.
type DuplicateFilmError struct {
	First, Second           int // positions in the sequence, from 0
	FirstTitle, SecondTitle string
}

func (e *DuplicateFilmError) Error() string {
	return fmt.Sprintf("%q (number %d) is the same film as %q (number %d)",
		e.SecondTitle, e.Second+1, e.FirstTitle, e.First+1)
}

// A ConflictError reports a film, or a person of its credits, whose aliases lead
// to two different films or people that the store holds, so that it cannot be
// told which is meant.
type ConflictError struct {
	Position int          // of the film in the sequence, from 0
	Name     string       // the film's title or the person's name
	Ids      film.Aliases // the aliases in question
}

func (e *ConflictError) Error() string {
	return fmt.Sprintf("the ids of %q (number %d) belong to different entries", e.Name, e.Position+1)
}

// An UnknownIDError reports a film or a person with a number that only the
// store itself gives out, and that it never gave.
type UnknownIDError struct {
	Position int    // of the film in the sequence, from 0
	Name     string // the film's title or the person's name
	ID       string
}

func (e *UnknownIDError) Error() string {
	return fmt.Sprintf("%q (number %d) has the id %s, which this database has not given", e.Name, e.Position+1, e.ID)
}
