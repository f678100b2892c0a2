package clip_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"marquee/internal/chat/clip"
)

func ExampleString() {
	const tagline = "These students have everything they need except time."
	fmt.Println(clip.String(tagline, 60, clip.Runes))
	fmt.Println(clip.String(tagline, 30, clip.Runes))
	// Output:
	// These students have everything they need except time.
	// These students have…
}

const (
	family = "👨‍👩‍👧‍👦" // 7 code points, 11 units of UTF-16
	flag   = "🇩🇪"      // 2 code points, 4 units of UTF-16
)

func TestString(t *testing.T) {
	for _, tt := range []struct {
		in    string
		limit int
		want  string
	}{
		{"", 0, ""},
		{"", -1, ""},
		{"Heat", 4, "Heat"},
		{"Heat", 3, "He…"},
		{"Heat", 2, "H…"},
		{"Heat", 1, "…"},
		{"Heat", 0, ""},
		{"Heat", -5, ""},

		{"Never Let Me Go", 15, "Never Let Me Go"},
		{"Never Let Me Go", 14, "Never Let Me…"},
		{"Never Let Me Go", 13, "Never Let Me…"}, // fits to the letter
		{"Never Let Me Go", 12, "Never Let…"},
		{"Never Let Me Go", 6, "Never…"},
		{"Never Let Me Go", 5, "Neve…"}, // not even a word

		{"Never, let, me: go", 9, "Never…"}, // no comma before the dots
		{"Never,,, let me go", 9, "Never…"},
		{"Never\n\tlet me go", 9, "Never…"},
		{"  Never let me go", 9, "  Never…"},
		{"   ", 2, "…"},
		{"Heat   and dust", 7, "Heat…"},

		// A word that would leave too little, and scripts without spaces.
		{"A Rumpelstiltskinstory", 10, "A Rumpels…"},
		{"千と千尋の神隠し", 5, "千と千尋…"},
		{"映画 千と千尋の神隠しの物語", 9, "映画 千と千尋の…"},
		{"https://example.org/never/let/me/go", 12, "https://exa…"},

		// What a reader takes for one character is not cut.
		{"a" + flag + flag, 4, "a" + flag + "…"},
		{"a" + flag + flag, 3, "a…"},
		{family + family, 8, family + "…"},
		{family + family, 7, "…"},
		{"e\u0301e\u0301e\u0301", 5, "e\u0301e\u0301…"},
		{"e\u0301e\u0301e\u0301", 4, "e\u0301…"},
		{"कीकीकी", 5, "कीकी…"},
		{"कीकीकी", 4, "की…"}, // not ki without its vowel
		{"a\r\nb c", 3, "a…"},

		{"caf\xc3", 4, "caf\uFFFD"},
		{"\xff\xfe\xfdHeat", 3, "\uFFFDH…"},
	} {
		if got := clip.String(tt.in, tt.limit, clip.Runes); got != tt.want {
			t.Errorf("String(%q, %d) = %q, want %q", tt.in, tt.limit, got, tt.want)
		}
	}
}

func TestStringMeasuresAsItIsTold(t *testing.T) {
	for _, tt := range []struct {
		limit         int
		runes, utf16s string
	}{
		{6, "🎬🎬🎬🎬🎬🎬", "🎬🎬…"},
		{5, "🎬🎬🎬🎬…", "🎬🎬…"},
		{12, "🎬🎬🎬🎬🎬🎬", "🎬🎬🎬🎬🎬🎬"},
		{2, "🎬…", "…"},
	} {
		if got := clip.String("🎬🎬🎬🎬🎬🎬", tt.limit, clip.Runes); got != tt.runes {
			t.Errorf("%d code points: %q, want %q", tt.limit, got, tt.runes)
		}
		if got := clip.String("🎬🎬🎬🎬🎬🎬", tt.limit, clip.UTF16); got != tt.utf16s {
			t.Errorf("%d units: %q, want %q", tt.limit, got, tt.utf16s)
		}
	}
}

func TestMeasures(t *testing.T) {
	for _, tt := range []struct {
		in           string
		runes, utf16 int
	}{
		{"", 0, 0}, {"Heat", 4, 4}, {"é", 1, 1}, {"e\u0301", 2, 2}, {"界", 1, 1}, {"🎬", 1, 2}, {flag, 2, 4}, {family, 7, 11},
	} {
		if clip.Runes(tt.in) != tt.runes || clip.UTF16(tt.in) != tt.utf16 {
			t.Errorf("%q: %d code points, %d units; want %d and %d", tt.in, clip.Runes(tt.in), clip.UTF16(tt.in), tt.runes, tt.utf16)
		}
	}
}

func FuzzString(f *testing.F) {
	for _, s := range []string{"Never Let Me Go", "", " ", flag + flag, family, "हिन्दी", "e\u0301", "千と千尋の神隠し",
		"a, b; c: d", "\xff\xfe", "\u0600 a", "a\u200d🎬", "\r\n\r\n"} {
		f.Add(s, 5)
	}
	f.Fuzz(func(t *testing.T, s string, limit int) {
		for name, measure := range map[string]clip.Measure{"Runes": clip.Runes, "UTF16": clip.UTF16} {
			got := clip.String(s, limit, measure)
			whole := strings.ToValidUTF8(s, "\uFFFD")
			switch {
			case !utf8.ValidString(got):
				t.Fatalf("%s: String(%q, %d) = %q, which is not UTF-8", name, s, limit, got)
			case measure(got) > max(limit, 0):
				t.Fatalf("%s: String(%q, %d) = %q, which is longer", name, s, limit, got)
			case got == whole:
				continue
			case measure(whole) <= limit:
				t.Fatalf("%s: String(%q, %d) = %q, though all of it fits", name, s, limit, got)
			case got == "":
				if limit >= measure(clip.Ellipsis) {
					t.Fatalf("%s: String(%q, %d) says nothing", name, s, limit)
				}
				continue
			}
			kept, ok := strings.CutSuffix(got, clip.Ellipsis)
			if !ok || !strings.HasPrefix(whole, kept) {
				t.Fatalf("%s: String(%q, %d) = %q, which is not its beginning with dots", name, s, limit, got)
			}
			if !atClusterEnd(whole, len(kept)) {
				t.Fatalf("%s: String(%q, %d) = %q, which cuts through a character", name, s, limit, got)
			}
		}
	})
}

// atClusterEnd reports whether a grapheme cluster of s ends at byte n.
func atClusterEnd(s string, n int) bool {
	at, state := 0, -1
	for rest := s; rest != "" && at < n; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		at += len(cluster)
	}
	return at == n
}

func BenchmarkString(b *testing.B) {
	synopsis := strings.Repeat("As they grow up they learn what they are for. ", 60)
	for b.Loop() {
		clip.String(synopsis, 2000, clip.UTF16)
	}
}
