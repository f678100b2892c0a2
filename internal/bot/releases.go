package bot

import (
	"context"
	"fmt"
	"strings"

	"golang.org/x/text/language"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/lookup"
)

var releasesSpec = chat.Command{
	Name:        "releases",
	Description: "A film's release dates, worldwide or in one region",
	Options: []chat.Option{
		{Name: "title", Description: "Its title, an IMDb id or link, or a TMDB id (tmdb:47964)", Required: true, Suggests: true},
		{Name: "region", Description: "A country, such as UK, DE or South Korea", Suggests: true},
	},
	Examples: []string{"releases Never Let Me Go", "releases never let me go in de"},
}

// releaseLines is how many lines stand on a page of dates.
const releaseLines = 40

// releases answers /releases and its buttons: v1/releases/ID and
// v1/releases/ID/REGION/PAGE, REGION "all" for every one; with "chosen" for PAGE
// where a picker was answered.
func (b *Bot) releases(ctx context.Context, c *call) reply {
	if c.typed() {
		return b.releasesTyped(ctx, c)
	}
	f, failed := b.filmOfRoute(ctx, c)
	if failed != nil {
		return *failed
	}
	region := film.Region("")
	if p := c.route.Part(1); p != "" && p != "all" {
		r, err := film.ParseRegion(p)
		if err != nil {
			return show(failure(sayOldButton))
		}
		region = r
	}
	card := b.releasesCard(c, f, region, c.route.Number(2))
	return reply{card: &card, fresh: c.route.Part(2) == "chosen"}
}

func (b *Bot) releasesTyped(ctx context.Context, c *call) reply {
	region := film.Region("")
	if typed := c.args["region"]; typed != "" {
		r, err := film.ParseRegion(typed)
		if err != nil {
			return wrong("region", sayRegion(typed))
		}
		region = r
	} else if c.Line != "" {
		r, failed := b.regionOfLine(ctx, c)
		if failed != nil {
			return *failed
		}
		region = r
	}
	card := func(c *call, f *film.Film) chat.Card { return b.releasesCard(c, f, region, 0) }
	return b.findFilm(ctx, c, card, func(id film.ID) string { return chat.NewRoute("releases", id, orAll(region), "chosen") })
}

// regionOfLine finds a region behind a freely typed title, and takes it out of
// the title: "TITLE in REGION" or "TITLE REGION". A region that a title goes on
// with ("Once Upon a Time in Mexico") is left there, which only the library can
// tell.
func (b *Bot) regionOfLine(ctx context.Context, c *call) (film.Region, *reply) {
	whole, err := b.titleTyped(ctx, c, c.args["title"])
	if err != nil {
		return "", ptr(show(b.wordError(err, "looking for a film")))
	}
	if whole {
		return "", nil
	}
	title, typed, said := cutLast(inWord, c.args["title"])
	cuts := lastWords(c.args["title"])
	if said {
		cuts = append([][2]string{{title, typed}}, cuts...)
	}
	for i, cut := range cuts {
		r, err := film.ParseRegion(cut[1])
		if err != nil && !(said && i == 0) {
			continue
		}
		known, failed := b.titleTyped(ctx, c, cut[0])
		switch {
		case failed != nil:
			return "", ptr(show(b.wordError(failed, "looking for a film")))
		case !known && i > 0 || !known && err != nil:
			continue
		case err != nil:
			return "", ptr(show(failure(sayRegion(cut[1]))))
		}
		c.args["title"] = cut[0]
		return r, nil
	}
	return "", nil
}

// titleTyped reports whether some film's title is what was typed.
func (b *Bot) titleTyped(ctx context.Context, c *call, title string) (bool, error) {
	c.want(lookup.Question{Title: title})
	r, err := c.library.ResolveFilm(ctx, title, 0)
	return err == nil && r.Verdict != lookup.None && !r.Guessed, err
}

func orAll(r film.Region) string {
	if r == "" {
		return "all"
	}
	return string(r)
}

// sayRegion says that a typed region is none.
func sayRegion(typed string) string {
	return fmt.Sprintf("I know no region called %s. Type a country's name or its two letters, such as UK, DE or South Korea.", quoted(typed))
}

// releasesCard lists release dates as on the film page: a line a date, its
// regions together.
func (b *Bot) releasesCard(c *call, f *film.Film, region film.Region, page int) chat.Card {
	lang := c.place.Language
	card := chat.Card{Tone: chat.Info, Title: "Worldwide release dates of " + titleYear(f.Title, f.Year)}
	all := f.Releases
	if region != "" {
		card.Title = fmt.Sprintf("Release dates of %s in %s", titleYear(f.Title, f.Year), region.Name(lang))
		all = nil
		for _, r := range f.Releases {
			if r.Region == region {
				all = append(all, r)
			}
		}
	}
	card.Actions = filmActions(f, "releases")
	if len(all) == 0 {
		card.Body = chat.T(b.noDates(f, region, lang))
		if region != "" && len(f.Releases) > 0 {
			card.Actions = append([]chat.Action{{Label: "All regions", Route: chat.NewRoute("releases", f.ID)}}, card.Actions...)
		}
		return card
	}
	var from origins
	for _, r := range all {
		from.add(releaseOrigin(f, r))
	}
	groups := film.GroupReleases(all, func(r film.Region) string { return r.Name(lang) })
	shown, at, pages := pageOf(groups, page, releaseLines)
	lines := make([]chat.Text, len(shown))
	for i, g := range shown {
		lines[i] = releaseLine(g, certificateOn(all, g, region), lang)
	}
	if note := pageNote(at, pages); note != "" {
		card.Body = append(card.Body, chat.Plain(note+": "+count(len(groups), "date", "dates")), chat.Break())
	}
	card.Body = append(card.Body, chat.List(lines...))
	card.Actions = append(
		turn(at, pages, func(p int) string { return chat.NewRoute("releases", f.ID, orAll(region), p) }),
		card.Actions...)
	card.Footer = from.footer()
	return card
}

// certificateOn is the certificate of a line of one region's list; a line of
// several regions names none, since each has its own.
func certificateOn(all []film.Release, g film.ReleaseGroup, region film.Region) string {
	if region == "" {
		return ""
	}
	for _, r := range all {
		if r.Date == g.Date && r.Kind == g.Kind && r.Note == g.Note && r.Certificate != "" {
			return "certificate " + r.Certificate
		}
	}
	return ""
}

// releaseLine is one date: "9 February 2011: Belgium, France (premiere; Berlin)".
func releaseLine(g film.ReleaseGroup, certificate string, lang language.Tag) chat.Text {
	var details []string
	if k := kindWords(g.Kind); k != "" {
		details = append(details, k)
	}
	for _, l := range g.Languages {
		details = append(details, film.LanguageName(l, lang))
	}
	for _, d := range []string{g.Note, certificate} {
		if d != "" {
			details = append(details, d)
		}
	}
	return chat.Text{
		chat.Strong(dateWords(g.Date)),
		chat.Plain(": " + regionNames(g.Regions, lang) + bracket(strings.Join(details, "; "))),
	}
}

// noDates says that no date is known, and how dates can be had.
func (b *Bot) noDates(f *film.Film, region film.Region, lang language.Tag) string {
	if region != "" && len(f.Releases) > 0 {
		return fmt.Sprintf("No %s date of %s is known, but dates of other regions are.", region.Name(lang), titleYear(f.Title, f.Year))
	}
	sentence := fmt.Sprintf("No release dates of %s are known here.", titleYear(f.Title, f.Year))
	if b.live == nil {
		sentence += " " + sayMoreDates
	}
	return sentence
}

// sayMoreDates says how a Marquee gets more dates.
const sayMoreDates = "Whoever runs this bot can turn on sources of dates (docs/sources.md), or bring them in with `marquee catalogue import`."
