package store

import (
	"context"
	"encoding/json"
)

// The TMDB ids, of those asked for, that the database has facts of.
var heldIDs = map[ListKind]string{
	ListedFilms:  `SELECT o.tmdb FROM json_each(?) j CROSS JOIN films o ON o.tmdb = j.value`,
	ListedPeople: `SELECT o.tmdb FROM json_each(?) j CROSS JOIN people o ON o.tmdb = j.value`,
}

// notHeld returns the names without those of films or people that the database
// holds, and remembers these.
func (x listedIndex) notHeld(ctx context.Context, f *listFile, names []listed) ([]listed, error) {
	var ids []int
	for _, n := range names {
		if !f.isHeld(n.rank) {
			ids = append(ids, n.tmdb)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	held, err := x.held(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]listed, 0, len(ids))
	for _, n := range names {
		switch {
		case held[n.tmdb]:
			f.markHeld(n.rank)
		case !f.isHeld(n.rank):
			out = append(out, n)
		}
	}
	return out, nil
}

func (x listedIndex) held(ctx context.Context, ids []int) (map[int]bool, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	rows, err := x.store.read.Query(ctx, heldIDs[x.kind], string(list))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := make(map[int]bool)
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		out[id] = true
	}
	return out, rows.Err()
}
