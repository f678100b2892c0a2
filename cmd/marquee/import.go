package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"time"

	"marquee/internal/catalogue"
	"marquee/internal/film"
)

// importFiles imports files, each of them all or nothing.
func (p *program) importFiles(ctx context.Context, f *flags, files []string) int {
	c, err := f.config(p)
	if err != nil {
		return p.complain(err)
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	store, err := f.databaseOf(c, p.env).open(ctx, p.logger())
	if err != nil {
		return p.complain(err)
	}
	defer store.Close()
	bundled, err := catalogue.Open()
	if err != nil {
		return p.complain(err)
	}
	status := exitDone
	for _, path := range files {
		bar := p.bar(path)
		importer := &catalogue.Importer{
			Keeper:    keeper{store},
			Catalogue: bundled,
			Today:     film.DateOf(time.Now().UTC()),
			Progress:  bar.reached,
		}
		imported, err := importer.File(ctx, path)
		bar.done()
		switch {
		case err == nil:
			fmt.Fprintf(p.stdout, "%s: %s, %d new, %d updated\n", path, count(imported.Films, "film"), imported.Added, imported.Updated)
		case ctx.Err() != nil:
			return p.complain(fmt.Errorf("stopped; %s was not imported", path))
		default:
			status = p.notImported(path, err)
		}
	}
	return status
}

// notImported says why a file was not imported: the bad lines, each as
// FILE:LINE, where there are any.
func (p *program) notImported(path string, err error) int {
	var bad *catalogue.BadFileError
	if !errors.As(err, &bad) {
		return p.complain(err)
	}
	for _, fault := range bad.Faults {
		fmt.Fprintf(p.stderr, "%s:%d: %s\n", path, fault.Line, oneLine(fault.Err))
	}
	if bad.More > 0 {
		fmt.Fprintf(p.stderr, "and %s more\n", count(bad.More, "bad line"))
	}
	return p.complain(fmt.Errorf("%s was not imported: %s", path, count(len(bad.Faults)+bad.More, "bad line")))
}

// count words a number of things.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
