package bot

import (
	"context"
	"maps"

	"golang.org/x/text/language"

	"marquee/internal/film"
	"marquee/internal/lookup"
)

// filmOf reads a film as it is shown where the request was made: with its texts
// in the place's language.
func (c *call) filmOf(ctx context.Context, id film.ID) (film.Film, error) {
	f, err := c.library.Film(ctx, id)
	if err != nil {
		return f, err
	}
	c.want(lookup.Question{Film: f.ID})
	return inLanguage(f, c.place.Language), nil
}

// inLanguage returns a film with its title, tagline and synopsis in a language,
// where they are known in it.
func inLanguage(f film.Film, tag language.Tag) film.Film {
	local := f.In(tag)
	if local.Title == f.Title && local.Tagline == f.Tagline && local.Synopsis == f.Synopsis {
		return f
	}
	origins := maps.Clone(f.Origins)
	if origins == nil {
		origins = make(map[film.Field]film.Origin)
	}
	for field, changed := range map[film.Field]bool{
		"title": local.Title != f.Title, "tagline": local.Tagline != f.Tagline, "synopsis": local.Synopsis != f.Synopsis,
	} {
		if changed {
			origins[field] = f.OriginOf("texts")
		}
	}
	if f.OriginalTitle == "" && local.Title != f.Title {
		f.OriginalTitle = f.Title
		origins["original_title"] = f.OriginOf("title")
	}
	f.Title, f.Tagline, f.Synopsis, f.Origins = local.Title, local.Tagline, local.Synopsis, origins
	return f
}
