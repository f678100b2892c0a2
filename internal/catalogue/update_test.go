package catalogue_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"marquee/internal/catalogue"
	"marquee/internal/film"
	"marquee/internal/tmdb"
)

// shelf keeps one list in memory.
type listShelf struct {
	folder string
	day    film.Date
	names  []catalogue.ListedName
	locked bool
}

func (k *listShelf) LockLists(context.Context) (string, func(), error) {
	if k.locked {
		return "", nil, catalogue.ErrUpdating
	}
	k.locked = true
	return k.folder, func() { k.locked = false }, nil
}

func (k *listShelf) List(context.Context, catalogue.ListKind) (film.Date, int, error) {
	return k.day, len(k.names), nil
}

func (k *listShelf) SaveList(_ context.Context, _ catalogue.ListKind, day film.Date, names iter.Seq2[catalogue.ListedName, error], _ float64, _ func(int, int)) (int, error) {
	var all []catalogue.ListedName
	for n, err := range names {
		if err != nil {
			return 0, fmt.Errorf("saving: %w", err)
		}
		all = append(all, n)
	}
	k.day, k.names = day, all
	return len(all), nil
}

// A source has exports by their day; where breaks says so, an answer breaks off
// after as many bytes, once.
type source struct {
	exports map[string][]byte
	tag     string
	unsized bool
	breaks  []int
	offsets []int64 // that were asked for
	days    []string
	err     error
}

func (s *source) Export(_ context.Context, _ catalogue.ListKind, day film.Date) (catalogue.Export, error) {
	s.days = append(s.days, day.String())
	if s.err != nil {
		return catalogue.Export{}, s.err
	}
	content, ok := s.exports[day.String()]
	if !ok {
		return catalogue.Export{}, film.ErrNotFound
	}
	e := catalogue.Export{Name: "ids_" + day.String() + ".json.gz", Size: int64(len(content)), Tag: s.tag}
	if s.unsized {
		e.Size = -1
	}
	e.Open = func(_ context.Context, offset int64) (io.ReadCloser, error) {
		s.offsets = append(s.offsets, offset)
		rest := io.Reader(bytes.NewReader(content[offset:]))
		if len(s.breaks) > 0 {
			rest = io.MultiReader(io.LimitReader(rest, int64(s.breaks[0])), broken{})
			s.breaks = s.breaks[1:]
		}
		return io.NopCloser(rest), nil
	}
	return e, nil
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, fmt.Errorf("broken off: %w", film.ErrDown) }

func (*source) Read(r io.Reader) iter.Seq2[catalogue.ExportLine, error] {
	return func(yield func(catalogue.ExportLine, error) bool) {
		for l, err := range tmdb.ReadExport(r) {
			if bad, ok := errors.AsType[*tmdb.LineError](err); ok {
				err = &catalogue.LineError{Line: bad.Line, Err: bad.Err}
			}
			name := catalogue.ListedName{TMDB: l.ID, Name: l.Title, Popularity: l.Popularity}
			if !yield(catalogue.ExportLine{ListedName: name, Adult: l.Adult, Video: l.Video}, err) {
				return
			}
		}
	}
}

// export packs an export of n films and further lines.
func export(n int, lines ...string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	for i := range n {
		json.NewEncoder(z).Encode(map[string]any{"id": i + 1, "original_title": fmt.Sprint("Salt ", i), "popularity": 1.5})
	}
	io.WriteString(z, strings.Join(lines, "\n"))
	z.Close()
	return b.Bytes()
}

var monday = film.MustDate("2026-11-23")

func updater(t *testing.T, s *source) (*catalogue.Updater, *listShelf) {
	k := &listShelf{folder: t.TempDir()}
	return &catalogue.Updater{Exports: s, Lists: k, Today: monday}, k
}

func TestUpdateDays(t *testing.T) {
	for _, tt := range []struct {
		name    string
		have    string // the day of the list
		there   []string
		want    string
		already bool
		asked   int
		err     error
	}{
		{"today's", "", []string{"2026-11-23", "2026-11-22"}, "2026-11-23", false, 1, nil},
		{"yesterday's, as long as there is no other", "", []string{"2026-11-22"}, "2026-11-22", false, 2, nil},
		{"a week's", "", []string{"2026-11-16"}, "2026-11-16", false, 8, nil},
		{"too old", "", []string{"2026-11-15"}, "", false, 8, catalogue.ErrNoExport},
		{"the same", "2026-11-23", []string{"2026-11-23"}, "2026-11-23", true, 0, nil},
		{"not there yet", "2026-11-22", []string{"2026-11-22"}, "2026-11-22", true, 1, nil},
		{"newer", "2026-11-20", []string{"2026-11-21", "2026-11-20"}, "2026-11-21", false, 3, nil},
		{"a clock set back", "2026-11-25", []string{"2026-11-23"}, "2026-11-25", true, 0, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := &source{exports: make(map[string][]byte)}
			for _, day := range tt.there {
				s.exports[day] = export(3)
			}
			u, k := updater(t, s)
			if tt.have != "" {
				k.day = film.MustDate(tt.have)
			}
			got, err := u.Update(t.Context(), catalogue.ListedFilms)
			if !errors.Is(err, tt.err) || got.Already != tt.already || err == nil && got.Day.String() != tt.want || len(s.days) != tt.asked {
				t.Errorf("%+v, %v, asked for %q", got, err, s.days)
			}
			if !tt.already && tt.err == nil && k.day.String() != tt.want {
				t.Errorf("saved as of %s", k.day)
			}
			if k.locked {
				t.Error("still locked")
			}
		})
	}
}

func TestUpdateLeavesOut(t *testing.T) {
	s := &source{exports: map[string][]byte{"2026-11-23": export(300,
		`{"adult":true,"id":1001,"original_title":"For Adults","popularity":9,"video":false}`,
		`{"adult":false,"id":1002,"original_title":"A Trailer","popularity":9,"video":true}`,
		`{"id":1003`, `{"id":1004,"original_title":"Salt And More"}`)}}
	u, k := updater(t, s)
	got, err := u.Update(t.Context(), catalogue.ListedFilms)
	if want := (catalogue.Updated{Day: monday, Names: 301, LeftOut: 2, Bad: 1}); err != nil || got != want {
		t.Errorf("%+v, %v, want %+v", got, err, want)
	}
	if slices.ContainsFunc(k.names, func(n catalogue.ListedName) bool { return n.TMDB == 1001 || n.TMDB == 1002 }) {
		t.Error("listed what is for adults, or no film")
	}
	if left, _ := os.ReadDir(k.folder); len(left) > 0 {
		t.Errorf("left on the disk: %v", left)
	}
}

// TestBadExports holds that a bad export changes nothing and is not kept, so that
// the next update may find a good one.
func TestBadExports(t *testing.T) {
	whole := export(500)
	html := []byte(strings.Repeat("<html>\n", 20))
	for name, content := range map[string][]byte{
		"too many bad lines": export(300, `{`, `[]`, `null`, `{"id":"x"}`),
		"cut short":          whole[:len(whole)-20],
		"damaged":            append(slices.Clone(whole[:len(whole)/2]), bytes.Repeat([]byte("x"), len(whole)/2)...),
		"much shorter":       export(100),
		"nothing":            export(0),
		"no bytes":           {},
		"a page":             html,
	} {
		t.Run(name, func(t *testing.T) {
			s := &source{exports: map[string][]byte{"2026-11-23": content}}
			u, k := updater(t, s)
			k.day, k.names = monday.AddDays(-1), make([]catalogue.ListedName, 300)
			_, err := u.Update(t.Context(), catalogue.ListedFilms)
			if _, ok := errors.AsType[*catalogue.BadExportError](err); !ok {
				t.Errorf("%v", err)
			}
			if k.day != monday.AddDays(-1) || len(k.names) != 300 {
				t.Errorf("the list changed: %s, %d names", k.day, len(k.names))
			}
			s.exports["2026-11-23"] = whole
			if got, err := u.Update(t.Context(), catalogue.ListedFilms); err != nil || got.Names != 500 {
				t.Errorf("afterwards: %+v, %v", got, err)
			}
		})
	}
}

// TestDownloadGoesOn breaks downloads off.
func TestDownloadGoesOn(t *testing.T) {
	content := export(500)
	size := int64(len(content))
	t.Run("within an update", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			s := &source{exports: map[string][]byte{"2026-11-23": content}, breaks: []int{100, 0, 0, 50}}
			u, _ := updater(t, s)
			got, err := u.Update(t.Context(), catalogue.ListedFilms)
			if err != nil || got.Names != 500 || !slices.Equal(s.offsets, []int64{0, 100, 100, 100, 150}) {
				t.Errorf("%+v, %v, from %v", got, err, s.offsets)
			}
		})
	})
	t.Run("in the next update", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			s := &source{exports: map[string][]byte{"2026-11-23": content}, breaks: []int{100, 0, 0, 0, 0, 0}}
			u, k := updater(t, s)
			if _, err := u.Update(t.Context(), catalogue.ListedFilms); !errors.Is(err, film.ErrDown) || !k.day.IsZero() {
				t.Errorf("%v", err)
			}
			s.breaks, s.offsets = nil, nil
			got, err := u.Update(t.Context(), catalogue.ListedFilms)
			if err != nil || got.Names != 500 || !slices.Equal(s.offsets, []int64{100}) {
				t.Errorf("%+v, %v, from %v", got, err, s.offsets)
			}
		})
	})
	// beginning leaves the first bytes of a download on the disk.
	beginning := func(t *testing.T, s *source, u *catalogue.Updater, bytes int) {
		t.Helper()
		s.breaks = []int{bytes, 0, 0, 0, 0, 0}
		if _, err := u.Update(t.Context(), catalogue.ListedFilms); !errors.Is(err, film.ErrDown) {
			t.Fatal(err)
		}
		s.breaks, s.offsets = nil, nil
	}
	for _, tt := range []struct {
		name   string
		change func(*source)
		from   int64
	}{
		{"another file of the same day", func(s *source) { s.tag = "second" }, 0},
		{"a new day", func(s *source) { s.exports = map[string][]byte{"2026-11-22": content} }, 0},
		{"a size that is no longer said", func(s *source) { s.unsized = true }, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &source{exports: map[string][]byte{"2026-11-23": content}, tag: "first"}
				u, k := updater(t, s)
				beginning(t, s, u, 100)
				tt.change(s)
				got, err := u.Update(t.Context(), catalogue.ListedFilms)
				if err != nil || got.Names != 500 || !slices.Equal(s.offsets, []int64{tt.from}) {
					t.Errorf("%+v, %v, from %v", got, err, s.offsets)
				}
				if left, _ := os.ReadDir(k.folder); len(left) > 0 {
					t.Errorf("left on the disk: %v", left)
				}
			})
		})
	}
	t.Run("whole but not read", func(t *testing.T) {
		s := &source{exports: map[string][]byte{"2026-11-23": content}}
		u, k := updater(t, s)
		ctx, cancel := context.WithCancel(t.Context())
		u.Progress = func(step catalogue.Step, done, of int64) {
			if step == catalogue.Downloading && done == size {
				cancel()
			}
		}
		u.Lists = givingUp{k, ctx}
		if _, err := u.Update(ctx, catalogue.ListedFilms); !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		u.Lists, s.offsets = k, nil
		if got, err := u.Update(t.Context(), catalogue.ListedFilms); err != nil || got.Names != 500 || slices.ContainsFunc(s.offsets, func(n int64) bool { return n < size }) {
			t.Errorf("%+v, %v, from %v", got, err, s.offsets)
		}
	})
}

// givingUp saves nothing once its context is done.
type givingUp struct {
	*listShelf
	ctx context.Context
}

func (g givingUp) SaveList(context.Context, catalogue.ListKind, film.Date, iter.Seq2[catalogue.ListedName, error], float64, func(int, int)) (int, error) {
	return 0, g.ctx.Err()
}

func TestUpdateFails(t *testing.T) {
	u, k := updater(t, &source{err: film.ErrDown})
	if _, err := u.Update(t.Context(), catalogue.ListedFilms); !errors.Is(err, film.ErrDown) {
		t.Errorf("nobody answers: %v", err)
	}
	k.locked = true
	if _, err := u.Update(t.Context(), catalogue.ListedFilms); !errors.Is(err, catalogue.ErrUpdating) {
		t.Errorf("another is under way: %v", err)
	}
}
