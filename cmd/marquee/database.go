package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"marquee/internal/config"
	"marquee/store"
)

// A database is where a store is, or is to be.
type database struct {
	path  string
	named bool // somebody said so: then its folder is not made

	// required says that it is an error when it cannot be opened.
	required bool
}

// databaseOf says which database is meant: the flag's, the configuration's, or
// the one in the user's folder of data.
func (f *flags) databaseOf(c config.Config, env config.Env) database {
	if path := cmp.Or(f.database, c.Database); path != "" {
		return database{path: path, named: true, required: true}
	}
	return database{path: config.DefaultDatabase(env)}
}

// errNoHome reports a user without a home folder.
var errNoHome = errors.New("there is no home folder to keep a database in; name one with --db PATH")

// open opens the database. Its folder is made where nobody named it.
func (d database) open(ctx context.Context, log *slog.Logger) (*store.Store, error) {
	switch {
	case d.path == config.Memory:
		return store.OpenMemory(ctx)
	case d.path == "":
		return nil, errNoHome
	case !d.named:
		if err := os.MkdirAll(filepath.Dir(d.path), 0o700); err != nil {
			return nil, fmt.Errorf("making the database's folder: %w", err)
		}
	}
	return store.Open(ctx, d.path, store.Options{Logger: log})
}

// openOrRemember opens the database; where that does not work and nobody named
// it, it opens one in memory and says once what that means.
func (d database) openOrRemember(ctx context.Context, p *program, log *slog.Logger) (*store.Store, error) {
	s, err := d.open(ctx, log)
	if err == nil || d.required || ctx.Err() != nil {
		return s, err
	}
	fmt.Fprintf(p.stderr, "marquee: %v\nmarquee: answering without it: settings are kept until the end of this run only, and imported films are not there\n", err)
	return store.OpenMemory(ctx)
}

// named returns the database as one that somebody named, for those to whom one in
// memory would be no use: it is an error when it cannot be opened.
func named(d database) database {
	d.required = true
	return d
}
