package catalogue

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"sync"

	"marquee/internal/film"
	"marquee/internal/lookup"
)

// names is an index of names, of films or of people. Its listings stand in order
// of popularity, its entries in that of their listings, so that a list of
// entries in ascending order is a list in order of popularity.
type names struct {
	ranking  ranking
	listings []film.Listing
	entries  []name

	keys  func() map[string][]int32 // from a search key to entries, ascending
	words func() *vocabulary
}

var _ lookup.Index = (*names)(nil)

// A name is one of the names of a listing.
type name struct {
	text    string
	listing int32
}

// listed is a listing with all of its names.
type listed struct {
	film.Listing
	names []string
}

func newNames(all []listed) *names {
	all = slices.Clone(all)
	r := rankingOf(all)
	slices.SortFunc(all, func(a, b listed) int { return r.compare(a.Listing, b.Listing) })
	n := &names{ranking: r, listings: make([]film.Listing, len(all))}
	for i, l := range all {
		n.listings[i] = l.Listing
		for _, text := range l.names {
			n.entries = append(n.entries, name{text, int32(i)})
		}
	}
	n.keys = sync.OnceValue(n.readKeys)
	n.words = sync.OnceValue(func() *vocabulary { return newVocabulary(n.entries) })
	return n
}

func (n *names) readKeys() map[string][]int32 {
	keys := make(map[string][]int32, 2*len(n.entries))
	for i, e := range n.entries {
		for _, k := range film.SearchKeys(e.text, n.listings[e.listing].Languages...) {
			keys[k] = append(keys[k], int32(i))
		}
	}
	return keys
}

// Named implements lookup.Index.
func (n *names) Named(ctx context.Context, keys []string, limit int) ([]film.Listing, error) {
	var found []int32
	for _, k := range keys {
		found = append(found, n.keys()[k]...)
	}
	slices.Sort(found)
	return n.list(slices.Values(found), limit), ctx.Err()
}

// Spelled implements lookup.Index.
func (n *names) Spelled(ctx context.Context, word string, edits int) ([]string, error) {
	return n.words().near(word, edits), ctx.Err()
}

// Having implements lookup.Index.
func (n *names) Having(ctx context.Context, slots [][]string, least, limit int) ([]film.Listing, error) {
	voc := n.words()
	filled := make([]uint8, len(n.entries)) // slots that each entry has
	var found []int32
	for _, slot := range slots[:min(len(slots), maxSlots)] {
		for _, e := range voc.havingAny(slot) {
			if filled[e] == 0 {
				found = append(found, e)
			}
			filled[e]++
		}
	}
	found = slices.DeleteFunc(found, func(e int32) bool { return int(filled[e]) < least })
	slices.SortFunc(found, func(a, b int32) int {
		return cmp.Or(cmp.Compare(filled[b], filled[a]), cmp.Compare(a, b))
	})
	return n.list(slices.Values(found), limit), ctx.Err()
}

// maxSlots bounds what one question may ask: no name has as many words. It fits
// the counters of Having.
const maxSlots = 200

// Starting implements lookup.Index.
func (n *names) Starting(ctx context.Context, words []string, limit int) ([]film.Listing, error) {
	if len(words) == 0 {
		return nil, ctx.Err()
	}
	voc := n.words()
	last := len(words) - 1
	begun := make([]bool, len(n.entries)) // entries with a word that begins with the last
	for _, postings := range voc.starting(words[last]) {
		for _, e := range postings {
			begun[e] = true
		}
	}
	var others [][]int32 // entries with each of the words before it
	for _, w := range words[:last] {
		others = append(others, voc.having(w))
	}
	return n.list(func(yield func(int32) bool) {
		for e, ok := range begun {
			if ok && inAll(others, int32(e)) && !yield(int32(e)) {
				return
			}
		}
	}, limit), ctx.Err()
}

// inAll reports whether every list, each ascending, has the entry.
func inAll(lists [][]int32, entry int32) bool {
	for _, list := range lists {
		if _, ok := slices.BinarySearch(list, entry); !ok {
			return false
		}
	}
	return true
}

// list returns up to limit listings of the entries, each once, under the name it
// was first found by.
func (n *names) list(entries iter.Seq[int32], limit int) []film.Listing {
	var out []film.Listing
	seen := make(map[int32]bool)
	for e := range entries {
		if len(out) >= limit {
			break
		}
		at := n.entries[e].listing
		if seen[at] {
			continue
		}
		seen[at] = true
		l := n.listings[at]
		l.Matched = n.entries[e].text
		out = append(out, l)
	}
	return out
}
