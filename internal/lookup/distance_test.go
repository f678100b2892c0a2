package lookup

import (
	"testing"
)

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"heat", "heat", 0},
		{"heat", "het", costOther},
		{"het", "heat", costOther},
		{"heat", "heaat", costDoubled},
		{"heaat", "heat", costDoubled},
		{"heat", "haet", costSwapped},
		{"heat", "hest", costNeighbour},
		{"heat", "heab", costOther},
		{"heat", "heatxy", 2},
		{"rocky2", "rocky3", costDigit},
		{"rocky", "rocky2", costDigit},
		{"", "ab", 2},
		{"ca", "abc", 3},
	} {
		if got := distance([]rune(c.a), []rune(c.b), 10); got != c.want {
			t.Errorf("distance(%q, %q) = %v, want %v", c.a, c.b, got, c.want)
		}
		if got := distance([]rune(c.b), []rune(c.a), 10); got != c.want {
			t.Errorf("distance(%q, %q) = %v, want %v", c.b, c.a, got, c.want)
		}
	}
}

// The limit only saves work: below it the number is the same, above it any.
func FuzzDistance(f *testing.F) {
	f.Add("heat", "haet", 1.0)
	f.Add("matrix", "the matrix", 2.5)
	f.Fuzz(func(t *testing.T, a, b string, limit float64) {
		if len(a) > 40 || len(b) > 40 || !(limit >= 0 && limit < 50) {
			t.Skip()
		}
		full := distance([]rune(a), []rune(b), 1e6)
		got := distance([]rune(a), []rune(b), limit)
		if full <= limit && got != full || full > limit && got <= limit {
			t.Errorf("distance(%q, %q) is %v, with limit %v it is %v", a, b, full, limit, got)
		}
	})
}
