// Package bundle is the catalogue that is built into Marquee, as files: what
// stands in each of them, and how it is written and read. The generator
// (internal/catalogue/generate) writes them, package catalogue reads them.
//
//   - films.jsonl.gz has the films, one a line, in the format of
//     docs/catalogue.md, in order of id.
//   - titles.tsv.gz has one row a film, in the same order: what an index of
//     titles needs. It says again what the films say, so that a title can be
//     found before the films are decoded.
//   - people.tsv.gz has one row a person, in order of id: the names and the
//     films. It gives every name of films.jsonl.gz its id.
//
// Rows are columns set apart by tabs. Ids are written in decimal. A row is never
// dropped, so that no id is ever given again: a film that is no longer bundled
// stays in titles.tsv.gz as withdrawn, and a person in people.tsv.gz without
// films. Where another row with films has a name of such a person, that is who
// the person turned out to be.
package bundle
