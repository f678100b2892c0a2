package tmdb

import (
	"maps"
	"net/url"
	"slices"

	"marquee/internal/film"
)

// offers returns where the film can be watched, by region. The address is that
// of TMDB's page for the region, which leads on to the services.
func (w *wholeFilm) offers() []film.Offer {
	var all []film.Offer
	for _, code := range slices.Sorted(maps.Keys(w.Watch.Results)) {
		region, here := regionOf(code), w.Watch.Results[code]
		if region == "" {
			continue
		}
		link := webPage(here.Link)
		for _, way := range []struct {
			kind film.OfferKind
			by   []provider
		}{
			{film.Stream, here.Flatrate}, {film.Free, here.Free}, {film.Ads, here.Ads},
			{film.Rent, here.Rent}, {film.Buy, here.Buy},
		} {
			var names []string
			for _, p := range way.by {
				names = add(names, title(p.Name))
			}
			for _, name := range names {
				all = append(all, film.Offer{Region: region, Kind: way.kind, Provider: name, URL: link})
			}
		}
	}
	return first(all)
}

// webPage returns s where it is the address of a page that can be linked to.
func webPage(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || len(s) > 2000 {
		return ""
	}
	return s
}

// similar returns the films that TMDB thinks alike. They carry no mark of their
// own, so pornographic ones stand with their like alone.
func (w *wholeFilm) similar() []film.Related {
	var all []film.Related
	for _, s := range w.Similar.Results {
		f, ok := s.film(film.Origin{})
		if ok && (w.Adult || !f.Adult) {
			all = append(all, film.Related{Ids: f.Ids, Title: f.Title, Year: f.Year})
		}
	}
	return first(all)
}
