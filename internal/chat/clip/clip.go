// Package clip cuts text to a limit, the one place in which Marquee does so: at
// the end of a word, never inside of what a reader takes for one character, and
// with a mark that something is missing.
package clip

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// Ellipsis is what stands where text was cut.
const Ellipsis = "…"

// A Measure counts the length of a text the way a platform does.
type Measure func(string) int

// Runes counts Unicode code points.
func Runes(s string) int {
	n := 0
	for range s {
		n++
	}
	return n
}

// UTF16 counts the units of UTF-16, as JavaScript's length does.
func UTF16(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// String returns s when it measures at most limit, else as many whole words of
// it as fit before an Ellipsis, or, where not even one word fits, as many
// characters. A limit too small for the Ellipsis gives "".
func String(s string, limit int, measure Measure) string {
	if measure(s) <= limit {
		return s
	}
	room := limit - measure(Ellipsis)
	if room < 0 {
		return ""
	}
	var (
		used     int
		kept     int // bytes that fit
		wordEnd  int // bytes up to the last end of a word among them
		inWord   bool
		rest     = s
		state    = -1
		cluster  string
		consumed int
	)
	for rest != "" {
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		space := strings.TrimFunc(cluster, unicode.IsSpace) == ""
		if space && inWord {
			wordEnd = consumed
		}
		inWord = !space
		if used += measure(cluster); used > room {
			break
		}
		consumed += len(cluster)
		kept = consumed
	}
	cut := kept
	if wordEnd > 0 && wordEnd <= kept {
		cut = wordEnd
	}
	return strings.TrimRightFunc(s[:cut], unicode.IsSpace) + Ellipsis
}
