package bot

import (
	"marquee/internal/chat"
	"marquee/internal/chat/clip"
	"marquee/internal/film"
)

// Bounds of a page of the cast and crew, and of one field on it, in characters:
// what a reader takes in, and what fits every platform, so that nobody on the page
// is cut off.
const (
	creditsShown   = 60
	creditsPerPage = 3000
	creditsInField = 900
)

// crewCard shows every credit, by job.
func (b *Bot) crewCard(c *call, f *film.Film, page int) chat.Card {
	var from origins
	pages := creditPages(f.Credits)
	at := min(max(page, 0), len(pages)-1)
	card := chat.Card{Tone: chat.Info, Title: "Cast & crew of " + titleYear(f.Title, f.Year)}
	if note := pageNote(at, len(pages)); note != "" {
		card.Body = chat.T(note + ": " + count(len(f.Credits), "credit", "credits"))
	}
	for _, job := range film.Jobs() {
		credits := pages[at].By(job)
		if len(credits) == 0 {
			continue
		}
		from.add(f.OriginOf(film.JobField(job)))
		label := job.Label(len(f.Credits.By(job)))
		for _, line := range creditLines(credits) {
			card.Fields = append(card.Fields, longField(label, chat.T(line)))
			label = job.Label(len(f.Credits.By(job))) + ", continued"
		}
	}
	card.Actions = append(
		turn(at, len(pages), func(p int) string { return chat.NewRoute("film", f.ID, "crew", p) }),
		filmActions(f, "crew")...)
	card.Footer = from.footer()
	return card
}

// creditPages cuts credits into pages, one at least.
func creditPages(all film.Credits) []film.Credits {
	pages := []film.Credits{nil}
	size := 0
	for _, c := range all {
		last := &pages[len(pages)-1]
		n := clip.Runes(entryWords(c)) + 2
		if len(*last) > 0 && (len(*last) == creditsShown || size+n > creditsPerPage) {
			pages, size = append(pages, nil), 0
			last = &pages[len(pages)-1]
		}
		*last = append(*last, c)
		size += n
	}
	return pages
}

// creditLines joins names with what each did, as many together as a field takes.
func creditLines(credits film.Credits) []string {
	var out []string
	size := 0
	for _, c := range credits {
		entry := entryWords(c)
		n := clip.Runes(entry) + 2
		if len(out) == 0 || size+n > creditsInField {
			out, size = append(out, entry), n
			continue
		}
		out[len(out)-1] += ", " + entry
		size += n
	}
	return out
}

// maxPart is how many characters of what somebody did are shown.
const maxPart = 200

// entryWords is one person with what they did: a part played, or a note.
func entryWords(c film.Credit) string {
	s := c.Name
	if c.As != "" {
		s += " as " + clip.String(c.As, maxPart, clip.Runes)
	}
	return s + bracket(clip.String(c.Note, maxPart, clip.Runes))
}
