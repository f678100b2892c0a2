package clip_test

import (
	"testing"
	"unicode/utf8"

	"marquee/internal/chat/clip"
)

func TestSplit(t *testing.T) {
	for _, tt := range []struct {
		in         string
		limit      int
		head, rest string
	}{
		{"", 0, "", ""},
		{"Heat", 4, "Heat", ""},
		{"Heat", 3, "Hea", "t"},
		{"Heat", 0, "", "Heat"},
		{"Never Let Me Go", 15, "Never Let Me Go", ""},
		{"Never Let Me Go", 14, "Never Let Me ", "Go"},
		{"Never Let Me Go", 12, "Never Let Me", " Go"},
		{"Never, let me go", 7, "Never, ", "let me go"},
		{"千と千尋の神隠し", 5, "千と千尋の", "神隠し"},
		{family + family, 11, family, family}, // never inside of one
		{family, 10, "", family},
		{"Heat \xff", 20, "Heat \uFFFD", ""},
	} {
		head, rest := clip.Split(tt.in, tt.limit, clip.UTF16)
		if head != tt.head || rest != tt.rest {
			t.Errorf("Split(%q, %d) = %q, %q", tt.in, tt.limit, head, rest)
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("Never Let Me Go", 7)
	f.Add("a "+family+flag+" b", 9)
	f.Fuzz(func(t *testing.T, s string, limit int) {
		head, rest := clip.Split(s, limit, clip.UTF16)
		switch {
		case utf8.ValidString(s) && head+rest != s:
			t.Errorf("%q and %q are not %q", head, rest, s)
		case head != "" && clip.UTF16(head) > limit:
			t.Errorf("%q is longer than %d", head, limit)
		case !utf8.ValidString(head) || !utf8.ValidString(rest):
			t.Errorf("%q, %q", head, rest)
		}
	})
}
