-- +goose Up

-- The lists of every film and person that TMDB knows are in files of their own,
-- beside this one; see listed.go. This says which file counts: a list is changed
-- for a newer one by changing its row.
CREATE TABLE listed (
    kind       TEXT PRIMARY KEY,  -- 'films' or 'people'
    generation INTEGER NOT NULL,  -- of the file, in its name
    bytes      INTEGER NOT NULL,  -- its size: a file of another one is not it
    names      INTEGER NOT NULL,
    day        TEXT NOT NULL,     -- as of which the list stands
    at         TEXT NOT NULL      -- when it was saved: RFC 3339, UTC
) STRICT, WITHOUT ROWID;
