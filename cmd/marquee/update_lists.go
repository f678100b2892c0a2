package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"marquee/internal/catalogue"
	"marquee/internal/film"
	"marquee/internal/tmdb"
	"marquee/store"
)

// listKeeper is a store as the catalogue's Updater wants it.
type listKeeper struct{ store *store.Store }

var _ catalogue.ListKeeper = listKeeper{}

// LockLists implements catalogue.ListKeeper.
func (k listKeeper) LockLists(ctx context.Context) (folder string, unlock func(), err error) {
	folder, unlock, err = k.store.LockLists(ctx)
	if errors.Is(err, store.ErrListBusy) {
		err = catalogue.ErrUpdating
	}
	return folder, unlock, err
}

// List implements catalogue.ListKeeper.
func (k listKeeper) List(ctx context.Context, kind catalogue.ListKind) (day film.Date, names int, err error) {
	state, err := k.store.ListState(ctx, store.ListKind(kind))
	return state.Day, state.Names, err
}

// SaveList implements catalogue.ListKeeper.
func (k listKeeper) SaveList(ctx context.Context, kind catalogue.ListKind, day film.Date, names iter.Seq2[catalogue.ListedName, error], rest float64, written func(done, of int)) (int, error) {
	n, err := k.store.SaveList(ctx, store.ListKind(kind), day, func(yield func(store.ListedName, error) bool) {
		for name, err := range names {
			if !yield(store.ListedName(name), err) {
				return
			}
		}
	}, store.ListOptions{Rest: rest, Progress: written})
	if errors.Is(err, store.ErrDiskFull) {
		err = fmt.Errorf("%w: %w", catalogue.ErrDiskFull, err)
	}
	return n, err
}

// exports are TMDB's daily exports as the catalogue's Updater wants them.
type exports struct{ client *tmdb.Client }

var _ catalogue.Exporter = exports{}

// Export implements catalogue.Exporter.
func (e exports) Export(ctx context.Context, kind catalogue.ListKind, day film.Date) (catalogue.Export, error) {
	find := e.client.FilmExport
	if kind == catalogue.ListedPeople {
		find = e.client.PersonExport
	}
	found, err := find(ctx, day)
	if err != nil {
		return catalogue.Export{}, err
	}
	return catalogue.Export{Name: found.Name, Size: found.Size, Tag: found.Tag, Open: found.Open}, nil
}

// Read implements catalogue.Exporter.
func (exports) Read(r io.Reader) iter.Seq2[catalogue.ExportLine, error] {
	return func(yield func(catalogue.ExportLine, error) bool) {
		for l, err := range tmdb.ReadExport(r) {
			var bad *tmdb.LineError
			if errors.As(err, &bad) {
				err = &catalogue.LineError{Line: bad.Line, Err: bad.Err}
			}
			line := catalogue.ExportLine{
				ListedName: catalogue.ListedName{TMDB: l.ID, Name: l.Title, Popularity: l.Popularity},
				Adult:      l.Adult, Video: l.Video,
			}
			if !yield(line, err) {
				return
			}
		}
	}
}
