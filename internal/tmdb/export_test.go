package tmdb_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"marquee/internal/film"
	"marquee/internal/tmdb"
	"marquee/internal/tmdb/tmdbtest"
)

const filmLines = `{"adult":false,"id":3924,"original_title":"Blondie","popularity":2.4,"video":false}
{"adult":false,"id":900001,"original_title":"Never Let Me Go","popularity":9.5,"video":false,"softcore":false}
`

func read(t *testing.T, r io.Reader) (all []tmdb.Listed, errs []string) {
	t.Helper()
	for l, err := range tmdb.ReadExport(r) {
		if err != nil {
			errs = append(errs, err.Error())
			continue
		}
		all = append(all, l)
	}
	return all, errs
}

func TestExports(t *testing.T) {
	d := tmdbtest.New(t)
	day := time.Date(2026, 11, 5, 0, 0, 0, 0, time.UTC)
	d.SetFilmExport(day, filmLines)
	d.SetPersonExport(day, `{"adult":false,"id":910020,"name":"Mark Romanek","popularity":3.1}`)
	c := newClient(t, tmdb.Options{APIURL: d.URL(), ExportURL: d.ExportURL()}) // no key
	e, err := c.FilmExport(t.Context(), film.DateOf(day))
	if err != nil {
		t.Fatal(err)
	}
	if e.Name != "movie_ids_11_05_2026.json.gz" || e.Size < 50 {
		t.Errorf("%+v", e)
	}
	whole := slurp(t, e, 0)
	films, errs := read(t, bytes.NewReader(whole))
	same(t, "films", films, []tmdb.Listed{{ID: 3924, Title: "Blondie", Popularity: 2.4}, {ID: 900001, Title: "Never Let Me Go", Popularity: 9.5}})
	same(t, "errors", errs, []string(nil))
	if int64(len(whole)) != e.Size {
		t.Errorf("%d bytes, not %d", len(whole), e.Size)
	}
	for _, offset := range []int64{1, 17, e.Size - 1, e.Size} {
		if rest := slurp(t, e, offset); !bytes.Equal(rest, whole[offset:]) {
			t.Errorf("from %d: %d bytes that are not the rest", offset, len(rest))
		}
	}
	for _, offset := range []int64{-1, e.Size + 1} {
		if _, err := e.Open(t.Context(), offset); err == nil {
			t.Errorf("opened at %d", offset)
		}
	}
	p, err := c.PersonExport(t.Context(), film.DateOf(day))
	if err != nil {
		t.Fatal(err)
	}
	people, _ := read(t, bytes.NewReader(slurp(t, p, 0)))
	same(t, "people", people, []tmdb.Listed{{ID: 910020, Title: "Mark Romanek", Popularity: 3.1}})
	for _, other := range []string{"2026-11-06", "2026-05-11"} {
		if _, err := c.FilmExport(t.Context(), film.MustDate(other)); !errors.Is(err, film.ErrNotFound) {
			t.Errorf("of %s: %v", other, err)
		}
	}
	d.SetFilmExport(day, filmLines+filmLines)
	if _, err := e.Open(t.Context(), 5); !errors.Is(err, film.ErrDown) {
		t.Errorf("the list changed, and the rest of another is given out: %v", err)
	}
}

func slurp(t *testing.T, e *tmdb.Export, offset int64) []byte {
	t.Helper()
	r, err := e.Open(t.Context(), offset)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	all, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestExportFaults(t *testing.T) {
	day := time.Date(2026, 11, 5, 0, 0, 0, 0, time.UTC)
	d := tmdbtest.New(t)
	d.SetFilmExport(day, strings.Repeat(filmLines, 5000))
	c := ofDouble(t, d)
	e, err := c.FilmExport(t.Context(), film.DateOf(day))
	if err != nil {
		t.Fatal(err)
	}
	d.Fail("exports/", 1, tmdbtest.HalfBody())
	r, err := e.Open(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	part, err := io.ReadAll(r)
	r.Close()
	if !errors.Is(err, film.ErrDown) || len(part) == 0 || int64(len(part)) >= e.Size {
		t.Errorf("%d of %d bytes, %v", len(part), e.Size, err)
	}
	whole := append(part, slurp(t, e, int64(len(part)))...)
	if films, errs := read(t, bytes.NewReader(whole)); len(films) != 10_000 || errs != nil {
		t.Errorf("resumed: %d films, %q", len(films), errs)
	}
	for fault, want := range map[string]struct {
		f    tmdbtest.Fault
		want error
	}{"429": {tmdbtest.Busy("9"), film.ErrBusy}, "500": {tmdbtest.Broken(), film.ErrDown}, "404": {tmdbtest.HTML(404), film.ErrNotFound}} {
		d.Fail("exports/", 2, want.f)
		if _, err := c.FilmExport(t.Context(), film.DateOf(day)); !errors.Is(err, want.want) {
			t.Errorf("%s: %v", fault, err)
		}
		if _, err := e.Open(t.Context(), 3); !errors.Is(err, want.want) {
			t.Errorf("%s: %v", fault, err)
		}
	}
}

// A server that knows no parts sends all, of which the first is passed over.
func TestExportWithoutParts(t *testing.T) {
	c := wire(func(r *http.Request) (*http.Response, error) {
		if r.Header.Get("Authorization") != "" || r.URL.RawQuery != "" {
			t.Errorf("the key goes along to %s", r.URL)
		}
		return answer(r, 200, "0123456789"), nil
	}).client(t)
	e, err := c.FilmExport(t.Context(), film.MustDate("2026-11-05"))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the rest", string(slurp(t, e, 4)), "456789")
}

func TestExportThatStandsStill(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := wire(func(r *http.Request) (*http.Response, error) {
			resp := answer(r, 200, "")
			resp.ContentLength = 10
			if r.Method == http.MethodHead {
				return resp, nil
			}
			body, in := io.Pipe()
			go func() {
				_, _ = in.Write([]byte("01"))
				<-r.Context().Done()
				in.CloseWithError(r.Context().Err())
			}()
			resp.Body = body
			return resp, nil
		}).client(t)
		e, err := c.FilmExport(t.Context(), film.MustDate("2026-11-05"))
		if err != nil {
			t.Fatal(err)
		}
		r, err := e.Open(t.Context(), 0)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		got := make([]byte, 2)
		time.Sleep(10 * time.Minute) // the reader may take its time
		if _, err := io.ReadFull(r, got); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Minute)
		start := time.Now()
		rest, err := io.ReadAll(r)
		if string(got) != "01" || len(rest) > 0 || !errors.Is(err, film.ErrDown) || time.Since(start) != time.Minute {
			t.Errorf("%q, %v after %v", got, err, time.Since(start))
		}
	})
}

func TestReadExport(t *testing.T) {
	long := `{"id":5,"original_title":"` + strings.Repeat("x", 100_000) + `"}`
	films, errs := read(t, strings.NewReader("\n"+filmLines+`{"id":1`+"\n"+long+"\n[]\n"+`{"id":0,"name":"x"}`+"\n"+
		`{"id":"77","name":"A text as id","popularity":null,"adult":null,"video":true,"more":{"x":[1]}}`+"\r\n\n"+`{"id":6,"name":"No line's end"}`))
	same(t, "what can be read", films, []tmdb.Listed{{ID: 3924, Title: "Blondie", Popularity: 2.4},
		{ID: 900001, Title: "Never Let Me Go", Popularity: 9.5}, {ID: 77, Title: "A text as id", Video: true}, {ID: 6, Title: "No line's end"}})
	same(t, "what cannot", errs, []string{"line 4: unexpected end of JSON input", "line 5: longer than 65536 bytes",
		"line 6: not an object with an id and a name", "line 7: not an object with an id and a name"})
	for range tmdb.ReadExport(strings.NewReader(filmLines)) {
		break // stopping early is fine
	}
}

func TestReadExportOfABrokenList(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	for i := range 10_000 {
		fmt.Fprintf(w, `{"id":%d,"original_title":"Film %d"}`+"\n", i+1, i*7919)
	}
	w.Close()
	for name, r := range map[string]io.Reader{
		"cut short":          bytes.NewReader(packed.Bytes()[:packed.Len()/2]),
		"a reader that ends": io.MultiReader(strings.NewReader(filmLines), iotest.ErrReader(film.ErrDown)),
		"no gzip after all":  bytes.NewReader([]byte{0x1f, 0x8b, 1, 2, 3}),
	} {
		var last error
		for _, last = range tmdb.ReadExport(r) {
		}
		var line *tmdb.LineError
		if last == nil || errors.As(last, &line) {
			t.Errorf("%s: %v", name, last)
		}
	}
	if films, errs := read(t, bytes.NewReader(packed.Bytes())); len(films) != 10_000 || errs != nil {
		t.Errorf("the whole: %d films, %q", len(films), errs)
	}
}
