package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Stats are how much was imported.
type Stats struct {
	Films    int
	People   int // with a credit on one of the films
	Releases int
	Imported time.Time // the newest import, UTC; zero where there was none
}

// Stats counts what was imported.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	var out Stats
	var at sql.NullString
	err := s.read.One(ctx, `
		SELECT
			(SELECT count(*) FROM films),
			(SELECT count(DISTINCT person) FROM credits),
			(SELECT count(*) FROM releases),
			(SELECT max(at) FROM imports)`, nil, &out.Films, &out.People, &out.Releases, &at)
	if err == nil && at.Valid {
		out.Imported, err = time.Parse(time.RFC3339, at.String)
	}
	if err != nil {
		return Stats{}, fmt.Errorf("counting what was imported: %w", err)
	}
	return out, nil
}
