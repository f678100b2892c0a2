package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// Spelled implements lookup.Index, the nearest words first. It finds every word
// at distance 1, and at distance 2 every one of up to 2*maxHalf letters from a
// word of 4 letters or more; for shorter words it keeps to 1.
func (x *index) Spelled(ctx context.Context, word string, edits int) ([]string, error) {
	letters := []rune(word)
	if len(letters) == 0 || len(letters) > maxWord {
		return nil, nil
	}
	edits = min(max(edits, 0), 2)
	if len(letters) < 4 {
		edits = min(edits, 1)
	}
	found, err := x.near(ctx, letters, edits)
	if err != nil {
		return nil, fmt.Errorf("looking for words like %.40q: %w", word, err)
	}
	return found, nil
}

func (x *index) near(ctx context.Context, word []rune, edits int) ([]string, error) {
	p := probesOf(word, edits)
	var args []any
	for _, s := range []set{p.first, p.firstOff, p.last, p.lastOff} {
		list, err := json.Marshal(slices.Collect(maps.Keys(s)))
		if err != nil {
			return nil, err
		}
		args = append(args, string(list))
	}
	shortest := max(len(word)-edits, 1)
	args = append(args, shortest/2, (len(word)+edits+1)/2)
	rows, err := x.read.Query(ctx, x.kind.spelled, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	distances := make(map[string]int)
	for rows.Next() {
		var w string
		if err := rows.Scan(&w); err != nil {
			return nil, err
		}
		if _, again := distances[w]; !again {
			distances[w] = distance(word, []rune(w), edits)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	maps.DeleteFunc(distances, func(_ string, d int) bool { return d > edits })
	return slices.SortedFunc(maps.Keys(distances), func(a, b string) int {
		return cmp.Or(cmp.Compare(distances[a], distances[b]), cmp.Compare(a, b))
	}), nil
}
