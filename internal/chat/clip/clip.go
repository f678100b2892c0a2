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

// A Measure counts the length of a text the way a platform does. Two characters
// one after the other measure what both measure alone.
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
// it as fit before an Ellipsis. Where that would give away more than half of the
// room, as for a long word or for scripts that set no spaces, it cuts at the end
// of a character instead. A limit too small for the Ellipsis gives "".
//
// What is no UTF-8 in s becomes the replacement character, so that the result is
// always UTF-8.
func String(s string, limit int, measure Measure) string {
	s = valid(s)
	if measure(s) <= limit {
		return s
	}
	room := limit - measure(Ellipsis)
	if room < 0 {
		return ""
	}
	kept, ofWords := fitting(s, room, measure)
	if measure(s[:ofWords]) > room/2 {
		return s[:ofWords] + Ellipsis
	}
	return s[:kept] + Ellipsis
}

// fitting returns how many bytes of s fit into room, and how many of them end in
// a whole word; both without spaces and commas at the end.
func fitting(s string, room int, measure Measure) (kept, ofWords int) {
	used := 0
	for read := 0; read < len(s); {
		cluster := firstCluster(s[read:])
		space := isSpace(cluster)
		if space {
			ofWords = kept
		}
		if used += measure(cluster); used > room {
			break
		}
		read += len(cluster)
		if !space && !strings.Contains(",;:", cluster) {
			kept = read
		}
	}
	return kept, ofWords
}

// firstCluster returns what a reader takes for the first character of s. Two
// signs of ASCII never make one, which saves most texts the search.
func firstCluster(s string) string {
	if printableASCII(s[0]) && (len(s) == 1 || printableASCII(s[1])) {
		return s[:1]
	}
	cluster, _, _, _ := uniseg.FirstGraphemeClusterInString(s, -1)
	return cluster
}

func printableASCII(b byte) bool { return b >= ' ' && b <= '~' }

func valid(s string) string { return strings.ToValidUTF8(s, string(unicode.ReplacementChar)) }

func isSpace(cluster string) bool { return strings.TrimFunc(cluster, unicode.IsSpace) == "" }
