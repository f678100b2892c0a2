package bot

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/lookup"
)

var filmSpec = chat.Command{
	Name:        "film",
	Description: "Everything about a film: cast, crew, dates, trailers",
	Options: []chat.Option{
		{Name: "title", Description: "Its title, an IMDb id or link, or a TMDB id (tmdb:47964)", Required: true, Suggests: true},
		{Name: "year", Description: "The year it came out, to tell it from others of that name", Kind: chat.NumberOption},
	},
	Examples: []string{"film Never Let Me Go", "film Heat (1972)", "film dune 2021", "film atonment"},
}

// film answers /film and its buttons: v1/film/ID, v1/film/ID/PART/PAGE, and
// v1/film/ID/chosen for an entry of a picker.
func (b *Bot) film(ctx context.Context, c *call) reply {
	if c.typed() {
		return b.findFilm(ctx, c, b.filmCard, filmChosen)
	}
	f, failed := b.filmOfRoute(ctx, c)
	if failed != nil {
		return *failed
	}
	switch c.route.Part(1) {
	case "":
		return show(b.filmCard(c, f))
	case "chosen":
		return reply{card: ptr(b.filmCard(c, f)), fresh: true}
	case "crew":
		return show(b.crewCard(c, f, c.route.Number(2)))
	case "details":
		return show(b.detailsCard(c, f))
	case "trailers":
		return show(b.trailersCard(c, f))
	case "articles":
		return show(b.articlesCard(c, f))
	case "watch":
		if len(f.Offers) > 0 {
			return show(b.watchCard(c, f, watchRegion(c, f, c.route.Part(2))))
		}
	}
	return show(failure(sayOldButton))
}

// filmChosen is the route of a film in a picker.
func filmChosen(id film.ID) string { return chat.NewRoute("film", id, "chosen") }

// filmOfRoute returns the film that the route's first part names, or what to
// say instead.
func (b *Bot) filmOfRoute(ctx context.Context, c *call) (*film.Film, *reply) {
	id, err := film.ParseID(c.route.Part(0))
	if err != nil {
		return nil, ptr(show(failure(sayOldButton)))
	}
	f, err := c.filmOf(ctx, id)
	if errors.Is(err, film.ErrNotFound) {
		if _, hidden := b.library.Mature().Film(ctx, id); hidden == nil {
			return nil, ptr(show(failure(sayAdult)))
		}
	}
	if err != nil {
		return nil, ptr(show(b.wordError(err, "reading a film")))
	}
	return &f, nil
}

// wordError words why something could not be read.
func (b *Bot) wordError(err error, doing string) chat.Card {
	if errors.Is(err, film.ErrNotFound) {
		return failure(sayGone)
	}
	if errors.Is(err, context.Canceled) {
		return failure(sayEnding)
	}
	b.log.Error(doing, "error", err)
	return failure(sayStoreDown)
}

// findFilm resolves the typed title and answers with card for the film meant,
// with a picker where others could be; route gives a picker entry's route.
func (b *Bot) findFilm(ctx context.Context, c *call, card func(*call, *film.Film) chat.Card, route func(film.ID) string) reply {
	title := c.args["title"]
	if title == "" {
		return show(failure(sayNoFilm))
	}
	year, sentence := parseYear(c.args["year"])
	if sentence != "" {
		return wrong("year", sentence)
	}
	r, err := c.library.ResolveFilm(ctx, title, year)
	if err != nil {
		return show(b.wordError(err, "looking for a film"))
	}
	c.wantFilms(ctx, r)
	if m := noYear.FindStringSubmatch(title); m != nil && (r.Verdict == lookup.None || r.Guessed) {
		_, sentence := parseYear(m[1] + m[2])
		return show(failure(sentence))
	}
	return b.resolved(ctx, c, r, title, card, route)
}

// noYear finds a number behind a title that was meant for a year and is none:
// one in brackets that is left there, or one of more than four digits.
var noYear = regexp.MustCompile(`\s(?:[(\[](\d+)[)\]]|\(?(\d{5,})\)?)$`)

// resolved words a resolution.
func (b *Bot) resolved(ctx context.Context, c *call, r lookup.Resolution, title string, card func(*call, *film.Film) chat.Card, route func(film.ID) string) reply {
	option := func(l film.Listing) chat.PickerOption {
		return chat.PickerOption{Label: titleYear(l.Name, l.Year), Detail: l.Detail, Route: route(l.FilmID())}
	}
	switch {
	case r.Verdict == lookup.None:
		return show(b.noFilm(ctx, c, r, title, option))
	case r.YearMissed:
		return show(yearMissed(r, option))
	case r.Verdict == lookup.Several:
		return show(whichOne(title, r.Others, option))
	}
	f, err := c.filmOf(ctx, r.Found.FilmID())
	if err != nil {
		return show(b.wordError(err, "reading a film"))
	}
	out := card(c, &f)
	if r.Guessed {
		note := chat.Text{chat.Emphasis("The nearest title to " + quoted(title) + "."), chat.Break()}
		out.Body = append(note, out.Body...)
	}
	if len(r.Others) > 0 {
		prompt := "Or did you mean…"
		out.Pickers = append(out.Pickers, picker(prompt, r.Others, option))
	}
	return show(out)
}

// parseYear reads the option year; "" is 0.
func parseYear(s string) (year int, sentence string) {
	if s == "" {
		return 0, ""
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < film.MinYear || n > film.MaxYear {
		return 0, fmt.Sprintf("%s is no year of a film. Give one from %d to %d, or leave it out.", quoted(s), film.MinYear, film.MaxYear)
	}
	return n, ""
}

// maxSuggestion is how long a suggested value may be, in bytes: longer ones go by
// their id. Discord takes 100 UTF-16 units.
const maxSuggestion = 100

// filmSuggestions completes a title: each suggestion reads as what a person
// could have typed, unless that would fit another film as well.
func filmSuggestions(list []film.Listing) []chat.Choice {
	times := make(map[string]int)
	for _, l := range list {
		times[titleYear(l.Name, l.Year)]++
	}
	out := make([]chat.Choice, 0, len(list))
	for _, l := range list {
		value := titleYear(l.Name, l.Year)
		label := value
		if l.Detail != "" {
			label += " · " + l.Detail
		}
		switch {
		case l.Number == 0:
			value = fmt.Sprintf("tmdb:%d", l.Ids.TMDB)
		case times[value] > 1 || l.Year == 0 || len(value) > maxSuggestion:
			value = "id:" + l.FilmID().String()
		}
		out = append(out, chat.Choice{Label: label, Value: value})
	}
	return out
}

func ptr[T any](v T) *T { return &v }
