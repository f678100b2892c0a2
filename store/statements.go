package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// statements are the prepared statements of a database or of a transaction, each
// made when it is first needed and kept, since making one costs more than most
// queries.
type statements struct {
	db preparer
	mu sync.Mutex
	by map[string]*sql.Stmt // SQL → statement
}

// A preparer is a *sql.DB or a *sql.Tx.
type preparer interface {
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

func newStatements(db preparer) *statements {
	return &statements{db: db, by: make(map[string]*sql.Stmt)}
}

func (s *statements) get(ctx context.Context, query string) (*sql.Stmt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if stmt := s.by[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := s.db.PrepareContext(ctx, query)
	if err == nil {
		s.by[query] = stmt
	}
	return stmt, err
}

// Query runs a query. Its text must be one of the program's constants.
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

func (s *statements) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	for _, stmt := range s.by {
		errs = append(errs, stmt.Close())
	}
	clear(s.by)
	return errors.Join(errs...)
}
