package film

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold brings a name to the form in which names are compared: lower case,
// without accents and punctuation, "&" as "and", numbers (Roman, Arabic or in
// words) as digits, words set apart by single spaces. Names that people would
// take for the same have the same fold: "Pirates of the Caribbean: Dead Man's
// Chest" and "pirates of the caribbean dead mans chest", "Rocky II" and "rocky
// two". A name without a letter or digit folds to "".
//
// Folding a fold changes nothing. Any text may be folded: what is not UTF-8
// counts as punctuation.
func Fold(name string) string {
	var room [96]byte
	literal := appendLiteral(room[:0], name)
	if hasReadings(literal) {
		return strings.Join(readWords(strings.Fields(string(literal))), " ")
	}
	return string(literal)
}

// FoldLiteral is Fold without the reading of numbers and abbreviations, so that
// it tells "9" from "Nine".
func FoldLiteral(name string) string {
	var room [96]byte
	return string(appendLiteral(room[:0], name))
}

// appendLiteral appends the literal fold of name to the empty dst, which lets a
// caller keep the usual short name off the heap: every title of the catalogue is
// folded when the program starts.
func appendLiteral(dst []byte, name string) []byte {
	if isASCII(name) {
		return joinInitials(appendWords(dst, name))
	}
	dst = joinInitials(appendWords(dst, compatible(name)))
	// What stood between two signs and is gone may have kept them from being one.
	return append(dst[:0], norm.NFC.String(string(dst))...)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// appendWords appends the words of name, set apart by single spaces.
func appendWords(dst []byte, name string) []byte {
	gap := false // something that sets words apart stood before i
	marks := 0   // how many more marks the last letter may have
	for i := 0; i < len(name); {
		r, size := rune(name[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(name[i:])
		}
		k := kindOf(r)
		if k == joiner && !joins(name, i, size) {
			k = divider
		}
		switch k {
		case divider:
			gap, marks = true, 0
		case dropped, joiner:
			// Nothing stands for it.
		case mark:
			if marks > 0 && !gap {
				dst = utf8.AppendRune(dst, r)
				marks--
			}
		case word:
			if len(dst) > 0 {
				dst = append(dst, ' ')
			}
			dst = append(dst, symbolWords[r]...)
			gap, marks = true, 0
		case letter:
			if gap && len(dst) > 0 {
				dst = append(dst, ' ')
			}
			gap = false
			dst, marks = appendLetter(dst, r)
		}
		i += size
	}
	return dst
}

// joins reports whether the sign at i, which may stand inside of a word, does:
// the points of "E.T.", the stars of "M*A*S*H" and the dot of "WALL·E" do, the
// point of "Mr.Nobody" does not; comma and point of "10,000" and "10.000" do.
func joins(name string, i, size int) bool {
	before, after := name[:i], name[i+size:]
	switch name[i] {
	case '.':
		return endsInInitial(before) && startsWithInitial(after) ||
			endsInDigit(before) && startsWithThousands(after)
	case ',':
		return endsInDigit(before) && startsWithThousands(after)
	}
	p, _ := utf8.DecodeLastRuneInString(before)
	n, _ := utf8.DecodeRuneInString(after)
	return unicode.IsLetter(p) && unicode.IsLetter(n)
}

// endsInInitial and startsWithInitial report whether the letter next to a point
// stands alone.
func endsInInitial(s string) bool {
	r, size := utf8.DecodeLastRuneInString(s)
	before, _ := utf8.DecodeLastRuneInString(s[:len(s)-size])
	return unicode.IsLetter(r) && !ofWord(before)
}

func startsWithInitial(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	after, _ := utf8.DecodeRuneInString(s[size:])
	return unicode.IsLetter(r) && !ofWord(after)
}

func ofWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

func isDigit(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

func endsInDigit(s string) bool { return isDigit(s, len(s)-1) }

func startsWithThousands(s string) bool {
	return isDigit(s, 0) && isDigit(s, 1) && isDigit(s, 2) && !isDigit(s, 3)
}

// joinInitials makes one word of a run of single letters, in place: "e t" is
// "et". Only the letters from a to z are initials.
func joinInitials(text []byte) []byte {
	out := text[:0]
	afterInitial := false
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && text[j] != ' ' {
			j++
		}
		initial := j-i == 1 && text[i] >= 'a' && text[i] <= 'z'
		if len(out) > 0 && !(initial && afterInitial) {
			out = append(out, ' ')
		}
		out = append(out, text[i:j]...)
		afterInitial = initial
		i = j + 1
	}
	return out
}
