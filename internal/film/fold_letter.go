package film

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A signKind is what a sign is to a name.
type signKind uint8

const (
	divider signKind = iota // sets words apart
	letter                  // a letter or a digit
	mark                    // belongs to the letter before it
	dropped                 // nothing stands for it: "man's" is "mans"
	joiner                  // dropped where joins says so, else a divider
	word                    // stands for a word: symbolWords
)

// symbolWords are the signs that people read as a word.
var symbolWords = map[rune]string{'&': "and", '+': "and", '♥': "heart", '❤': "heart"}

// asciiKinds is kindOf for ASCII, most of what is ever folded.
var asciiKinds = func() (kinds [utf8.RuneSelf]signKind) {
	for r := range rune(utf8.RuneSelf) {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			kinds[r] = letter
		}
	}
	kinds['\''], kinds['`'] = dropped, dropped
	kinds['.'], kinds['*'], kinds[','] = joiner, joiner, joiner
	kinds['&'], kinds['+'] = word, word
	return kinds
}()

func kindOf(r rune) signKind {
	if r < utf8.RuneSelf {
		return asciiKinds[r]
	}
	switch r {
	case '’', '‘', '‛', '′', 'ʹ', 'ʺ', 'ʻ', 'ʼ', 'ʽ', 'ʾ', 'ʿ', 'ˈ', 'Ꞌ', 'ꞌ', '׳':
		return dropped
	case '·', '•', '‧':
		return joiner
	case '♥', '❤':
		return word
	}
	switch {
	case ignorable(r), unicode.Is(unicode.Me, r):
		return dropped
	case unicode.IsLetter(r), unicode.IsNumber(r):
		return letter
	case unicode.IsMark(r):
		return mark
	}
	return divider
}

// ignorable reports whether r is a sign that nobody sees: a mark of writing
// direction, a zero-width joiner, a soft hyphen, a variation selector, the
// stroke that only widens an Arabic word.
func ignorable(r rune) bool {
	return r == '\u0640' || unicode.In(r, unicode.Cf, unicode.Variation_Selector,
		unicode.Other_Default_Ignorable_Code_Point)
}

// compatible returns name with one spelling for each sign: fullwidth forms,
// ligatures and letters put together from parts as plain letters, and nothing
// that nobody sees.
func compatible(name string) string {
	var b strings.Builder
	b.Grow(len(name) + 8)
	for _, r := range name {
		switch {
		case r < utf8.RuneSelf:
			b.WriteByte(byte(r))
		case ignorable(r):
		case r == '´', r == '\u1fbd', r == '\u1fbf', r == '\u1ffd':
			b.WriteByte('\'') // normalisation would make these a space with an accent
		case r == '™', r == '℠':
			b.WriteByte(' ') // it would read these as letters
		case fraction(r), superscript(r):
			b.WriteByte(' ') // 2½ is 2 1/2 and not 21/2, Alien³ is Alien 3
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return norm.NFKC.String(b.String())
}

func fraction(r rune) bool { return r >= '¼' && r <= '¾' || r >= '⅐' && r <= '⅟' || r == '↉' }

func superscript(r rune) bool {
	return r == '²' || r == '³' || r == '¹' || r == '⁰' || r >= '⁴' && r <= '⁹'
}

// spelled are letters of the Latin alphabet that have no accent to take away,
// spelled as people do who cannot type them; and the sigma that Greek writes at
// the end of a word.
var spelled = map[rune]string{
	'æ': "ae", 'œ': "oe", 'ø': "o", 'ß': "ss", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i",
	'ħ': "h", 'ŋ': "n", 'ŧ': "t", 'ƒ': "f", 'ς': "σ",
}

// maxMarks is how many marks one letter keeps. No script writes as many; more
// are a prank, and normalisation would break them up.
const maxMarks = 8

// appendLetter appends a letter or digit in lower case. It returns how many
// marks may follow. Those on Latin, Greek and Cyrillic letters are accents and
// are taken away. Elsewhere they are part of the word, such as the vowels of the
// Indian scripts and Thai, and so are the marks of letters that Cyrillic counts
// on their own (й, ї, ў): only ё is the same as е to those who type it.
func appendLetter(dst []byte, r rune) ([]byte, int) {
	if r < utf8.RuneSelf {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return append(dst, byte(r)), 0
	}
	r = unicode.ToLower(r)
	switch {
	case unicode.In(r, unicode.Latin, unicode.Greek):
		r = base(r)
		if s, ok := spelled[r]; ok {
			return append(dst, s...), 0
		}
		return utf8.AppendRune(dst, r), 0
	case unicode.Is(unicode.Cyrillic, r):
		if r == 'ё' || r == 'ѐ' || r == 'ѝ' {
			r = base(r)
		}
		return utf8.AppendRune(dst, r), 0
	}
	return utf8.AppendRune(dst, r), maxMarks
}

// base returns the letter under the accents of r.
func base(r rune) rune {
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	if d := norm.NFD.Properties(buf[:n]).Decomposition(); d != nil {
		r, _ = utf8.DecodeRune(d)
	}
	return r
}
