package bot

import (
	"context"
	"fmt"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/lookup"
)

// nearestShown is how many near names are offered when nothing fits.
const nearestShown = 3

// picker offers listings for choice, as many as a picker holds.
func picker(prompt string, list []film.Listing, option func(film.Listing) chat.PickerOption) chat.Picker {
	p := chat.Picker{Prompt: prompt}
	for _, l := range list[:min(len(list), chat.MaxOptions)] {
		p.Options = append(p.Options, option(l))
	}
	return p
}

// whichOne asks which of several namesakes is meant.
func whichOne(typed string, list []film.Listing, option func(film.Listing) chat.PickerOption) chat.Card {
	body := fmt.Sprintf("%s could be any of these.", quoted(typed))
	if len(list) == 1 {
		body = fmt.Sprintf("I know nothing called %s. Do you mean this?", quoted(typed))
	}
	if left := len(list) - chat.MaxOptions; left > 0 {
		body += fmt.Sprintf(" There are %d more: add the year to narrow it down.", left)
	}
	return chat.Card{
		Tone: chat.Question, Title: "Which one?", Body: chat.T(body),
		Pickers: []chat.Picker{picker("Choose one", list, option)},
	}
}

// yearMissed says that there is no such film of the year asked for, and offers
// those of other years.
func yearMissed(r lookup.Resolution, option func(film.Listing) chat.PickerOption) chat.Card {
	list := r.Others
	if r.Found.Number != 0 {
		list = append([]film.Listing{r.Found}, list...)
	}
	return chat.Card{
		Tone:    chat.Question,
		Title:   "Another year?",
		Body:    chat.T(fmt.Sprintf("I know no %s of %d, but these.", quoted(r.Query.Name), r.Query.Year)),
		Pickers: []chat.Picker{picker("Choose one", list, option)},
	}
}

// noFilm says that no film fits, and offers the nearest titles.
func (b *Bot) noFilm(ctx context.Context, c *call, r lookup.Resolution, typed string, option func(film.Listing) chat.PickerOption) chat.Card {
	if r.Query.Name == "" {
		if len(c.troubles) > 0 && !r.Query.Alias.IsZero() {
			return unsure("film", typed, c.troubles)
		}
		card := failure(fmt.Sprintf("I know no film with the id %s. Try its title.", quoted(typed)))
		if r.Query.ID == 0 && r.Query.Alias.IsZero() {
			card = failure(sayNoFilm)
		}
		return card
	}
	if film.Fold(r.Query.Name) == "" {
		return failure(sayNoLetters)
	}
	if b.isSeries(ctx, c, r.Query.Name) {
		return failure(fmt.Sprintf("%s is a television series, and Marquee knows films.", quoted(typed)))
	}
	if len(c.troubles) > 0 {
		return unsure("film", typed, c.troubles)
	}
	near, err := c.library.NearestFilms(ctx, r.Query.Name, nearestShown)
	if err != nil {
		return b.wordError(err, "looking for near titles")
	}
	return notFound("film", "/film TITLE", typed, near, option)
}

// isSeries reports whether a title that is no film's is that of a series, as far as
// sources have been asked.
func (b *Bot) isSeries(ctx context.Context, c *call, title string) bool {
	if b.live == nil {
		return false
	}
	q := lookup.Question{Series: title}
	c.want(q)
	is, err := b.live.Answered(ctx, q)
	if err != nil {
		b.log.Error("reading whether it is a series", "error", err)
	}
	return is
}

// notFound says that nothing fits a typed name, and offers the nearest ones.
func notFound(what, usage, typed string, near []film.Listing, option func(film.Listing) chat.PickerOption) chat.Card {
	card := failure(fmt.Sprintf("I know no %s called %s. Check the spelling and try %s again.", what, quoted(typed), usage))
	card.Title = "Not found"
	if len(near) > 0 {
		card.Body = chat.T(fmt.Sprintf("I know no %s called %s. The nearest that I know:", what, quoted(typed)))
		card.Pickers = []chat.Picker{picker("Nearest", near, option)}
	}
	return card
}
