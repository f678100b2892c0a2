-- +goose Up

-- What each source has said of a film: its record as a JSON document in the
-- catalogue format. The source '' is what was imported. A film's own document is
-- what all of its records say together; one without records was only imported.
CREATE TABLE film_records (
    film     INTEGER NOT NULL REFERENCES films (id),
    source   TEXT NOT NULL,
    at       TEXT NOT NULL, -- RFC 3339, UTC
    document TEXT NOT NULL,
    PRIMARY KEY (film, source)
) STRICT;
CREATE INDEX film_records_at ON film_records (source, at);

-- The same of people. names are a JSON array of what the person is called,
-- detail and popularity are for a listing.
CREATE TABLE person_records (
    person     INTEGER NOT NULL REFERENCES people (id),
    source     TEXT NOT NULL,
    at         TEXT NOT NULL,
    names      TEXT NOT NULL,
    detail     TEXT NOT NULL,
    popularity INTEGER,
    document   TEXT NOT NULL,
    PRIMARY KEY (person, source)
) STRICT;
CREATE INDEX person_records_at ON person_records (source, at);

-- When a source was last asked a question (lookup.Question), and whether it knew
-- anything.
CREATE TABLE asked (
    question TEXT NOT NULL,
    source   TEXT NOT NULL,
    at       TEXT NOT NULL,
    found    INTEGER NOT NULL,
    PRIMARY KEY (question, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX asked_at ON asked (at);

ALTER TABLE films ADD COLUMN adult INTEGER NOT NULL DEFAULT 0;
