package tmdb

import (
	"slices"

	"golang.org/x/text/language"

	"marquee/internal/film"
)

// otherTitles returns what else the film is called. Titles by language are in
// its texts.
func (w *wholeFilm) otherTitles() []film.OtherTitle {
	var all []film.OtherTitle
	for _, a := range w.Alternative.Titles {
		t := film.OtherTitle{Title: title(a.Title), Region: regionOf(a.Region)}
		if t.Title != "" && len(all) < film.MaxEntries && !slices.Contains(all, t) {
			all = append(all, t)
		}
	}
	return all
}

// texts returns the film's texts by language and region, the English of the US
// apart, which stands in the film itself. Of the regions of one language the one
// with most of its speakers comes first, for readers who name no region.
func (w *wholeFilm) texts() []film.LocalText {
	var main, others []film.LocalText
	seen := make(map[string]bool)
	for _, tr := range w.Translations.Translations {
		tag, isMain := tagOf(tr)
		t := film.LocalText{
			Language: tag, Title: title(tr.Data.Title),
			Tagline: prose(tr.Data.Tagline), Synopsis: prose(tr.Data.Overview),
		}
		if tag == "" || tag == "en-US" || seen[tag] || t == (film.LocalText{Language: tag}) {
			continue
		}
		seen[tag] = true
		if isMain {
			main = append(main, t)
		} else {
			others = append(others, t)
		}
	}
	return first(append(main, others...))
}

// tagOf returns a translation's BCP 47 tag, "" for a language that is none, and
// whether its region is the main one of the language.
func tagOf(tr translation) (tag string, isMain bool) {
	code := languageOf(tr.Language)
	if code == "" {
		return "", false
	}
	region := regionOf(tr.Region)
	if region == "" {
		return code, true
	}
	likely, _ := language.Make(code).Region()
	return code + "-" + string(region), likely.String() == string(region)
}
