// Package storetest says, as tests, what any store of Marquee's must do,
// whatever engine is behind it. Package store runs it on a file and in memory.
package storetest

import (
	"context"
	"iter"
	"testing"
	"time"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/lookup"
	"marquee/internal/settings"
	"marquee/store"
)

// A Store is what is tested.
type Store interface {
	SettingsKeeper
	lookup.Shelf
	lookup.Keeper
	PersonByAlias(ctx context.Context, a film.Aliases) (film.PersonID, error)
	ForgetRecords(ctx context.Context, source string, before time.Time) (int, error)
	SaveFilms(ctx context.Context, films iter.Seq2[film.Film, error], origin film.Origin) (store.Saved, error)
	Stats(ctx context.Context) (store.Stats, error)
}

// A SettingsKeeper keeps what channels and servers have set.
type SettingsKeeper interface {
	Settings(ctx context.Context, t chat.Target) (channel, server settings.Settings, err error)
	SaveChannelSettings(ctx context.Context, t chat.Target, s settings.Settings) error
	SaveServerSettings(ctx context.Context, t chat.Target, s settings.Settings) error
}

// An Engine makes stores.
type Engine struct {
	// Open returns a new, empty store, which is closed when t ends.
	Open func(t *testing.T) Store
	// Reopen closes a store and opens it again. It is nil where a store is gone
	// once it is closed.
	Reopen func(t *testing.T, s Store) Store
}

// Test tests everything.
func Test(t *testing.T, e Engine) {
	for _, part := range []struct {
		name string
		test func(*testing.T, Engine)
	}{
		{"settings", TestSettings},
		{"saving", TestSaving},
		{"identity", TestIdentity},
		{"people", TestPeople},
		{"index", TestIndex},
		{"coming", TestComing},
		{"records", TestRecords},
		{"hostile", TestHostile},
		{"together", TestTogether},
		{"listed", TestListed},
		{"reopen", TestReopen},
	} {
		t.Run(part.name, func(t *testing.T) { part.test(t, e) })
	}
}

// cases runs each test on a store of its own.
func cases(t *testing.T, e Engine, tests map[string]func(*testing.T, Store)) {
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { test(t, e.Open(t)) })
	}
}
