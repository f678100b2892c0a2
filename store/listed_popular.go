package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"marquee/internal/film"
)

const (
	listFollowing = `SELECT r.rank, n.tmdb, n.name FROM ranks r CROSS JOIN names n ON n.tmdb = r.tmdb
		WHERE r.rank > ? ORDER BY r.rank LIMIT ?`
	listByID = `SELECT name FROM names WHERE tmdb = ?`
)

// BestKnown returns, of the first n names of a list, those of films or people
// that the database does not hold, the best known first: what a source should be
// asked about before anybody asks for it.
func (s *Store) BestKnown(ctx context.Context, kind ListKind, n int) (out []film.Listing, err error) {
	x := listedIndex{s, kind}
	err = x.ask(ctx, func(f *listFile) error {
		names, err := readNames(ctx, f.read, listFollowing, 0, max(n, 0))
		if err != nil {
			return err
		}
		names, err = x.notHeld(ctx, f, names)
		out = nil
		for _, n := range names {
			out = append(out, n.listing())
		}
		return err
	})
	return out, err
}

// ListedUnder returns the listing of a TMDB id in a list, also where the database
// holds that film or person itself, or film.ErrNotFound.
func (s *Store) ListedUnder(ctx context.Context, kind ListKind, tmdb int) (l film.Listing, err error) {
	found := false
	err = listedIndex{s, kind}.ask(ctx, func(f *listFile) error {
		n := listed{tmdb: tmdb}
		err := f.read.One(ctx, listByID, []any{tmdb}, &n.name)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		l, found = n.listing(), err == nil
		return err
	})
	if err == nil && !found {
		err = fmt.Errorf("the name of TMDB's %d: %w", tmdb, film.ErrNotFound)
	}
	return l, err
}

// readNames reads names with their ranks.
func readNames(ctx context.Context, from *statements, query string, args ...any) ([]listed, error) {
	rows, err := from.Query(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []listed
	for rows.Next() {
		var n listed
		if err := rows.Scan(&n.rank, &n.tmdb, &n.name); err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, rows.Err()
}
