package store

import (
	"iter"
	"slices"
)

// How a word is found that was typed with mistakes.
//
// Of a word with at most two mistakes one half has at most one. So the
// vocabulary is indexed by the first and the last half of each word, and halves
// with one mistake are found because both sides, with one letter left out, have
// a form in common (the symmetric deletion of Wolf Garbe's SymSpell). That finds
// every word at distance 1 and 2, and keeps a table of a size that does not
// depend on the number of mistakes. What it finds is measured before it counts.
//
// Two letters that were swapped across the middle are one mistake that touches
// both halves; they are swapped back before looking.

// maxHalf is the longest half whose variants are kept, in letters. Of longer
// words, some 40 letters, only those at distance 1 are sure to be found.
const maxHalf = 20

// halves cuts a word in the middle; the first half has the odd letter. The
// migrations cut it in the same way.
func halves(word []rune) (first, last []rune) {
	middle := (len(word) + 1) / 2
	return word[:middle], word[middle:]
}

// withoutOne returns what is left of s without one of its letters, each once.
func withoutOne(s []rune) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range s {
			if i > 0 && s[i] == s[i-1] {
				continue // the same again
			}
			if !yield(string(slices.Concat(s[:i], s[i+1:]))) {
				return
			}
		}
	}
}

// A probe is what to look up for a word: halves that words may have unchanged,
// and forms that a half may have with one letter left out.
type probe struct {
	first, last       set // whole halves
	firstOff, lastOff set // halves with a letter left out, or whole
}

type set map[string]bool

func newProbe() probe { return probe{make(set), make(set), make(set), make(set)} }

// add adds what finds the words that are up to edits from word, each half of
// which is some letters of word's beginning or end, changed.
func (p probe) add(word []rune, edits int) {
	n := len(word)
	// The words have n-edits to n+edits letters, so their halves have these, and
	// what became of a half is up to one letter longer or shorter than it where
	// it has one mistake.
	for length := max(n-edits, 1); length <= n+edits; length++ {
		first := (length + 1) / 2
		last := length / 2
		slack := edits / 2 // mistakes in the better half
		for off := -slack; off <= slack; off++ {
			if k := first + off; k >= 0 && k <= n {
				p.part(word[:k], p.first, p.firstOff, slack)
			}
			if k := last + off; k >= 0 && k <= n {
				p.part(word[n-k:], p.last, p.lastOff, slack)
			}
		}
	}
}

func (p probe) part(part []rune, whole, off set, mistakes int) {
	if mistakes == 0 {
		whole[string(part)] = true
		return
	}
	off[string(part)] = true
	if len(part) > maxHalf+1 {
		return // no half so near has variants
	}
	for v := range withoutOne(part) {
		off[v] = true
	}
}

// probesOf returns what to look up for the words up to edits from word.
func probesOf(word []rune, edits int) probe {
	p := newProbe()
	p.add(word, edits)
	// A swap across the middle of a word that is found: with another mistake
	// before it, that middle may be a letter off from where it is in word.
	slack := edits - 1
	for length := len(word) - slack; length <= len(word)+slack; length++ {
		middle := (length + 1) / 2
		for i := middle - 1 - slack; i <= middle-1+slack; i++ {
			if i >= 0 && i+1 < len(word) && word[i] != word[i+1] {
				swapped := slices.Clone(word)
				swapped[i], swapped[i+1] = swapped[i+1], swapped[i]
				p.add(swapped, edits-1)
			}
		}
	}
	return p
}

// distance returns the number of letters dropped, added, changed or swapped with
// their neighbour between a and b (their optimal string alignment), or limit+1
// where it is more than limit.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	before := make([]int, len(b)+1)
	last := make([]int, len(b)+1)
	row := make([]int, len(b)+1)
	for j := range row {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		best := i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			d := min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			best = min(best, d)
		}
		if best > limit+1 { // a swap can still win back one
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit+1)
}
