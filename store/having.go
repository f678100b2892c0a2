package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"

	"marquee/internal/film"
)

// Having implements lookup.Index.
//
// A name that has at least l of n slots has one of any n-l+1 of them. So where
// these are rare words, the names that have one are read and counted. Where they
// are not, the index is asked for the names that have all slots, then for each
// choice of all but one, and so on, and asked no more when there is enough.
func (x *index) Having(ctx context.Context, slots [][]string, least, limit int) ([]film.Listing, error) {
	least = max(least, 1)
	if limit <= 0 || least > len(slots) {
		return nil, nil
	}
	known, err := x.slots(ctx, slots)
	if err != nil {
		return nil, fmt.Errorf("looking for words: %w", err)
	}
	if len(known) < least {
		return nil, nil
	}
	find := x.counting
	if rarest(known, least) > maxRead && choices(len(known), least) <= maxChoices {
		find = x.choosing
	}
	found, err := find(ctx, known, least, limit)
	if err != nil {
		return nil, fmt.Errorf("looking for names with words: %w", err)
	}
	return found, nil
}

const (
	maxRead    = 1000 // names that are read and counted rather than asked for
	maxChoices = 64   // queries that are asked rather than reading more than maxRead
)

// A slot is a set of words of which a name has to have one.
type slot struct {
	words []string // each in the vocabulary
	names int      // that have one, or more
}

// slots returns the slots that any name can have, the rarest first.
func (x *index) slots(ctx context.Context, slots [][]string) ([]slot, error) {
	words := make(map[string]int)
	for _, s := range slots {
		for _, w := range s {
			if isWord(w) {
				words[w] = 0
			}
		}
	}
	if err := x.frequencies(ctx, words); err != nil {
		return nil, err
	}
	var out []slot
	for _, s := range slots {
		var known slot
		for _, w := range s {
			if words[w] > 0 && !slices.Contains(known.words, w) {
				known.words = append(known.words, w)
				known.names += words[w]
			}
		}
		if len(known.words) > 0 {
			out = append(out, known)
		}
	}
	slices.SortStableFunc(out, func(a, b slot) int { return cmp.Compare(a.names, b.names) })
	return out, nil
}

// frequencies sets for each word how many names have it.
func (x *index) frequencies(ctx context.Context, words map[string]int) error {
	list := make([]string, 0, len(words))
	for w := range words {
		list = append(list, w)
	}
	b, err := json.Marshal(list)
	if err != nil {
		return err
	}
	rows, err := x.read.Query(ctx, x.kind.frequency, string(b))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var w string
		var n int
		if err := rows.Scan(&w, &n); err != nil {
			return err
		}
		words[w] = n
	}
	return rows.Err()
}

// rarest returns how many names have one of the slots of which a name with at
// least least must have one.
func rarest(slots []slot, least int) int {
	n := 0
	for _, s := range slots[:len(slots)-least+1] {
		n += s.names
	}
	return n
}

// choices returns in how many ways least or more of n can be chosen, or more
// than maxChoices.
func choices(n, least int) int {
	sum, c := 0, 1 // c: n over k
	for k := n; k >= least && sum <= maxChoices; k-- {
		sum += c
		c = c * k / (n - k + 1)
	}
	return sum
}

// counting reads the names that have enough of the rarest slots and counts what
// they have of all.
func (x *index) counting(ctx context.Context, slots []slot, least, limit int) ([]film.Listing, error) {
	// The two rarest slots of a name with at least two of them are among the
	// first of all.
	firsts := len(slots) - least + 1
	var queries []string
	for i, s := range slots[:firsts] {
		q := ftsAny(s.words)
		if least > 1 {
			var others []string
			for _, o := range slots[i+1 : firsts+1] {
				others = append(others, o.words...)
			}
			q = "(" + ftsAll([]string{q, ftsAny(others)}) + ")"
		}
		queries = append(queries, q)
	}
	query := strings.Join(queries, " OR ")

	levels := make([]level, len(slots)+1)
	for _, in := range []span{counted, uncounted} {
		rows, err := x.read.Query(ctx, x.kind.matching, query, in.from, in.to)
		if err != nil {
			return nil, err
		}
		defer rows.Close()
		for rows.Next() {
			n, err := scanName(rows)
			if err != nil {
				return nil, err
			}
			if has := count(slots, film.SearchWords(n.listing.Matched)); has >= least {
				levels[has].add(n)
			}
		}
		if err := rows.Err(); err != nil {
			return nil, err
		}
	}
	return best(levels, limit), nil
}

// count returns how many of the slots have one of the words.
func count(slots []slot, words []string) int {
	n := 0
	for _, s := range slots {
		if slices.ContainsFunc(s.words, func(w string) bool { return slices.Contains(words, w) }) {
			n++
		}
	}
	return n
}

// A level is the names that have a number of slots, in order of rank.
type level struct{ known, unknown []name }

func (l *level) add(n name) {
	if n.rank < 0 {
		l.unknown = append(l.unknown, n)
	} else {
		l.known = append(l.known, n)
	}
}

// best returns up to limit listings, those of the last levels first, each once.
func best(levels []level, limit int) []film.Listing {
	var out []film.Listing
	seen := make(map[uint32]bool)
	fresh := func(n name) bool {
		again := seen[n.listing.Number]
		seen[n.listing.Number] = true
		return again
	}
	for _, l := range slices.Backward(levels) {
		known := slices.DeleteFunc(l.known, fresh)
		unknown := slices.DeleteFunc(l.unknown, fresh)
		out = append(out, listings(middle(known, unknown, limit-len(out)))...)
	}
	return out
}

// choosing asks for the names with every choice of slots.
func (x *index) choosing(ctx context.Context, slots []slot, least, limit int) ([]film.Listing, error) {
	levels := make([]level, len(slots)+1)
	seen := make(map[uint32]bool)
	unseen := func(n name) bool { return !seen[n.listing.Number] }
	for has := len(slots); has >= least && len(seen) < limit; has-- {
		l := &levels[has]
		for chosen := range choicesOf(slots, has) {
			known, unknown, err := x.both(ctx, x.kind.matching, ftsEach(chosen), limit, unseen)
			if err != nil {
				return nil, err
			}
			l.known, l.unknown = append(l.known, known...), append(l.unknown, unknown...)
		}
		for _, names := range [][]name{l.known, l.unknown} {
			slices.SortFunc(names, func(a, b name) int { return cmp.Compare(a.rank, b.rank) })
			for _, n := range names {
				seen[n.listing.Number] = true
			}
		}
	}
	return best(levels, limit), nil
}

// ftsEach matches the names that have each of the slots.
func ftsEach(slots []slot) string {
	queries := make([]string, len(slots))
	for i, s := range slots {
		queries[i] = ftsAny(s.words)
	}
	return ftsAll(queries)
}

// choicesOf yields every choice of n of the slots.
func choicesOf(slots []slot, n int) iter.Seq[[]slot] {
	return func(yield func([]slot) bool) {
		chosen := make([]slot, 0, n)
		var choose func(rest []slot) bool
		choose = func(rest []slot) bool {
			missing := n - len(chosen)
			if missing == 0 {
				return yield(chosen)
			}
			for i := 0; i <= len(rest)-missing; i++ {
				chosen = append(chosen, rest[i])
				ok := choose(rest[i+1:])
				chosen = chosen[:len(chosen)-1]
				if !ok {
					return false
				}
			}
			return true
		}
		choose(slots)
	}
}
