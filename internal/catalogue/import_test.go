package catalogue_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"marquee/internal/catalogue"
	"marquee/internal/film"
	"marquee/store"
)

var today = film.MustDate("2026-11-23")

// storeKeeper keeps films in a database, as the program does.
type storeKeeper struct{ *store.Store }

func (k storeKeeper) SaveFilms(ctx context.Context, films iter.Seq2[film.Film, error]) (added, updated int, err error) {
	saved, err := k.Store.SaveFilms(ctx, films, film.Origin{})
	if twice, ok := errors.AsType[*store.DuplicateFilmError](err); ok {
		err = &catalogue.DuplicateError{First: twice.First, Second: twice.Second}
	}
	if conflict, ok := errors.AsType[*store.ConflictError](err); ok {
		err = &catalogue.RejectedError{Position: conflict.Position, Err: err}
	}
	return saved.Added, saved.Updated, err
}

// newImporter returns an importer into an empty database.
func newImporter(t *testing.T) (*catalogue.Importer, *store.Store) {
	t.Helper()
	db, err := store.OpenMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return &catalogue.Importer{Keeper: storeKeeper{db}, Catalogue: openBundled(t), Today: today}, db
}

// file writes lines to a file and returns its path.
func file(t *testing.T, lines ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "films.jsonl")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func count(t *testing.T, db *store.Store) int {
	t.Helper()
	s, err := db.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s.Films
}

func TestImportAddsAndUpdates(t *testing.T) {
	i, db := newImporter(t)
	path := file(t,
		`# two films`,
		`{"title":"The Invented One","year":2026,"releases":[{"region":"GB","date":"2026-12-04","kind":"theatrical"}]}`,
		`{"title":"The Invented Two","year":2027,"origin":{"source":"a friend","as_of":"2026-01-02"}}`)
	got, err := i.File(t.Context(), path)
	if want := (catalogue.Imported{Films: 2, Added: 2}); err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("%+v (%v), want %+v", got, err, want)
	}
	got, err = i.File(t.Context(), path)
	if want := (catalogue.Imported{Films: 2, Updated: 2}); err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("the second time: %+v (%v), want %+v", got, err, want)
	}
	f, err := db.Film(t.Context(), film.FirstLocalID)
	if err != nil || f.Origin != (film.Origin{Source: "films.jsonl", AsOf: today}) {
		t.Errorf("%s is from %+v (%v)", f.Title, f.Origin, err)
	}
	f, err = db.Film(t.Context(), film.FirstLocalID+1)
	if err != nil || f.Origin.Source != "a friend" {
		t.Errorf("%s is from %+v (%v)", f.Title, f.Origin, err)
	}
}

// What is known of a bundled film or person gets its id, so that both are one.
func TestImportKeepsBundledIDs(t *testing.T) {
	i, db := newImporter(t)
	_, err := i.File(t.Context(), file(t,
		`{"title":"Never Let Me Go","year":2010,"minutes":103,"tagline":"An invented tagline",`+
			`"credits":{"cast":[{"name":"keira knightley","ids":{"tmdb":116}},"Carey Mulligan","Ann Invented"]}}`,
		`{"title":"Never Let Me Go","year":2031}`))
	if err != nil {
		t.Fatal(err)
	}
	f, err := db.Film(t.Context(), 1)
	if err != nil || f.Tagline != "An invented tagline" {
		t.Fatalf("%+v (%v)", f, err)
	}
	for n, want := range []string{"1", "3", "local"} {
		got := fmt.Sprint(uint32(f.Credits[n].Person))
		if f.Credits[n].Person >= film.FirstLocalID {
			got = "local"
		}
		if got != want {
			t.Errorf("%s has the id %s, want %s", f.Credits[n].Name, got, want)
		}
	}
	if f, err := db.Film(t.Context(), film.FirstLocalID); err != nil || f.Year != 2031 {
		t.Errorf("the namesake: %+v (%v)", f, err)
	}
}

// A name that ids tell to be another person's does not get the bundled one's id.
func TestImportKeepsNamesakesApart(t *testing.T) {
	i, db := newImporter(t)
	_, err := i.File(t.Context(), file(t,
		`{"title":"The Invented One","credits":{"cast":[{"name":"Keira Knightley","ids":{"tmdb":116}}]}}`,
		`{"title":"The Invented Two","credits":{"cast":[{"name":"Keira Knightley","ids":{"tmdb":9999999}}]}}`))
	if err != nil {
		t.Fatal(err)
	}
	one, err := db.Film(t.Context(), film.FirstLocalID)
	if err != nil || one.Credits[0].Person != 1 {
		t.Errorf("the first has the id %d (%v)", one.Credits[0].Person, err)
	}
	two, err := db.Film(t.Context(), film.FirstLocalID+1)
	if err != nil || two.Credits[0].Person < film.FirstLocalID {
		t.Errorf("the second has the id %d (%v)", two.Credits[0].Person, err)
	}
}

func TestImportIsAllOrNothing(t *testing.T) {
	for name, test := range map[string]struct {
		lines []string
		want  string
	}{
		"a bad line": {
			[]string{`{"title":"A"}`, `x`, `{"title":"B"}`, `{"title":""}`},
			"line 2: " + notObject + "\nline 4: title is missing\n",
		},
		"an id": {
			[]string{`{"title":"A"}`, `{"title":"B","id":"5"}`},
			"line 2: id: Marquee gives ids itself; leave it out\n",
		},
		"a person's id": {
			[]string{`{"title":"A","credits":{"cast":[{"name":"Ann","person":"5"}]}}`},
			"line 1: credits: person of \"Ann\": Marquee gives ids itself; leave it out\n",
		},
		"a film twice": {
			[]string{``, `{"title":"A","ids":{"tmdb":1}}`, `# one more`, `{"title":"A, again","ids":{"tmdb":1}}`},
			"line 4: the same film as the one on line 2\n",
		},
		"ids of two films": {
			[]string{`{"title":"A","ids":{"tmdb":1}}`, `{"title":"B","ids":{"imdb":"tt0000002","tmdb":2}}`, ``, `{"title":"C","ids":{"tmdb":1,"imdb":"tt0000002"}}`},
			"line 4: ",
		},
	} {
		t.Run(name, func(t *testing.T) {
			i, db := newImporter(t)
			_, err := i.File(t.Context(), file(t, test.lines...))
			bad, ok := errors.AsType[*catalogue.BadFileError](err)
			if !ok || !strings.HasPrefix(bad.List(), test.want) {
				t.Errorf("%v, want %q", err, test.want)
			}
			if n := count(t, db); n != 0 {
				t.Errorf("%d films were kept", n)
			}
		})
	}
}

func TestImportCountsFaultsBeyondTheFirst(t *testing.T) {
	i, _ := newImporter(t)
	_, err := i.Import(t.Context(), "bad.jsonl", strings.NewReader(strings.Repeat("x\n", catalogue.MaxFaults+7)))
	bad, ok := errors.AsType[*catalogue.BadFileError](err)
	if !ok || len(bad.Faults) != catalogue.MaxFaults || bad.More != 7 {
		t.Fatalf("%v", err)
	}
	if want := "bad.jsonl was not imported: 107 lines are wrong, the first is line 1: " + notObject; err.Error() != want {
		t.Errorf("%q, want %q", err, want)
	}
	if !strings.HasSuffix(bad.List(), "\nand 7 more\n") {
		t.Errorf("%q", bad.List())
	}
}

func TestImportTellsOtherErrors(t *testing.T) {
	i, db := newImporter(t)
	if _, err := i.File(t.Context(), filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := i.File(t.Context(), file(t, "# nothing")); !errors.Is(err, catalogue.ErrNoFilms) {
		t.Errorf("a file without films: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := i.File(ctx, file(t, `{"title":"A"}`)); !errors.Is(err, context.Canceled) {
		t.Errorf("an import that was called off: %v", err)
	}
	if n := count(t, db); n != 0 {
		t.Errorf("%d films were kept", n)
	}
}

// The progress ends with every byte of the file, compressed or not.
func TestImportTellsItsProgress(t *testing.T) {
	text := strings.Repeat("# a comment\n", 10_000) + `{"title":"A"}`
	for _, data := range []string{text, string(packed(t, text))} {
		i, _ := newImporter(t)
		var told []int64
		i.Progress = func(read int64) { told = append(told, read) }
		if _, err := i.Import(t.Context(), "films", strings.NewReader(data)); err != nil {
			t.Fatal(err)
		}
		if n := len(told); n == 0 || told[n-1] != int64(len(data)) {
			t.Errorf("told %v of %d bytes", told, len(data))
		}
	}
}

// An import that is called off does not read on, not even for bad lines.
func TestImportStopsReading(t *testing.T) {
	i, _ := newImporter(t)
	ctx, cancel := context.WithCancel(t.Context())
	var read int64
	i.Progress = func(n int64) { read = n; cancel() }
	text := strings.Repeat("x\n", 1<<20)
	if _, err := i.Import(ctx, "bad.jsonl", strings.NewReader(text)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if read == 0 || read > 1<<20 {
		t.Errorf("read %d of %d bytes", read, len(text))
	}
}

// Without a catalogue every film is a new one.
func TestImportWithoutACatalogue(t *testing.T) {
	i, db := newImporter(t)
	i.Catalogue = nil
	if _, err := i.File(t.Context(), file(t, `{"title":"Never Let Me Go","year":2010,"minutes":103,"credits":{"cast":["Keira Knightley","Carey Mulligan"]}}`)); err != nil {
		t.Fatal(err)
	}
	f, err := db.Film(t.Context(), film.FirstLocalID)
	if err != nil || f.Title != "Never Let Me Go" {
		t.Errorf("%q (%v)", f.Title, err)
	}
}

// A film that is built in is joined where the file says enough, and is named
// where it does not.
func TestImportTellsWhatIsBuiltIn(t *testing.T) {
	i, _ := newImporter(t)
	got, err := i.File(t.Context(), file(t,
		`{"title":"Heat","year":1995,"minutes":170,"credits":{"cast":["Al Pacino","Robert De Niro"]}}`,
		`{"title":"Titanic","year":1997}`,
		`{"title":"Heat","year":2026}`))
	if err != nil || got.Films != 3 || got.Joined != 1 || len(got.Apart) != 1 || got.Apart[0].Number != 2 {
		t.Errorf("%+v (%v), want one joined, and line 2 apart", got, err)
	}
}
