package film

import (
	"slices"
	"strings"
)

// articles are the leading articles of titles, by language, folded.
var articles = map[string][]string{
	"en": {"the", "a", "an"},
	"de": {"der", "die", "das", "ein", "eine"},
	"fr": {"le", "la", "les", "un", "une", "des"},
	"es": {"el", "la", "los", "las", "un", "una"},
	"it": {"il", "lo", "la", "i", "gli", "le", "un", "uno", "una"},
	"pt": {"o", "a", "os", "as", "um", "uma"},
	"nl": {"de", "het", "een"},
	"sv": {"en", "ett"},
	"da": {"en", "et"},
	"no": {"en", "ei", "et"},
	"nb": {"en", "ei", "et"},
	"hu": {"a", "az", "egy"},
}

// anyArticle is every article of articles.
var anyArticle = func() map[string]bool {
	all := make(map[string]bool)
	for _, list := range articles {
		for _, a := range list {
			all[a] = true
		}
	}
	return all
}()

// WithoutArticle returns a folded name without its leading article in one of
// the given languages (BCP 47; in any that has articles, where none is given).
// Names that consist of an article alone stay as they are.
func WithoutArticle(folded string, languages ...string) string {
	first, rest, ok := strings.Cut(folded, " ")
	if !ok {
		return folded
	}
	if len(languages) == 0 {
		if anyArticle[first] {
			return rest
		}
		return folded
	}
	for _, l := range languages {
		base, _, _ := strings.Cut(l, "-")
		if slices.Contains(articles[base], first) {
			return rest
		}
	}
	return folded
}

// withoutElision returns a name as it is written, without the article that
// French and Italian write onto the word: "L'Avventura" is "Avventura". Folding
// takes the apostrophe away, so it has to be done before.
func withoutElision(name string, languages []string) string {
	for _, l := range languages {
		base, _, _ := strings.Cut(l, "-")
		if base != "fr" && base != "it" {
			continue
		}
		for _, article := range []string{"L'", "l'", "L’", "l’", "Un'", "un'", "Un’", "un’"} {
			if rest, ok := strings.CutPrefix(name, article); ok {
				return rest
			}
		}
	}
	return name
}
