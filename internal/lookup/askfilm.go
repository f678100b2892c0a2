package lookup

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"

	"marquee/internal/film"
)

// Bounds of what one question makes a source tell.
const (
	maxExact   = 20  // films of the very title that was asked for
	maxGuesses = 3   // films of other titles, where there is none of that one
	maxComing  = 120 // films that come out in a region
	atOnce     = 6   // asked for at a time
)

// whole reports whether a record says more than a list would.
func whole(f *film.Film) bool {
	return len(f.Credits) > 0 || len(f.Releases) > 0 || f.Minutes > 0
}

// putFilm asks for a film that is known: by what the source calls it, or else by
// its title, and then the answer must be the same film.
func (l *Live) putFilm(ctx context.Context, s *guarded, id film.ID) (bool, error) {
	known, err := l.library.Mature().Film(ctx, id)
	if err != nil {
		return false, err
	}
	if !known.Ids.IsZero() {
		f, err := l.fetch(ctx, s, known.Ids)
		if err == nil {
			f.ID = known.ID
			_, err = l.keepFilm(ctx, s.Name(), f)
			return true, err
		}
		if !errors.Is(err, film.ErrNotFound) {
			return false, err
		}
		if l.ownAlias(s, known.Ids) {
			// The source has taken its number back, such as for a film that it had
			// twice: the one that is left may be found by its title.
			if err := l.keeper.DropFilm(ctx, s.Name(), id); err != nil {
				return false, err
			}
		}
	}
	list, err := call(ctx, s, "looking for a film", func(ctx context.Context) ([]film.Film, error) {
		return s.SearchFilms(ctx, known.Title, known.Year)
	})
	if err != nil {
		return false, err
	}
	found, err := l.keepWhole(ctx, s, likely(list, known.Title, known.Year))
	return slices.Contains(found, known.ID), err
}

// putIds asks for a film by what another catalogue calls it.
func (l *Live) putIds(ctx context.Context, s *guarded, ids film.Aliases) (bool, error) {
	f, err := l.fetch(ctx, s, ids)
	if err != nil {
		return false, err
	}
	// The id by which it was found is one of its own, though the source may not
	// say so.
	f.Ids = f.Ids.Or(ids)
	_, err = l.adopt(ctx, s, f)
	return err == nil, err
}

func (l *Live) fetch(ctx context.Context, s *guarded, ids film.Aliases) (film.Film, error) {
	return call(ctx, s, "reading a film", func(ctx context.Context) (film.Film, error) { return s.Film(ctx, ids) })
}

// putTitle asks which films there are of a title. A number behind it may be the
// year.
func (l *Live) putTitle(ctx context.Context, s *guarded, q Question) (bool, error) {
	title, year := q.Title, q.Year
	search := func() ([]film.Film, error) {
		return call(ctx, s, "looking for a title", func(ctx context.Context) ([]film.Film, error) {
			return s.SearchFilms(ctx, title, year)
		})
	}
	list, err := search()
	if err == nil && len(list) == 0 {
		if split, ok := (Query{Name: q.Title, Year: q.Year}).SplitYear(); ok {
			title, year = split.Name, split.Year
			list, err = search()
		} else if year != 0 {
			year = 0
			list, err = search()
		}
	}
	if err != nil {
		return false, err
	}
	found, err := l.keepWhole(ctx, s, likely(list, title, year))
	return len(found) > 0, err
}

// likely returns the films of a list that a title may mean: those that go by it,
// those of the year first, or else the source's best guesses.
func likely(list []film.Film, title string, year int) []film.Film {
	var exact []film.Film
	for _, f := range list {
		if goesBy(&f, title) {
			exact = append(exact, f)
		}
	}
	if len(exact) == 0 {
		return list[:min(len(list), maxGuesses)]
	}
	ofYear := func(f film.Film) bool { return year == 0 || f.Year == 0 || max(f.Year, year)-min(f.Year, year) <= 1 }
	slices.SortStableFunc(exact, func(a, b film.Film) int {
		switch x, y := ofYear(a), ofYear(b); {
		case x == y:
			return 0
		case x:
			return -1
		}
		return 1
	})
	return exact[:min(len(exact), maxExact)]
}

// goesBy reports whether a film has a name, whatever its article.
func goesBy(f *film.Film, name string) bool {
	keys := film.SearchKeys(name)
	return slices.ContainsFunc(f.Names(), func(n string) bool {
		return slices.ContainsFunc(film.SearchKeys(n, f.OriginalLanguage), func(k string) bool { return slices.Contains(keys, k) })
	})
}

// keepWhole keeps films, after it has asked for all that is to know of them, and
// returns their numbers. It fails when one of them could not be had, since the
// answer is not whole then, though what could be kept is.
func (l *Live) keepWhole(ctx context.Context, s *guarded, list []film.Film) ([]film.ID, error) {
	kept := make([]film.ID, len(list))
	failed := make([]error, len(list))
	var group errgroup.Group
	group.SetLimit(atOnce)
	for i, f := range list {
		group.Go(func() error {
			if !whole(&f) {
				all, err := l.fetch(ctx, s, f.Ids)
				if err != nil {
					failed[i] = err
					return nil
				}
				f = all
			}
			kept[i], failed[i] = l.adopt(ctx, s, f)
			return nil
		})
	}
	_ = group.Wait() // what failed is in failed
	kept = slices.DeleteFunc(kept, func(id film.ID) bool { return id == 0 })
	failed = slices.DeleteFunc(failed, func(err error) bool { return errors.Is(err, film.ErrNotFound) })
	return kept, errors.Join(failed...)
}

// putComing asks what comes out in a region.
func (l *Live) putComing(ctx context.Context, s *guarded, q Question) (bool, error) {
	list, err := call(ctx, s, "looking for what comes out", func(ctx context.Context) ([]film.Film, error) {
		var kinds []film.ReleaseKind
		if q.Kind != film.Unspecified {
			kinds = []film.ReleaseKind{q.Kind}
		}
		return s.Coming(ctx, q.Region, kinds, q.First, q.Last, maxComing)
	})
	if err != nil {
		return false, err
	}
	var unknown []film.Film
	for _, f := range list[:min(len(list), maxComing)] {
		fresh, err := l.freshAt(ctx, s, f.Ids)
		if err != nil {
			return false, err
		}
		if !fresh {
			unknown = append(unknown, f)
		}
	}
	if len(unknown) > 0 {
		if _, err := l.keepWhole(ctx, s, unknown); err != nil {
			return false, err
		}
	}
	return len(list) > 0, nil
}

// freshAt reports whether what a source says of a film is kept and fresh.
func (l *Live) freshAt(ctx context.Context, s *guarded, ids film.Aliases) (bool, error) {
	id, err := l.library.FilmByAlias(ctx, ids)
	if errors.Is(err, film.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	open, stale, _, err := l.toAsk(ctx, Question{Film: id})
	if err != nil {
		return false, fmt.Errorf("whether %s is fresh: %w", id, err)
	}
	return !slices.Contains(open, s) && !slices.Contains(stale, s), nil
}

// putSeries asks whether a title is that of a series. A source that knows nothing
// of series says no.
func (l *Live) putSeries(ctx context.Context, s *guarded, title string) (bool, error) {
	knows, ok := s.Source.(SeriesSource)
	if !ok {
		return false, nil
	}
	return call(ctx, s, "looking for a series", func(ctx context.Context) (bool, error) { return knows.Series(ctx, title) })
}

// Answered reports whether a source has answered a question with more than "not
// found". It reads what is kept.
func (l *Live) Answered(ctx context.Context, q Question) (bool, error) {
	asked, err := l.keeper.Asked(ctx, q)
	if err != nil {
		return false, fmt.Errorf("reading what was answered to %s: %w", q, err)
	}
	for _, a := range asked {
		if a.Found {
			return true, nil
		}
	}
	return false, nil
}

// ownAlias reports whether one of a film's aliases is what the source itself calls
// it.
func (l *Live) ownAlias(s *guarded, a film.Aliases) bool {
	return s.Name() == "TMDB" && a.TMDB != 0 || s.Name() == "Wikidata" && a.Wikidata != ""
}
