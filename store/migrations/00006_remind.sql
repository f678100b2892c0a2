-- +goose Up

-- Where reminders go. Like every table here, times are RFC 3339 in UTC to the
-- second, and '' where there is none.
CREATE TABLE remind_places (
    id         INTEGER PRIMARY KEY,
    platform   TEXT NOT NULL,
    server     TEXT NOT NULL,
    channel    TEXT NOT NULL,
    thread     TEXT NOT NULL,
    gone       TEXT NOT NULL DEFAULT '', -- why it takes no posts, or ''
    gone_at    TEXT NOT NULL DEFAULT '',
    removed_at TEXT NOT NULL DEFAULT '', -- when the bot was removed from the server
    UNIQUE (platform, server, channel, thread)
) STRICT;
CREATE INDEX remind_places_shut ON remind_places (id) WHERE gone <> '' OR removed_at <> '';

CREATE TABLE remind_subscriptions (
    id         INTEGER PRIMARY KEY,
    place      INTEGER NOT NULL REFERENCES remind_places (id) ON DELETE CASCADE,
    subject    TEXT NOT NULL, -- remind.Subject.Key
    genre      TEXT NOT NULL, -- of one of a genre: as people write it
    jobs       TEXT NOT NULL, -- JSON arrays
    regions    TEXT NOT NULL,
    kinds      TEXT NOT NULL,
    leads      TEXT NOT NULL,
    longest    INTEGER NOT NULL, -- of the leads
    role       TEXT NOT NULL,
    role_name  TEXT NOT NULL,
    mode       TEXT NOT NULL,
    floor      INTEGER NOT NULL,
    quiet_from TEXT NOT NULL,
    quiet_to   TEXT NOT NULL,
    owner      TEXT NOT NULL,
    direct     INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    paused     TEXT NOT NULL, -- why, or ''
    next_at    TEXT,          -- when to look at it; '' at once, NULL never
    UNIQUE (place, subject)
) STRICT;
CREATE INDEX remind_subscriptions_next ON remind_subscriptions (next_at, place) WHERE next_at IS NOT NULL;
CREATE INDEX remind_subscriptions_subject ON remind_subscriptions (subject, longest, next_at);
CREATE INDEX remind_subscriptions_owner ON remind_subscriptions (owner);

-- What is kept of films for reminders. The films of the bundled catalogue are in
-- no other table, so a film here need not be in films.
CREATE TABLE remind_films (
    film     INTEGER PRIMARY KEY,
    title    TEXT NOT NULL,
    year     INTEGER NOT NULL,
    adult    INTEGER NOT NULL,
    check_at TEXT -- when to refresh it; NULL where nobody asked for that
) STRICT;
CREATE INDEX remind_films_check ON remind_films (check_at) WHERE check_at IS NOT NULL;

-- What each source says of a film as a whole; see remind.SourceStatus.
CREATE TABLE remind_sources (
    film       INTEGER NOT NULL REFERENCES remind_films (film),
    source     TEXT NOT NULL,
    popularity INTEGER, -- NULL when nobody counted
    known      INTEGER NOT NULL DEFAULT 0,
    stood      INTEGER NOT NULL DEFAULT 0, -- that it is cancelled
    latest     INTEGER NOT NULL DEFAULT 0,
    since      TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (film, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX remind_sources_settling ON remind_sources (since, film) WHERE stood <> latest;

-- Whom and what a film is by, as subjects of subscriptions.
CREATE TABLE remind_reach (
    film    INTEGER NOT NULL REFERENCES remind_films (film),
    source  TEXT NOT NULL,
    subject TEXT NOT NULL,
    job     TEXT NOT NULL, -- of a person
    PRIMARY KEY (film, source, subject, job)
) STRICT, WITHOUT ROWID;
CREATE INDEX remind_reach_subject ON remind_reach (subject, film, job);

-- Each source's dates; see remind.SourceDate.
CREATE TABLE remind_dates (
    film         INTEGER NOT NULL REFERENCES remind_films (film),
    region       TEXT NOT NULL,
    kind         TEXT NOT NULL,
    source       TEXT NOT NULL,
    day          TEXT NOT NULL, -- the first day that stood may be
    stood        TEXT NOT NULL,
    stood_since  TEXT NOT NULL,
    latest       TEXT NOT NULL,
    latest_since TEXT NOT NULL,
    certificate  TEXT NOT NULL,
    note         TEXT NOT NULL,
    PRIMARY KEY (film, region, kind, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX remind_dates_day ON remind_dates (region, day, film);
CREATE INDEX remind_dates_settling ON remind_dates (latest_since, film) WHERE stood <> latest;

CREATE TABLE remind_changes (
    id      INTEGER PRIMARY KEY,
    film    INTEGER NOT NULL REFERENCES remind_films (film),
    source  TEXT NOT NULL,
    region  TEXT NOT NULL,
    kind    TEXT NOT NULL,
    what    TEXT NOT NULL,
    old     TEXT NOT NULL,
    new     TEXT NOT NULL,
    seen_at  TEXT NOT NULL,
    stood_at TEXT NOT NULL,
    counts  INTEGER NOT NULL
) STRICT;
CREATE INDEX remind_changes_film ON remind_changes (film);
CREATE INDEX remind_changes_stood ON remind_changes (stood_at, film);

CREATE TABLE remind_mutes (
    place INTEGER NOT NULL REFERENCES remind_places (id) ON DELETE CASCADE,
    film  INTEGER NOT NULL,
    PRIMARY KEY (place, film)
) STRICT, WITHOUT ROWID;

-- One row a message. key, card, made_at and first_try never change.
CREATE TABLE remind_deliveries (
    id        INTEGER PRIMARY KEY,
    place     INTEGER NOT NULL REFERENCES remind_places (id) ON DELETE CASCADE,
    key       TEXT NOT NULL UNIQUE,
    card      TEXT NOT NULL, -- JSON
    state     TEXT NOT NULL,
    reason    TEXT NOT NULL,
    receipt   TEXT NOT NULL,
    made_at   TEXT NOT NULL,
    first_try TEXT NOT NULL,
    last_try  TEXT NOT NULL,
    retry_at  TEXT, -- '' at once; NULL when it is over
    tries     INTEGER NOT NULL,
    looks     INTEGER NOT NULL,
    doubted   INTEGER NOT NULL
) STRICT;
CREATE INDEX remind_deliveries_place ON remind_deliveries (place) WHERE retry_at IS NOT NULL;
CREATE INDEX remind_deliveries_of ON remind_deliveries (place);
CREATE INDEX remind_deliveries_retry ON remind_deliveries (retry_at, place) WHERE retry_at IS NOT NULL;
CREATE INDEX remind_deliveries_made ON remind_deliveries (made_at);

-- The ledger: what was claimed or given up, once for ever.
CREATE TABLE remind_reminders (
    place    INTEGER NOT NULL REFERENCES remind_places (id) ON DELETE CASCADE,
    film     INTEGER NOT NULL,
    region   TEXT NOT NULL,
    kind     TEXT NOT NULL,
    date     TEXT NOT NULL,
    lead     INTEGER NOT NULL,
    change   INTEGER NOT NULL, -- 0, or of which change it is the news
    state    TEXT NOT NULL,
    reason   TEXT NOT NULL,
    delivery INTEGER REFERENCES remind_deliveries (id) ON DELETE SET NULL,
    at       TEXT NOT NULL,
    PRIMARY KEY (place, film, region, kind, date, lead, change)
) STRICT, WITHOUT ROWID;
CREATE INDEX remind_reminders_delivery ON remind_reminders (delivery) WHERE delivery IS NOT NULL;
CREATE INDEX remind_reminders_date ON remind_reminders (date);
CREATE INDEX remind_reminders_film ON remind_reminders (film);

CREATE TABLE remind_notes (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Settings say when reminders are posted: whoever changes them need not know.
-- +goose StatementBegin
CREATE TRIGGER remind_channel_set AFTER INSERT ON channel_settings BEGIN
    UPDATE remind_subscriptions SET next_at = '' WHERE place IN (
        SELECT id FROM remind_places
        WHERE platform = new.platform AND server = new.server AND channel = new.channel AND gone = '' AND removed_at = '');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER remind_channel_unset AFTER DELETE ON channel_settings BEGIN
    UPDATE remind_subscriptions SET next_at = '' WHERE place IN (
        SELECT id FROM remind_places
        WHERE platform = old.platform AND server = old.server AND channel = old.channel AND gone = '' AND removed_at = '');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER remind_server_set AFTER INSERT ON server_settings BEGIN
    UPDATE remind_subscriptions SET next_at = '' WHERE place IN (
        SELECT id FROM remind_places
        WHERE platform = new.platform AND server = new.server AND gone = '' AND removed_at = '');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER remind_server_unset AFTER DELETE ON server_settings BEGIN
    UPDATE remind_subscriptions SET next_at = '' WHERE place IN (
        SELECT id FROM remind_places
        WHERE platform = old.platform AND server = old.server AND gone = '' AND removed_at = '');
END;
-- +goose StatementEnd
