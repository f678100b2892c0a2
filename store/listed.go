package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"marquee/internal/film"
	"marquee/internal/lookup"
)

// The lists of every film and every person that TMDB knows: names and ids and
// nothing else, so that a name can be completed without asking anybody.
//
// A list is made whole, once a day, and never changed. So each is an SQLite file
// of its own, in a folder beside the database, and the table listed says which
// file counts. While a new list is made nobody waits for it: the database's own
// writer is needed for one row at the end, which changes the lists over. A file
// that is lost, or that a crash left half made, is as if there were no list, and
// the next update makes a new one. Backups need not hold them.
//
//	names    by their TMDB ids
//	ranks    the ids in order of popularity
//	keys     the hashes of film.SearchKeys without spaces, each with a rank
//	words    film.SearchWords (FTS5, the text itself not kept)
//	terms    the distinct words, as FTS5 has them
//	known    the words of the best known names, for words with typing mistakes,
//	forms    and the hashes of what is left of these without one or two letters
//
// A database in memory has its lists in memory.
//
// A list is searched by what film.Fold, film.SearchKeys and film.SearchWords make
// of names. When one of them changes, a migration has to empty the table listed,
// so that new lists are made.

// A ListKind is one of the two lists.
type ListKind string

// The lists.
const (
	ListedFilms  ListKind = "films"
	ListedPeople ListKind = "people"
)

// A ListedName is a film or a person of a list.
type ListedName struct {
	TMDB       int // the id
	Name       string
	Popularity float64 // TMDB's own measure: the higher, the better known
}

// A ListState says what list there is.
type ListState struct {
	Day   film.Date // as of which it stands; zero where there is no list
	Names int
	Bytes int64     // of the file, or in memory
	Saved time.Time // UTC
}

// ErrDiskFull reports a disk without room for what was to be written.
var ErrDiskFull = errors.New("the disk is full")

// ErrListBusy reports that another process, or another part of this one, is
// making a list for the same database.
var ErrListBusy = errors.New("another update is under way")

// ListState returns what list there is.
func (s *Store) ListState(ctx context.Context, kind ListKind) (ListState, error) {
	g, err := s.generation(ctx, kind)
	if err != nil {
		return ListState{}, err
	}
	if !s.listed.there(kind, g) {
		return ListState{}, nil
	}
	return g.ListState, nil
}

// A generation is what the table says of a list.
type generation struct {
	number int64 // 0 where there is no list
	ListState
}

func (s *Store) generation(ctx context.Context, kind ListKind) (g generation, err error) {
	var day, at string
	err = s.read.One(ctx, `SELECT generation, bytes, names, day, at FROM listed WHERE kind = ?`,
		[]any{string(kind)}, &g.number, &g.Bytes, &g.Names, &day, &at)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return generation{}, nil
	case err == nil:
		if g.Day, err = film.ParseDate(day); err == nil {
			g.Saved, err = time.Parse(time.RFC3339, at)
		}
	}
	if err != nil {
		return generation{}, fmt.Errorf("looking for the list of %s: %w", kind, err)
	}
	return g, nil
}

// Listed returns the shelf of the lists. It knows no facts of any film or
// person, so its listings have no Number but the TMDB id among their Ids, no
// year, and a popularity that is unknown, though they come in order of TMDB's.
// Films and people that the database holds itself are left out: they are found
// there, and better.
func (s *Store) Listed() lookup.Shelf { return listedShelf{s} }

type listedShelf struct{ store *Store }

// Film knows no film.
func (listedShelf) Film(context.Context, film.ID) (film.Film, error) {
	return film.Film{}, film.ErrNotFound
}

// Person knows no person.
func (listedShelf) Person(context.Context, film.PersonID) (film.Person, error) {
	return film.Person{}, film.ErrNotFound
}

// FilmByAlias knows no film.
func (listedShelf) FilmByAlias(context.Context, film.Aliases) (film.ID, error) {
	return 0, film.ErrNotFound
}

// Coming knows of no release.
func (listedShelf) Coming(context.Context, []film.Region, film.Date, film.Date, int) ([]film.ID, error) {
	return nil, nil
}

// Films returns the index of the listed films.
func (h listedShelf) Films() lookup.Index { return listedIndex{h.store, ListedFilms} }

// People returns the index of the listed people.
func (h listedShelf) People() lookup.Index { return listedIndex{h.store, ListedPeople} }
