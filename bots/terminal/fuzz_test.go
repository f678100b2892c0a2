package terminal_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	"github.com/rivo/uniseg"

	"marquee/bots/terminal"
	"marquee/internal/chat"
)

// FuzzRender holds that whatever a card says, it is shown without panic, within
// the width, and without anything that a terminal would obey.
func FuzzRender(f *testing.F) {
	f.Add("Never Let Me Go", "a body\nof two lines", "https://example.org/a-b?c=d", uint8(40))
	f.Add("七人の侍", "ואלס עם באשיר", "http://[::1]/", uint8(41))
	f.Add("\x1b[31mred\x1b]8;;x\a", "\u009b2J\u202e\r\t\x00", "https://a/\x1b[2J", uint8(80))
	f.Add("👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿", strings.Repeat("e\u0301", 200), "javascript:alert(1)", uint8(0))
	f.Add("a-b/c\u200bd\u00a0e", strings.Repeat("ｗｉｄｅ", 100), strings.Repeat("https://x/", 30), uint8(255))
	f.Fuzz(func(t *testing.T, a, b, url string, width uint8) {
		if len(a)+len(b)+len(url) > 5000 {
			return // more of the same only takes longer
		}
		card := fuzzedCard(a, b, url)
		for _, private := range []bool{false, true} {
			plain := terminal.Render(card, terminal.View{Width: int(width), Private: private})
			fits(t, plain, int(width))
			for _, r := range plain {
				if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) && r != '\u200e' && r != '\u200f' && r != '\u061c') {
					t.Fatalf("%U reached the screen in %q", r, plain)
				}
			}
			coloured := terminal.Render(card, terminal.View{Width: int(width), Colour: true, Private: private})
			if strip(coloured) != plain {
				t.Errorf("in colour the text is another:\n%q\n%q", strip(coloured), plain)
			}
		}
		terminal.Render(card, terminal.View{Width: int(width), Colour: true, Links: true})
	})
}

func fuzzedCard(a, b, url string) chat.Card {
	text := chat.Text{
		chat.Plain(a), chat.Strong(b), chat.Emphasis(a), chat.Break(), chat.Link(a, url), chat.Mention(a, b),
		chat.List(chat.T(a), chat.Text{chat.Strong(b), chat.List(chat.T(a), chat.Text{chat.List(chat.Text{chat.List(chat.Text{chat.List(chat.T(b))})})})}),
		chat.Link(b, url), {Kind: "unknown", Text: a},
	}
	return chat.Card{
		Tone: chat.Tone(strings.TrimSpace(a)), Title: a, URL: url, Body: text,
		Fields:  []chat.Field{{Name: a, Value: text}, {Name: b, Value: chat.T(a)}, {Name: "Cast", Value: text}, {Value: chat.T(b)}, {Name: b}},
		Image:   chat.Image{URL: url, Alt: a},
		Pickers: []chat.Picker{{Prompt: b, Options: []chat.PickerOption{{Label: a, Detail: b}, {Detail: a}}}},
		Actions: []chat.Action{{Label: a, Route: "v1/x"}, {Label: b, URL: url}, {Label: "plain", Route: "v1/y"}, {}},
		Footer:  b,
	}
}

// fits checks that no line is wider than the view, but for an address alone.
func fits(t *testing.T, text string, width int) {
	t.Helper()
	width = min(max(width, terminal.MinWidth), terminal.MaxWidth)
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		alone := strings.Contains(line, "http") && len(strings.Fields(line)) == 1
		if cells := uniseg.StringWidth(line); cells > width && !alone {
			t.Fatalf("a line of %d cells in %d: %q", cells, width, line)
		}
	}
}

// strip takes out the sequences that colour text.
func strip(s string) string {
	var b strings.Builder
	for s != "" {
		before, after, found := strings.Cut(s, "\x1b[")
		b.WriteString(before)
		if !found {
			break
		}
		_, s, _ = strings.Cut(after, "m")
	}
	return b.String()
}

// FuzzConversation holds that no line that is typed makes the terminal panic or
// keep silent.
func FuzzConversation(f *testing.F) {
	for _, line := range []string{"/film x", "1", "[7]", "/", "//", "/ film", "999999999999", "-1", "/flim", "quit", "\x1b[A", "/\u2003x", "\xff", "\x00", "[]", "[1"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		var out bytes.Buffer
		d := &desk{}
		tt := terminal.New(terminal.Options{Input: terminal.Given([]string{line}), Screen: plain(&out), Bare: "film"})
		err := tt.Run(t.Context(), d)
		word := strings.ToLower(strings.TrimPrefix(strings.TrimSpace(line), "/"))
		if out.Len() == 0 && word != "" && word != "quit" && word != "exit" {
			t.Errorf("%q got no answer: %v", line, err)
		}
		fits(t, out.String(), 80)
	})
}

func BenchmarkRender(b *testing.B) {
	for name, v := range map[string]terminal.View{
		"plain": {Width: 80}, "colour": {Width: 80, Colour: true, Links: true},
	} {
		b.Run(name, func(b *testing.B) {
			card := seedCard()
			b.ReportAllocs()
			for b.Loop() {
				terminal.Render(card, v)
			}
		})
	}
}
