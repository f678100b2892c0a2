package bot

import (
	"fmt"

	"marquee/internal/chat"
	"marquee/internal/film"
)

// trailersCard lists the film's trailers, each a link.
func (b *Bot) trailersCard(c *call, f *film.Film) chat.Card {
	var from origins
	card := chat.Card{Tone: chat.Info, Title: "Trailers & clips of " + titleYear(f.Title, f.Year)}
	var list []chat.Text
	for i, t := range f.Trailers {
		name := t.Name
		if name == "" {
			name = "Trailer"
			if len(f.Trailers) > 1 {
				name = fmt.Sprintf("Trailer %d", i+1)
			}
		}
		entry := chat.Text{chat.Link(name, t.URL())}
		if t.Language != "" {
			entry = append(entry, chat.Plain(bracket(film.LanguageName(t.Language, c.place.Language))))
		}
		list = append(list, entry)
		from.add(f.OriginOf("trailers"))
	}
	card.Body = chat.Text{chat.List(list...)}
	card.Actions = filmActions(f, "trailers")
	card.Footer = from.footer()
	return card
}

// articlesCard shows what was written about the film.
func (b *Bot) articlesCard(c *call, f *film.Film) chat.Card {
	var from origins
	card := chat.Card{Tone: chat.Info, Title: "Articles on " + titleYear(f.Title, f.Year)}
	for _, a := range f.Articles {
		var value chat.Text
		if !a.Date.IsZero() {
			value = append(value, chat.Emphasis(dateWords(a.Date)), chat.Break())
		}
		if a.Summary != "" {
			value = append(value, chat.Plain(a.Summary))
		}
		if a.URL != "" {
			if len(value) > 0 {
				value = append(value, chat.Break())
			}
			value = append(value, chat.Link("Read it", a.URL))
		}
		if len(value) == 0 {
			value = chat.T("No summary.")
		}
		card.Fields = append(card.Fields, longField(a.Title, value))
		from.add(f.OriginOf("articles"))
	}
	card.Actions = filmActions(f, "articles")
	card.Footer = from.footer()
	return card
}
