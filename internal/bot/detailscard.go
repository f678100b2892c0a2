package bot

import (
	"fmt"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"marquee/internal/chat"
	"marquee/internal/film"
)

// hasDetails reports whether the details card would say anything.
func hasDetails(f *film.Film) bool {
	return len(detailFields(f, language.English, &origins{})) > 0
}

// detailsCard shows the basic information of the film page, and what else a
// source may know.
func (b *Bot) detailsCard(c *call, f *film.Film) chat.Card {
	var from origins
	card := chat.Card{
		Tone:    chat.Info,
		Title:   "Details of " + titleYear(f.Title, f.Year),
		Fields:  detailFields(f, c.place.Language, &from),
		Actions: filmActions(f, "details"),
	}
	card.Footer = from.footer()
	return card
}

func detailFields(f *film.Film, lang language.Tag, from *origins) []chat.Field {
	var out []chat.Field
	add := func(origin film.Field, name, value string) {
		if value != "" {
			out = append(out, field(name, value))
			from.add(f.OriginOf(origin))
		}
	}
	addList := func(origin film.Field, one, many string, list []string, between string) {
		name := many
		if len(list) == 1 {
			name = one
		}
		add(origin, name, strings.Join(list, between))
	}
	if f.OriginalTitle != f.Title {
		add("original_title", "Original title", f.OriginalTitle)
	}
	if f.OriginalLanguage != "" {
		add("original_language", "Original language", film.LanguageName(f.OriginalLanguage, lang))
	}
	var spoken []string
	for _, l := range f.Languages {
		spoken = append(spoken, film.LanguageName(l, lang))
	}
	addList("languages", "Language", "Languages", spoken, ", ")
	add("other_titles", "Also known as", otherTitles(f, lang))
	add("aspect_ratio", "Aspect ratio", f.AspectRatio)
	addList("filming_locations", "Filming location", "Filming locations", f.FilmingLocations, "; ")
	add("certificates", "Rating reason", ratingReasons(f, lang))
	addList("production_companies", "Production company", "Production companies", f.ProductionCompanies, ", ")
	add("production", "Production schedule", periodWords(f.Production))
	add("collection", "Collection", f.Collection)
	add("budget", "Budget", moneyWords(f.Budget))
	add("box_office", "Box office", moneyWords(f.BoxOffice))
	if f.Score.Votes > 0 {
		add("score", "Score", fmt.Sprintf("%.1f of 10 (%s)", f.Score.Value, count(f.Score.Votes, "vote", "votes")))
	}
	var similar []string
	for _, r := range f.Similar {
		similar = append(similar, titleYear(r.Title, r.Year))
	}
	add("similar", "Similar films", andMore(similar, 8))
	if links := filmLinks(f.Ids); len(links) > 0 {
		out = append(out, chat.Field{Name: "Elsewhere", Value: links, Short: true})
	}
	return out
}

// ratingReasons are the boards' own words of why, each with its mark and region.
func ratingReasons(f *film.Film, lang language.Tag) string {
	var out []string
	for _, c := range f.Certificates {
		if c.Reason != "" {
			out = append(out, fmt.Sprintf("%s (%s): %s", c.Mark, c.Region.Name(lang), c.Reason))
		}
	}
	return strings.Join(out, "; ")
}

func otherTitles(f *film.Film, lang language.Tag) string {
	var out []string
	for _, t := range f.OtherTitles {
		detail := ""
		switch {
		case t.Region != "":
			detail = t.Region.Name(lang)
		case t.Language != "":
			detail = film.LanguageName(t.Language, lang)
		}
		out = append(out, t.Title+bracket(detail))
	}
	return andMore(out, 8)
}

// periodWords writes a period: "13 April 2009 to July 2009".
func periodWords(p film.Period) string {
	switch {
	case p.From.IsZero() && p.To.IsZero():
		return ""
	case p.To.IsZero():
		return "from " + dateWords(p.From)
	case p.From.IsZero():
		return "until " + dateWords(p.To)
	}
	return dateWords(p.From) + " to " + dateWords(p.To)
}

// moneyWords writes an amount: "15,000,000 USD".
func moneyWords(m film.Money) string {
	if m.Currency == "" {
		return ""
	}
	return message.NewPrinter(language.English).Sprintf("%d %s", m.Amount, m.Currency)
}

// filmLinks are the film's pages at other catalogues.
func filmLinks(a film.Aliases) chat.Text {
	var out chat.Text
	add := func(known bool, name string, only film.Aliases) {
		if !known {
			return
		}
		if len(out) > 0 {
			out = append(out, chat.Plain(", "))
		}
		out = append(out, chat.Link(name, filmURL(only)))
	}
	add(a.IMDb != "", "IMDb", film.Aliases{IMDb: a.IMDb})
	add(a.TMDB != 0, "TMDB", film.Aliases{TMDB: a.TMDB})
	add(a.Wikidata != "", "Wikidata", film.Aliases{Wikidata: a.Wikidata})
	return out
}
