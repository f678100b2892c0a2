// Package catalogue is the local catalogue: the films that are built into
// Marquee, held in memory so that questions are answered with no key and no
// network, and the reading of further films from files.
//
// A Catalogue is a lookup.Shelf. Bundled returns the one that is built in
// (package bundle holds its files, which internal/catalogue/generate makes).
// Read reads the catalogue format of docs/catalogue.md, and an Importer brings
// such files into a database.
package catalogue
