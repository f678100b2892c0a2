package lookup

import (
	"context"
	"time"

	"marquee/internal/film"
)

// A Source answers over a network. Its methods may be called from many
// goroutines at once and end with their context. They fail with
// film.ErrNotFound where the source does not know, and where it cannot be asked
// with film.ErrDown, film.ErrBusy or film.ErrRefused; no error shows a key.
//
// Records have no number of ours; their Ids say what the source calls them, and
// they pass film.Film.Check.
type Source interface {
	// Name is what people call the source, and the Source in the Origin of each
	// fact.
	Name() string

	// SearchFilms returns films that a title may mean, best first. year is the one
	// asked for, or 0. The records may be brief: see whole.
	SearchFilms(ctx context.Context, title string, year int) ([]film.Film, error)
	// Film returns all that the source knows of a film, by the first of the aliases
	// that it can use.
	Film(ctx context.Context, ids film.Aliases) (film.Film, error)

	// SearchPeople and Person are the same for people. A Person has its
	// Filmography; what SearchPeople gives may be without.
	SearchPeople(ctx context.Context, name string) ([]film.Person, error)
	Person(ctx context.Context, ids film.Aliases) (film.Person, error)

	// Coming returns films with a release in region of one of the kinds (of any,
	// where none is given) from the first to the last day, the best known first.
	// The records may be brief.
	Coming(ctx context.Context, region film.Region, kinds []film.ReleaseKind, first, last film.Date, limit int) ([]film.Film, error)
}

// A SeriesSource is a Source that also knows which titles are those of television
// series, so that they can be told from what is unknown.
type SeriesSource interface {
	Source
	// Series reports whether a series has just this title.
	Series(ctx context.Context, title string) (bool, error)
}

// A Keeper keeps what sources have said, and shows it on a Shelf: a film or
// person as all records of it say together, the most trusted source first. Its
// methods may be called from many goroutines at once.
type Keeper interface {
	// KeepFilm replaces what source said of a film before, and returns the film's
	// number. f.ID is the film that it is known to be, or 0; then it is the one
	// with which it shares an alias, or a new one. Where its aliases show that two
	// films are one, the younger number leads to the older from then on. The same
	// goes for the people of its credits, who are never told by their names alone.
	KeepFilm(ctx context.Context, source string, f film.Film, at time.Time) (film.ID, error)
	// DropFilm takes back what source said of a film, and what it called it: the
	// source does not know it any more.
	DropFilm(ctx context.Context, source string, id film.ID) error
	// KeepPerson does the same for a person as KeepFilm. Films of the filmography that are
	// known get their numbers when the person is read.
	KeepPerson(ctx context.Context, source string, p film.Person, at time.Time) (film.PersonID, error)

	// Asked returns when each source was last asked a question, by its name.
	Asked(ctx context.Context, q Question) (map[string]Asking, error)
	// NoteAsked keeps that source was asked.
	NoteAsked(ctx context.Context, q Question, source string, a Asking) error
}

// An Asking is a question that was put to a source and answered.
type Asking struct {
	At    time.Time // UTC, to the second
	Found bool
}
