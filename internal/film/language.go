package film

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// ErrLanguage reports a text that names no language.
var ErrLanguage = errors.New("not a language")

// spokenInFilms are the languages that ParseLanguage knows by name.
var spokenInFilms = strings.Fields(`af ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fil
	fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ku lo lt lv mk ml mn mr ms my nb ne nl nn
	pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tr uk ur uz vi yi yue zh zu`)

// otherLanguages are further ways to type a language, folded.
var otherLanguages = map[string]string{
	"bengali":              "bn",
	"brazilian portuguese": "pt-BR",
	"farsi":                "fa",
	"flemish":              "nl-BE",
	"mandarin":             "zh",
	"norsk":                "no",
	"norwegian":            "no",
	"simplified chinese":   "zh-Hans",
	"tagalog":              "fil",
	"traditional chinese":  "zh-Hant",
}

// languageNames maps folded names to languages; made at first need.
var languageNames = sync.OnceValue(func() map[string]language.Tag {
	names := make(map[string]language.Tag)
	english := display.English.Languages()
	for _, code := range spokenInFilms {
		tag := language.MustParse(code)
		for _, name := range []string{english.Name(tag), display.Self.Name(tag)} {
			if key := Fold(name); key != "" {
				names[key] = tag
			}
		}
	}
	for name, code := range otherLanguages {
		names[name] = language.MustParse(code)
	}
	return names
})

// ParseLanguage reads a BCP 47 tag ("de", "pt-BR") or a language's name in
// English or in itself ("German", "Deutsch"), whatever the case and the accents.
// The tag it returns has a language, and a script and a region where they were
// given, but no further parts. Codes that stand for no one language ("mul",
// "und", private ones) are refused like all that is unknown, with ErrLanguage.
func ParseLanguage(s string) (language.Tag, error) {
	s = strings.TrimSpace(s)
	if len(s) > 100 {
		return language.Und, fmt.Errorf("%w: %.40q…", ErrLanguage, s)
	}
	if tag, ok := languageNames()[Fold(s)]; ok {
		return tag, nil
	}
	if tag, ok := parseTag(s); ok {
		return tag, nil
	}
	return language.Und, fmt.Errorf("%w: %.40q", ErrLanguage, s)
}

func parseTag(s string) (language.Tag, bool) {
	tag, err := language.Parse(s)
	if err != nil || tag.IsRoot() {
		return language.Und, false
	}
	base, script, region := tag.Raw()
	switch base.String() {
	case "und", "mis", "mul", "zxx":
		return language.Und, false
	}
	if display.English.Languages().Name(base) == "" || region.IsPrivateUse() {
		return language.Und, false
	}
	tag, err = language.Compose(base, script, region)
	return tag, err == nil
}

// LanguageName returns the name of the language with the given tag, in the
// language in; what has no name there is called by its English one, or else by
// its tag.
func LanguageName(code string, in language.Tag) string {
	tag, err := language.Parse(code)
	if err != nil {
		return code
	}
	english, _ := language.English.Base()
	if base, _ := in.Base(); code == "no" && (base == english || in == language.Und) {
		return "Norwegian" // CLDR would say Bokmål, which no source that says "no" has said
	}
	for _, lang := range []language.Tag{in, language.English} {
		if n := display.Languages(lang); n != nil {
			if name := n.Name(tag); name != "" {
				return name
			}
		}
	}
	return code
}
