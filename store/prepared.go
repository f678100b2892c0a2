package store

import (
	"context"
	"database/sql"
	"sync"
)

// prepared are statements that transactions use, made between these: within one
// there is no other connection to make them on. A text that is new is run as it
// is, and made before the next transaction. The texts must be the program's own.
type prepared struct {
	made   sync.Map // SQL → *sql.Stmt
	wanted sync.Map // SQL → nothing
}

// prepare makes what was wanted.
func (p *prepared) prepare(ctx context.Context, db *sql.DB) (err error) {
	p.wanted.Range(func(query, _ any) bool {
		var stmt *sql.Stmt
		if stmt, err = db.PrepareContext(ctx, query.(string)); err != nil {
			return false
		}
		if _, taken := p.made.LoadOrStore(query, stmt); taken {
			stmt.Close()
		}
		p.wanted.Delete(query)
		return true
	})
	return err
}

// within returns the statement of a text for a transaction, at whose end it is
// closed.
func (p *prepared) within(ctx context.Context, tx *sql.Tx, query string) (*sql.Stmt, error) {
	if stmt, ok := p.made.Load(query); ok {
		return tx.StmtContext(ctx, stmt.(*sql.Stmt)), nil
	}
	p.wanted.Store(query, nil)
	return tx.PrepareContext(ctx, query)
}
