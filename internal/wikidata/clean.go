package wikidata

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"marquee/internal/film"
)

// clean makes a text of one line that a film may carry. Anybody can edit
// Wikidata, so what is in it may be anything.
func clean(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "")
	}
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || unicode.IsSpace(r)
	}), " ")
	if utf8.RuneCountInString(s) > film.MaxTitle {
		s = string([]rune(s)[:film.MaxTitle])
	}
	return s
}
