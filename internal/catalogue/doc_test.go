package catalogue_test

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"marquee/internal/catalogue"
	"marquee/internal/film"
)

const document = "../../docs/catalogue.md"

// The examples of the document are what they say: the smallest film and one that
// has every field.
func TestExamplesOfTheDocument(t *testing.T) {
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, match := range regexp.MustCompile("(?s)```json\n(.*?)```").FindAllSubmatch(text, -1) {
		var line bytes.Buffer
		if err := json.Compact(&line, match[1]); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line.String())
	}
	var films []film.Film
	for line, err := range catalogue.Read(strings.NewReader(strings.Join(lines, "\n"))) {
		if err != nil {
			t.Fatal(err)
		}
		films = append(films, line.Film)
	}
	if len(films) != 2 {
		t.Fatalf("%d examples, want 2", len(films))
	}
	full := reflect.ValueOf(films[1])
	for i := range full.NumField() {
		name := full.Type().Field(i).Name
		if set := !full.Field(i).IsZero(); set == (name == "ID") {
			t.Errorf("the field %s of the example: set is %v", name, set)
		}
	}
	i, _ := newImporter(t)
	if got, err := i.File(t.Context(), file(t, lines...)); err != nil || got.Added != 2 {
		t.Errorf("importing the examples: %+v, %v", got, err)
	}
}

// The document names every field, job, kind and status.
func TestDocumentNamesEverything(t *testing.T) {
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, v := range []any{film.Film{}, film.Aliases{}, film.OtherTitle{}, film.Certificate{}, film.Distributor{},
		film.Release{}, film.Period{}, film.Money{}, film.Article{}, film.Trailer{}, film.Score{}, film.Origin{}} {
		for field := range reflect.TypeOf(v).Fields() {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			names = append(names, name)
		}
	}
	names = append(names, "name", "as", "note", "person")
	for _, j := range film.Jobs() {
		names = append(names, j.String())
	}
	for _, k := range append(film.ReleaseKinds(), film.Unspecified) {
		names = append(names, k.String())
	}
	for s := film.Rumoured; s <= film.Cancelled; s++ {
		names = append(names, s.String())
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if !strings.Contains(string(text), "`"+name+"`") {
			t.Errorf("the document does not explain %q", name)
		}
	}
}
