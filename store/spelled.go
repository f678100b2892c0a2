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
// that is as near as edits says, of whatever length; only for a word of under 4
// letters it keeps to 1.
func (x *index) Spelled(ctx context.Context, word string, edits int) ([]string, error) {
	letters := []rune(word)
	if len(letters) == 0 || len(word) > maxWord {
		return nil, nil
	}
	edits = min(max(edits, 0), maxEdits)
	if len(letters) < 4 {
		edits = min(edits, 1)
	}
	near, err := x.near(ctx, letters, edits)
	if err != nil {
		return nil, fmt.Errorf("looking for words like %.40q: %w", word, err)
	}
	return slices.SortedFunc(maps.Keys(near), func(a, b string) int {
		return cmp.Or(cmp.Compare(near[a], near[b]), cmp.Compare(a, b))
	}), nil
}

// near returns the words up to edits from word, with their distance.
func (x *index) near(ctx context.Context, word []rune, edits int) (map[string]int, error) {
	list, err := json.Marshal(forms(beginning(string(word)), edits))
	if err != nil {
		return nil, err
	}
	rows, err := x.read.Query(ctx, x.kind.spelled, string(list), len(word)-edits, len(word)+edits, beginningLetters)
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
