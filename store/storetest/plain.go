package storetest

import (
	"slices"
	"strings"

	"marquee/internal/film"
)

// A plain index does what lookup.Index says in the plainest way, by looking at
// every name. Its answers say what another's must be.
type plain struct {
	entries []plainEntry
	words   []string // of all names, each once, in order
}

type plainEntry struct {
	listing film.Listing
	names   []string
}

func newPlain(entries []plainEntry) plain {
	p := plain{entries: entries}
	for _, e := range entries {
		for _, name := range e.names {
			p.words = append(p.words, film.SearchWords(name)...)
		}
	}
	slices.Sort(p.words)
	p.words = slices.Compact(p.words)
	return p
}

// plainFilms is the plain index of the films that a store holds.
func plainFilms(films []film.Film) plain {
	var entries []plainEntry
	for _, f := range films {
		entries = append(entries, plainEntry{film.ListingOf(&f), f.Names()})
	}
	return newPlain(entries)
}

// each returns, by number, how well each entry's best name does, of those that
// do at all: of which score is over 0.
func (p plain) each(score func(e plainEntry, name string) int) map[uint32]int {
	out := make(map[uint32]int)
	for _, e := range p.entries {
		for _, name := range e.names {
			if n := score(e, name); n > out[e.listing.Number] {
				out[e.listing.Number] = n
			}
		}
	}
	return out
}

func named(keys []string) func(plainEntry, string) int {
	return func(e plainEntry, name string) int {
		own := film.SearchKeys(name, e.listing.Languages...)
		return yes(slices.ContainsFunc(keys, func(k string) bool { return slices.Contains(own, k) }))
	}
}

func having(slots [][]string, least int) func(plainEntry, string) int {
	return func(_ plainEntry, name string) int {
		words := film.SearchWords(name)
		n := 0
		for _, slot := range slots {
			n += yes(slices.ContainsFunc(slot, func(w string) bool { return slices.Contains(words, w) }))
		}
		if n < least {
			return 0
		}
		return n
	}
}

func starting(typed []string) func(plainEntry, string) int {
	return func(_ plainEntry, name string) int {
		words := film.SearchWords(name)
		last := typed[len(typed)-1]
		for _, w := range typed[:len(typed)-1] {
			if !slices.Contains(words, w) {
				return 0
			}
		}
		return yes(slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, last) }))
	}
}

func yes(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

// spelled returns the words of all names that are up to edits from word, in
// order.
func (p plain) spelled(word string, edits int) []string {
	var out []string
	for _, w := range p.words {
		if plainDistance([]rune(word), []rune(w)) <= edits {
			out = append(out, w)
		}
	}
	return out
}

// plainDistance is the distance by optimal string alignment, by its definition.
func plainDistance(a, b []rune) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0 || j == 0:
				d[i][j] = i + j
				continue
			case a[i-1] == b[j-1]:
				d[i][j] = d[i-1][j-1]
			default:
				d[i][j] = 1 + min(d[i-1][j], d[i][j-1], d[i-1][j-1])
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], 1+d[i-2][j-2])
			}
		}
	}
	return d[len(a)][len(b)]
}
