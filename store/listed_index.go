package store

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"marquee/internal/film"
	"marquee/internal/lookup"
)

var _ lookup.Index = listedIndex{}

// A listedIndex finds the names of a list. It keeps lookup.Index's contract with
// exceptions that keep the list small and the questions quick. Spelled finds the
// words of the 100,000 best known names (knownNames), and of the others those
// that are spelled rightly. Having looks at the first maxSlots slots, of which
// names need to have as great a part, and at the first maxAlternatives words of
// each; the words that Spelled gives come nearest first.
type listedIndex struct {
	store *Store
	kind  ListKind
}

// With these a question to FTS5 has some 500 words at most.
const (
	maxSlots        = 6
	maxAlternatives = 16
)

// maxFound is more than anybody looks at.
const maxFound = 1 << 20

const (
	listNamed = `SELECT r.rank, n.tmdb, n.name FROM keys k
		CROSS JOIN ranks r ON r.rank = k.entry & 2147483647
		CROSS JOIN names n ON n.tmdb = r.tmdb
		WHERE k.entry BETWEEN ?1 AND ?1 + 2147483647
		ORDER BY k.entry`
	listMatching = `SELECT rowid FROM words WHERE words MATCH ?1 AND rowid > ?2 ORDER BY rowid LIMIT ?3`
	listRanked   = `SELECT r.rank, n.tmdb, n.name FROM json_each(?) j
		CROSS JOIN ranks r ON r.rank = j.value
		CROSS JOIN names n ON n.tmdb = r.tmdb
		ORDER BY j.key` // in the order asked for
	listTerm    = `SELECT EXISTS (SELECT 1 FROM terms WHERE term = ?)`
	listSpelled = `SELECT DISTINCT w.word FROM json_each(?1) j
		CROSS JOIN forms f ON f.entry BETWEEN j.value AND j.value + 2147483647
		CROSS JOIN known w ON w.id = f.entry & 2147483647
		WHERE length(w.word) BETWEEN ?2 AND ?3`
)

// A listed is a name that was found.
type listed struct {
	rank int64
	tmdb int
	name string
}

func (n listed) listing() film.Listing {
	return film.Listing{Ids: film.Aliases{TMDB: n.tmdb}, Name: n.name, Matched: n.name}
}

// ask runs a question on the list as it is; where there is none, there is no
// answer. A question that fails while the list gives way to a newer one is asked
// again.
func (x listedIndex) ask(ctx context.Context, question func(*listFile) error) error {
	for {
		f, release, err := x.store.list(ctx, x.kind)
		if err != nil || f == nil {
			return err
		}
		err = question(f)
		release()
		if err == nil || ctx.Err() != nil {
			return err
		}
		if g, err2 := x.store.generation(ctx, x.kind); err2 != nil || g.number == f.number {
			return fmt.Errorf("reading the list of %s: %w", x.kind, errors.Join(err, err2))
		}
	}
}

// Named implements lookup.Index.
func (x listedIndex) Named(ctx context.Context, keys []string, limit int) (out []film.Listing, err error) {
	if limit <= 0 {
		return nil, nil
	}
	err = x.ask(ctx, func(f *listFile) error {
		var all []listed
		var asked []string
		for _, k := range keys {
			if k = film.Tight(k); k == "" || slices.Contains(asked, k) {
				continue
			}
			asked = append(asked, k)
			found, err := x.named(ctx, f, k, keys, limit)
			if err != nil {
				return err
			}
			all = append(all, found...)
		}
		slices.SortFunc(all, func(a, b listed) int { return cmp.Compare(a.rank, b.rank) })
		all = slices.CompactFunc(all, func(a, b listed) bool { return a.rank == b.rank })
		out = nil
		for _, n := range all[:min(len(all), limit)] {
			out = append(out, n.listing())
		}
		return nil
	})
	return out, err
}

// named returns up to limit names with a key, in order, that have one of keys
// among their own and are not held.
func (x listedIndex) named(ctx context.Context, f *listFile, tight string, keys []string, limit int) ([]listed, error) {
	rows, err := f.read.Query(ctx, listNamed, firstEntry(tight))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out, some []listed
	for more := true; more && len(out) < limit; {
		some = some[:0]
		for len(some) < limit {
			if more = rows.Next(); !more {
				break
			}
			var n listed
			if err := rows.Scan(&n.rank, &n.tmdb, &n.name); err != nil {
				return nil, err
			}
			own := film.SearchKeys(n.name)
			if slices.ContainsFunc(keys, func(k string) bool { return slices.Contains(own, k) }) {
				some = append(some, n)
			}
		}
		fresh, err := x.notHeld(ctx, f, some)
		if err != nil {
			return nil, err
		}
		out = append(out, fresh...)
	}
	return out[:min(len(out), limit)], rows.Err()
}

// Starting implements lookup.Index.
func (x listedIndex) Starting(ctx context.Context, words []string, limit int) (out []film.Listing, err error) {
	if len(words) == 0 || len(words) > maxWords || limit <= 0 {
		return nil, nil
	}
	var queries []string
	for i, w := range words {
		switch {
		case i == len(words)-1 && w == "":
			// Every word begins with "".
		case !isWord(w):
			return nil, nil
		case i < len(words)-1:
			queries = append(queries, ftsWord(w))
		default:
			queries = append(queries, ftsPrefix(w))
		}
	}
	if len(queries) == 0 {
		return nil, nil
	}
	err = x.ask(ctx, func(f *listFile) error {
		out = nil
		return x.matching(ctx, f, ftsAll(queries), limit, func(n listed) { out = append(out, n.listing()) })
	})
	return out, err
}

// matching calls take with up to limit names that match, in order, without those
// that are held.
func (x listedIndex) matching(ctx context.Context, f *listFile, match string, limit int, take func(listed)) error {
	limit = min(limit, maxFound)
	last, page := int64(0), limit+limit/4+8
	for taken := 0; taken < limit; page = min(2*page, 4096) {
		ranks, end, full, err := matchingRanks(ctx, f, match, last, page)
		if err != nil {
			return err
		}
		last = end
		names, err := x.ranked(ctx, f, ranks)
		if err != nil {
			return err
		}
		for _, n := range names[:min(len(names), limit-taken)] {
			take(n)
			taken++
		}
		if !full {
			break
		}
	}
	return nil
}

// matchingRanks returns a page of ranks behind last, without those known to be
// held, the last rank that it looked at, and whether the page was full.
func matchingRanks(ctx context.Context, f *listFile, match string, last int64, page int) (ranks []int64, end int64, full bool, err error) {
	rows, err := f.read.Query(ctx, listMatching, match, last, page)
	if err != nil {
		return nil, 0, false, err
	}
	defer rows.Close()
	n := 0
	for ; rows.Next(); n++ {
		if err := rows.Scan(&last); err != nil {
			return nil, 0, false, err
		}
		if !f.isHeld(last) {
			ranks = append(ranks, last)
		}
	}
	return ranks, last, n == page, rows.Err()
}

// ranked returns the names with the ranks, without those that are held.
func (x listedIndex) ranked(ctx context.Context, f *listFile, ranks []int64) ([]listed, error) {
	if len(ranks) == 0 {
		return nil, nil
	}
	list, err := json.Marshal(ranks)
	if err != nil {
		return nil, err
	}
	names, err := readNames(ctx, f.read, listRanked, string(list))
	if err != nil {
		return nil, err
	}
	return x.notHeld(ctx, f, names)
}
