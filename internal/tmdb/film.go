package tmdb

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"marquee/internal/film"
)

// appended is what one request for a film brings along; TMDB allows 20 parts.
const appended = "credits,release_dates,videos,watch/providers,external_ids,translations,alternative_titles,similar"

// Film returns all that TMDB knows of a film, found by its TMDB id, or else by
// its IMDb or Wikidata id. It fails with film.ErrNotFound where TMDB does not
// have it, and where ids holds none of the three.
func (c *Client) Film(ctx context.Context, ids film.Aliases) (film.Film, error) {
	id, err := c.numberOf(ctx, ids, imdbFilm, func(f found) []number { return numbers(f.Films) })
	if err != nil {
		return film.Film{}, err
	}
	what := fmt.Sprintf("film %d", id)
	var w wholeFilm
	day, err := c.get(ctx, what, "movie/"+strconv.Itoa(id), url.Values{
		"language": {"en-US"}, "append_to_response": {appended},
	}, &w)
	if err != nil {
		return film.Film{}, err
	}
	f, ok := w.film(film.Origin{Source: Name, AsOf: day})
	if !ok || f.Ids.TMDB != id {
		return film.Film{}, asking(what, fmt.Errorf("%w: an answer about something else", film.ErrDown))
	}
	return f, nil
}

// film returns the film in the domain's words, and whether the record is one.
func (w *wholeFilm) film(origin film.Origin) (film.Film, bool) {
	f, ok := w.shortFilm.film(origin)
	if !ok {
		return film.Film{}, false
	}
	f.Ids.IMDb = matching(imdbFilm, w.External.IMDb)
	if f.Ids.IMDb == "" {
		f.Ids.IMDb = matching(imdbFilm, w.IMDb)
	}
	f.Ids.Wikidata = matching(wikidataID, w.External.Wikidata)
	f.Status = statuses[w.Status]
	if m := w.Runtime.int(); m > 0 && m <= film.MaxMinutes {
		f.Minutes = m
	}
	f.Tagline = prose(w.Tagline)
	for _, s := range w.Spoken {
		f.Languages = add(f.Languages, languageOf(s.Code))
	}
	f.Genres = nil
	for _, g := range w.Genres {
		f.Genres = add(f.Genres, title(g.Name))
	}
	for _, co := range w.Companies {
		f.ProductionCompanies = add(f.ProductionCompanies, title(co.Name))
	}
	if w.Collection != nil {
		f.Collection = title(w.Collection.Name)
	}
	f.Budget, f.BoxOffice = dollars(w.Budget), dollars(w.Revenue)
	f.Credits = w.credits()
	f.Releases = w.releases()
	f.Certificates = w.certificates()
	f.OtherTitles = w.otherTitles()
	f.Texts = w.texts()
	f.Trailers = w.trailers()
	f.Similar = w.similar()
	if f.Offers = w.offers(); len(f.Offers) > 0 {
		f.Origins = map[film.Field]film.Origin{"offers": {Source: OffersFrom, AsOf: origin.AsOf}}
	}
	if f.Year == 0 {
		f.Year = f.FirstDate().Year()
	}
	return f, true
}

// film returns the record in the domain's words, and whether it is one.
func (w *shortFilm) film(origin film.Origin) (film.Film, bool) {
	f := film.Film{
		Ids:              film.Aliases{TMDB: w.ID.id()},
		Title:            title(w.Title),
		OriginalTitle:    title(w.OriginalTitle),
		OriginalLanguage: languageOf(w.OriginalLanguage),
		Year:             dayOf(w.ReleaseDate).Year(),
		Synopsis:         prose(w.Overview),
		Poster:           image("500", w.PosterPath),
		Popularity:       w.popularity(),
		Adult:            w.Adult,
		Origin:           origin,
	}
	if f.Title == "" {
		f.Title = f.OriginalTitle
	}
	for _, id := range w.GenreIDs {
		f.Genres = add(f.Genres, genreNames[id.int()])
	}
	if votes := w.VoteCount; votes != nil && votes.int() > 0 && w.VoteAverage > 0 && w.VoteAverage <= 10 {
		f.Score = film.Score{Value: float64(w.VoteAverage), Votes: votes.int()}
	}
	return f, f.Ids.TMDB != 0 && f.Title != ""
}

// popularity is the number of those who voted. TMDB's own "popularity" is how
// often a page was looked at of late, in no unit.
func (w *shortFilm) popularity() film.Popularity {
	if w.VoteCount == nil {
		return film.Popularity{}
	}
	return film.PopularityOf(w.VoteCount.int())
}

// dollars is an amount, which TMDB has in US dollars alone and as 0 where it is
// unknown.
func dollars(n number) film.Money {
	if n.int() <= 0 {
		return film.Money{}
	}
	return film.Money{Amount: int64(n.int()), Currency: "USD"}
}

// add appends a text that says something new.
func add(list []string, s string) []string {
	if s == "" || len(list) >= film.MaxEntries || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
