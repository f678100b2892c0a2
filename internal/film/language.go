package film

import (
	"errors"
	"fmt"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// ErrLanguage reports a text that names no language.
var ErrLanguage = errors.New("not a language")

// spokenInFilms are the languages that ParseLanguage knows by name.
var spokenInFilms = strings.Fields(`af ar bg bn ca cs da de el en es et eu fa fi fr ga gl
	he hi hr hu hy id is it ja ka ko lt lv mk ml mr ms nb nl nn no pa pl pt ro ru sk sl sq sr
	sv ta te th tl tr uk ur vi zh`)

// ParseLanguage reads a BCP 47 tag ("de", "pt-BR") or a language's name in
// English or in itself ("German", "Deutsch"). It fails with ErrLanguage.
func ParseLanguage(s string) (language.Tag, error) {
	s = strings.TrimSpace(s)
	for _, code := range spokenInFilms {
		tag := language.MustParse(code)
		if strings.EqualFold(s, display.English.Languages().Name(tag)) ||
			strings.EqualFold(s, display.Self.Name(tag)) {
			return tag, nil
		}
	}
	if len(s) >= 2 && len(s) <= 35 {
		if tag, err := language.Parse(s); err == nil {
			if name := display.English.Tags().Name(tag); name != "" && tag != language.Und {
				return tag, nil
			}
		}
	}
	return language.Und, fmt.Errorf("%w: %.40q", ErrLanguage, s)
}

// LanguageName returns the name of the language with the given tag, in the
// language in; what has no name is called by its tag.
func LanguageName(code string, in language.Tag) string {
	tag, err := language.Parse(code)
	if err != nil {
		return code
	}
	n := display.Languages(in)
	if n == nil {
		n = display.English.Languages()
	}
	if name := n.Name(tag); name != "" {
		return name
	}
	return code
}
