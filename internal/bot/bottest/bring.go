package bottest

import (
	"context"
	"iter"
	"strings"
	"time"

	"marquee/internal/catalogue"
	"marquee/internal/film"
	"marquee/store"
)

// keeper keeps imported films in the store.
type keeper struct{ *store.Store }

func (k keeper) SaveFilms(ctx context.Context, films iter.Seq2[film.Film, error]) (added, updated int, err error) {
	saved, err := k.Store.SaveFilms(ctx, films, film.Origin{})
	return saved.Added, saved.Updated, err
}

// Bring imports films, one line of the catalogue format each, as
// `marquee catalogue import` does.
func (w *World) Bring(name, lines string) error {
	importer := catalogue.Importer{
		Keeper: keeper{w.Store}, Catalogue: w.Bundle,
		Today: film.DateOf(time.Now().In(Defaults().Location())),
	}
	_, err := importer.Import(context.Background(), name, strings.NewReader(lines))
	return err
}
