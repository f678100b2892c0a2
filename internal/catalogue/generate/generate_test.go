package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/catalogue/bundle"
	"marquee/internal/film"
)

var update = flag.Bool("update", false, "write the golden files anew")

// starter is the input of the tests, written into a new folder.
func starter(t *testing.T) input {
	return input{"testdata/starter.jsonl", "seed.json", "testdata/exceptions.json", t.TempDir()}
}

func mustGenerate(t *testing.T, in input) string {
	t.Helper()
	var log bytes.Buffer
	if err := generate(in, &log); err != nil {
		t.Fatal(err)
	}
	return log.String()
}

// files returns the bytes of a bundle.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := make(map[string]string)
	for _, name := range []string{bundle.FilmsFile, bundle.TitlesFile, bundle.PeopleFile} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		all[name] = string(data)
	}
	return all
}

func TestSaysWhatItLeavesOut(t *testing.T) {
	const golden = "testdata/report.golden"
	got := mustGenerate(t, starter(t))
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}

func TestFilmsOfTheBundle(t *testing.T) {
	in := starter(t)
	mustGenerate(t, in)
	lines, err := bundle.In(os.DirFS(in.out)).FilmLines()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, line := range lines {
		f, err := bundle.DecodeFilm(line)
		if err != nil {
			t.Fatal(err)
		}
		if f.ID == 1 {
			continue // the seed film has a test of its own in package catalogue
		}
		n, counted := f.Popularity.Count()
		got = append(got, fmt.Sprintf("%d %s (%d) %d min %v %v %v %d %v", f.ID, f.Title, f.Year, f.Minutes,
			f.Languages, f.Genres, f.Credits.Names(), n, counted))
		for _, tr := range f.Trailers {
			got = append(got, "  "+tr.YouTube)
		}
	}
	want := []string{
		"2 An Invented Film (1999) 100 min [en] [Drama] [Ann Example Bo Example] 3 true",
		"  abcdefghijk",
		"3 An Invented Sequel (2001) 0 min [en] [Drama] [Ann Example B. Example The Example Éva Example Zoë Example] 0 true",
		"4 The Invented Film & Sequel (2002) 98 min [] [] [Ann Example Bo Example Éva Example Zoë Example] 0 false",
		"5 The Invented Film and Sequel (2009) 0 min [] [] [Keira Knightley Zoë Example] 0 false",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSameInputGivesSameBytes(t *testing.T) {
	in := starter(t)
	mustGenerate(t, in)
	first := files(t, in.out)
	mustGenerate(t, in) // over the bundle of the first run
	if diff := cmp.Diff(first, files(t, in.out)); diff != "" {
		t.Error("the second run gave something else")
	}
	anew := starter(t)
	mustGenerate(t, anew)
	if diff := cmp.Diff(first, files(t, anew.out)); diff != "" {
		t.Error("a run into an empty folder gave something else")
	}
	for name, data := range first {
		if !strings.HasPrefix(data, "\x1f\x8b\x08\x00\x00\x00\x00\x00") {
			t.Errorf("the header of %s has a time or a name: % x", name, data[:10])
		}
	}
}

// titles returns the rows of the bundle as "id title", withdrawn ones marked.
func titles(t *testing.T, dir string) []string {
	t.Helper()
	rows, err := bundle.In(os.DirFS(dir)).Titles()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range rows {
		s := fmt.Sprint(r.Number, " ", r.Name)
		if r.Withdrawn {
			s += ", withdrawn"
		}
		out = append(out, s)
	}
	return out
}

func TestIDsAreKept(t *testing.T) {
	in := starter(t)
	in.starter = filepath.Join(t.TempDir(), "starter.jsonl")
	in.exceptions = filepath.Join(t.TempDir(), "exceptions.json")
	run := func(exceptions string, films ...string) []string {
		t.Helper()
		if err := os.WriteFile(in.starter, []byte(strings.Join(films, "\n")), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(in.exceptions, []byte(exceptions), 0o600); err != nil {
			t.Fatal(err)
		}
		mustGenerate(t, in)
		return titles(t, in.out)
	}
	const (
		a = `{"title":"A","year":2000,"cast":["Ann Example"]}`
		b = `{"title":"B","year":2000,"cast":["Bo Example"]}`
		c = `{"title":"C","year":2000,"cast":["Cy Example","Robert Example"]}`
	)
	seed := "1 Never Let Me Go"
	for _, step := range []struct {
		films []string
		want  []string
	}{
		{[]string{a, b}, []string{seed, "2 A", "3 B"}},
		{[]string{c, a}, []string{seed, "2 A", "3 B, withdrawn", "4 C"}},
		{[]string{a}, []string{seed, "2 A", "3 B, withdrawn", "4 C, withdrawn"}},
		{[]string{strings.Replace(a, "2000", "2001", 1), b, c},
			[]string{seed, "2 A, withdrawn", "3 B", "4 C", "5 A"}},
	} {
		if diff := cmp.Diff(step.want, run("{}", step.films...)); diff != "" {
			t.Error(diff)
		}
	}
}

// Two people who turn out to be one keep the older id, and the younger leads to
// it.
func TestPeopleWhoTurnOutToBeOne(t *testing.T) {
	in := starter(t)
	in.exceptions = filepath.Join(t.TempDir(), "exceptions.json")
	run := func(exceptions string) []bundle.Person {
		t.Helper()
		if err := os.WriteFile(in.exceptions, []byte(exceptions), 0o600); err != nil {
			t.Fatal(err)
		}
		mustGenerate(t, in)
		people, err := bundle.In(os.DirFS(in.out)).People()
		if err != nil {
			t.Fatal(err)
		}
		return people[len(people)-5:]
	}
	const people = `{"leave_out":[{"film":"An Invented Film (1999)","names":["Rex"],"reason":"a dog"}],` +
		`"people":[{"name":"The Example","reason":"a stage name"}]`
	want := []bundle.Person{
		{ID: 38, Films: []film.ID{2, 4}, Names: []string{"Bo Example"}},
		{ID: 39, Films: []film.ID{3}, Names: []string{"B. Example"}},
		{ID: 40, Films: []film.ID{3}, Names: []string{"The Example"}},
		{ID: 41, Films: []film.ID{3, 4}, Names: []string{"Éva Example"}},
		{ID: 42, Films: []film.ID{3, 4, 5}, Names: []string{"Zoë Example"}},
	}
	if diff := cmp.Diff(want, run(people+"}")); diff != "" {
		t.Error(diff)
	}
	want[0] = bundle.Person{ID: 38, Films: []film.ID{2, 3, 4}, Names: []string{"B. Example", "Bo Example"}}
	want[1].Films = nil
	one := people + `,"same_person":[{"name":"B. Example","also":["Bo Example"],"reason":"initial"}]}`
	for range 5 {
		if diff := cmp.Diff(want, run(one)); diff != "" {
			t.Error(diff)
		}
	}
}

// person returns the row that has a name.
func person(t *testing.T, dir, name string) bundle.Person {
	t.Helper()
	rows, err := bundle.In(os.DirFS(dir)).People()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range rows {
		for _, n := range p.Names {
			if n == name {
				return p
			}
		}
	}
	return bundle.Person{}
}

func TestNotAPerson(t *testing.T) {
	for _, name := range []string{
		"", "...", "The Examples", "the examples", "Ann and Bo Example", "Ann & Bo Example", "Ann Example/Bo Example",
		"Example: Ann", "Example; Ann", "U2 Example", "Example Orchestra", "Himself", "Ann Example (voice)", "Various",
	} {
		if notAPerson(name) == "" {
			t.Errorf("%q passes for a person", name)
		}
	}
	for _, name := range []string{
		"Cher", "N!xau Toma", `Dwight "Heavy D" Myers`, "Eliot (Coco) Sumner", "Thomas Rosales, Jr.", "Amanda Crew",
		"André the Giant", "Larry the Cable Guy", "Andrew Sandberg", "Mr. T", "C. Thomas Howell", "Rade Šerbedžija",
	} {
		if reason := notAPerson(name); reason != "" {
			t.Errorf("%s: %s", name, reason)
		}
	}
}

func TestOnePersonUnderSeveralNames(t *testing.T) {
	in := starter(t)
	mustGenerate(t, in)
	p := person(t, in.out, "B. Example")
	if diff := cmp.Diff([]string{"Bo Example", "B. Example"}, p.Names); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]film.ID{2, 3, 4}, p.Films); diff != "" {
		t.Error(diff)
	}
}

func TestBadInputIsRefused(t *testing.T) {
	write := func(text string) string {
		path := filepath.Join(t.TempDir(), "input")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for name, test := range map[string]struct {
		change func(*input)
		want   string
	}{
		"no starter":         {func(in *input) { in.starter = "none" }, "none"},
		"unknown field":      {func(in *input) { in.starter = write("{\"title\":\"A\"}\n{\"titel\":\"B\"}") }, "line 2"},
		"no JSON":            {func(in *input) { in.starter = write("x") }, "line 1"},
		"unsound seed":       {func(in *input) { in.seed = write(`{"title":"A","year":1}`) }, "year 1"},
		"no reason":          {func(in *input) { in.exceptions = write(`{"leave_out":[{"film":"A (2000)","names":["B"]}]}`) }, "without a reason"},
		"stale exception":    {func(in *input) { in.exceptions = write(`{"people":[{"name":"Nobody"}]}`) }, "nothing in the input: Nobody"},
		"stale name":         {func(in *input) { in.exceptions = write(`{"leave_out":[{"film":"A (1)","names":["B"],"reason":"x"}]}`) }, "nothing in the input: A (1): B"},
		"stale other name":   {func(in *input) { in.exceptions = write(`{"same_person":[{"name":"Ann Example","also":["Anna"]}]}`) }, "nothing in the input: Anna"},
		"unknown exceptions": {func(in *input) { in.exceptions = write(`{"drop":[]}`) }, "drop"},
		"broken bundle":      {func(in *input) { in.out = filepath.Dir(write("")); broken(t, in.out) }, "titles.tsv.gz"},
	} {
		in := starter(t)
		test.change(&in)
		if err := generate(in, io.Discard); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
	}
}

// broken puts a bundle that cannot be read into a folder: its ids must not be
// given anew.
func broken(t *testing.T, dir string) {
	if err := os.WriteFile(filepath.Join(dir, bundle.TitlesFile), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
}
