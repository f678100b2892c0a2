package store_test

import (
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"marquee/internal/catalogue/exporttest"
	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/lookup"
	"marquee/internal/settings"
	"marquee/store"
)

func listedNames(names iter.Seq[exporttest.Name]) iter.Seq2[store.ListedName, error] {
	return func(yield func(store.ListedName, error) bool) {
		for n := range names {
			if !yield(store.ListedName{TMDB: n.ID, Name: n.Name, Popularity: n.Popularity}, nil) {
				return
			}
		}
	}
}

// TestMeasureLists makes lists of as many names as MARQUEE_LISTED says, with a
// fixed seed, asks them, and says how long that took. docs/benchmarks.md has what
// came of it.
func TestMeasureLists(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("MARQUEE_LISTED"))
	if n == 0 {
		t.Skip("MARQUEE_LISTED is not set")
	}
	kind, names := store.ListedFilms, exporttest.Films(n, 1)
	if os.Getenv("MARQUEE_LISTED_KIND") == "people" {
		kind, names = store.ListedPeople, exporttest.People(n, 1)
	}
	rest, _ := strconv.ParseFloat(os.Getenv("MARQUEE_LISTED_REST"), 64)
	path := filepath.Join(t.TempDir(), "marquee.db")
	s := openFile(t, path)
	_, unlock, err := s.LockLists(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	saves := saveSettingsMeanwhile(t, s)
	time.Sleep(20 * time.Second) // of the disk, which has a clock of its own
	t.Logf("saving settings with nothing else: %s", percentiles(saves()))
	saves = saveSettingsMeanwhile(t, s)
	start := time.Now()
	saved, err := s.SaveList(t.Context(), kind, film.MustDate("2026-11-22"), listedNames(names), store.ListOptions{Rest: rest})
	took := time.Since(start)
	unlock()
	waits := saves()
	if err != nil {
		t.Fatal(err)
	}
	state, err := s.ListState(t.Context(), kind)
	t.Logf("%d names in %.1f s, %.1f MB, %v; peak memory %s", saved, took.Seconds(), float64(state.Bytes)/1e6, err, peakMemory())
	t.Logf("saving settings meanwhile: %s", percentiles(waits))
	ask(t, s, kind, names)
}

// ask asks a list many questions and says how long they took.
func ask(t *testing.T, s *store.Store, kind store.ListKind, names iter.Seq[exporttest.Name]) {
	x := s.Listed().Films()
	if kind == store.ListedPeople {
		x = s.Listed().People()
	}
	var some []string
	i := 0
	for n := range names {
		if i++; i%997 == 0 && film.Fold(n.Name) != "" {
			some = append(some, n.Name)
		}
		if len(some) == 1000 {
			break
		}
	}
	ctx := t.Context()
	measure := func(what string, question func(words []string) error) {
		var took []time.Duration
		for _, name := range some {
			start := time.Now()
			if err := question(strings.Fields(film.Fold(name))); err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			took = append(took, time.Since(start))
		}
		t.Logf("%-28s %s", what, percentiles(took))
	}
	for _, letters := range []int{1, 2, 3, 5, 7} {
		measure(fmt.Sprintf("Starting, %d letters", letters), func(words []string) error {
			begun := words[0][:min(letters, len(words[0]))]
			_, err := x.Starting(ctx, []string{begun}, 100)
			return err
		})
	}
	measure("Starting, last word begun", func(words []string) error {
		words[len(words)-1] = words[len(words)-1][:min(3, len(words[len(words)-1]))]
		_, err := x.Starting(ctx, words, 100)
		return err
	})
	measure("Starting, the and a letter", func(words []string) error {
		_, err := x.Starting(ctx, []string{"the", words[0][:1]}, 100)
		return err
	})
	measure("Named", func(words []string) error {
		_, err := x.Named(ctx, film.SearchKeys(strings.Join(words, " ")), 80)
		return err
	})
	for edits := 1; edits <= 2; edits++ {
		measure(fmt.Sprintf("Spelled, %d mistakes", edits), func(words []string) error {
			_, err := x.Spelled(ctx, "x"+words[0], edits)
			return err
		})
	}
	measure("Having half, as the library", func(words []string) error {
		var slots [][]string
		for _, w := range words {
			near, err := x.Spelled(ctx, w, 1)
			if err != nil {
				return err
			}
			slots = append(slots, append(near, w))
		}
		_, err := x.Having(ctx, slots, (len(slots)+1)/2, 80)
		return err
	})
	l := lookup.New(s.Listed())
	suggest := l.SuggestFilms
	if kind == store.ListedPeople {
		suggest = l.SuggestPeople
	}
	measure("completing, half a name", func(words []string) error {
		name := strings.Join(words, " ")
		_, err := suggest(ctx, name[:(len(name)+1)/2], 25)
		return err
	})
}

var measured = chat.Target{Platform: "terminal", Server: "s", Channel: "c"}

// saveSettingsMeanwhile saves settings, ten times a second, until the function
// that it returns is called, which returns how long each took.
func saveSettingsMeanwhile(t *testing.T, s *store.Store) func() []time.Duration {
	stop, done := make(chan struct{}), make(chan []time.Duration)
	go func() {
		var took []time.Duration
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				done <- took
				return
			case <-tick.C:
				start := time.Now()
				if err := s.SaveChannelSettings(t.Context(), measured, settings.Settings{Zone: fmt.Sprint(len(took))}); err != nil {
					t.Error(err)
				}
				took = append(took, time.Since(start))
			}
		}
	}()
	return func() []time.Duration { close(stop); return <-done }
}

func percentiles(took []time.Duration) string {
	if len(took) == 0 {
		return "-"
	}
	slices.Sort(took)
	return fmt.Sprintf("p50 %v, p99 %v, worst %v", took[len(took)/2], took[len(took)*99/100], took[len(took)-1])
}

// peakMemory is the most memory that this process ever had, where the system
// says.
func peakMemory() string {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "unknown"
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			return strings.TrimSpace(rest)
		}
	}
	return "unknown"
}
