package main

import (
	"context"
	"fmt"
	"text/tabwriter"
	"time"
)

// stats counts the films that are built in and those that were imported.
func (p *program) stats(ctx context.Context, f *flags) int {
	c, err := f.config(p)
	if err != nil {
		return p.complain(err)
	}
	d := f.databaseOf(c, p.env)
	// What was imported is asked for, so a database in memory is no answer.
	h, err := p.openHouse(ctx, named(d), p.logger())
	if err != nil {
		return p.complain(err)
	}
	defer h.close()
	bundled, err := h.catalogue.Stats()
	if err != nil {
		return p.complain(err)
	}
	imported, err := h.store.Stats(ctx)
	if err != nil {
		return p.complain(err)
	}
	t := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "\tfilms\tpeople\trelease dates\n")
	fmt.Fprintf(t, "built in\t%d\t%d\t%d\tfrom %d to %d\n", bundled.Films, bundled.People, bundled.Releases, bundled.FirstYear, bundled.LastYear)
	fmt.Fprintf(t, "imported\t%d\t%d\t%d\t%s\n", imported.Films, imported.People, imported.Releases, lastImport(imported.Imported))
	if err := t.Flush(); err != nil {
		return p.complain(err)
	}
	fmt.Fprintf(p.stdout, "\nOf the films built in, %d have a running time, %d a cast, %d a director, %d release dates.\n",
		bundled.WithMinutes, bundled.WithCast, bundled.WithDirector, bundled.WithReleases)
	return exitDone
}

func lastImport(at time.Time) string {
	if at.IsZero() {
		return "nothing yet"
	}
	return "last on " + at.UTC().Format("2 January 2006")
}
