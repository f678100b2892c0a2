package store

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
)

// A vocabulary collects how often each word is added to an index and taken from
// it, and writes it down when it is flushed.
type vocabulary struct {
	ctx    context.Context
	tx     *statements
	kind   *kind
	counts map[string]int
}

func newVocabulary(ctx context.Context, tx *statements, k *kind) vocabulary {
	return vocabulary{ctx, tx, k, make(map[string]int)}
}

func (v *vocabulary) count(words []string, n int) {
	for _, w := range words {
		v.counts[w] += n
	}
}

func (v *vocabulary) flush() error {
	maps.DeleteFunc(v.counts, func(_ string, n int) bool { return n == 0 })
	changed := slices.Sorted(maps.Keys(v.counts))
	known, err := v.which(v.kind.knownWords, changed)
	if err != nil {
		return err
	}
	rows := newBulk(v.ctx, v.tx, 2, v.kind.intoVocabulary, `ON CONFLICT (word) DO UPDATE SET names = names + excluded.names`)
	var added, fewer []string
	for _, word := range changed {
		n := v.counts[word]
		if n < 0 {
			fewer = append(fewer, word)
		} else if !known[word] {
			added = append(added, word)
		}
		if err := rows.add(word, n); err != nil {
			return err
		}
	}
	clear(v.counts)
	return cmp.Or(rows.flush(), v.forget(fewer), v.addHalves(added))
}

// forget removes those of the words that no name has any more.
func (v *vocabulary) forget(words []string) error {
	for chunk := range slices.Chunk(words, maxList) {
		list, err := json.Marshal(chunk)
		if err != nil {
			return err
		}
		if err := v.tx.Exec(v.ctx, v.kind.forgetWords, string(list)); err != nil {
			return err
		}
	}
	return nil
}

// addHalves writes the halves of new words, and their variants.
func (v *vocabulary) addHalves(words []string) error {
	all := make(map[string]bool)
	for _, word := range words {
		first, last := halves([]rune(word))
		all[string(first)], all[string(last)] = true, true
	}
	known, err := v.which(v.kind.knownHalves, slices.Sorted(maps.Keys(all)))
	if err != nil {
		return err
	}
	type variant struct{ variant, half string }
	var variants []variant
	for half := range all {
		if known[half] {
			continue
		}
		// The half itself is among its variants, by which it is known.
		variants = append(variants, variant{half, half})
		if letters := []rune(half); len(letters) <= maxHalf {
			for s := range withoutOne(letters) {
				variants = append(variants, variant{s, half})
			}
		}
	}
	slices.SortFunc(variants, func(a, b variant) int {
		return cmp.Or(cmp.Compare(a.variant, b.variant), cmp.Compare(a.half, b.half))
	})
	rows := newBulk(v.ctx, v.tx, 2, v.kind.intoHalves, "")
	for _, x := range variants {
		if err := rows.add(x.variant, x.half); err != nil {
			return err
		}
	}
	return rows.flush()
}

// maxList is how many words a query is asked about at once.
const maxList = 1000

// which returns those of the words that a query finds in a list of them.
func (v *vocabulary) which(query string, words []string) (map[string]bool, error) {
	found := make(map[string]bool)
	for chunk := range slices.Chunk(words, maxList) {
		if err := v.whichOf(query, chunk, found); err != nil {
			return nil, err
		}
	}
	return found, nil
}

func (v *vocabulary) whichOf(query string, words []string, found map[string]bool) error {
	list, err := json.Marshal(words)
	if err != nil {
		return err
	}
	rows, err := v.tx.Query(v.ctx, query, string(list))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var w string
		if err := rows.Scan(&w); err != nil {
			return err
		}
		found[w] = true
	}
	return rows.Err()
}
