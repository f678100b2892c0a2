package bot

import (
	"context"
	"maps"
	"slices"
	"strings"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/lookup"
	"marquee/internal/remind"
)

// subscribeFilm finds the film that was typed.
func (b *Bot) subscribeFilm(ctx context.Context, c *call, title string) chat.Card {
	if title == "" {
		return failure("Which film? Type its title behind the command, such as /subscribe Never Let Me Go.")
	}
	var m filmMeant
	var err error
	b.informedFor(ctx, c, func() { m, err = b.filmOfLine(ctx, c, title) })
	if err != nil {
		return b.wordError(err, "looking for a film")
	}
	errors := readTerms(m.terms(c.args), ptr(remind.NewSubscription(c.Target, remind.Film(0))))
	if sentence := errors["regions"]; sentence != "" { // those of the line
		return failure(sentence)
	}
	tooLong := false
	option := func(l film.Listing) chat.PickerOption {
		route, kept := takeRoute("film", l.FilmID().String(), m.termsOf(l, c.args))
		tooLong = tooLong || !kept
		return chat.PickerOption{Label: titleYear(l.Name, l.Year), Detail: l.Detail, Route: route}
	}
	card := b.subscribeMeant(ctx, c, m, option)
	if tooLong {
		tellTooLong(&card, m.terms(c.args))
	}
	return card
}

// subscribeMeant subscribes to the film that is meant, or asks which one is.
func (b *Bot) subscribeMeant(ctx context.Context, c *call, m filmMeant, option func(film.Listing) chat.PickerOption) chat.Card {
	switch {
	case m.Verdict == lookup.None && len(m.whole) == 0:
		return b.noFilm(ctx, c, m.Resolution, m.title, option)
	case m.YearMissed:
		return yearMissed(m.Resolution, option)
	case m.Verdict == lookup.None, m.Verdict == lookup.Several, m.Guessed:
		return whichOne(m.title, m.likely(), option)
	}
	card := b.subscribeOn(ctx, c, remind.Film(m.Found.FilmID()), m.terms(c.args))
	if len(m.Others) > 0 && card.Tone == chat.Info {
		card.Pickers = append(card.Pickers, picker("Or did you mean…", m.Others, option))
	}
	return card
}

// filmMeant is what a line behind /subscribe means: a film, and with "FILM in
// REGIONS" whose dates count.
type filmMeant struct {
	lookup.Resolution
	title   string         // what was looked for
	regions string         // as typed behind it; "" where there are none
	whole   []film.Listing // those whose title may be the line as a whole
}

// filmOfLine finds the film that was typed. In a freely typed line, all behind the
// last "in" may be regions, such as in "never let me go in GB, FR". A title that
// goes on with a region ("Once Upon a Time in Mexico") goes before that, which only
// the library can tell.
func (b *Bot) filmOfLine(ctx context.Context, c *call, line string) (filmMeant, error) {
	whole, err := c.library.ResolveFilm(ctx, line, 0)
	if err != nil {
		return filmMeant{}, err
	}
	c.wantFilms(ctx, whole)
	m := filmMeant{Resolution: whole, title: line}
	if whole.Verdict != lookup.None && !whole.Guessed || c.Line == "" || c.args["regions"] != "" {
		return m, nil
	}
	title, regions, said := cutLast(inWord, line)
	if _, err := film.ParseRegions(regions); err != nil || !said {
		return m, nil
	}
	cut, err := c.library.ResolveFilm(ctx, title, 0)
	if err != nil {
		return filmMeant{}, err
	}
	c.wantFilms(ctx, cut)
	return filmMeant{Resolution: cut, title: title, regions: regions, whole: append(found(whole), whole.Others...)}, nil
}

// likely are the films to choose from, those of the title without the regions
// first.
func (m filmMeant) likely() []film.Listing {
	all := append(found(m.Resolution), m.Others...)
	for _, l := range m.whole {
		if !slices.ContainsFunc(all, func(x film.Listing) bool { return x.Number == l.Number && x.Ids == l.Ids }) {
			all = append(all, l)
		}
	}
	return all
}

// terms are those that args say, with the regions of the line.
func (m filmMeant) terms(args map[string]string) map[string]string {
	if m.regions == "" {
		return args
	}
	args = maps.Clone(args)
	args["regions"] = m.regions
	return args
}

// termsOf is terms for one of the films to choose from: where its own title ends as
// the line does, those words are no regions.
func (m filmMeant) termsOf(l film.Listing, args map[string]string) map[string]string {
	if strings.HasSuffix(film.Fold(l.Name), film.Fold(" in "+m.regions)) {
		return args
	}
	return m.terms(args)
}
