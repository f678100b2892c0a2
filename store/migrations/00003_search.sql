-- +goose Up

-- The indexes of names, one set of tables for films and one for people. The
-- rank of a name puts the better known first; see rank.go. The words of a name
-- are those of film.SearchWords, its keys those of film.SearchKeys without
-- spaces.

CREATE TABLE film_names (
    rank INTEGER PRIMARY KEY,
    film INTEGER NOT NULL REFERENCES films (id),
    name TEXT NOT NULL
) STRICT;
CREATE INDEX film_names_film ON film_names (film);

CREATE TABLE film_keys (
    key  TEXT NOT NULL,
    rank INTEGER NOT NULL REFERENCES film_names (rank),
    PRIMARY KEY (key, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX film_keys_rank ON film_keys (rank);

-- The rowid is the rank. A word is all that stands between two spaces, which
-- the ascii tokenizer keeps whole, since folded words hold no ASCII but letters
-- and digits.
CREATE VIRTUAL TABLE film_words USING fts5 (
    words, content = '', contentless_delete = 1, detail = none,
    tokenize = 'ascii', prefix = '1 2 3 4 5'
);

-- The distinct words, each with the ranks of the names that have it: 64 bits
-- each, big end first, ascending.
CREATE TABLE film_vocabulary (
    word  TEXT PRIMARY KEY,
    ranks BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The first letters of words, and what is left of them without one or two.
CREATE TABLE film_spellings (
    form      TEXT NOT NULL,
    beginning TEXT NOT NULL,
    PRIMARY KEY (form, beginning)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_names (
    rank   INTEGER PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES people (id),
    name   TEXT NOT NULL
) STRICT;
CREATE INDEX person_names_person ON person_names (person);

CREATE TABLE person_keys (
    key  TEXT NOT NULL,
    rank INTEGER NOT NULL REFERENCES person_names (rank),
    PRIMARY KEY (key, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_keys_rank ON person_keys (rank);

CREATE VIRTUAL TABLE person_words USING fts5 (
    words, content = '', contentless_delete = 1, detail = none,
    tokenize = 'ascii', prefix = '1 2 3 4 5'
);

CREATE TABLE person_vocabulary (
    word  TEXT PRIMARY KEY,
    ranks BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person_spellings (
    form      TEXT NOT NULL,
    beginning TEXT NOT NULL,
    PRIMARY KEY (form, beginning)
) STRICT, WITHOUT ROWID;
