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
			p.tellImported(path, imported)
		case ctx.Err() != nil:
			return p.complain(fmt.Errorf("stopped; %s was not imported", path))
		default:
			status = p.notImported(path, err)
		}
	}
	return status
}

// tellImported says what came of a file, and which of its films stand beside one
// that is built in and may be the same.
func (p *program) tellImported(path string, i catalogue.Imported) {
	fmt.Fprintf(p.stdout, "%s: %s, %d new, %d updated", path, count(i.Films, "film"), i.Added, i.Updated)
	if i.Joined > 0 {
		fmt.Fprintf(p.stdout, "; %d of them built in", i.Joined)
	}
	fmt.Fprintln(p.stdout)
	for n, line := range i.Apart {
		if n == maxApart {
			fmt.Fprintf(p.stdout, "and %d more like it\n", len(i.Apart)-n)
			break
		}
		fmt.Fprintf(p.stdout, "%s:%d: %s (%d) is kept apart from the film of that title and year that is built in; "+
			"two of running time, original language and two names of the cast would join them\n",
			path, line.Number, line.Film.Title, line.Film.Year)
	}
}

// maxApart is how many films that stand apart are named.
const maxApart = 20

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
