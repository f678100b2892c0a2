-- +goose Up

-- Hours in which nothing is posted, "22:00-07:00" or "none"; '' for not said, here
-- and below.
ALTER TABLE server_settings ADD COLUMN quiet TEXT NOT NULL DEFAULT '';
ALTER TABLE channel_settings ADD COLUMN quiet TEXT NOT NULL DEFAULT '';

-- The platform's id of a role whose members may change what channels are told.
ALTER TABLE server_settings ADD COLUMN manager TEXT NOT NULL DEFAULT '';
