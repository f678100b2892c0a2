package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"iter"
	"math"
	"slices"
	"time"

	"marquee/internal/film"
)

// A listBuild makes the file of a list.
type listBuild struct {
	tx      *sql.Tx
	to      *statements                 // of tx
	rest    func(context.Context) error // called now and then; see ListOptions
	written func(done, of int)
}

// A list's names are written as they come, in order of their ids as a rule, so
// that they need not be held in memory: only eight bytes of each are, for their
// order. No name is ever taken out again, so FTS5 keeps neither texts nor
// lengths. It is told to collect 16 MB before it writes, which leaves less to
// merge.
const listSchema = `
CREATE TABLE names (tmdb INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE ranks (rank INTEGER PRIMARY KEY, tmdb INTEGER NOT NULL) STRICT;
CREATE TABLE keys (entry INTEGER PRIMARY KEY) STRICT;
CREATE TABLE known (id INTEGER PRIMARY KEY, word TEXT NOT NULL) STRICT;
CREATE TABLE forms (entry INTEGER PRIMARY KEY) STRICT;
CREATE VIRTUAL TABLE words USING fts5 (
    text, content = '', columnsize = 0, detail = none, tokenize = 'ascii', prefix = '1 2 3 4 5');
CREATE VIRTUAL TABLE terms USING fts5vocab (words, 'row');
INSERT INTO words (words, rank) VALUES ('hashsize', 16777216), ('automerge', 0), ('crisismerge', 2000), ('usermerge', 2);
`

// restEvery is how many names are written without a rest: some 10 ms of work.
const restEvery = 500

// write writes the list to db and returns how many names it has. Nothing that it
// wrote is of use when it fails.
func (b *listBuild) write(ctx context.Context, db *sql.DB, names iter.Seq2[ListedName, error]) (n int, err error) {
	if b.tx, err = db.BeginTx(ctx, nil); err != nil {
		return 0, err
	}
	defer b.tx.Rollback()
	if err := b.exec(ctx, listSchema); err != nil {
		return 0, err
	}
	b.to = newStatements(b.tx)
	ranks, err := b.writeNames(ctx, names)
	if err == nil {
		n = len(ranks)
		err = b.writeRanks(ctx, ranks)
	}
	if err == nil {
		err = b.writeSearch(ctx, n)
	}
	if err == nil {
		err = b.merge(ctx)
	}
	if err := cmp.Or(err, b.to.Close()); err != nil {
		return 0, err
	}
	return n, b.tx.Commit()
}

func (b *listBuild) exec(ctx context.Context, query string) error {
	_, err := b.tx.ExecContext(ctx, query)
	return err
}

// bulk returns what inserts many rows. A statement that watches for the end of
// its context costs as much again, so the end is looked for when it is time to
// rest.
func (b *listBuild) bulk(ctx context.Context, width int, into, after string) *bulk {
	return newBulk(context.WithoutCancel(ctx), b.to, width, into, after)
}

// A standing is the place of a name in the order of popularity.
type standing struct {
	popularity float32 // which is exact enough for an order
	tmdb       uint32
}

// writeNames writes the names, and returns them in order of popularity.
func (b *listBuild) writeNames(ctx context.Context, names iter.Seq2[ListedName, error]) ([]standing, error) {
	rows := b.bulk(ctx, 2, `INSERT INTO names (tmdb, name)`, `ON CONFLICT (tmdb) DO UPDATE SET name = excluded.name`)
	var all []standing
	for n, err := range names {
		if err != nil {
			return nil, err
		}
		if len(all)%restEvery == 0 {
			if err := b.rest(ctx); err != nil {
				return nil, err
			}
		}
		if !listable(n) {
			continue
		}
		if len(all) == entryMask {
			return nil, fmt.Errorf("there are more than %d names", len(all))
		}
		all = append(all, standing{float32(n.Popularity), uint32(n.TMDB)})
		if err := rows.add(n.TMDB, n.Name); err != nil {
			return nil, err
		}
	}
	return inOrder(all), cmp.Or(ctx.Err(), rows.flush())
}

// listable reports whether a name may be in a list.
func listable(n ListedName) bool {
	return n.TMDB > 0 && n.TMDB <= math.MaxInt32 && len(n.Name) <= 4*film.MaxTitle && film.Fold(n.Name) != ""
}

// inOrder puts the best known first and, where one id is there twice, keeps the
// last.
func inOrder(all []standing) []standing {
	slices.SortStableFunc(all, func(a, b standing) int { return cmp.Compare(a.tmdb, b.tmdb) })
	kept := all[:0]
	for i, s := range all {
		if i+1 == len(all) || all[i+1].tmdb != s.tmdb {
			kept = append(kept, s)
		}
	}
	slices.SortFunc(kept, func(a, b standing) int {
		return cmp.Or(cmp.Compare(b.popularity, a.popularity), cmp.Compare(a.tmdb, b.tmdb))
	})
	return kept
}

func (b *listBuild) writeRanks(ctx context.Context, all []standing) error {
	rows := b.bulk(ctx, 2, `INSERT INTO ranks (rank, tmdb)`, "")
	for i, s := range all {
		if i%(10*restEvery) == 0 {
			if err := b.rest(ctx); err != nil {
				return err
			}
		}
		if err := rows.add(int64(i+1), int64(s.tmdb)); err != nil {
			return err
		}
	}
	return rows.flush()
}

// merge makes one of the pieces of the index of words, bit by bit, until there is
// nothing more to merge.
func (b *listBuild) merge(ctx context.Context) error {
	if err := b.exec(ctx, `INSERT INTO words (words, rank) VALUES ('merge', -1)`); err != nil {
		return err
	}
	changes := func() (n int64, err error) {
		err = b.tx.QueryRowContext(ctx, `SELECT total_changes()`).Scan(&n)
		return n, err
	}
	for {
		before, err := changes()
		if err == nil {
			err = b.exec(ctx, `INSERT INTO words (words, rank) VALUES ('merge', 200)`)
		}
		if err == nil {
			err = b.rest(ctx)
		}
		after, err2 := changes()
		if err := cmp.Or(err, err2); err != nil {
			return err
		}
		// As FTS5 documents it: fewer than two changes mean that nothing was done.
		if after-before < 2 {
			return nil
		}
	}
}

// resting returns what keeps the making of a list from taking all of a machine:
// after each stretch of work it waits as long as that took, times a factor.
func resting(factor float64) func(context.Context) error {
	last := time.Now()
	return func(ctx context.Context) error {
		if factor > 0 {
			wait := time.NewTimer(time.Duration(factor * float64(time.Since(last))))
			defer wait.Stop()
			select {
			case <-wait.C:
			case <-ctx.Done():
			}
			last = time.Now()
		}
		return ctx.Err()
	}
}
