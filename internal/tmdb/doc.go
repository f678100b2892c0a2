// Package tmdb asks The Movie Database for films, people and dates, and answers
// in the words of package film.
//
// It is a client of version 3 of the API and needs a key; the daily lists of
// ids need none. It asks no faster than it may, asks again a few times where
// that can help, never waits past the caller's deadline, and keeps answers only
// as long as the headers that came with them allow. What goes wrong is told
// apart by the errors of package film: ErrNotFound, ErrRefused, ErrBusy and
// ErrDown. The key stands in no error and no line of a log.
package tmdb
