package main

import (
	"context"
	"log/slog"
	"slices"

	"golang.org/x/sync/errgroup"

	"marquee/internal/bot"
	"marquee/internal/catalogue"
	"marquee/internal/chat"
	"marquee/internal/config"
	"marquee/internal/lookup"
	"marquee/internal/remind"
	"marquee/store"
)

// logger returns what operators read: warnings and errors.
func (p *program) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(p.stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

// A house is what answers are made from.
type house struct {
	store     *store.Store
	inMemory  bool // the store is gone at the end
	catalogue *catalogue.Catalogue
	builtIn   bool            // the films built in count as a source
	library   *lookup.Library // these three are set by furnish
	live      *lookup.Live    // nil where no source over a network is on
	book      *remind.Book
}

// openHouse opens the database and the catalogue, both at once, since that is
// most of what a single question takes.
func (p *program) openHouse(ctx context.Context, d database, log *slog.Logger) (*house, error) {
	h := house{inMemory: d.path == config.Memory}
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
	if h.live != nil {
		h.live.Close()
	}
	if h.store == nil {
		return nil
	}
	return h.store.Close()
}

// furnish makes what answers rest on: the library, the sources and the book of
// subscriptions. What was imported or said by a source goes before what is built
// in.
func (h *house) furnish(c config.Config, log *slog.Logger) error {
	h.builtIn = slices.Contains(c.Sources, "catalogue")
	h.library = lookup.New(h.store)
	if h.builtIn {
		h.library = lookup.New(h.store, h.catalogue)
	}
	on, err := sources(c, log)
	if err != nil {
		return err
	}
	if withTMDB(c) {
		h.library = h.library.WithListed(h.store.Listed()) // names that TMDB can be asked for
	}
	if len(on) > 0 {
		h.live = lookup.NewLive(lookup.LiveOptions{Library: h.library, Keeper: h.store, Sources: on, Logger: log})
	}
	h.book = newBook(h.store, c, log)
	return nil
}

// withTMDB reports whether TMDB is a source.
func withTMDB(c config.Config) bool {
	return !c.TMDB.Token.IsZero() && slices.Contains(c.Sources, "tmdb")
}

// options returns what a Bot needs to answer from this house.
func (h *house) options(c config.Config, log *slog.Logger) (bot.Options, error) {
	if err := h.furnish(c, log); err != nil {
		return bot.Options{}, err
	}
	return bot.Options{
		Library:   h.library,
		Live:      h.live,
		Settings:  h.store,
		Defaults:  c.Settings(),
		Book:      h.book,
		Refresher: refresher{h, h.book},
		Logger:    log,
	}, nil
}

// atPrompt returns what answers one person at a terminal. What a source could not
// be asked stands on the card, so the log keeps silent about it.
func (h *house) atPrompt(c config.Config, log *slog.Logger) (*bot.Bot, error) {
	o, err := h.options(c, slog.New(slog.DiscardHandler))
	o.Logger, o.Patience = log, promptPatience
	return bot.New(o), err
}

// forMany returns what answers the people of channels.
func (h *house) forMany(c config.Config, on []platform, log *slog.Logger) (*bot.Bot, error) {
	o, err := h.options(c, log)
	o.Pace, o.Patience = pace, chatPatience
	o.Places = make(map[string]chat.PlaceChecker)
	for _, p := range on {
		if checks, ok := p.adapter.(chat.PlaceChecker); ok {
			o.Places[p.target()] = checks
		}
	}
	return bot.New(o), err
}
