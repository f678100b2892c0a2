package main

import (
	"context"
	"errors"
	"log/slog"

	"marquee/internal/catalogue"
	"marquee/internal/config"
	"marquee/store"
)

// backgroundRest is how long an update behind the answers rests: it takes a
// quarter of one processor.
const backgroundRest = 3

// updateLists brings the lists of names up to date behind the answers: once, to
// be called some time after 8:00 UTC, when TMDB has the day's, and at the start.
// What keeps it from doing so goes to the log; the lists are as they were then. A
// database in memory had better go without: its lists would take 600 MB of that.
func updateLists(ctx context.Context, c config.Config, s *store.Store, log *slog.Logger) {
	for _, kind := range []catalogue.ListKind{catalogue.ListedFilms, catalogue.ListedPeople} {
		u, err := newUpdater(c, s, log)
		if err != nil {
			log.Error("the lists of names cannot be brought up to date", "error", err)
			return
		}
		u.Rest = backgroundRest
		done, err := u.Update(ctx, kind)
		switch {
		case ctx.Err() != nil:
			return // the next start goes on with what was downloaded
		case errors.Is(err, catalogue.ErrUpdating):
			log.Info("the list of names is being brought up to date elsewhere", "list", string(kind))
		case err != nil:
			log.Warn("the list of names is as it was", "list", string(kind), "error", err)
		case !done.Already:
			log.Info("the list of names is up to date", "list", string(kind), "names", done.Names,
				"as of", done.Day.String(), "bad lines", done.Bad)
		}
	}
}
