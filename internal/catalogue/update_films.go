package catalogue

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"marquee/internal/film"
)

// batch is how many films of a source are saved together: what is saved stays
// when the source fails later, and whoever else writes waits for no more.
const batch = 100

// Films brings the films of a source into the Keeper, some at a time; source is
// the origin of those that name none. Unlike a file, a source cannot be mended:
// films that the Keeper refuses are left out and counted. Where the source
// fails, what came before is saved, and Films returns what became of that with
// the source's error. Progress is not told.
func (i *Importer) Films(ctx context.Context, source string, films iter.Seq2[film.Film, error], saved func(Imported)) (total Imported, refused int, err error) {
	run := &importRun{
		catalogue: i.Catalogue,
		origin:    film.Origin{Source: source, AsOf: i.Today},
		people:    make(map[film.PersonID]film.Aliases),
	}
	var some []film.Film
	save := func() error {
		added, updated, left, err := i.saveSome(ctx, some)
		total.Added, total.Updated = total.Added+added, total.Updated+updated
		total.Films, total.Joined = total.Films+added+updated, run.joined
		refused, some = refused+left, some[:0]
		if err == nil && saved != nil {
			saved(total)
		}
		return err
	}
	for f, err := range films {
		if err == nil {
			line := Line{Film: f}
			if run.prepare(&line) == nil {
				some = append(some, line.Film)
			} else {
				refused++ // it has a number that only Marquee gives
			}
		}
		if err != nil || len(some) == batch {
			if err := errors.Join(err, save()); err != nil {
				return total, refused, fmt.Errorf("importing films of %s: %w", source, err)
			}
		}
	}
	if err := save(); err != nil {
		return total, refused, fmt.Errorf("importing films of %s: %w", source, err)
	}
	return total, refused, nil
}

// saveSome saves films, without those that the Keeper refuses.
func (i *Importer) saveSome(ctx context.Context, films []film.Film) (added, updated, refused int, err error) {
	films = slices.Clone(films)
	for len(films) > 0 {
		added, updated, err = i.Keeper.SaveFilms(ctx, func(yield func(film.Film, error) bool) {
			for _, f := range films {
				if !yield(f, nil) {
					return
				}
			}
		})
		position := -1
		if twice, ok := errors.AsType[*DuplicateError](err); ok {
			position = twice.Second
		} else if bad, ok := errors.AsType[*RejectedError](err); ok {
			position = bad.Position
		}
		if position < 0 || position >= len(films) {
			return added, updated, refused, err
		}
		films = slices.Delete(films, position, position+1)
		refused++
	}
	return 0, 0, refused, nil
}
