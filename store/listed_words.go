package store

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"marquee/internal/film"
)

// Spelled implements lookup.Index, the nearest words first, as listedIndex says.
func (x listedIndex) Spelled(ctx context.Context, word string, edits int) (out []string, err error) {
	letters := []rune(word)
	if !isWord(word) {
		return nil, nil
	}
	edits = min(max(edits, 0), maxEdits)
	if len(letters) < 4 {
		edits = min(edits, 1)
	}
	err = x.ask(ctx, func(f *listFile) error {
		near, err := nearKnown(ctx, f, letters, edits)
		if err != nil {
			return err
		}
		var there bool
		if err := f.read.One(ctx, listTerm, []any{word}, &there); err != nil {
			return err
		}
		if there {
			near[word] = 0
		}
		out = slices.SortedFunc(maps.Keys(near), func(a, b string) int {
			return cmp.Or(cmp.Compare(near[a], near[b]), cmp.Compare(a, b))
		})
		return nil
	})
	return out, err
}

// nearKnown returns the words of the best known names up to edits from word, with
// their distance.
func nearKnown(ctx context.Context, f *listFile, word []rune, edits int) (map[string]int, error) {
	var entries []int64
	for _, form := range forms(beginning(string(word)), edits) {
		entries = append(entries, firstEntry(form))
	}
	list, err := json.Marshal(entries)
	if err != nil {
		return nil, err
	}
	rows, err := f.read.Query(ctx, listSpelled, string(list), len(word)-edits, len(word)+edits)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := make(map[string]int)
	for rows.Next() {
		var w string
		if err := rows.Scan(&w); err != nil {
			return nil, err
		}
		if d := distance(word, []rune(w), edits); d <= edits {
			out[w] = d
		}
	}
	return out, rows.Err()
}

// Having implements lookup.Index, as listedIndex says. It asks FTS5 for the names
// that have all slots, then for those that have all but one of them, and so on:
// each question can be answered from the best known name on and given up when
// there is enough.
func (x listedIndex) Having(ctx context.Context, slots [][]string, least, limit int) (out []film.Listing, err error) {
	least = max(least, 1)
	if limit <= 0 || least > len(slots) {
		return nil, nil
	}
	if len(slots) > maxSlots {
		least = (least*maxSlots + len(slots) - 1) / len(slots)
		slots = slots[:maxSlots]
	}
	var asked []string
	for _, slot := range slots {
		if q := ftsAny(slot[:min(len(slot), maxAlternatives)]); q != "" {
			asked = append(asked, q)
		}
	}
	err = x.ask(ctx, func(f *listFile) error {
		out = nil
		seen := make(map[int64]bool)
		for has := len(asked); has >= least && len(out) < limit; has-- {
			missing := limit - len(out)
			// Those that have more are found again among those that have less.
			err := x.matching(ctx, f, ftsAtLeast(asked, has), missing+len(seen), func(n listed) {
				if !seen[n.rank] && len(out) < limit {
					seen[n.rank] = true
					out = append(out, n.listing())
				}
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// ftsAny matches the names with one of the words; "" where none can be one.
func ftsAny(words []string) string {
	var queries []string
	for _, w := range words {
		if isWord(w) {
			queries = append(queries, ftsWord(w))
		}
	}
	if len(queries) == 0 {
		return ""
	}
	return "(" + strings.Join(queries, " OR ") + ")"
}

// ftsAtLeast matches the names that match at least n of the queries, of which
// there are as many.
func ftsAtLeast(queries []string, n int) string {
	first, rest := queries[0], queries[1:]
	switch n {
	case 1:
		return strings.Join(queries, " OR ")
	case len(queries):
		return strings.Join(queries, " AND ")
	}
	return "(" + first + " AND (" + ftsAtLeast(rest, n-1) + ")) OR (" + ftsAtLeast(rest, n) + ")"
}
