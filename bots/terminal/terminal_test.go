package terminal_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"marquee/bots/terminal"
	"marquee/internal/chat"
)

// plain is a screen that keeps what is written to it.
func plain(out io.Writer) terminal.Screen {
	return terminal.Screen{Out: out, Width: func() int { return 80 }}
}

// talk answers the lines and returns what was printed.
func talk(t *testing.T, in terminal.Input, d *desk, more ...func(*terminal.Options)) (string, error) {
	t.Helper()
	var out bytes.Buffer
	o := terminal.Options{Input: in, Screen: plain(&out), Bare: "film", Asker: chat.Person{ID: "me", Name: "Me"}, Locale: "en-GB"}
	for _, change := range more {
		change(&o)
	}
	err := terminal.New(o).Run(t.Context(), d)
	return out.String(), err
}

func asJSON(o *terminal.Options) { o.JSON = true }

func TestWhatLinesAskFor(t *testing.T) {
	tests := []struct {
		name   string
		lines  []string
		routes []string // asked of the Handler
		shown  string   // part of what is printed
		failed bool
	}{
		{"a command", []string{"/film Never Let Me Go"}, []string{"v1/film Never Let Me Go"}, "Never Let Me Go (2010)\n", false},
		{"any case and spaces", []string{"  /FILM   never  let me go "}, []string{"v1/film never  let me go"}, "", false},
		{"text alone", []string{"Never Let Me Go"}, []string{"v1/film Never Let Me Go"}, "Never Let Me Go (2010)\n", false},
		{"a command's name alone", []string{"help"}, []string{"v1/help"}, "What there is", false},
		{"a title that begins like a command", []string{"help me"}, []string{"v1/film help me"}, "", false},
		{"a number", []string{"/film x", "1"}, []string{"v1/film x", "v1/film/1/crew"}, "Cast & crew of", false},
		{"a number in brackets", []string{"/film x", "[1]"}, []string{"v1/film x", "v1/film/1/crew"}, "Cast & crew of", false},
		{"numbers stay when a card has none", []string{"/film x", "1", "1"}, []string{"v1/film x", "v1/film/1/crew", "v1/film/1/crew"}, "", false},
		{"an address", []string{"/film x", "6"}, []string{"v1/film x"}, "\nIMDb\nhttps://www.imdb.com/title/tt1334260/\n", false},
		{"a number too high", []string{"/film x", "8"}, []string{"v1/film x"}, "There is no [8] here, only [1] to [7]. For a film called 8, type /film 8.", true},
		{"a number on nothing", []string{"300"}, nil, "Nothing here is numbered yet. For a film called 300, type /film 300.", true},
		{"a number with a slash", []string{"/film 300"}, []string{"v1/film 300"}, "", false},
		{"a mistyped command", []string{"/flim x"}, nil, "There is no /flim. Did you mean /film?", true},
		{"a begun command", []string{"/up"}, nil, "There is no /up. Did you mean /upcoming?", true},
		{"an unknown command", []string{"/teleport"}, nil, "There is no /teleport. /help lists what there is.", true},
		{"a slash alone", []string{"/"}, nil, "/help lists what there is.", true},
		{"a failure", []string{"/film nevr"}, []string{"v1/film nevr"}, "! No film called", true},
		{"a failure among answers", []string{"/film nevr", "/help"}, []string{"v1/film nevr", "v1/help"}, "What there is", true},
		{"quit", []string{"/help", "quit", "/film x"}, []string{"v1/help"}, "", false},
		{"exit", []string{"/EXIT", "/film x"}, nil, "", false},
		{"empty lines", []string{"", "  ", "/help"}, []string{"v1/help"}, "What there is\n", false},
		{"a private answer", []string{"/settings"}, []string{"v1/settings"}, "Settings (only you see this)\n", false},
		{"too long", []string{"/film " + strings.Repeat("x", 70_000), "/help"}, []string{"v1/help"}, "! That line is longer than 64 KB; type a command or a title.\n\nWhat there is\n", true},
		{"not UTF-8", []string{"/film \xff"}, nil, "! That line is not UTF-8 text; type it again, or save the file as UTF-8.\n", true},
		{"a NUL", []string{"/film a\x00b"}, nil, "! That line holds a NUL character; type it again without.\n", true},
	}
	for _, test := range tests {
		inputs := map[string]terminal.Input{
			"given":   terminal.Given(test.lines),
			"piped":   terminal.Piped(strings.NewReader(strings.Join(test.lines, "\n") + "\n")),
			"windows": terminal.Piped(strings.NewReader("\uFEFF" + strings.Join(test.lines, "\r\n"))),
		}
		for kind, in := range inputs {
			t.Run(test.name+"/"+kind, func(t *testing.T) {
				d := &desk{}
				out, err := talk(t, in, d)
				if diff := cmp.Diff(test.routes, d.routes()); diff != "" {
					t.Errorf("asked; -want +got:\n%s", diff)
				}
				if !strings.Contains(out, test.shown) {
					t.Errorf("printed\n%s\nwithout %q", out, test.shown)
				}
				if got := errors.Is(err, terminal.ErrUnanswered); got != test.failed || err != nil && !got {
					t.Errorf("Run = %v, want failed = %v", err, test.failed)
				}
			})
		}
	}
}

func TestRequestSaysWhoAndWhere(t *testing.T) {
	d := &desk{}
	if _, err := talk(t, terminal.Given([]string{"/settings", "1"}), d); err != nil {
		t.Fatal(err)
	}
	typed, pressed := d.asked[0], d.asked[1]
	if typed.Press != nil || typed.Asker.ID != "me" || typed.Locale != "en-GB" || !typed.Direct || typed.May != nil ||
		typed.Target.Platform != "terminal" || typed.At.IsZero() {
		t.Errorf("typed: %+v", typed)
	}
	if pressed.Press == nil || *pressed.Press != (chat.Press{ByAsker: true, Private: true}) {
		t.Errorf("pressed: %+v", pressed.Press)
	}
}

func TestCardsAreSetApart(t *testing.T) {
	out, err := talk(t, terminal.Given([]string{"/help", "/help"}), &desk{})
	if want := "What there is\n\nWhat there is\n"; err != nil || out != want {
		t.Errorf("printed %q, %v; want %q", out, err, want)
	}
}

func TestJSON(t *testing.T) {
	out, err := talk(t, terminal.Given([]string{"/film x", "6", "/film nevr", "/flim"}), &desk{}, asJSON)
	if !errors.Is(err, terminal.ErrUnanswered) {
		t.Errorf("Run = %v", err)
	}
	var cards []chat.Card
	for line := range strings.Lines(out) {
		var c chat.Card
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		cards = append(cards, c)
	}
	want := []chat.Card{
		seedCard(),
		{Tone: chat.Info, Title: "IMDb", URL: "https://www.imdb.com/title/tt1334260/"},
		failureCard(),
		{Tone: chat.Failure, Title: "There is no /flim. Did you mean /film?"},
	}
	if diff := cmp.Diff(want, cards); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestNothingCommandsTheScreen(t *testing.T) {
	for _, change := range []func(*terminal.Options){
		func(*terminal.Options) {},
		asJSON,
		func(o *terminal.Options) { o.Screen.Colour, o.Screen.Links = true, true },
	} {
		out, _ := talk(t, terminal.Given([]string{"/\x1b]0;title\a", "/\u009b2Jx"}), &desk{}, change)
		for _, bad := range []string{"\x1b]0", "\a", "\u009b"} {
			if strings.Contains(out, bad) {
				t.Errorf("%q reached the screen in %q", bad, out)
			}
		}
	}
}

// full is a screen that takes no more after some bytes.
type full struct{ left int }

var errFull = errors.New("full")

func (f *full) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestScreenThatTakesNoMore(t *testing.T) {
	d := &desk{}
	screen := terminal.Screen{Out: &full{left: 20}, Width: func() int { return 80 }}
	tt := terminal.New(terminal.Options{Input: terminal.Given([]string{"/help", "/film x", "/help"}), Screen: screen, Bare: "film"})
	if err := tt.Run(t.Context(), d); !errors.Is(err, errFull) {
		t.Errorf("Run = %v, want the screen's error", err)
	}
	if got := d.routes(); len(got) != 2 {
		t.Errorf("asked %q; nothing should be asked once the screen is gone", got)
	}
}
