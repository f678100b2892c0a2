package bot

import (
	"strings"

	"marquee/internal/chat"
	"marquee/internal/film"
)

// creditsShown is how many credits stand on a page of the cast and crew: what a
// reader takes in, and what fits the platforms' limits with long names.
const creditsShown = 60

// crewCard shows every credit, by job.
func (b *Bot) crewCard(c *call, f *film.Film, page int) chat.Card {
	var from origins
	shown, at, pages := pageOf(f.Credits, page, creditsShown)
	card := chat.Card{Tone: chat.Info, Title: "Cast & crew of " + titleYear(f.Title, f.Year)}
	if note := pageNote(at, pages); note != "" {
		card.Body = chat.T(note + ": " + count(len(f.Credits), "credit", "credits"))
	}
	for _, job := range film.Jobs() {
		credits := film.Credits(shown).By(job)
		if len(credits) == 0 {
			continue
		}
		from.add(f.OriginOf(film.JobField(job)))
		all := len(f.Credits.By(job))
		card.Fields = append(card.Fields, longField(job.Label(all), chat.T(creditLine(credits))))
	}
	card.Actions = append(
		turn(at, pages, func(p int) string { return chat.NewRoute("film", f.ID, "crew", p) }),
		filmActions(f, "crew")...)
	card.Footer = from.footer()
	return card
}

// creditLine joins names with what each did: a part played, or a note.
func creditLine(credits film.Credits) string {
	lines := make([]string, len(credits))
	for i, c := range credits {
		lines[i] = c.Name
		if c.As != "" {
			lines[i] += " as " + c.As
		}
		lines[i] += bracket(c.Note)
	}
	return strings.Join(lines, ", ")
}
