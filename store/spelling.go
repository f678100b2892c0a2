package store

import (
	"slices"
	"unicode/utf8"
)

// How a word is found that was typed with mistakes.
//
// Two words that are a few mistakes apart have a form in common: what is left of
// each without a few of its letters (the symmetric deletion of Wolf Garbe's
// SymSpell). That holds for the beginnings of the two as well, so only the forms
// of beginnings are kept, and a table of them does not grow with the length of
// the words. What they lead to is measured before it counts.

const (
	// maxEdits is how many mistakes a word can have and still be found.
	maxEdits = 2
	// beginningLetters is how many letters of a word are kept in forms. With
	// fewer the table is smaller and there is more to measure: 6 instead of 7
	// saves a third of it and finds five times as many words to measure.
	beginningLetters = 7
)

// beginning returns the first letters of a word.
func beginning(word string) string {
	letters := []rune(word)
	return string(letters[:min(len(letters), beginningLetters)])
}

// forms returns what is left of s without up to n of its letters, each once.
func forms(s string, n int) []string {
	all := []string{s}
	from := 0
	for range n {
		to := len(all)
		for _, form := range all[from:to] {
			for i := range form {
				_, size := utf8.DecodeRuneInString(form[i:])
				left := form[:i] + form[i+size:]
				if !slices.Contains(all[to:], left) {
					all = append(all, left)
				}
			}
		}
		from = to
	}
	return all
}

// distance returns the number of letters dropped, added, changed or swapped with
// their neighbour between a and b (their optimal string alignment), or limit+1
// where it is more than limit.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	rows := make([]int, 3*(len(b)+1))
	before, last, row := rows[:len(b)+1], rows[len(b)+1:2*len(b)+2], rows[2*len(b)+2:]
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			d := last[j-1]
			if a[i-1] != b[j-1] {
				d++
			}
			d = min(d, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
		}
		if slices.Min(row) > limit+1 { // a swap can still win back one
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit+1)
}
