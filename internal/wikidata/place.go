package wikidata

import (
	"cmp"
	"context"
	"net/url"
	"slices"

	"golang.org/x/text/language"

	"marquee/internal/film"
)

// isRegion tells the codes that are assigned from those of countries that are
// gone.
var isRegion = func() map[film.Region]bool {
	all := make(map[film.Region]bool)
	for _, r := range film.Regions() {
		all[r] = true
	}
	return all
}()

// regionsOf returns the regions that places are. A city, a festival or a part of
// the world is none and is left out.
func (c *Client) regionsOf(ctx context.Context, ids []string) (map[string]film.Region, error) {
	out := make(map[string]film.Region)
	var others []string
	for _, id := range unique(ids) {
		if r := countries[id]; r != "" {
			out[id] = r
		} else {
			others = append(others, id)
		}
	}
	known, missing := c.regions.get(others)
	found, err := c.entities(ctx, missing, heavyBatch, url.Values{"props": {"claims"}})
	if err != nil {
		return nil, err
	}
	for _, id := range missing {
		var r film.Region
		if e := found[id]; e != nil {
			r = film.Region(first(e, isoRegion, snak.string))
		}
		if !isRegion[r] {
			r = ""
		}
		c.regions.put(id, r)
		known[id] = r
	}
	for id, r := range known {
		if r != "" {
			out[id] = r
		}
	}
	return out, nil
}

// tonguesOf returns the BCP 47 tags of languages; those that have none are left
// out.
func (c *Client) tonguesOf(ctx context.Context, ids []string) (map[string]string, error) {
	known, missing := c.tongues.get(unique(ids))
	found, err := c.entities(ctx, missing, heavyBatch, url.Values{
		"props": {"labels|claims"}, "languages": {"en|mul"},
	})
	if err != nil {
		return nil, err
	}
	for _, id := range missing {
		tag := ""
		if e := found[id]; e != nil {
			tag = tongue(e)
		}
		c.tongues.put(id, tag)
		known[id] = tag
	}
	for id, tag := range known {
		if tag == "" {
			delete(known, id)
		}
	}
	return known, nil
}

// tongue returns the tag of a language, by its codes or else by its name.
func tongue(e *entity) string {
	code := cmp.Or(first(e, isoLanguage, snak.string), first(e, ietfLanguage, snak.string))
	if tag := tagOf(code); tag != "" {
		return tag
	}
	if tag, err := film.ParseLanguage(e.name()); err == nil {
		return tag.String()
	}
	return ""
}

// notLanguages are codes of labels that stand for no language, or for a way of
// writing one that no reader asks for.
var notLanguages = []string{"", "mul", "und", "mis", "zxx", "simple"}

// tagOf returns the BCP 47 tag of a code that Wikidata uses for a language, ""
// where it is none that is known.
func tagOf(code string) string {
	if slices.Contains(notLanguages, code) {
		return ""
	}
	tag, err := language.Parse(code)
	if err != nil || tag.IsRoot() {
		return ""
	}
	if _, err := film.ParseLanguage(tag.String()); err != nil {
		return ""
	}
	return tag.String()
}
