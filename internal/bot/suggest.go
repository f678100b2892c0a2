package bot

import (
	"context"
	"fmt"
	"strings"

	"golang.org/x/text/language"

	"marquee/internal/chat"
	"marquee/internal/film"
)

// Suggest completes what is being typed; see chat.Handler.
func (b *Bot) Suggest(ctx context.Context, r chat.Request, field, prefix string) []chat.Choice {
	route, err := chat.ParseRoute(r.Route)
	if err != nil || len(prefix) > maxArg {
		return nil
	}
	if _, ok := b.command(route.Command); !ok {
		return nil
	}
	library := b.library
	if r.Mature {
		library = library.Mature()
	}
	var out []chat.Choice
	switch field {
	case "title", "film":
		list, err := library.SuggestFilms(ctx, prefix, chat.MaxChoices)
		if err != nil {
			b.log.Error("completing a title", "error", err)
		}
		out = filmSuggestions(list)
	case "name", "person":
		list, err := library.SuggestPeople(ctx, prefix, chat.MaxChoices)
		if err != nil {
			b.log.Error("completing a name", "error", err)
		}
		out = personSuggestions(list)
	case "role":
		for _, j := range film.Jobs() {
			out = append(out, chat.Choice{Label: j.Label(1), Value: j.String()})
		}
		out = beginning(out, prefix)
	case "region", "regions", "everything":
		out = regionSuggestions(prefix)
	case "genre":
		for _, g := range genres {
			out = append(out, chat.Choice{Label: g, Value: g})
		}
		out = beginning(out, prefix)
	case "language":
		out = languageSuggestions(prefix)
	case "timezone":
		out = beginning(zoneChoices, prefix)
	case "command":
		for _, c := range b.commands {
			out = append(out, chat.Choice{Label: "/" + c.Name, Value: c.Name})
		}
		out = beginning(out, strings.TrimPrefix(prefix, "/"))
	}
	return out[:min(len(out), chat.MaxChoices)]
}

// personSuggestions completes a name, with the films that tell namesakes apart.
func personSuggestions(list []film.Listing) []chat.Choice {
	times := make(map[string]int)
	for _, l := range list {
		times[l.Name]++
	}
	out := make([]chat.Choice, 0, len(list))
	for _, l := range list {
		c := chat.Choice{Label: l.Name, Value: l.Name}
		if l.Detail != "" {
			c.Label += " · " + l.Detail
		}
		switch {
		case l.Number == 0:
			c.Value = fmt.Sprintf("tmdb:%d", l.Ids.TMDB)
		case times[l.Name] > 1 || len(c.Value) > maxSuggestion:
			c.Value = "id:" + l.PersonID().String()
		}
		out = append(out, c)
	}
	return out
}

// genres are those that the sources tell of most films.
// https://developer.themoviedb.org/reference/genre-movie-list
var genres = []string{"Action", "Adventure", "Animation", "Comedy", "Crime", "Documentary", "Drama", "Family", "Fantasy",
	"History", "Horror", "Music", "Mystery", "Romance", "Science Fiction", "Thriller", "War", "Western"}

// beginning keeps the choices of which a word begins with what was typed.
func beginning(all []chat.Choice, prefix string) []chat.Choice {
	prefix = strings.ToLower(strings.TrimSpace(prefix))
	var out []chat.Choice
	for _, c := range all {
		label := strings.ToLower(strings.TrimPrefix(c.Label, "/"))
		words := strings.FieldsFunc(label, func(r rune) bool { return strings.ContainsRune(" /_-", r) })
		fits := strings.HasPrefix(label, prefix) || strings.HasPrefix(strings.ToLower(c.Value), prefix)
		for _, w := range words {
			fits = fits || strings.HasPrefix(w, prefix)
		}
		if fits {
			out = append(out, c)
		}
	}
	return out
}

// regionSuggestions completes the last of a list of regions.
func regionSuggestions(prefix string) []chat.Choice {
	before := ""
	if i := strings.LastIndexAny(prefix, ",;"); i >= 0 {
		before, prefix = prefix[:i+1]+" ", prefix[i+1:]
	}
	var all []chat.Choice
	for _, r := range film.Regions() {
		all = append(all, chat.Choice{Label: r.Name(language.English), Value: string(r)})
	}
	out := beginning(all, prefix)
	for i := range out {
		out[i] = chat.Choice{Label: before + out[i].Label, Value: before + out[i].Value}
	}
	return out
}

func languageSuggestions(prefix string) []chat.Choice {
	var all []chat.Choice
	for _, code := range []string{"en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs", "hu",
		"el", "tr", "ru", "uk", "ja", "ko", "zh", "hi", "ar", "he"} {
		all = append(all, chat.Choice{Label: film.LanguageName(code, language.English), Value: code})
	}
	return beginning(all, prefix)
}

// zoneChoices are time zones to choose from, one for most places where film
// people are; any other IANA zone can be typed.
var zoneChoices = func() []chat.Choice {
	var out []chat.Choice
	for _, z := range strings.Fields(`Europe/London Europe/Dublin Europe/Lisbon Europe/Paris Europe/Berlin
		Europe/Madrid Europe/Rome Europe/Amsterdam Europe/Brussels Europe/Vienna Europe/Zurich Europe/Stockholm
		Europe/Oslo Europe/Copenhagen Europe/Helsinki Europe/Warsaw Europe/Prague Europe/Budapest Europe/Athens
		Europe/Istanbul Europe/Kyiv America/New_York America/Chicago America/Denver America/Los_Angeles
		America/Toronto America/Vancouver America/Mexico_City America/Bogota America/Lima America/Santiago
		America/Sao_Paulo America/Argentina/Buenos_Aires Africa/Cairo Africa/Lagos Africa/Nairobi
		Africa/Johannesburg Asia/Dubai Asia/Karachi Asia/Kolkata Asia/Bangkok Asia/Jakarta Asia/Singapore
		Asia/Hong_Kong Asia/Shanghai Asia/Taipei Asia/Manila Asia/Seoul Asia/Tokyo Australia/Perth
		Australia/Sydney Pacific/Auckland UTC`) {
		out = append(out, chat.Choice{Label: z, Value: z})
	}
	return out
}()
