package lookup

import (
	"context"

	"marquee/internal/film"
)

// A Shelf holds films and people that can be had at once, without a network:
// the bundled catalogue, or a database. Its methods may be called from many
// goroutines at once. An error that is not film.ErrNotFound means that the shelf
// could not be read.
type Shelf interface {
	// Film returns what the shelf knows of a film, or film.ErrNotFound.
	Film(ctx context.Context, id film.ID) (film.Film, error)

	// Person returns what the shelf knows of a person, with the credits on the
	// shelf's own films, or film.ErrNotFound.
	Person(ctx context.Context, id film.PersonID) (film.Person, error)

	// FilmByAlias returns the film that another catalogue knows by one of the
	// aliases, or film.ErrNotFound.
	FilmByAlias(ctx context.Context, a film.Aliases) (film.ID, error)

	// Films and People are the shelf's indexes of names.
	Films() Index
	People() Index

	// Coming returns up to limit films that have a release in one of the
	// regions from the first to the last day, both included, in order of date.
	Coming(ctx context.Context, regions []film.Region, first, last film.Date, limit int) ([]film.ID, error)
}

// An Index finds films or people by their names, as film.Fold folds them. It
// finds; which of the found is meant, the caller judges. Listings come in order
// of popularity, each film or person at most once, with the name that was found
// in Matched.
type Index interface {
	// Named returns the listings that have a name with one of the keys among
	// its film.SearchKeys, up to limit.
	Named(ctx context.Context, keys []string, limit int) ([]film.Listing, error)

	// Spelled returns the words of the index's names (film.SearchWords) that
	// are at most edits (1 or 2) letters dropped, added, changed or swapped away
	// from word. For words of under 4 letters it may keep to 1.
	Spelled(ctx context.Context, word string, edits int) ([]string, error)

	// Having returns up to limit listings with a name that has, for at least
	// least of the slots, one of the slot's words among its film.SearchWords.
	// Those that have more of the slots come first.
	Having(ctx context.Context, slots [][]string, least, limit int) ([]film.Listing, error)

	// Starting returns up to limit listings with a name that has every word but
	// the last among its film.SearchWords, and a word that begins with the last.
	Starting(ctx context.Context, words []string, limit int) ([]film.Listing, error)
}
