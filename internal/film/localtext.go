package film

import (
	"cmp"
	"slices"

	"golang.org/x/text/language"
)

// A LocalText is what a film is called and said to be in one language. Any of
// the three texts may be empty.
type LocalText struct {
	Language string `json:"language"` // BCP 47, with a region where the text is for one: "pt-BR"
	Title    string `json:"title,omitempty"`
	Tagline  string `json:"tagline,omitempty"`
	Synopsis string `json:"synopsis,omitempty"`
}

// In returns the film's texts in a language: those of the very tag before those
// of the same language elsewhere, and what neither has as the film itself has
// it. A film whose original language it is goes by its original title.
func (f *Film) In(tag language.Tag) LocalText {
	base, _ := tag.Base()
	out := LocalText{Language: tag.String()}
	for _, t := range f.textsOf(tag) {
		out.Title = cmp.Or(out.Title, t.Title)
		out.Tagline = cmp.Or(out.Tagline, t.Tagline)
		out.Synopsis = cmp.Or(out.Synopsis, t.Synopsis)
	}
	if out.Title == "" && f.OriginalTitle != "" && f.OriginalLanguage != "" {
		if original, err := language.Parse(f.OriginalLanguage); err == nil {
			if b, _ := original.Base(); b == base {
				out.Title = f.OriginalTitle
			}
		}
	}
	out.Title = cmp.Or(out.Title, f.Title)
	out.Tagline = cmp.Or(out.Tagline, f.Tagline)
	out.Synopsis = cmp.Or(out.Synopsis, f.Synopsis)
	return out
}

// textsOf returns the texts in the language of tag, those of the very tag first.
func (f *Film) textsOf(tag language.Tag) []LocalText {
	base, _ := tag.Base()
	var exact, near []LocalText
	for _, t := range f.Texts {
		own, err := language.Parse(t.Language)
		if err != nil {
			continue
		}
		switch b, _ := own.Base(); {
		case own == tag:
			exact = append(exact, t)
		case b == base:
			near = append(near, t)
		}
	}
	return slices.Concat(exact, near)
}

// Related is another film, as far as a source names it.
type Related struct {
	Ids   Aliases `json:"ids"`
	Title string  `json:"title"`
	Year  int     `json:"year,omitzero"` // 0 when unknown
}
