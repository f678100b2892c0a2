package wikidata

import (
	"cmp"
	"maps"
	"slices"

	"marquee/internal/film"
)

// Bounds of what a film is called elsewhere. A well-known film has labels in
// more than a hundred languages.
const (
	maxTexts       = 60
	maxOtherTitles = 100
)

// titles fills in what the film is called: in English, or else as it calls
// itself, or else as anybody does; and in other languages.
func titles(f *film.Film, e *entity, refs references) {
	own := originalTitle(e)
	f.OriginalTitle = own.Value
	f.OriginalLanguage = tagOf(own.Language)
	if spoken := items(e.best(originalLanguage)); f.OriginalLanguage == "" && len(spoken) == 1 {
		f.OriginalLanguage = refs.tongues[spoken[0]]
	}
	f.Title = cmp.Or(clean(e.Labels["en"].Value), clean(e.Labels["mul"].Value), own.Value, e.name())

	for _, code := range labelOrder(e) {
		tag, label := tagOf(code), clean(e.Labels[code].Value)
		if tag == "" || tag == "en" || label == "" || label == f.Title || len(f.Texts) == maxTexts {
			continue
		}
		if !slices.ContainsFunc(f.Texts, func(t film.LocalText) bool { return t.Language == tag }) {
			f.Texts = append(f.Texts, film.LocalText{Language: tag, Title: label})
		}
	}
	for _, code := range slices.Sorted(maps.Keys(e.Aliases)) {
		for _, a := range e.Aliases[code] {
			t := film.OtherTitle{Title: clean(a.Value), Language: tagOf(code)}
			if t.Title != "" && t.Title != f.Title && len(f.OtherTitles) < maxOtherTitles && !slices.Contains(f.OtherTitles, t) {
				f.OtherTitles = append(f.OtherTitles, t)
			}
		}
	}
}

// originalTitle returns the title on the film itself. Where it has several, an
// order that does not change from day to day decides.
func originalTitle(e *entity) text {
	for _, s := range e.best(title) {
		if t := s.Main.text(); t.Value != "" {
			return t
		}
	}
	return text{}
}

// labelOrder returns the languages of the labels, those that most people read
// first, so that they are the ones that stay where there are too many.
func labelOrder(e *entity) []string {
	codes := slices.Sorted(maps.Keys(e.Labels))
	rank := func(code string) int {
		if i := slices.Index(nameLanguages, code); i >= 0 {
			return i
		}
		return len(nameLanguages)
	}
	slices.SortStableFunc(codes, func(a, b string) int { return cmp.Compare(rank(a), rank(b)) })
	return codes
}
