-- +goose Up

-- "MARQ": tells a database of Marquee from any other SQLite file.
PRAGMA application_id = 0x4D415251;

CREATE TABLE server_settings (
    platform TEXT NOT NULL,
    server   TEXT NOT NULL,
    regions  TEXT NOT NULL, -- a JSON array of codes, the home region first
    language TEXT NOT NULL, -- BCP 47; '' for not said, here and below
    zone     TEXT NOT NULL,
    hour     TEXT NOT NULL,
    PRIMARY KEY (platform, server)
) STRICT, WITHOUT ROWID;

CREATE TABLE channel_settings (
    platform TEXT NOT NULL,
    server   TEXT NOT NULL,
    channel  TEXT NOT NULL,
    regions  TEXT NOT NULL,
    language TEXT NOT NULL,
    zone     TEXT NOT NULL,
    hour     TEXT NOT NULL,
    PRIMARY KEY (platform, server, channel)
) STRICT, WITHOUT ROWID;
