package clip_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"marquee/internal/chat/clip"
)

func ExampleList() {
	cast := []string{"Keira Knightley", "Andrew Garfield", "Carey Mulligan", "Charlotte Rampling"}
	fmt.Println(clip.List(cast, ", ", 100, clip.Runes))
	fmt.Println(clip.List(cast, ", ", 50, clip.Runes))
	// Output:
	// Keira Knightley, Andrew Garfield, Carey Mulligan, Charlotte Rampling
	// Keira Knightley, Andrew Garfield and 2 more
}

func TestList(t *testing.T) {
	abc := []string{"alpha", "beta", "gamma"}
	many := strings.Split(strings.Repeat("ab ", 100)+"ab", " ") // 101 entries
	for _, tt := range []struct {
		items []string
		limit int
		want  string
	}{
		{nil, 10, ""},
		{nil, -1, ""},
		{[]string{""}, 0, ""},
		{[]string{"alpha"}, 5, "alpha"},
		{[]string{"alpha"}, 4, "alp…"}, // one cut item leaves none out
		{abc, 18, "alpha, beta, gamma"},
		{abc, 17, "alpha and 2 more"}, // with "beta" the number has no room
		{[]string{"a", "b", "gamma ray"}, 13, "a and 2 more"},
		{[]string{"a", "b", "a gamma ray burst"}, 15, "a, b and 1 more"},
		{abc, 16, "alpha and 2 more"},
		{abc, 15, "alp… and 2 more"},
		{abc, 13, "a… and 2 more"},
		{abc, 12, "alpha, beta…"}, // no room for the number
		{abc, 1, "…"},
		{abc, 0, ""},
		{many, 20, "ab, ab and 99 more"},
		{many, 18, "ab, ab and 99 more"},
		{many, 17, "ab and 100 more"},
		{[]string{"\xff", "b"}, 4, "\uFFFD, b"},
		{[]string{"Amélie", "Léon", "Heat"}, 17, "Amélie and 2 more"},
	} {
		if got := clip.List(tt.items, ", ", tt.limit, clip.Runes); got != tt.want {
			t.Errorf("List(%.3q, %d) = %q, want %q", tt.items, tt.limit, got, tt.want)
		}
	}
	if got := clip.List(abc, "\n", 16, clip.UTF16); got != "alpha\nbeta\ngamma" {
		t.Errorf("by lines: %q", got)
	}
}

func FuzzList(f *testing.F) {
	f.Add("alpha|beta|gamma", ", ", 16)
	f.Add("|", "", 0)
	f.Add("\xc3|\xa9", "", 5)
	f.Fuzz(func(t *testing.T, joined, sep string, limit int) {
		items := strings.Split(joined, "|")
		for name, measure := range map[string]clip.Measure{"Runes": clip.Runes, "UTF16": clip.UTF16} {
			got := clip.List(items, sep, limit, measure)
			if !utf8.ValidString(got) || measure(got) > max(limit, 0) {
				t.Fatalf("%s: List(%q, %q, %d) = %q", name, items, sep, limit, got)
			}
			whole := strings.ToValidUTF8(strings.Join(items, sep), "\uFFFD")
			if measure(whole) <= limit && got != whole {
				t.Fatalf("%s: List(%q, %q, %d) = %q, though all fit", name, items, sep, limit, got)
			}
		}
	})
}
