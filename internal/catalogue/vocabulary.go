package catalogue

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"marquee/internal/film"
)

// vocabulary is the words of an index, sorted, with the entries that have each.
type vocabulary struct {
	words    []string
	postings [][]int32 // by word: entries, ascending
	// letters is which letters each word has, and lengths how many, so that
	// most words are seen to be too far from another without comparing them.
	letters []uint32
	lengths []uint16
}

func newVocabulary(entries []name) *vocabulary {
	postings := make(map[string][]int32, len(entries))
	for i, e := range entries {
		for _, w := range film.SearchWords(e.text) {
			postings[w] = append(postings[w], int32(i))
		}
	}
	v := &vocabulary{
		words:    make([]string, 0, len(postings)),
		postings: make([][]int32, len(postings)),
		letters:  make([]uint32, len(postings)),
		lengths:  make([]uint16, len(postings)),
	}
	for w := range postings {
		v.words = append(v.words, w)
	}
	slices.Sort(v.words)
	for i, w := range v.words {
		v.postings[i] = postings[w]
		v.letters[i] = lettersOf(w)
		v.lengths[i] = uint16(min(utf8.RuneCountInString(w), 1<<16-1))
	}
	return v
}

// having returns the entries that have a word, ascending.
func (v *vocabulary) having(word string) []int32 {
	if i, ok := slices.BinarySearch(v.words, word); ok {
		return v.postings[i]
	}
	return nil
}

// havingAny returns the entries that have any of the words, each once.
func (v *vocabulary) havingAny(words []string) []int32 {
	if len(words) == 1 {
		return v.having(words[0])
	}
	var out []int32
	for _, w := range words {
		out = append(out, v.having(w)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// starting returns the entries of each word that begins with prefix.
func (v *vocabulary) starting(prefix string) [][]int32 {
	from, _ := slices.BinarySearch(v.words, prefix)
	to := from
	for to < len(v.words) && strings.HasPrefix(v.words[to], prefix) {
		to++
	}
	return v.postings[from:to]
}

// near returns the words that are at most edits letters dropped, added, changed
// or swapped away from word, in order of the alphabet.
//
// It looks at every word, which is quicker than it sounds: one edit changes the
// length by at most one and the set of letters by at most two, and few words are
// left when those are compared. An index of misspellings would answer sooner,
// but would have to be made first, with dozens of entries for each word.
func (v *vocabulary) near(word string, edits int) []string {
	var out []string
	m := newMeasure(word)
	letters, length := lettersOf(word), len(m.word)
	for i, w := range v.words {
		d := int(v.lengths[i]) - length
		if d > edits || -d > edits || bits.OnesCount32(v.letters[i]^letters) > 2*edits {
			continue
		}
		if m.within(w, edits) {
			out = append(out, w)
		}
	}
	return out
}

// lettersOf returns the set of the letters of a word, as bits. Letters may share
// a bit, so that two sets differ in no more bits than the words do in letters.
func lettersOf(word string) uint32 {
	var set uint32
	for _, r := range word {
		set |= 1 << (uint32(r) % 32)
	}
	return set
}
