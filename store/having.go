package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"marquee/internal/film"
)

// Having implements lookup.Index. It reads the postings of all the words and
// counts.
func (x *index) Having(ctx context.Context, slots [][]string, least, limit int) (found []film.Listing, err error) {
	least = max(least, 1)
	if limit <= 0 || least > len(slots) {
		return nil, nil
	}
	x, done, err := x.snapshot(ctx)
	if err == nil {
		defer done()
		found, err = x.having(ctx, slots, least, limit)
	}
	if err != nil {
		return nil, fmt.Errorf("looking for names with words: %w", err)
	}
	return found, nil
}

func (x *index) having(ctx context.Context, slots [][]string, least, limit int) ([]film.Listing, error) {
	var words []string
	for _, s := range slots {
		words = append(words, s...)
	}
	slices.Sort(words)
	postings, err := x.kind.readPostings(ctx, x.read, slices.Compact(words))
	if err != nil {
		return nil, err
	}
	c := collector{ctx: ctx, x: x, limit: limit, seen: make(map[uint32]bool)}
	for _, ranks := range slices.Backward(levels(slots, postings, least)) {
		if err := c.collect(ranks); err != nil {
			return nil, err
		}
	}
	return c.out, nil
}

// levels returns the ranks of the names that have at least least of the slots:
// at i, in order, those that have i of them.
func levels(slots [][]string, postings map[string][]int64, least int) [][]int64 {
	size := func(words []string) (n int) {
		for _, w := range words {
			n += len(postings[w])
		}
		return n
	}
	slots = slices.SortedFunc(slices.Values(slots), func(a, b []string) int { return cmp.Compare(size(a), size(b)) })
	type tally struct{ has, last int } // slots, and the last of them
	tallies := make(map[int64]tally)
	for i, words := range slots {
		// A name with least of the slots has one of the first of them, which are
		// the rarest. The postings of "the" need no more than a look.
		first := i <= len(slots)-least
		for _, w := range words {
			for _, rank := range postings[w] {
				t, ok := tallies[rank]
				if (ok || first) && t.last != i+1 {
					tallies[rank] = tally{t.has + 1, i + 1}
				}
			}
		}
	}
	out := make([][]int64, len(slots)+1)
	for rank, t := range tallies {
		if t.has >= least {
			out[t.has] = append(out[t.has], rank)
		}
	}
	for _, ranks := range out {
		slices.Sort(ranks)
	}
	return out
}

// A collector collects the listings of ranks, each once, up to a limit.
type collector struct {
	ctx   context.Context
	x     *index
	limit int
	seen  map[uint32]bool
	out   []film.Listing
}

// collect adds the listings of the names with the ranks, which are in order.
func (c *collector) collect(ranks []int64) error {
	missing := c.limit - len(c.out)
	if missing <= 0 {
		return nil
	}
	zero, _ := slices.BinarySearch(ranks, counted.from)
	unknown, err := c.first(ranks[:zero], missing)
	if err != nil {
		return err
	}
	known, err := c.first(ranks[zero:], missing)
	if err != nil {
		return err
	}
	for _, l := range listings(middle(known, unknown, missing)) {
		c.seen[l.Number] = true
		c.out = append(c.out, l)
	}
	return nil
}

// first returns up to limit names of the ranks whose listings were not seen, one
// a listing.
func (c *collector) first(ranks []int64, limit int) ([]name, error) {
	var out []name
	taken := make(map[uint32]bool)
	for chunk := range slices.Chunk(ranks, max(limit, 100)) {
		names, err := c.names(chunk)
		if err != nil {
			return nil, err
		}
		for _, n := range names {
			id := n.listing.Number
			if !c.seen[id] && !taken[id] {
				taken[id] = true
				out = append(out, n)
			}
			if len(out) == limit {
				return out, nil
			}
		}
	}
	return out, nil
}

// names reads the names with the ranks.
func (c *collector) names(ranks []int64) ([]name, error) {
	list, err := json.Marshal(ranks)
	if err != nil {
		return nil, err
	}
	rows, err := c.x.read.Query(c.ctx, c.x.kind.ranked, string(list))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []name
	for rows.Next() {
		n, err := scanName(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, rows.Err()
}
