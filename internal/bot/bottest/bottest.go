// Package bottest runs conversations with Marquee, written as scripts, through
// any platform: a Driver types, presses and reads as people do there, and the
// script says what they should see.
//
// The scripts are in testdata/script. They are testscript files
// (https://pkg.go.dev/github.com/rogpeppe/go-internal/testscript) with the
// commands listed at commands and at reminding.
package bottest

import (
	"context"
	"embed"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/language"

	"marquee/internal/bot"
	"marquee/internal/catalogue"
	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/lookup"
	"marquee/internal/remind"
	"marquee/internal/settings"
	"marquee/store"
)

//go:embed testdata/script
var scripts embed.FS

// A Driver is one platform as people use it: the person named types, presses
// and reads in one channel of one server. Only what the platform carried to that
// person counts: labels are found in what they see.
type Driver interface {
	// Say types a command line, such as "/film Heat".
	Say(person, line string)
	// Press presses the button with the label, Pick chooses the picker's entry
	// with it, on the newest thing that the person sees and that has one. They
	// fail where there is none.
	Press(person, label string) error
	Pick(person, label string) error
	// Fill sends the form that the person has open, with the fields named by
	// their labels changed. It fails where no form is open, or has no such field.
	Fill(person string, fields map[string]string) error
	// Complete returns the labels offered for the last word of the line.
	Complete(person, line string) []string
	// Sees returns what the person saw last.
	Sees(person string) Seen
	// Allow lets the person do what p names; at first nobody may do anything.
	Allow(person string, p chat.Permission)
	// Freely reports whether people type everything in one line here, rather
	// than option by option.
	Freely() bool
}

// Seen is an answer as a person sees it.
type Seen struct {
	Text     string   // everything readable, a line a paragraph, field or entry
	Labels   []string // of buttons and picker entries
	Errors   []string // beside the fields of a form
	Private  bool     // only this person sees it
	Replaced bool     // it took the place of what was pressed
	IsForm   bool
}

// A World is what a conversation is about: a bot over the bundled catalogue and
// a database of its own.
type World struct {
	Handler *bot.Bot
	Store   *store.Store
	Bundle  *catalogue.Catalogue
	Book    *remind.Book
	Library *lookup.Library
}

// NewWorld returns a world with an empty database, home in the UK.
func NewWorld(tb testing.TB) *World {
	tb.Helper()
	return newWorld(tb, Defaults())
}

func newWorld(tb testing.TB, defaults settings.Settings) *World {
	tb.Helper()
	w, err := openWorld(defaults)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { w.Store.Close() })
	return w
}

func openWorld(defaults settings.Settings) (*World, error) {
	bundle, err := catalogue.Bundled()
	if err != nil {
		return nil, err
	}
	db, err := store.OpenMemory(context.Background())
	if err != nil {
		return nil, err
	}
	book := remind.New(db, remind.Options{Sources: []string{"import", "TMDB", "Wikidata", "catalogue"}, Defaults: defaults})
	library := lookup.New(db, bundle)
	handler := bot.New(bot.Options{
		Library:   library,
		Book:      book,
		Refresher: known{book, db, bundle},
		Settings:  db,
		Defaults:  defaults,
		Logger:    slog.New(slog.DiscardHandler),
	})
	w := &World{handler, db, bundle, book, library}
	warm.Do(func() { w.ask("person", "Keira Knightly"); w.ask("film", "nevr let me go") })
	return w, nil
}

// warm is for the first of many worlds, which share the bundled films: their
// indexes are made when first asked, and a platform's deadline is no place to do so
// with the race detector.
var warm sync.Once

func (w *World) ask(command, line string) {
	w.Handler.Answer(context.Background(), chat.Request{Route: chat.NewRoute(command), Line: line, At: time.Now()})
}

// Defaults are the settings of a place that has set nothing.
func Defaults() settings.Settings {
	return settings.Settings{
		Regions: []film.Region{"GB"}, Language: language.English, Zone: "Europe/London", Hour: "09:00",
	}
}

// Run runs every script through drivers that start makes, one a script. Scripts
// run in parallel: what they reached is known when t has ended.
//
// A script with a file "homeless" plays in a world whose defaults name no region.
func Run(t *testing.T, start func(testing.TB, *World) Driver) *Reached {
	return RunSome(t, "*.txt", start)
}

// RunSome runs the scripts whose file's name matches pattern, as Run does.
func RunSome(t *testing.T, pattern string, start func(testing.TB, *World) Driver) *Reached {
	dir := t.TempDir()
	files, err := fs.Glob(scripts, "testdata/script/"+pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, name := range files {
		data, err := scripts.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(name)), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	reached := &Reached{texts: make(map[string]remind.Reason), all: len(files)}
	testscript.Run(t, testscript.Params{
		Dir: dir,
		Setup: func(env *testscript.Env) error {
			tb := env.T().(testing.TB)
			defaults := Defaults()
			if _, err := os.Stat(filepath.Join(env.WorkDir, "homeless")); err == nil {
				defaults.Regions = nil
			}
			w := newWorld(tb, defaults)
			s := &stage{world: w, driver: start(tb, w), speaker: "ann", noon: noon(time.Now()), reached: reached}
			env.Values[stageKey{}] = s
			env.Setenv("NOON", s.noon)
			env.Defer(func() {
				reached.mu.Lock()
				reached.played++
				reached.mu.Unlock()
			})
			env.Setenv("LONG", strings.Repeat("a", 5000))
			for name, day := range days(time.Now()) {
				env.Setenv(name, day)
			}
			return nil
		},
		Cmds: merged(commands, reminding),
	})
	return reached
}

func merged[K comparable, V any](all ...map[K]V) map[K]V {
	out := make(map[K]V)
	for _, m := range all {
		maps.Copy(out, m)
	}
	return out
}
