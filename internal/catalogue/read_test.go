package catalogue_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/catalogue"
)

// readAll returns what Read gives, a line each: "1 Title" or the error.
func readAll(r io.Reader) []string {
	var out []string
	for line, err := range catalogue.Read(r) {
		if err != nil {
			out = append(out, err.Error())
			continue
		}
		out = append(out, fmt.Sprint(line.Number, " ", line.Film.Title))
	}
	return out
}

func TestReadNumbersLines(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"nothing":            {"", nil},
		"one line":           {`{"title":"A"}`, []string{"1 A"}},
		"line ends":          {"{\"title\":\"A\"}\n{\"title\":\"B\"}\r\n{\"title\":\"C\"}\r\n", []string{"1 A", "2 B", "3 C"}},
		"byte order mark":    {"\ufeff{\"title\":\"A\"}\n", []string{"1 A"}},
		"empty lines":        {"\n\n{\"title\":\"A\"}\n  \t\n{\"title\":\"B\"}", []string{"3 A", "5 B"}},
		"comments":           {"# films\n{\"title\":\"A\"}\n  # more\n{\"title\":\"#B\"}", []string{"2 A", "4 #B"}},
		"marked comment":     {"\ufeff# films\n{\"title\":\"A\"}", []string{"2 A"}},
		"bad among good":     {"{\"title\":\"A\"}\nx\n{\"title\":\"B\"}", []string{"1 A", "line 2: " + notObject, "3 B"}},
		"mark in the middle": {"{\"title\":\"A\"}\n\ufeff{\"title\":\"B\"}", []string{"1 A", "line 2: " + notObject}},
	} {
		if diff := cmp.Diff(test.want, readAll(strings.NewReader(test.text))); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

const notObject = `a film is a JSON object, {"title": …}`

func TestReadTellsFaults(t *testing.T) {
	for _, test := range []struct{ line, want string }{
		{`{"title":"A",}`, "not JSON at byte 13"},
		{`{"title":"A"`, "ends in the middle"},
		{`{"title":"A" "year":1}`, "not JSON at byte"},
		{`{"title":"A"} x`, "something follows the film"},
		{`{"title":"A"}{"title":"B"}`, "something follows the film"},
		{`["A"]`, notObject},
		{`null`, notObject},
		{`{"title":1}`, "title cannot be a number"},
		{`{"title":"A","year":"2010"}`, "year cannot be a string"},
		{`{"title":"A","colour":"red"}`, `unknown field "colour"`},
		{`{"title":"A","releases":[{"region":"GB","date":"2010","place":"x"}]}`, `unknown field "place"`},
		{`{"title":"A","credits":{"cast":[{"name":"B","born":1}]}}`, `unknown field "born"`},
		{`{"title":"A","credits":{"gaffer":["B"]}}`, `not a job in films: "gaffer"`},
		{`{"title":"A","title":"B"}`, `"title" is there twice`},
		{`{"title":"A","Title":"B"}`, `"Title" is there twice`},
		{`{"title":"A","credits":{"cast":["B"],"cast":["C"]}}`, `"cast" is there twice`},
		{`{"title":"  "}`, "title is missing"},
		{`{"year":2010}`, "title is missing"},
		{`{"title":"A","year":5,"minutes":-1}`, "year 5 is not between 1870 and 2200; minutes -1 is no running time"},
		{`{"title":"A","releases":[{"region":"GB","date":"2010-02-30"}]}`, "not a date"},
		{`{"title":"A","releases":[{"region":"GB","date":"2010-02-03","kind":"cinema"}]}`, "not a release kind"},
		{"{\"title\":\"A\xff\"}", "not UTF-8 at byte 12"},
		{`{"title":` + strings.Repeat(`[`, 100_000), "too deep"},
		{`{"title":"` + strings.Repeat("x", catalogue.MaxLine) + `"}`, "longer than 4 MB"},
	} {
		text := "{\"title\":\"Before\"}\n" + test.line + "\n{\"title\":\"Behind\"}\n"
		got := readAll(strings.NewReader(text))
		if len(got) != 3 || got[0] != "1 Before" || got[2] != "3 Behind" ||
			!strings.HasPrefix(got[1], "line 2: ") || !strings.Contains(got[1], test.want) || strings.Contains(got[1], "\n") {
			t.Errorf("%.60s:\n%.300q, want %q", test.line, got, test.want)
		}
	}
}

func TestReadFaultsCanBeToldApart(t *testing.T) {
	for _, err := range catalogue.Read(strings.NewReader("\nx\n")) {
		var fault *catalogue.LineError
		if !errors.As(err, &fault) || fault.Line != 2 {
			t.Errorf("%v", err)
		}
	}
}

// The longest line that is allowed is read, however the reader hands it over.
func TestReadLongestLine(t *testing.T) {
	for _, end := range []string{"\n", "\r\n", ""} {
		// Spaces count towards the length and not towards what a film may say.
		line := `{"title":"A"` + strings.Repeat(" ", catalogue.MaxLine-len(`{"title":"A"}`)) + `}`
		if got := readAll(strings.NewReader(line + end)); !slices.Equal(got, []string{"1 A"}) {
			t.Errorf("a line of %d bytes: %.80q", len(line), got)
		}
		if got := readAll(strings.NewReader(" " + line + end)); len(got) != 1 || !strings.Contains(got[0], "longer") {
			t.Errorf("a line of %d bytes: %.80q", len(line)+1, got)
		}
	}
}

func TestReadPassesOnErrors(t *testing.T) {
	broken := errors.New("the disk is gone")
	r := io.MultiReader(strings.NewReader("{\"title\":\"A\"}\n{\"tit"), iotest.ErrReader(broken))
	var errs []error
	for line, err := range catalogue.Read(r) {
		if err == nil && line.Film.Title != "A" {
			t.Errorf("read %q", line.Film.Title)
		}
		if err != nil {
			errs = append(errs, err)
		}
	}
	if len(errs) != 1 || !errors.Is(errs[0], broken) {
		t.Errorf("%v", errs)
	}
}

func TestReadStopsWhenAsked(t *testing.T) {
	n := 0
	for range catalogue.Read(strings.NewReader("x\ny\nz\n")) {
		n++
		break
	}
	if n != 1 {
		t.Errorf("went on %d times", n)
	}
}

func packed(t testing.TB, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadUnpacks(t *testing.T) {
	got := readAll(bytes.NewReader(packed(t, "\ufeff{\"title\":\"A\"}\nx\n")))
	if diff := cmp.Diff([]string{"1 A", "line 2: " + notObject}, got); diff != "" {
		t.Error(diff)
	}
	// Cut off, it gives what there was and then says so.
	whole := packed(t, strings.Repeat("{\"title\":\"A\"}\n", 3))
	got = readAll(bytes.NewReader(whole[:len(whole)-9]))
	if n := len(got); n == 0 || !strings.Contains(got[n-1], "unexpected EOF") {
		t.Errorf("%q", got)
	}
	if got := readAll(bytes.NewReader([]byte{0x1f, 0x8b, 0})); len(got) != 1 || !strings.Contains(got[0], "unpacking") {
		t.Errorf("%q", got)
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"", "\n", "{}", `{"title":"A"}`, "{\"title\":\"A\"}\r\n#\n\nx", "\ufeff{\"title\":\"A\",\"year\":2010}",
		`{"title":"A","credits":{"cast":["B",{"name":"C","as":"D"}]},"releases":[{"region":"GB","date":"2010-01"}]}`,
		"[[[[", "\x1f\x8b", string(packed(f, `{"title":"A"}`)), "{\"title\":\"\xff\"}", `{"title":"\ud800"}`,
		`{"title":"A","popularity":null,"production":{"from":"2009"},"budget":{"amount":1,"currency":"EUR"}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		last := 0
		ended := false
		for line, err := range catalogue.Read(bytes.NewReader(data)) {
			if ended {
				t.Fatal("goes on after the end")
			}
			number := line.Number
			var fault *catalogue.LineError
			if errors.As(err, &fault) {
				number = fault.Line
				if fault.Error() == "" || strings.Contains(fault.Error(), "\n") {
					t.Errorf("the fault %q", fault)
				}
			} else if err != nil {
				ended = true
				continue
			} else if err := line.Film.Check(); err != nil {
				t.Errorf("a film that may not be kept: %v", err)
			}
			if number <= last {
				t.Errorf("line %d after line %d", number, last)
			}
			last = number
		}
	})
}
