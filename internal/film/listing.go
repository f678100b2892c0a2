package film

import (
	"errors"
	"slices"
)

// ErrNotFound reports that whoever was asked does not know the film or person.
// It never means that they could not be asked.
var ErrNotFound = errors.New("not found")

// A Listing is a film or a person as it stands in an index of names: enough to
// tell it from its namesakes and to offer it for choice.
type Listing struct {
	// Number is the film's ID or the person's PersonID; 0 for one that is known by
	// its name alone, and that has Ids to be asked for at a source.
	Number uint32
	// Ids are what other catalogues call it, where Number is 0.
	Ids Aliases
	// Name is the film's title or the person's name, and Matched the one of its
	// names by which the index found it.
	Name    string
	Matched string
	// Year is the film's year; 0 when unknown, and for people.
	Year int
	// Popularity is the film's, or for a person that of all their films.
	Popularity Popularity
	// Detail helps to tell namesakes apart: the director or the lead of a film,
	// the best known films of a person; "" when unknown.
	Detail string
	// Languages are the film's, for the leading article of its title.
	Languages []string
	// Adult is the film's.
	Adult bool
}

// FilmID returns the number as a film's.
func (l Listing) FilmID() ID { return ID(l.Number) }

// PersonID returns the number as a person's.
func (l Listing) PersonID() PersonID { return PersonID(l.Number) }

// ListingOf returns the line of an index for a film.
func ListingOf(f *Film) Listing {
	l := Listing{
		Number: uint32(f.ID), Name: f.Title, Matched: f.Title, Year: f.Year,
		Popularity: f.Popularity, Languages: f.Languages, Adult: f.Adult,
	}
	if f.OriginalLanguage != "" {
		l.Languages = []string{f.OriginalLanguage}
	}
	if d := f.Credits.By(Director); len(d) > 0 {
		l.Detail = d[0].Name
	} else if c := f.Credits.By(Cast); len(c) > 0 {
		l.Detail = c[0].Name
	}
	return l
}

// Names returns every name that an index keeps a film under, its title first.
func (f *Film) Names() []string {
	names := []string{f.Title}
	if f.OriginalTitle != "" && f.OriginalTitle != f.Title {
		names = append(names, f.OriginalTitle)
	}
	for _, t := range f.OtherTitles {
		names = append(names, t.Title)
	}
	for _, t := range f.Texts {
		if t.Title != "" && !slices.Contains(names, t.Title) {
			names = append(names, t.Title)
		}
	}
	return names
}

// FirstDate returns the date of the film's first release, or else its year.
func (f *Film) FirstDate() Date {
	if r, ok := FirstRelease(f.Releases); ok {
		return r.Date
	}
	return yearDate(f.Year)
}
