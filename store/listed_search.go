package store

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"marquee/internal/film"
)

// knownNames is how many of the best known names are found by words that were
// typed with mistakes. Beyond them a misspelt word comes near so many names that
// nobody meant that finding them is no help, and the table of forms would be the
// largest of all.
const knownNames = 100_000

// writeSearch writes what the n names are found by.
//
// Their words go in one by one, and nothing else is written between them: after a
// statement that can be half done, such as one with several rows, FTS5 begins a
// new piece of its index.
func (b *listBuild) writeSearch(ctx context.Context, n int) error {
	into, err := b.to.get(context.WithoutCancel(ctx), `INSERT INTO words (rowid, text) VALUES (?, ?)`)
	if err != nil {
		return err
	}
	keys := make([]int64, 0, n+n/8)
	known := make(map[string]bool)
	for rank := int64(0); rank < int64(n); {
		if err := b.rest(ctx); err != nil {
			return err
		}
		b.written(int(rank), n)
		names, err := readNames(ctx, b.to, listFollowing, rank, restEvery)
		if err != nil {
			return err
		}
		for _, x := range names {
			rank = x.rank
			for _, k := range tightKeys(x.name, nil) {
				keys = append(keys, entry(k, rank))
			}
			if rank <= knownNames {
				for _, text := range []string{film.Fold(x.name), film.FoldLiteral(x.name)} {
					for w := range strings.FieldsSeq(text) {
						known[w] = true
					}
				}
			}
			if _, err := into.Exec(rank, strings.Join(film.SearchWords(x.name), " ")); err != nil {
				return err
			}
		}
	}
	b.written(n, n)
	return cmp.Or(b.writeEntries(ctx, `INSERT INTO keys (entry)`, keys), b.writeKnown(ctx, known))
}

// writeEntries writes a table of hashes.
func (b *listBuild) writeEntries(ctx context.Context, into string, entries []int64) error {
	slices.Sort(entries)
	rows := b.bulk(ctx, 1, into, "")
	for i, e := range slices.Compact(entries) {
		if i%(20*restEvery) == 0 {
			if err := b.rest(ctx); err != nil {
				return err
			}
		}
		if err := rows.add(e); err != nil {
			return err
		}
	}
	return rows.flush()
}

// writeKnown writes the words that are found though they are misspelt.
func (b *listBuild) writeKnown(ctx context.Context, words map[string]bool) error {
	rows := b.bulk(ctx, 2, `INSERT INTO known (id, word)`, "")
	var all []int64
	for i, word := range slices.Sorted(maps.Keys(words)) {
		if err := rows.add(int64(i), word); err != nil {
			return err
		}
		for _, f := range forms(beginning(word), maxEdits) {
			all = append(all, entry(f, int64(i)))
		}
	}
	return cmp.Or(rows.flush(), b.writeEntries(ctx, `INSERT INTO forms (entry)`, all))
}
