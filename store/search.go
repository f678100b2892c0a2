package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"marquee/internal/film"
	"marquee/internal/lookup"
)

var _ lookup.Index = (*index)(nil)

// An index finds the films or the people that were imported by their names.
type index struct {
	read *statements
	kind *kind
}

func newIndex(read *statements, k *kind) *index { return &index{read, k} }

// snapshot returns the index as it is at one moment, for a question that takes
// several queries. done ends it.
func (x *index) snapshot(ctx context.Context) (_ *index, done func(), err error) {
	k := x.kind
	read, done, err := x.read.snapshot(ctx, k.anyUncounted, k.named, k.matching, k.postings, k.ranked)
	if err != nil {
		return nil, nil, err
	}
	return newIndex(read, x.kind), done, nil
}

// Films returns the index of the films that were imported.
func (s *Store) Films() lookup.Index { return s.films }

// People returns the index of the people with credits on these films.
func (s *Store) People() lookup.Index { return s.people }

// Named implements lookup.Index.
func (x *index) Named(ctx context.Context, keys []string, limit int) ([]film.Listing, error) {
	same := func(n name) bool {
		own := film.SearchKeys(n.listing.Matched, n.listing.Languages...)
		return slices.ContainsFunc(keys, func(k string) bool { return slices.Contains(own, k) })
	}
	x, done, err := x.snapshot(ctx)
	if err != nil {
		return nil, fmt.Errorf("looking for a name: %w", err)
	}
	defer done()
	var asked []string
	var all [2][]name // known, unknown
	for _, k := range keys {
		if k = film.Tight(k); k == "" || slices.Contains(asked, k) {
			continue
		}
		asked = append(asked, k)
		known, unknown, err := x.both(ctx, x.kind.named, k, limit, same)
		if err != nil {
			return nil, fmt.Errorf("looking for a name: %w", err)
		}
		all[0], all[1] = merged(all[0], known, limit), merged(all[1], unknown, limit)
	}
	return listings(middle(all[0], all[1], limit)), nil
}

// merged returns the names of a and b in order of rank, one a listing, up to
// limit.
func merged(a, b []name, limit int) []name {
	if len(a) == 0 || len(b) == 0 {
		return append(a, b...)
	}
	all := slices.SortedFunc(slices.Values(slices.Concat(a, b)), func(a, b name) int { return cmp.Compare(a.rank, b.rank) })
	seen := make(map[uint32]bool)
	all = slices.DeleteFunc(all, func(n name) bool {
		again := seen[n.listing.Number]
		seen[n.listing.Number] = true
		return again
	})
	return all[:min(len(all), limit)]
}

// Starting implements lookup.Index.
func (x *index) Starting(ctx context.Context, words []string, limit int) ([]film.Listing, error) {
	if len(words) == 0 || len(words) > maxWords {
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
	x, done, err := x.snapshot(ctx)
	if err != nil {
		return nil, fmt.Errorf("looking for the beginning of a name: %w", err)
	}
	defer done()
	known, unknown, err := x.both(ctx, x.kind.matching, ftsAll(queries), limit, nil)
	if err != nil {
		return nil, fmt.Errorf("looking for the beginning of a name: %w", err)
	}
	return listings(middle(known, unknown, limit)), nil
}

// A name is one that was found, with the listing that it leads to.
type name struct {
	rank    int64
	listing film.Listing
}

func listings(names []name) []film.Listing {
	var out []film.Listing
	for _, n := range names {
		out = append(out, n.listing)
	}
	return out
}

// both returns the first names that a query finds, up to limit of those whose
// popularity is known and of those of which it is not.
func (x *index) both(ctx context.Context, query, arg string, limit int, keep func(name) bool) (known, unknown []name, err error) {
	if limit <= 0 {
		return nil, nil, nil
	}
	if known, err = x.first(ctx, query, arg, counted, limit, keep); err != nil {
		return nil, nil, err
	}
	var some bool
	if err := x.read.One(ctx, x.kind.anyUncounted, nil, &some); err != nil || !some {
		return known, nil, err
	}
	unknown, err = x.first(ctx, query, arg, uncounted, limit, keep)
	return known, unknown, err
}

// first returns the first names of a span that a query finds and keep keeps, one
// of each film or person, up to limit. A nil keep keeps all.
func (x *index) first(ctx context.Context, query, arg string, in span, limit int, keep func(name) bool) ([]name, error) {
	rows, err := x.read.Query(ctx, query, arg, in.from, in.to)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []name
	seen := make(map[uint32]bool)
	for len(out) < limit && rows.Next() {
		n, err := scanName(rows)
		if err != nil {
			return nil, err
		}
		if !seen[n.listing.Number] && (keep == nil || keep(n)) {
			seen[n.listing.Number] = true
			out = append(out, n)
		}
	}
	return out, rows.Err()
}

func scanName(rows *sql.Rows) (n name, err error) {
	var popularity sql.NullInt64
	var languages string
	l := &n.listing
	err = rows.Scan(&n.rank, &l.Matched, &l.Number, &l.Name, &l.Year, &popularity, &l.Detail, &languages, &l.Adult)
	l.Popularity = countOf(popularity)
	if languages != "" {
		l.Languages = strings.Fields(languages)
	}
	return n, err
}
