package bot

import (
	"fmt"
	"strings"

	"marquee/internal/chat"
	"marquee/internal/film"
)

// How many names of a credit line the first card shows; the rest is one button
// away.
const (
	castShown = 8
	crewShown = 4
)

// headlineJobs are the credits of the first card.
var headlineJobs = []film.Job{film.Director, film.Cast, film.Writer, film.Producer, film.Music}

// filmCard is the first card of a film: what people look for first.
func (b *Bot) filmCard(c *call, f *film.Film) chat.Card {
	var from origins
	card := chat.Card{Tone: chat.Info, Title: titleYear(f.Title, f.Year), URL: filmURL(f.Ids)}
	from.add(f.OriginOf("title"))
	if f.OriginalTitle != "" && f.OriginalTitle != f.Title {
		card.Body = append(card.Body, chat.Plain("Original title: "), chat.Emphasis(f.OriginalTitle), chat.Break())
	}
	if f.Tagline != "" {
		card.Body = append(card.Body, chat.Emphasis(f.Tagline), chat.Break())
		from.add(f.OriginOf("tagline"))
	}
	if f.Synopsis != "" {
		card.Body = append(card.Body, chat.Plain(f.Synopsis))
		from.add(f.OriginOf("synopsis"))
	}
	card.Fields = b.headline(c, f, &from)
	if len(card.Body) == 0 && len(card.Fields) == 0 {
		card.Body = chat.T("Nothing more is known of this film here.")
	}
	if f.Poster != "" {
		card.Image = chat.Image{URL: f.Poster, Alt: "Poster of " + titleYear(f.Title, f.Year)}
	}
	card.Actions = filmActions(f, "")
	if b.book != nil {
		card.Actions = append(card.Actions, chat.Action{Label: "Remind here", Route: chat.NewRoute("subscribe", "film", f.ID)})
	}
	card.Footer = from.footer()
	return card
}

// headline is the facts of the first card, in the order of the film page.
func (b *Bot) headline(c *call, f *film.Film, from *origins) []chat.Field {
	var out []chat.Field
	add := func(origin film.Field, name, value string) {
		if value != "" {
			out = append(out, field(name, value))
			from.add(f.OriginOf(origin))
		}
	}
	if name, value, origin := b.homeDate(c, f); value != "" {
		out = append(out, field(name, value))
		from.add(origin)
	}
	add("genres", "Genre", strings.Join(f.Genres, "/"))
	add("certificates", "Certificate", b.certificateLine(c, f))
	if f.Minutes > 0 {
		add("minutes", "Running time", fmt.Sprintf("%d min", f.Minutes))
	}
	add("distributors", "Distributor", b.distributorLine(c, f))
	if f.Status != film.StatusUnknown && f.Status != film.Released {
		add("status", "Status", capital(f.Status.String()))
	}
	for _, job := range headlineJobs {
		names := f.Credits.By(job).Names()
		shown := crewShown
		if job == film.Cast {
			shown = castShown
		}
		if len(names) > 0 {
			out = append(out, longField(job.Label(len(names)), chat.T(andMore(names, shown))))
			from.add(f.OriginOf(film.JobField(job)))
		}
	}
	return out
}

// homeDate is the film's date in the home region, or what is known instead.
func (b *Bot) homeDate(c *call, f *film.Film) (name, value string, origin film.Origin) {
	home := c.place.Home()
	lang := c.place.Language
	if r, ok := film.HomeRelease(f.Releases, home); ok {
		return home.Name(lang) + " release", dateWords(r.Date) + bracket(releaseWords(r)), releaseOrigin(f, r)
	}
	if r, ok := film.FirstRelease(f.Releases); ok {
		detail := r.Region.Name(lang)
		if w := releaseWords(r); w != "" {
			detail += ", " + w
		}
		value = dateWords(r.Date) + bracket(detail)
		if home != "" {
			value += "; no " + home.Name(lang) + " date known"
		}
		return "Release", value, releaseOrigin(f, r)
	}
	return "", "", film.Origin{}
}

// releaseWords says what kind of release it is and what its source notes, such
// as that it is a re-release; "" for nothing out of the ordinary.
func releaseWords(r film.Release) string {
	kind := kindWords(r.Kind)
	if kind != "" && r.Note != "" {
		return kind + "; " + r.Note
	}
	return kind + r.Note
}

// releaseOrigin is who said a release: its own origin, or the film's.
func releaseOrigin(f *film.Film, r film.Release) film.Origin {
	if r.Origin != (film.Origin{}) {
		return r.Origin
	}
	return f.OriginOf("releases")
}

// certificateLine is the home region's certificate, else those of the other
// regions; each with its region's name.
func (b *Bot) certificateLine(c *call, f *film.Film) string {
	if x, ok := f.CertificateIn(c.place.Home()); ok {
		return x.Mark + bracket(x.Region.Name(c.place.Language))
	}
	var all []string
	for _, x := range f.Certificates {
		all = append(all, x.Mark+bracket(x.Region.Name(c.place.Language)))
	}
	return andMore(all, 3)
}

// distributorLine is the home region's distributors where any are known, else
// all, each with its region as far as it is told.
func (b *Bot) distributorLine(c *call, f *film.Film) string {
	var home, all []string
	for _, d := range f.Distributors {
		line := d.Name
		if d.Region != "" {
			line += bracket(d.Region.Name(c.place.Language))
		}
		all = append(all, line)
		if d.Region == c.place.Home() {
			home = append(home, line)
		}
	}
	if len(home) > 0 {
		return andMore(home, 3)
	}
	return andMore(all, 3)
}

// filmActions are the buttons to the film's sub-cards, as far as there is
// anything behind them; the one that is open is left out, and leads back.
func filmActions(f *film.Film, open string) []chat.Action {
	var out []chat.Action
	if open != "" {
		out = append(out, chat.Action{Label: "The film", Route: chat.NewRoute("film", f.ID)})
	}
	add := func(there bool, part, label, route string) {
		if there && part != open {
			out = append(out, chat.Action{Label: label, Route: route})
		}
	}
	add(len(f.Credits) > 0, "crew", "Cast & crew", chat.NewRoute("film", f.ID, "crew"))
	add(len(f.Releases) > 0, "releases", "Releases", chat.NewRoute("releases", f.ID))
	add(hasDetails(f), "details", "Details", chat.NewRoute("film", f.ID, "details"))
	add(len(f.Trailers) > 0, "trailers", "Trailers", chat.NewRoute("film", f.ID, "trailers"))
	add(len(f.Articles) > 0, "articles", "Articles", chat.NewRoute("film", f.ID, "articles"))
	add(len(f.Offers) > 0, "watch", "Where to watch", chat.NewRoute("film", f.ID, "watch"))
	return out
}

// filmURL is where another catalogue shows the film, "" where none is known to.
func filmURL(a film.Aliases) string {
	switch {
	case a.IMDb != "":
		return "https://www.imdb.com/title/" + a.IMDb + "/"
	case a.TMDB != 0:
		return fmt.Sprintf("https://www.themoviedb.org/movie/%d", a.TMDB)
	case a.Wikidata != "":
		return "https://www.wikidata.org/wiki/" + a.Wikidata
	}
	return ""
}

// bracket is " (s)", or "" for nothing.
func bracket(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

func capital(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
