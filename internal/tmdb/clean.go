package tmdb

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"marquee/internal/film"
)

var (
	imdbFilm   = regexp.MustCompile(`^tt\d{7,9}$`)
	imdbPerson = regexp.MustCompile(`^nm\d{7,9}$`)
	wikidataID = regexp.MustCompile(`^Q[1-9]\d{0,9}$`)
	youTubeID  = regexp.MustCompile(`^[\w-]{11}$`)
	imagePath  = regexp.MustCompile(`^/[A-Za-z0-9_-]{1,100}\.[A-Za-z]{2,5}$`)
)

// line makes a text of one line of at most most characters, white space in it
// being single blanks. The database has texts with line breaks, with blanks at
// the end ("M18 ") and with what a keyboard cannot type.
func line(s string, most int) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return cut(strings.Join(strings.Fields(s), " "), most)
}

// title is a line as long as titles and names may be.
func title(s string) string { return line(s, film.MaxTitle) }

// prose makes a text that may have several lines.
func prose(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n', !unicode.IsControl(r):
			return r
		case r == '\r':
			return '\n'
		}
		return ' '
	}, s)
	return cut(strings.TrimSpace(s), film.MaxText)
}

// cut shortens s to most characters and shows that it did.
func cut(s string, most int) string {
	if len(s) <= most || utf8.RuneCountInString(s) <= most {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:most-1])) + "…"
}

// matching returns s where it has the form of re, else "".
func matching(re *regexp.Regexp, s string) string {
	if re.MatchString(s) {
		return s
	}
	return ""
}

// first returns the first of a list, as many as a film may have of anything.
func first[T any](list []T) []T { return list[:min(len(list), film.MaxEntries)] }

// image returns the address of a picture w pixels wide, "" where there is none.
func image(w, path string) string {
	if !imagePath.MatchString(path) {
		return ""
	}
	return "https://image.tmdb.org/t/p/w" + w + path
}
