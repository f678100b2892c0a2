package main

import (
	"context"
	"fmt"
)

const catalogueUsage = `marquee catalogue import FILE... [--db PATH] [--config FILE]
marquee catalogue update [--films] [--people] [--db PATH] [--config FILE]
marquee catalogue update --from wikidata --since 2024 --regions GB,FR,DE
marquee catalogue stats [--db PATH] [--config FILE]

import adds films from files with one film a line (docs/catalogue.md), and
updates those that are there already. Of a file with a bad line nothing is
imported; every bad line is listed.

update fetches TMDB's lists of the names of all films and people, so that every
name can be completed; it needs no key. --films or --people fetches that list
alone. One that was interrupted goes on where it was.

update --from wikidata imports the films that have a release date in one of the
regions since that year or day, with all that Wikidata knows of them.

stats counts the films that are built in and those that were imported.

  --db PATH      the database
  --config FILE  the configuration

The exit status is 0 when all was imported or is up to date, else 1.
`

// catalogue imports films, brings the lists of names up to date, and counts.
func (p *program) catalogue(ctx context.Context, args []string) int {
	f := newFlags("catalogue")
	var update updateFlags
	update.add(f)
	rest, status, ended := f.parse(p, args, catalogueUsage)
	switch {
	case ended:
		return status
	case len(rest) == 0:
		return p.misused("catalogue needs to know what to do: import, update or stats", "catalogue")
	case rest[0] != "update" && update != (updateFlags{}):
		return p.misused("--films, --people, --from, --since and --regions go with update", "catalogue")
	case rest[0] == "import" && len(rest) == 1:
		return p.misused("import needs a file", "catalogue")
	case rest[0] == "import":
		return p.importFiles(ctx, f, rest[1:])
	case rest[0] == "update" && len(rest) > 1:
		return p.misused(fmt.Sprintf("update takes no argument %q", rest[1]), "catalogue")
	case rest[0] == "update":
		return p.update(ctx, f, update)
	case rest[0] == "stats" && len(rest) > 1:
		return p.misused(fmt.Sprintf("stats takes no argument %q", rest[1]), "catalogue")
	case rest[0] == "stats":
		return p.stats(ctx, f)
	}
	return p.misused(fmt.Sprintf("catalogue cannot %q, only import, update and stats", rest[0]), "catalogue")
}
