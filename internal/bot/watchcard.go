package bot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"marquee/internal/chat"
	"marquee/internal/film"
)

// offerLabels head the services of one way to watch.
var offerLabels = map[film.OfferKind]string{
	film.Stream: "Stream", film.Free: "Free", film.Ads: "Free with ads", film.Rent: "Rent", film.Buy: "Buy",
}

// watchCard says where a film can be watched in a region. The services are known
// to TMDB from JustWatch, who wants to be named.
// https://developer.themoviedb.org/reference/movie-watch-providers
func (b *Bot) watchCard(c *call, f *film.Film, region film.Region) chat.Card {
	lang := c.place.Language
	card := chat.Card{Tone: chat.Info, Title: fmt.Sprintf("Where to watch %s in %s", titleYear(f.Title, f.Year), region.Name(lang))}
	offers := f.OffersIn(region)
	if len(offers) == 0 {
		card.Body = chat.T(fmt.Sprintf("No service in %s is known to have it.", region.Name(lang)))
	}
	for _, kind := range film.OfferKinds() {
		var names []string
		for _, o := range offers {
			if o.Kind == kind && !slices.Contains(names, o.Provider) {
				names = append(names, o.Provider)
			}
		}
		if len(names) > 0 {
			card.Fields = append(card.Fields, field(offerLabels[kind], strings.Join(names, ", ")))
		}
	}
	if len(offers) > 0 && offers[0].URL != "" {
		card.URL = offers[0].URL
	}
	if p, ok := watchPicker(c, f, region); ok {
		card.Pickers = append(card.Pickers, p)
	}
	card.Actions = filmActions(f, "watch")
	var from origins
	from.add(f.OriginOf("offers"))
	card.Footer = from.footer()
	return card
}

// watchPicker offers the other regions in which the film can be watched: those of
// the place first, then by name.
func watchPicker(c *call, f *film.Film, shown film.Region) (chat.Picker, bool) {
	var regions []film.Region
	for _, o := range f.Offers {
		if o.Region != shown && !slices.Contains(regions, o.Region) {
			regions = append(regions, o.Region)
		}
	}
	ours := func(r film.Region) int {
		if i := slices.Index(c.place.Regions, r); i >= 0 {
			return i
		}
		return len(c.place.Regions)
	}
	slices.SortFunc(regions, func(a, b film.Region) int {
		return cmp.Or(cmp.Compare(ours(a), ours(b)), strings.Compare(film.Fold(a.Name(c.place.Language)), film.Fold(b.Name(c.place.Language))))
	})
	pick := chat.Picker{Prompt: "Another region"}
	for _, r := range regions[:min(len(regions), chat.MaxOptions)] {
		pick.Options = append(pick.Options, chat.PickerOption{Label: r.Name(c.place.Language), Route: watchRoute(f.ID, r)})
	}
	if left := len(regions) - chat.MaxOptions; left > 0 {
		pick.Prompt += fmt.Sprintf(" (the first %d of %d)", chat.MaxOptions, len(regions))
	}
	return pick, len(pick.Options) > 0
}

func watchRoute(id film.ID, r film.Region) string {
	return chat.NewRoute("film", id, "watch", string(r))
}

// watchRegion is the region whose offers are shown: the one asked for, else the
// home region, else the first that has any.
func watchRegion(c *call, f *film.Film, asked string) film.Region {
	if r, err := film.ParseRegion(asked); asked != "" && err == nil {
		return r
	}
	for _, r := range c.place.Regions {
		if len(f.OffersIn(r)) > 0 {
			return r
		}
	}
	if home := c.place.Home(); home != "" {
		return home
	}
	return f.Offers[0].Region
}
