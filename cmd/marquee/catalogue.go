package main

import (
	"context"
	"fmt"
)

const catalogueUsage = `marquee catalogue import FILE... [--db PATH] [--config FILE]
marquee catalogue stats [--db PATH] [--config FILE]

import adds films from files with one film a line (docs/catalogue.md), and
updates those that are there already. Of a file with a bad line nothing is
imported; every bad line is listed.

stats counts the films that are built in and those that were imported.

  --db PATH      the database
  --config FILE  the configuration

The exit status is 0 when every file was imported, else 1.
`

// catalogue imports films, and counts them.
func (p *program) catalogue(ctx context.Context, args []string) int {
	f := newFlags("catalogue")
	rest, status, ended := f.parse(p, args, catalogueUsage)
	switch {
	case ended:
		return status
	case len(rest) == 0:
		return p.misused("catalogue needs to know what to do: import or stats", "catalogue")
	case rest[0] == "import" && len(rest) == 1:
		return p.misused("import needs a file", "catalogue")
	case rest[0] == "import":
		return p.importFiles(ctx, f, rest[1:])
	case rest[0] == "stats" && len(rest) > 1:
		return p.misused(fmt.Sprintf("stats takes no argument %q", rest[1]), "catalogue")
	case rest[0] == "stats":
		return p.stats(ctx, f)
	}
	return p.misused(fmt.Sprintf("catalogue cannot %q, only import and stats", rest[0]), "catalogue")
}
