package store

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// A vocabulary collects which words are added to names of an index and taken
// away with them, and writes that down when it is flushed.
type vocabulary struct {
	ctx     context.Context
	tx      *statements
	kind    *kind
	changes map[string]*wordChange
}

// A wordChange is the ranks of names that have a word from now on, and of those
// that are gone.
type wordChange struct{ added, removed []int64 }

func newVocabulary(ctx context.Context, tx *statements, k *kind) vocabulary {
	return vocabulary{ctx, tx, k, make(map[string]*wordChange)}
}

func (v *vocabulary) of(word string) *wordChange {
	c := v.changes[word]
	if c == nil {
		c = &wordChange{}
		v.changes[word] = c
	}
	return c
}

func (v *vocabulary) add(words []string, rank int64) {
	for _, w := range words {
		c := v.of(w)
		c.added = append(c.added, rank)
	}
}

func (v *vocabulary) remove(words []string, rank int64) {
	for _, w := range words {
		c := v.of(w)
		c.removed = append(c.removed, rank)
	}
}

func (v *vocabulary) flush() error {
	var fresh []string
	rows := newBulk(v.ctx, v.tx, 2, v.kind.intoVocabulary, `ON CONFLICT (word) DO UPDATE SET ranks = excluded.ranks`)
	for words := range slices.Chunk(slices.Sorted(maps.Keys(v.changes)), maxList) {
		held, err := v.kind.readPostings(v.ctx, v.tx, words)
		if err != nil {
			return err
		}
		for _, word := range words {
			ranks := v.changes[word].apply(held[word])
			switch {
			case len(ranks) == 0:
				err = v.tx.Exec(v.ctx, v.kind.forgetWord, word)
			default:
				err = rows.add(word, encodeRanks(ranks))
			}
			if err != nil {
				return err
			}
			if len(held[word]) == 0 {
				fresh = append(fresh, word)
			}
		}
	}
	clear(v.changes)
	return cmp.Or(rows.flush(), v.addBeginnings(fresh))
}

// apply returns postings as they are after the change.
func (c *wordChange) apply(ranks []int64) []int64 {
	if len(c.removed) > 0 {
		gone := make(map[int64]bool, len(c.removed))
		for _, r := range c.removed {
			gone[r] = true
		}
		ranks = slices.DeleteFunc(ranks, func(r int64) bool { return gone[r] })
	}
	ranks = append(ranks, c.added...)
	slices.Sort(ranks)
	return ranks
}

// addBeginnings writes the forms under which the beginnings of new words are
// found.
func (v *vocabulary) addBeginnings(words []string) error {
	all := make(map[string]bool)
	for _, word := range words {
		all[beginning(word)] = true
	}
	known, err := v.known(slices.Sorted(maps.Keys(all)))
	if err != nil {
		return err
	}
	var rows []string // form, 0, beginning: one text is sorted faster than two
	for b := range all {
		if !known[b] {
			for _, form := range forms(b, maxEdits) {
				rows = append(rows, form+"\x00"+b)
			}
		}
	}
	slices.Sort(rows)
	into := newBulk(v.ctx, v.tx, 2, v.kind.intoSpellings, "")
	for _, r := range rows {
		form, b, _ := strings.Cut(r, "\x00")
		if err := into.add(form, b); err != nil {
			return err
		}
	}
	return into.flush()
}

// known returns those of the beginnings that are written.
func (v *vocabulary) known(beginnings []string) (map[string]bool, error) {
	found := make(map[string]bool)
	for chunk := range slices.Chunk(beginnings, maxList) {
		if err := v.knownOf(chunk, found); err != nil {
			return nil, err
		}
	}
	return found, nil
}

func (v *vocabulary) knownOf(beginnings []string, found map[string]bool) error {
	list, err := json.Marshal(beginnings)
	if err != nil {
		return err
	}
	rows, err := v.tx.Query(v.ctx, v.kind.knownBeginnings, string(list))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var b string
		if err := rows.Scan(&b); err != nil {
			return err
		}
		found[b] = true
	}
	return rows.Err()
}
