package store

import (
	"context"
	"strings"
)

// A bulk inserts many rows with few statements, which for small rows is several
// times as fast as one by one.
type bulk struct {
	ctx   context.Context
	tx    *statements
	into  string // INSERT INTO t (a, b)
	after string // what stands behind the values
	width int    // values in a row
	args  []any
}

// bulkRows are the numbers of rows that a statement inserts: there is a statement
// for each, so that a rest needs few.
var bulkRows = []int{128, 16, 1}

func newBulk(ctx context.Context, tx *statements, width int, into, after string) *bulk {
	return &bulk{ctx: ctx, tx: tx, into: into, after: after, width: width}
}

// add inserts a row, sooner or later.
func (b *bulk) add(row ...any) error {
	b.args = append(b.args, row...)
	if len(b.args) < bulkRows[0]*b.width {
		return nil
	}
	return b.flush()
}

// flush inserts the rows that were added and not yet inserted.
func (b *bulk) flush() error {
	args := b.args
	for _, n := range bulkRows {
		for len(args) >= n*b.width {
			if err := b.tx.Exec(b.ctx, b.query(n), args[:n*b.width]...); err != nil {
				return err
			}
			args = args[n*b.width:]
		}
	}
	clear(b.args)
	b.args = b.args[:0]
	return nil
}

func (b *bulk) query(rows int) string {
	row := "(?" + strings.Repeat(", ?", b.width-1) + ")"
	return b.into + " VALUES " + row + strings.Repeat(", "+row, rows-1) + " " + b.after
}
