-- +goose Up

-- The last number given of each kind. Numbers are never given twice.
CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO counters (name, last) VALUES
    ('film', 1048575), ('person', 1048575), -- film.FirstLocalID - 1
    ('film_name', 0), ('person_name', 0);

CREATE TABLE imports (
    id     INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    as_of  TEXT NOT NULL, -- a date, or ''
    at     TEXT NOT NULL  -- RFC 3339, UTC
) STRICT;

-- Every number that a film has ever had here. One that turned out to be another
-- film's is the same as that one for ever.
CREATE TABLE film_ids (
    id      INTEGER PRIMARY KEY,
    same_as INTEGER REFERENCES film_ids (id)
) STRICT;
CREATE INDEX film_ids_same_as ON film_ids (same_as) WHERE same_as IS NOT NULL;

CREATE TABLE films (
    id         INTEGER PRIMARY KEY REFERENCES film_ids (id),
    title      TEXT NOT NULL,
    fold       TEXT NOT NULL,    -- the title as identity compares it
    year       INTEGER NOT NULL, -- 0 when unknown
    popularity INTEGER,          -- NULL when nobody counted
    detail     TEXT NOT NULL,    -- of a listing: the director or the lead
    languages  TEXT NOT NULL,    -- of a listing, set apart by spaces
    first_date TEXT NOT NULL,    -- of the first release, or ''
    imdb       TEXT,
    tmdb       INTEGER,
    wikidata   TEXT,
    import     INTEGER NOT NULL REFERENCES imports (id), -- the last to say anything of the film,
    position   INTEGER NOT NULL,                         -- and where in it, from 0
    document   TEXT NOT NULL     -- everything, in the catalogue format
) STRICT;
CREATE UNIQUE INDEX films_imdb ON films (imdb) WHERE imdb IS NOT NULL;
CREATE UNIQUE INDEX films_tmdb ON films (tmdb) WHERE tmdb IS NOT NULL;
CREATE UNIQUE INDEX films_wikidata ON films (wikidata) WHERE wikidata IS NOT NULL;
CREATE INDEX films_fold ON films (fold, year);

CREATE TABLE releases (
    film     INTEGER NOT NULL REFERENCES films (id),
    position INTEGER NOT NULL, -- in the document
    region   TEXT NOT NULL,
    day      TEXT NOT NULL,    -- the first day that the date may be
    date     TEXT NOT NULL,    -- as much of the date as is known
    PRIMARY KEY (film, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX releases_day ON releases (region, day, date);

CREATE TABLE person_ids (
    id      INTEGER PRIMARY KEY,
    same_as INTEGER REFERENCES person_ids (id)
) STRICT;
CREATE INDEX person_ids_same_as ON person_ids (same_as) WHERE same_as IS NOT NULL;

CREATE TABLE people (
    id         INTEGER PRIMARY KEY REFERENCES person_ids (id),
    name       TEXT NOT NULL, -- as first credited
    fold       TEXT NOT NULL, -- the name as identity compares it
    popularity INTEGER,       -- the sum over the films; NULL when nobody counted
    detail     TEXT NOT NULL, -- of a listing: up to two best known films
    imdb       TEXT,
    tmdb       INTEGER,
    wikidata   TEXT
) STRICT;
CREATE UNIQUE INDEX people_imdb ON people (imdb) WHERE imdb IS NOT NULL;
CREATE UNIQUE INDEX people_tmdb ON people (tmdb) WHERE tmdb IS NOT NULL;
CREATE UNIQUE INDEX people_wikidata ON people (wikidata) WHERE wikidata IS NOT NULL;
CREATE INDEX people_fold ON people (fold);

CREATE TABLE credits (
    film     INTEGER NOT NULL REFERENCES films (id),
    position INTEGER NOT NULL, -- in the document
    person   INTEGER NOT NULL REFERENCES people (id),
    job      TEXT NOT NULL,
    name     TEXT NOT NULL,    -- as credited
    part     TEXT NOT NULL,    -- film.Credit.As
    note     TEXT NOT NULL,
    source   TEXT NOT NULL,    -- who said so, and as of when
    as_of    TEXT NOT NULL,
    PRIMARY KEY (film, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX credits_person ON credits (person);
