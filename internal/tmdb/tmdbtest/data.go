package tmdbtest

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"path"
	"testing"
	"time"
)

//go:embed films people
var files embed.FS

var discard = log.New(io.Discard, "", 0)

func (d *Double) load(tb testing.TB) {
	tb.Helper()
	for folder, put := range map[string]func(testing.TB, []byte) int{"films": d.AddFilm, "people": d.AddPerson} {
		entries, err := files.ReadDir(folder)
		if err != nil {
			tb.Fatal(err)
		}
		for _, e := range entries {
			raw, err := files.ReadFile(path.Join(folder, e.Name()))
			if err != nil {
				tb.Fatal(err)
			}
			put(tb, raw)
		}
	}
}

// AddFilm adds a film, or puts it in the place of the one with its id, and
// returns the id. It is written as TMDB answers movie/{id} with all that can be
// appended: "credits", "release_dates" and so on.
func (d *Double) AddFilm(tb testing.TB, film []byte) int {
	tb.Helper()
	r, id := parse(tb, film)
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, known := d.films[id]; !known {
		d.order = append(d.order, id)
	}
	d.films[id] = r
	return id
}

// AddPerson adds a person, written as TMDB answers person/{id}. Without
// "movie_credits" they have those that the films tell of; whoever has a credit
// on a film is known in any case.
func (d *Double) AddPerson(tb testing.TB, person []byte) int {
	tb.Helper()
	r, id := parse(tb, person)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.people[id] = r
	return id
}

// RemoveFilm takes a film away.
func (d *Double) RemoveFilm(id int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.films, id)
}

// AddChange says that a film was changed.
func (d *Double) AddChange(id int, at time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.changes = append(d.changes, change{id, at.UTC()})
}

// SetFilmExport sets the lines of the list of films of a day, and
// SetPersonExport that of people.
func (d *Double) SetFilmExport(day time.Time, lines string) { d.setExport("movie_ids", day, lines) }

// SetPersonExport sets the lines of the list of people of a day.
func (d *Double) SetPersonExport(day time.Time, lines string) { d.setExport("person_ids", day, lines) }

func (d *Double) setExport(list string, day time.Time, lines string) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = io.WriteString(w, lines) // a Buffer takes all
	_ = w.Close()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.exports[fmt.Sprintf("%s_%s.json.gz", list, day.Format("01_02_2006"))] = packed.Bytes()
}

func parse(tb testing.TB, raw []byte) (record, int) {
	tb.Helper()
	var r record
	if err := json.Unmarshal(raw, &r); err != nil {
		tb.Fatalf("the double is given what is no JSON: %v\n%.200s", err, raw)
	}
	id := r.number("id")
	if id <= 0 {
		tb.Fatalf("the double is given something without an id: %.200s", raw)
	}
	return r, id
}

func (r record) text(field string) string {
	var s string
	_ = json.Unmarshal(r[field], &s)
	return s
}

func (r record) number(field string) int {
	var n int
	_ = json.Unmarshal(r[field], &n)
	return n
}

func (r record) truth(field string) bool {
	var b bool
	_ = json.Unmarshal(r[field], &b)
	return b
}
