package store

import (
	"strings"
	"unicode/utf8"

	"marquee/internal/film"
)

// How FTS5 is asked. Whatever is not a word that an index could hold never
// reaches it, and every word stands in quotation marks, so no query means
// anything but what is built here.
// https://www.sqlite.org/fts5.html#full_text_query_syntax

// maxWord is longer than any word of a name, in bytes: two neighbours of a
// film.MaxTitle.
const maxWord = 4096

// maxWords is more words than any name has: the joined ones are fewer than those
// that are apart.
const maxWords = film.MaxTitle

// isWord reports whether a word can be one of film.SearchWords: letters and
// digits, the ASCII ones in lower case.
func isWord(w string) bool {
	if w == "" || len(w) > maxWord || !utf8.ValidString(w) {
		return false
	}
	for i := range len(w) {
		switch c := w[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c >= utf8.RuneSelf:
		default:
			return false
		}
	}
	return true
}

// ftsWord matches the names with the word, which isWord.
func ftsWord(w string) string { return `"` + w + `"` }

// ftsPrefix matches the names with a word that begins with w, which isWord.
func ftsPrefix(w string) string { return `"` + w + `"*` }

// ftsAll matches what all the queries match.
func ftsAll(queries []string) string { return strings.Join(queries, " AND ") }
