package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"marquee/internal/catalogue"
	"marquee/internal/config"
	"marquee/internal/film"
	"marquee/store"
)

// updateFromWikidata imports the films that Wikidata has dates of.
func (p *program) updateFromWikidata(ctx context.Context, f *flags, u updateFlags) int {
	if u.films || u.people {
		return p.misused("--films and --people are TMDB's lists", "catalogue")
	}
	since, err := film.ParseDate(u.since)
	if u.since == "" || err != nil {
		return p.misused("--from wikidata needs --since with a year or a day, such as --since 2024", "catalogue")
	}
	regions, err := film.ParseRegions(u.regions)
	if u.regions == "" || err != nil {
		return p.misused("--from wikidata needs --regions with codes or names, such as --regions GB,FR,DE", "catalogue")
	}
	return p.withDatabase(ctx, f, "update", func(ctx context.Context, c config.Config, s *store.Store) int {
		client, err := newWikidata(c, p.logger())
		if err != nil {
			return p.complain(err)
		}
		bundled, err := catalogue.Open()
		if err != nil {
			return p.complain(err)
		}
		importer := &catalogue.Importer{Keeper: keeper{s}, Catalogue: bundled, Today: film.DateOf(time.Now().UTC())}
		fmt.Fprintf(p.stdout, "asking Wikidata, which takes some minutes for a region and a year\n")
		done, refused, err := importer.Films(ctx, "Wikidata", client.Since(ctx, since, regions), func(sofar catalogue.Imported) {
			fmt.Fprintf(p.stdout, "%s so far\n", count(sofar.Films, "film"))
		})
		fmt.Fprintf(p.stdout, "Wikidata: %s, %d new, %d updated", count(done.Films, "film"), done.Added, done.Updated)
		if refused > 0 {
			fmt.Fprintf(p.stdout, "; %d left out, whose ids belong to other films", refused)
		}
		fmt.Fprintln(p.stdout)
		switch {
		case err == nil:
			return exitDone
		case ctx.Err() != nil:
			return p.complain(errors.New("stopped; what was imported stays"))
		case errors.Is(err, film.ErrDown), errors.Is(err, film.ErrBusy):
			return p.complain(fmt.Errorf("no answer from Wikidata; what was imported stays: %w", err))
		}
		return p.complain(err)
	})
}
