package store

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"marquee/internal/film"
)

// A nameWriter writes the names of films or people into their index. What is to
// be written is collected first and written in order, which SQLite does much
// faster, and FTS5 above all: it begins anew with each rowid that is lower than
// the one before. So the index is whole only after finish, and nobody may be
// given names twice between newNameWriter and finish.
type nameWriter struct {
	ctx     context.Context
	tx      *statements
	kind    *kind
	numbers *counter
	added   []newName
	removed []int64 // ranks
	words   vocabulary
}

type newName struct {
	rank  int64
	owner uint32
	name  string
	keys  []string
	words string
}

// maxNames is how many names are collected before they are written.
const maxNames = 50_000

func newNameWriter(ctx context.Context, tx *statements, k *kind) *nameWriter {
	return &nameWriter{
		ctx: ctx, tx: tx, kind: k,
		numbers: &counter{ctx, tx, k.counter, 0},
		words:   newVocabulary(ctx, tx, k),
	}
}

// put gives names to the film or person that l is the listing of, and that has
// none in the index.
func (w *nameWriter) put(l film.Listing, names []string) error {
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			continue
		}
		if err := w.add(l, name); err != nil {
			return err
		}
	}
	return nil
}

func (w *nameWriter) add(l film.Listing, name string) error {
	words := film.SearchWords(name)
	if len(words) == 0 {
		return nil // nobody can type it
	}
	n, err := w.numbers.next()
	if err != nil {
		return err
	}
	rank := rankOf(l, n)
	w.words.add(words, rank)
	w.added = append(w.added, newName{rank, l.Number, name, tightKeys(name, l.Languages), strings.Join(words, " ")})
	if len(w.added) < maxNames {
		return nil
	}
	return w.flush()
}

// tightKeys returns the keys of a name without spaces, each once. In that form
// most names have one key only; what is found by it is compared again.
func tightKeys(name string, languages []string) []string {
	var keys []string
	for _, k := range film.SearchKeys(name, languages...) {
		if k = film.Tight(k); !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys
}

// remove takes the names of the film or person id out of the index.
func (w *nameWriter) remove(id uint32) error {
	old, err := w.held(id)
	if err != nil {
		return err
	}
	for _, h := range old {
		if err := w.tx.Exec(w.ctx, w.kind.deleteKeys, h.rank); err != nil {
			return err
		}
		w.words.remove(film.SearchWords(h.name), h.rank)
		w.removed = append(w.removed, h.rank)
	}
	return w.tx.Exec(w.ctx, w.kind.deleteNames, id)
}

type heldName struct {
	rank int64
	name string
}

func (w *nameWriter) held(id uint32) ([]heldName, error) {
	rows, err := w.tx.Query(w.ctx, w.kind.namesOf, id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []heldName
	for rows.Next() {
		var h heldName
		if err := rows.Scan(&h.rank, &h.name); err != nil {
			return nil, err
		}
		out = append(out, h)
	}
	return out, rows.Err()
}

// flush writes what was collected.
func (w *nameWriter) flush() error {
	slices.Sort(w.removed)
	slices.SortFunc(w.added, func(a, b newName) int { return cmp.Compare(a.rank, b.rank) })
	for _, write := range []func() error{w.flushWords, w.flushNames, w.flushKeys, w.words.flush} {
		if err := write(); err != nil {
			return err
		}
	}
	clear(w.added)
	w.added, w.removed = w.added[:0], w.removed[:0]
	return nil
}

// flushWords writes one row after the other and nothing in between, since FTS5
// puts away what it has gathered before any statement with several rows.
func (w *nameWriter) flushWords() error {
	for _, rank := range w.removed {
		if err := w.tx.Exec(w.ctx, w.kind.deleteWords, rank); err != nil {
			return err
		}
	}
	for _, n := range w.added {
		if err := w.tx.Exec(w.ctx, w.kind.addWords, n.rank, n.words); err != nil {
			return err
		}
	}
	return nil
}

func (w *nameWriter) flushNames() error {
	rows := newBulk(w.ctx, w.tx, 3, w.kind.intoNames, "")
	for _, n := range w.added {
		if err := rows.add(n.rank, n.owner, n.name); err != nil {
			return err
		}
	}
	return rows.flush()
}

func (w *nameWriter) flushKeys() error {
	type key struct {
		key  string
		rank int64
	}
	var all []key
	for _, n := range w.added {
		for _, k := range n.keys {
			all = append(all, key{k, n.rank})
		}
	}
	slices.SortFunc(all, func(a, b key) int { return cmp.Compare(a.key, b.key) })
	keys := newBulk(w.ctx, w.tx, 2, w.kind.intoKeys, "")
	for _, k := range all {
		if err := keys.add(k.key, k.rank); err != nil {
			return err
		}
	}
	return keys.flush()
}

// finish writes what is left to write.
func (w *nameWriter) finish() error {
	if err := w.flush(); err != nil {
		return err
	}
	return w.numbers.save()
}
