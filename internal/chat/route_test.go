package chat_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"marquee/internal/chat"
)

func ExampleNewRoute() {
	route := chat.NewRoute("film", "MQ7F", "crew", 2)
	fmt.Println(route)
	r, err := chat.ParseRoute(route)
	fmt.Println(r.Command, r.Part(0), r.Part(1), r.Number(2), err)
	// Output:
	// v1/film/MQ7F/crew/2
	// film MQ7F crew 2 <nil>
}

func TestParseRoute(t *testing.T) {
	longest := "v1/film/" + strings.Repeat("a", chat.MaxRoute-len("v1/film/"))
	for in, want := range map[string]chat.Route{
		"v1/film":                {Command: "film"},
		"v1/film/MQ7F":           {Command: "film", Parts: []string{"MQ7F"}},
		"v1/film/MQ7F/crew/2":    {Command: "film", Parts: []string{"MQ7F", "crew", "2"}},
		"v1/upcoming/GB,US/-1/a": {Command: "upcoming", Parts: []string{"GB,US", "-1", "a"}},
		"v1/a.b-c":               {Command: "a.b-c"},
		longest:                  {Command: "film", Parts: []string{longest[len("v1/film/"):]}},
	} {
		got, err := chat.ParseRoute(in)
		if err != nil || got.Command != want.Command || !slices.Equal(got.Parts, want.Parts) {
			t.Errorf("ParseRoute(%q) = %q, %v", in, got, err)
		}
	}
}

func TestParseRouteRefusesWhatAStrangerMayWrite(t *testing.T) {
	for _, s := range []string{
		"", "/", "v1", "v1/", "v1//MQ7F", "v1/film/", "v1/film//crew", "/v1/film", "v2/film", "V1/film", "v1 /film",
		"v1/film/a b", "v1/film/a\n", "v1/film/a\x00", "v1/film/é", "v1/film/ＭＱ", "v1/film/\xff", "v1/film/a_b",
		"v1/film/@everyone", "v1/film/<!channel>", "v1/film/%2e%2e", "v1/film/a?b=c", "v1/film/'--", "v1/film/\u202e",
		"v1/film/" + strings.Repeat("a", chat.MaxRoute-len("v1/film/")+1),
		strings.Repeat("v1/film/", 5000), strings.Repeat("/", chat.MaxRoute),
	} {
		if r, err := chat.ParseRoute(s); !errors.Is(err, chat.ErrRoute) || r.Command != "" || r.Parts != nil {
			t.Errorf("ParseRoute(%.100q) = %q, %v; want ErrRoute", s, r, err)
		}
	}
}

func TestNewRoutePanicsOnWhatWouldNotComeBack(t *testing.T) {
	for name, parts := range map[string][]any{
		"typed text":          {"Never Let Me Go"},
		"an empty part":       {"MQ7F", ""},
		"a slash in a part":   {"MQ7F/crew"},
		"nothing":             {nil},
		"more than fits":      {strings.Repeat("a", chat.MaxRoute)},
		"the zero film":       {struct{}{}},
		"somebody's mention":  {"@everyone"},
		"a number with marks": {1.5e30},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			t.Errorf("%s: %s", name, chat.NewRoute("film", parts...))
		}()
	}
	func() {
		defer func() { _ = recover() }()
		t.Errorf("a slash in the command: %s", chat.NewRoute("film/MQ7F", "crew"))
	}()
}

func TestRoutePart(t *testing.T) {
	r, err := chat.ParseRoute("v1/film/MQ7F/crew/2")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range map[int]string{-1: "", 0: "MQ7F", 1: "crew", 2: "2", 3: "", 1 << 40: ""} {
		if got := r.Part(i); got != want {
			t.Errorf("Part(%d) = %q, want %q", i, got, want)
		}
	}
}

func TestRouteNumber(t *testing.T) {
	for part, want := range map[string]int{
		"0": 0, "1": 1, "007": 7, "9999": 9999,
		"10000": 0, "65536": 0, "-1": 0, "99999999999999999999": 0, "1.5": 0, "1,5": 0, "0x10": 0, "crew": 0, "1e3": 0,
	} {
		r, err := chat.ParseRoute("v1/film/" + part)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Number(0); got != want {
			t.Errorf("%q is the number %d, want %d", part, got, want)
		}
	}
	if got := (chat.Route{}).Number(0); got != 0 {
		t.Errorf("a part that is missing is the number %d", got)
	}
}

func TestCommandRoute(t *testing.T) {
	if got, want := (chat.Command{Name: "film"}).Route(), chat.NewRoute("film"); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzParseRoute(f *testing.F) {
	for _, s := range []string{"v1/film", "v1/film/MQ7F/crew/2", "v1//", "v1/a/-1", "v1/film/\xff", strings.Repeat("v1/", 40)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := chat.ParseRoute(s)
		if err != nil {
			if !errors.Is(err, chat.ErrRoute) {
				t.Fatalf("ParseRoute(%q): %v", s, err)
			}
			return
		}
		parts := make([]any, len(r.Parts))
		for i, p := range r.Parts {
			parts[i] = p
			if n := r.Number(i); n < 0 || n > 9999 {
				t.Fatalf("part %d of %q is the number %d", i, s, n)
			}
		}
		if again := chat.NewRoute(r.Command, parts...); again != s || len(s) > chat.MaxRoute {
			t.Fatalf("%q came back as %q", s, again)
		}
	})
}
