package main

import (
	"context"
	"errors"
	"log/slog"
	"slices"

	"marquee/internal/film"
	"marquee/internal/lookup"
	"marquee/internal/remind"
)

// A finder finds films of what is followed, after it has asked the sources.
type finder struct {
	house   *house
	regions []film.Region // in which sources are asked for films of a genre
	log     *slog.Logger
}

var _ remind.Catalogue = finder{}

// Bounds of what is asked and looked through.
const (
	askWindow = 90   // days that a source is asked for at once: it tells of the best known ones
	mostAsk   = 40   // films of one person that are asked for, each by itself
	mostSeen  = 5000 // films to come that are looked through for a genre
	recently  = 550  // days for which a film goes on to reach further regions
)

// Matching implements remind.Catalogue. A source that cannot be asked goes to the
// log: what is known is better than nothing, and the next day it is asked again.
func (f finder) Matching(ctx context.Context, s remind.Subject, first, last film.Date, limit int) (ids []film.ID, err error) {
	switch s.Kind {
	case remind.OfFilm:
		return []film.ID{s.Film}, nil
	case remind.OfPerson:
		ids, err = f.ofPerson(ctx, s.Person, first)
	case remind.OfRegion:
		f.askComing(ctx, []film.Region{s.Region}, first, last)
		ids, err = f.coming(ctx, []film.Region{s.Region}, first, last, limit, func(*film.Film) bool { return true })
	case remind.OfGenre:
		f.askComing(ctx, f.regions, first, last)
		genre := film.Fold(s.Genre)
		ids, err = f.coming(ctx, film.Regions(), first, last, mostSeen, func(x *film.Film) bool {
			return slices.ContainsFunc(x.Genres, func(g string) bool { return film.Fold(g) == genre })
		})
	}
	return ids[:min(len(ids), limit)], err
}

func (f finder) ask(ctx context.Context, questions ...lookup.Question) {
	if f.house.live == nil || len(questions) == 0 {
		return
	}
	for _, t := range f.house.live.Ask(ctx, questions...) {
		f.log.WarnContext(ctx, "a source could not be asked for new films", "source", t.Source, "error", t.Err)
	}
}

// askComing asks what comes out, window by window.
func (f finder) askComing(ctx context.Context, regions []film.Region, first, last film.Date) {
	for _, r := range regions {
		for from := first; !last.Before(from); from = from.AddDays(askWindow) {
			to := from.AddDays(askWindow - 1)
			if last.Before(to) {
				to = last
			}
			f.ask(ctx, lookup.Question{Region: r, First: from, Last: to})
		}
	}
}

func (f finder) coming(ctx context.Context, regions []film.Region, first, last film.Date, limit int, wanted func(*film.Film) bool) (ids []film.ID, err error) {
	all, err := f.house.library.Coming(ctx, regions, first, last, limit)
	for _, x := range all {
		if wanted(&x) {
			ids = append(ids, x.ID)
		}
	}
	return ids, err
}

// ofPerson returns a person's films that are not long past.
func (f finder) ofPerson(ctx context.Context, id film.PersonID, today film.Date) (ids []film.ID, err error) {
	f.ask(ctx, lookup.Question{Person: id})
	p, err := f.house.library.Person(ctx, id)
	if errors.Is(err, film.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var work []film.PersonCredit
	for _, c := range p.Filmography {
		if !longPast(c, today) {
			work = append(work, c)
		}
	}
	f.ask(ctx, unknownWork(work, today)...)
	for _, c := range work {
		if c.Film == 0 {
			c.Film, err = f.house.library.FilmByAlias(ctx, c.Ids)
			if errors.Is(err, film.ErrNotFound) {
				continue // nobody knows more of it than that it is to come
			}
			if err != nil {
				return nil, err
			}
		}
		if !slices.Contains(ids, c.Film) {
			ids = append(ids, c.Film)
		}
	}
	return ids, nil
}

// longPast reports whether a film came out so long ago that it reaches no further
// region.
func longPast(c film.PersonCredit, today film.Date) bool {
	switch {
	case !c.Date.IsZero():
		return c.Date.Last().Before(today.AddDays(-recently))
	case c.Year != 0:
		return c.Year < today.Year()-1
	}
	return false
}

// unknownWork asks for the films to come that only another catalogue has a number
// for.
func unknownWork(work []film.PersonCredit, today film.Date) (out []lookup.Question) {
	for _, c := range work {
		q := lookup.Question{Ids: c.Ids}
		if c.Film == 0 && !c.Ids.IsZero() && c.Upcoming(today) && len(out) < mostAsk && !slices.Contains(out, q) {
			out = append(out, q)
		}
	}
	return out
}
