package wikidata

import (
	"strings"
	"unicode"
)

// token makes a text fit for the version in a User-Agent, which has no spaces.
func token(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r > '~' || strings.ContainsRune(`()<>@,;:\"/[]?={}`, r) {
			return '-'
		}
		return r
	}, s)
}

// comment makes a text fit for the brackets in a User-Agent.
func comment(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r > '~' || strings.ContainsRune(`()\`, r) {
			return ' '
		}
		return r
	}, s))
}
