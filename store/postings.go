package store

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
)

// The postings of a word are the ranks of the names that have it, in ascending
// order, kept together in one value: a thousand of them are read as fast as one
// row. FTS5 has them too, but asked for the names with one of a hundred words it
// looks at all hundred at every name, and it cannot count.

func encodeRanks(ranks []int64) []byte {
	b := make([]byte, 0, 8*len(ranks))
	for _, r := range ranks {
		b = binary.BigEndian.AppendUint64(b, uint64(r))
	}
	return b
}

func decodeRanks(b []byte) ([]int64, error) {
	if len(b)%8 != 0 {
		return nil, fmt.Errorf("postings of %d bytes", len(b))
	}
	ranks := make([]int64, 0, len(b)/8)
	for ; len(b) > 0; b = b[8:] {
		ranks = append(ranks, int64(binary.BigEndian.Uint64(b)))
	}
	return ranks, nil
}

// maxList is how many words a query is asked about at once.
const maxList = 1000

// postings reads the postings of those of the words that any name has.
func (k *kind) readPostings(ctx context.Context, from *statements, words []string) (map[string][]int64, error) {
	out := make(map[string][]int64)
	for chunk := range slices.Chunk(words, maxList) {
		if err := k.readChunk(ctx, from, chunk, out); err != nil {
			return nil, fmt.Errorf("reading postings: %w", err)
		}
	}
	return out, nil
}

func (k *kind) readChunk(ctx context.Context, from *statements, words []string, into map[string][]int64) error {
	list, err := json.Marshal(words)
	if err != nil {
		return err
	}
	rows, err := from.Query(ctx, k.postings, string(list))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var word string
		var ranks []byte
		if err := rows.Scan(&word, &ranks); err != nil {
			return err
		}
		if into[word], err = decodeRanks(ranks); err != nil {
			return fmt.Errorf("%q: %w", word, err)
		}
	}
	return rows.Err()
}
