package main

import (
	"context"
	"log/slog"

	"golang.org/x/sync/errgroup"

	"marquee/internal/bot"
	"marquee/internal/catalogue"
	"marquee/internal/config"
	"marquee/internal/lookup"
	"marquee/store"
)

// logger returns what operators read: warnings and errors.
func (p *program) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(p.stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

// A house is what answers are made from.
type house struct {
	store     *store.Store
	catalogue *catalogue.Catalogue
}

// openHouse opens the database and the catalogue, both at once, since that is
// most of what a single question takes.
func (p *program) openHouse(ctx context.Context, d database, log *slog.Logger) (*house, error) {
	var h house
	var group errgroup.Group
	group.Go(func() (err error) {
		h.store, err = d.openOrRemember(ctx, p, log)
		return err
	})
	group.Go(func() (err error) {
		h.catalogue, err = catalogue.Open()
		return err
	})
	if err := group.Wait(); err != nil {
		h.close()
		return nil, err
	}
	return &h, nil
}

func (h *house) close() error {
	if h.store == nil {
		return nil
	}
	return h.store.Close()
}

// handler returns what answers questions. What was imported goes before what is
// built in.
func (h *house) handler(c config.Config, log *slog.Logger) *bot.Bot {
	return bot.New(bot.Options{
		Library:  lookup.New(h.store, h.catalogue),
		Settings: h.store,
		Defaults: c.Settings(),
		Logger:   log,
	})
}
