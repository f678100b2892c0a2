package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"time"

	"marquee/internal/catalogue"
	"marquee/internal/config"
	"marquee/internal/film"
	"marquee/store"
)

// updateFlags are those of catalogue update alone.
type updateFlags struct {
	films, people        bool
	from, since, regions string
}

func (u *updateFlags) add(f *flags) {
	f.BoolVar(&u.films, "films", false, "")
	f.BoolVar(&u.people, "people", false, "")
	f.StringVar(&u.from, "from", "", "")
	f.StringVar(&u.since, "since", "", "")
	f.StringVar(&u.regions, "regions", "", "")
}

// update brings the lists of names up to date, or fetches films from Wikidata.
func (p *program) update(ctx context.Context, f *flags, u updateFlags) int {
	switch {
	case u.from == "wikidata":
		return p.updateFromWikidata(ctx, f, u)
	case u.from != "" && u.from != "tmdb":
		return p.misused(fmt.Sprintf("update cannot come from %q, only from tmdb and wikidata", u.from), "catalogue")
	case u.since != "" || u.regions != "":
		return p.misused("--since and --regions go with --from wikidata", "catalogue")
	}
	return p.withDatabase(ctx, f, "update", func(ctx context.Context, c config.Config, s *store.Store) int {
		status := exitDone
		for _, kind := range u.kinds() {
			if !p.updateList(ctx, c, s, kind) {
				status = exitFailed
			}
			if ctx.Err() != nil {
				break
			}
		}
		return status
	})
}

// kinds returns the lists that were asked for: both where none was.
func (u updateFlags) kinds() []catalogue.ListKind {
	switch {
	case u.films && !u.people:
		return []catalogue.ListKind{catalogue.ListedFilms}
	case u.people && !u.films:
		return []catalogue.ListKind{catalogue.ListedPeople}
	}
	return []catalogue.ListKind{catalogue.ListedFilms, catalogue.ListedPeople}
}

// withDatabase runs what changes the database of the configuration, until it is
// done or interrupted.
func (p *program) withDatabase(ctx context.Context, f *flags, what string, do func(context.Context, config.Config, *store.Store) int) int {
	c, err := f.config(p)
	if err != nil {
		return p.complain(err)
	}
	d := named(f.databaseOf(c, p.env))
	if d.path == config.Memory {
		return p.misused(what+" needs a database that stays: name a file with --db PATH", "catalogue")
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	s, err := d.open(ctx, p.logger())
	if err != nil {
		return p.complain(err)
	}
	defer s.Close()
	return do(ctx, c, s)
}

// updateList brings one list up to date and says what came of it.
func (p *program) updateList(ctx context.Context, c config.Config, s *store.Store, kind catalogue.ListKind) bool {
	u, err := newUpdater(c, s, p.logger())
	if err != nil {
		p.complain(err)
		return false
	}
	steps := p.steps(string(kind))
	u.Progress = steps.reached
	done, err := u.Update(ctx, kind)
	steps.done()
	if err != nil {
		p.complain(updateTrouble(ctx, kind, err))
		return false
	}
	if done.Already {
		fmt.Fprintf(p.stdout, "%s: already up to date, as of %s (%s)\n", kind, done.Day, count(done.Names, "name"))
		return true
	}
	fmt.Fprintf(p.stdout, "%s: %s as of %s", kind, count(done.Names, "name"), done.Day)
	if done.Bad > 0 {
		fmt.Fprintf(p.stdout, "; %s could not be read", count(done.Bad, "line"))
	}
	fmt.Fprintln(p.stdout)
	return true
}

// newUpdater returns what brings the lists up to date. It needs no key.
func newUpdater(c config.Config, s *store.Store, log *slog.Logger) (*catalogue.Updater, error) {
	client, err := newTMDB(c, log)
	if err != nil {
		return nil, err
	}
	return &catalogue.Updater{
		Exports: exports{client},
		Lists:   listKeeper{s},
		Today:   film.DateOf(time.Now().UTC()),
	}, nil
}

// updateTrouble words what keeps a list from being brought up to date: what it
// means, and what can be done.
func updateTrouble(ctx context.Context, kind catalogue.ListKind, err error) error {
	asBefore := fmt.Sprintf("the list of %s is as it was", kind)
	var bad *catalogue.BadExportError
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("stopped; %s, and the next update goes on with what was downloaded", asBefore)
	case errors.Is(err, catalogue.ErrUpdating):
		return fmt.Errorf("%w on this database; %s", catalogue.ErrUpdating, asBefore)
	case errors.Is(err, catalogue.ErrDiskFull):
		return fmt.Errorf("the disk is full; %s. A new list of films needs some 200 MB, one of people 600 MB", asBefore)
	case errors.Is(err, catalogue.ErrNoExport):
		return fmt.Errorf("TMDB has had no list of %s for a week (tmdb.export_url is where it is looked for); %s", kind, asBefore)
	case errors.Is(err, film.ErrBusy):
		return fmt.Errorf("TMDB wants to be asked later; %s: %w", asBefore, err)
	case errors.Is(err, film.ErrDown):
		return fmt.Errorf("TMDB's lists cannot be reached; is there a network? %s, and the next update goes on with what was downloaded: %w", asBefore, err)
	case errors.As(err, &bad):
		return fmt.Errorf("%w; %s", bad, asBefore)
	}
	return err
}
