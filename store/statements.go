package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// statements are the prepared statements of a database or of a transaction, each
// made when it is first needed and kept, since making one costs more than most
// queries. Their texts must be the program's own, of which there are not many.
type statements struct {
	db   preparer
	made sync.Map // SQL → *sql.Stmt

	within *sql.Tx // where these are those of another, run in a transaction
	of     *statements
}

// A preparer is a *sql.DB or a *sql.Tx.
type preparer interface {
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

func newStatements(db preparer) *statements { return &statements{db: db} }

// get returns a statement. In a snapshot it waits for no further connection:
// where everybody has one and wants another, nobody would get it.
func (s *statements) get(ctx context.Context, query string) (*sql.Stmt, error) {
	if s.within != nil {
		if stmt, ok := s.of.made.Load(query); ok {
			return s.within.StmtContext(ctx, stmt.(*sql.Stmt)), nil
		}
		return s.within.PrepareContext(ctx, query)
	}
	if stmt, ok := s.made.Load(query); ok {
		return stmt.(*sql.Stmt), nil
	}
	stmt, err := s.db.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	if first, taken := s.made.LoadOrStore(query, stmt); taken {
		return first.(*sql.Stmt), stmt.Close()
	}
	return stmt, nil
}

// snapshot returns the statements of a *sql.DB, run so that all see one and the
// same state of it, until done is called. Those that run the queries are made
// first where they are missing.
func (s *statements) snapshot(ctx context.Context, queries ...string) (_ *statements, done func(), err error) {
	db, ok := s.db.(*sql.DB)
	if !ok {
		return nil, nil, errors.New("a transaction within a transaction")
	}
	for _, q := range queries {
		if _, err := s.get(ctx, q); err != nil {
			return nil, nil, err
		}
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, nil, err
	}
	return &statements{within: tx, of: s}, func() { tx.Rollback() }, nil
}

// Query runs a query.
func (s *statements) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := s.get(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

// One runs a query for one row and reads it into dest. It fails with
// sql.ErrNoRows where there is none.
func (s *statements) One(ctx context.Context, query string, args []any, dest ...any) error {
	stmt, err := s.get(ctx, query)
	if err != nil {
		return err
	}
	return stmt.QueryRowContext(ctx, args...).Scan(dest...)
}

// Exec runs a statement that gives no rows.
func (s *statements) Exec(ctx context.Context, query string, args ...any) error {
	stmt, err := s.get(ctx, query)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(ctx, args...)
	return err
}

// Close closes the statements.
func (s *statements) Close() error {
	var errs []error
	s.made.Range(func(_, stmt any) bool {
		errs = append(errs, stmt.(*sql.Stmt).Close())
		return true
	})
	s.made.Clear()
	return errors.Join(errs...)
}
