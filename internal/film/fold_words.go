package film

import (
	"slices"
	"strconv"
)

// A reading is what a word may stand for besides itself.
type reading struct {
	kind readingKind
	n    int    // of numbers
	text string // of abbreviations and ordinals: what Fold writes
}

type readingKind uint8

const (
	noReading    readingKind = iota
	abbreviation             // one of several ways to write a word
	unit                     // one … nine
	teen                     // zero, ten … nineteen
	tens                     // twenty … ninety
	hundred
	thousand
	ordinal // first … twentieth
	roman   // i … xx
)

// readings holds every word that readWords may change.
var readings = func() map[string]reading {
	all := map[string]reading{"zero": {kind: teen}, "hundred": {kind: hundred, n: 100}, "thousand": {kind: thousand, n: 1000}}
	number := func(kind readingKind, first, step int, words ...string) {
		for i, w := range words {
			all[w] = reading{kind: kind, n: first + i*step}
		}
	}
	number(unit, 1, 1, "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
	number(teen, 10, 1, "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
		"seventeen", "eighteen", "nineteen")
	number(tens, 20, 10, "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
	number(roman, 1, 1, "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
		"xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx")
	number(ordinal, 1, 1, "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
		"ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
		"seventeenth", "eighteenth", "nineteenth", "twentieth")
	for full, text := range map[string]string{"doctor": "dr", "mister": "mr", "missus": "mrs",
		"saint": "st", "versus": "vs", "pt": "part", "vol": "volume"} {
		all[full] = reading{kind: abbreviation, text: text}
	}
	return all
}()

// counted are the words after which even a single letter is a number. Elsewhere
// it is one only at the end of a name: "Rocky V" is the fifth, but "V for
// Vendetta" and "Malcolm X Speaks" stay. Longer numerals are numbers anywhere
// but at the beginning.
var counted = []string{"part", "episode", "chapter", "volume"}

// hasReadings reports whether a literal fold has a word that readWords may
// change.
func hasReadings(text []byte) bool {
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && text[j] != ' ' {
			j++
		}
		if _, ok := readings[string(text[i:j])]; ok {
			return true
		}
		i = j + 1
	}
	return false
}

// readWords returns the words with numbers as digits and abbreviations in one
// form.
func readWords(words []string) []string {
	out := make([]string, 0, len(words))
	for i := 0; i < len(words); {
		text, taken := words[i], 1
		switch r := readings[words[i]]; r.kind {
		case noReading:
		case abbreviation:
			text = r.text
		case roman:
			text = readRoman(words, i, out)
		default:
			text, taken = readNumber(words[i:])
		}
		out = append(out, text)
		i += taken
	}
	return out
}

// readRoman reads words[i], which looks like a Roman numeral; read is what came
// of the words before it.
func readRoman(words []string, i int, read []string) string {
	w := words[i]
	switch {
	case i == 0:
		return w
	case len(w) > 1, i == len(words)-1, slices.Contains(counted, read[len(read)-1]):
		return strconv.Itoa(readings[w].n)
	case w == "v":
		return "vs" // Batman v Superman
	}
	return w
}

// readNumber reads the number that words begin with ("seven", "one hundred and
// one", "twenty thousand", "thirteenth"), and returns it in digits with how many
// words it took.
func readNumber(words []string) (digits string, taken int) {
	first := readings[words[0]]
	switch first.kind {
	case ordinal:
		return strconv.Itoa(first.n) + ordinalEnding(first.n), 1
	case thousand:
		return "1000", 1
	}
	n, taken := belowHundred(words)
	if first.kind == hundred || first.kind == unit && kindAt(words, taken) == hundred {
		n, taken = max(n, 1)*100, taken+1
		skip := 0
		if taken < len(words) && words[taken] == "and" {
			skip = 1
		}
		if rest, k := belowHundred(words[min(taken+skip, len(words)):]); rest > 0 {
			n, taken = n+rest, taken+skip+k
		}
	}
	if kindAt(words, taken) == thousand {
		n, taken = n*1000, taken+1
	}
	return strconv.Itoa(n), taken
}

// belowHundred reads "seven", "seventeen", "seventy" and "seventy seven"; it
// takes no word where there is no such number.
func belowHundred(words []string) (n, taken int) {
	if len(words) == 0 {
		return 0, 0
	}
	switch first := readings[words[0]]; first.kind {
	case unit, teen:
		return first.n, 1
	case tens:
		if kindAt(words, 1) == unit {
			return first.n + readings[words[1]].n, 2
		}
		return first.n, 1
	}
	return 0, 0
}

// kindAt returns the kind of word i, noReading where there is no such word.
func kindAt(words []string, i int) readingKind {
	if i >= len(words) {
		return noReading
	}
	return readings[words[i]].kind
}

// ordinalEnding is what stands behind the digits of the nth, n from 1 to 20.
func ordinalEnding(n int) string {
	switch n {
	case 1:
		return "st"
	case 2:
		return "nd"
	case 3:
		return "rd"
	}
	return "th"
}
