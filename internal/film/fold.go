package film

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold brings a name to the form in which names are compared: lower case,
// without accents and punctuation, "&" as "and", numbers (Roman, Arabic or in
// words) as digits, words set apart by single spaces. Names that people would
// take for the same have the same fold: "Pirates of the Caribbean: Dead Man's
// Chest" and "pirates of the caribbean dead mans chest", "Rocky II" and "rocky
// two". A name without a letter or digit folds to "".
func Fold(name string) string {
	words := strings.Fields(FoldLiteral(name))
	for i, w := range words {
		if s, ok := sameWords[w]; ok {
			words[i] = s
			continue
		}
		if n, ok := romanNumerals[w]; ok && isNumeral(words, i) {
			words[i] = n
		}
	}
	return strings.Join(words, " ")
}

// FoldLiteral is Fold without the reading of numbers and abbreviations, so that
// it tells "9" from "Nine".
func FoldLiteral(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	space := false
	runes := []rune(norm.NFKD.String(name))
	for i, r := range runes {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			r = unicode.ToLower(r)
			if s, ok := latin[r]; ok {
				b.WriteString(s)
			} else {
				b.WriteRune(r)
			}
		case unicode.Is(unicode.Mn, r), joins(runes, i):
			// An accent, or a mark inside of a word: nothing stands for it.
		case r == '&' || r == '+':
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString("and")
			space = true
		default:
			space = true
		}
	}
	return strings.Join(joinInitials(strings.Fields(b.String())), " ")
}

// joins reports whether the mark at i belongs inside of a word, as in "man's",
// "WALL·E", "M*A*S*H" and "E.T.".
func joins(runes []rune, i int) bool {
	switch runes[i] {
	case '\'', '’', '‘', '`', '´', 'ʼ', '\u00ad', '\u200b', '\u200d':
		return true
	case '.', '·', '*', '•':
		return i > 0 && i+1 < len(runes) && unicode.IsLetter(runes[i-1]) && unicode.IsLetter(runes[i+1])
	}
	return false
}

// joinInitials makes one word of a run of single letters: "e t" is "et".
func joinInitials(words []string) []string {
	out := words[:0:0]
	for i := 0; i < len(words); {
		j := i
		for j < len(words) && len(words[j]) == 1 && words[j][0] >= 'a' && words[j][0] <= 'z' {
			j++
		}
		if j-i >= 2 {
			out = append(out, strings.Join(words[i:j], ""))
			i = j
			continue
		}
		out = append(out, words[i])
		i++
	}
	return out
}

// latin are letters that decomposition leaves as they are.
var latin = map[rune]string{
	'æ': "ae", 'œ': "oe", 'ø': "o", 'ß': "ss", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h",
	'⁄': " ",
}

// sameWords are words that people write in several ways.
var sameWords = map[string]string{
	"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
	"seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
	"thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17",
	"eighteen": "18", "nineteen": "19", "twenty": "20", "hundred": "100", "thousand": "1000",
	"first": "1st", "second": "2nd", "third": "3rd",
	"doctor": "dr", "mister": "mr", "missus": "mrs", "saint": "st", "versus": "vs", "pt": "part", "vol": "volume",
}

var romanNumerals = map[string]string{
	"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8",
	"ix": "9", "x": "10", "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15", "xvi": "16",
}

// isNumeral reports whether the Roman numeral at i is one and not a word: a
// single letter is a numeral at the end of a name, or behind "part" and the
// like; "vi" and longer ones are anywhere but at the beginning.
func isNumeral(words []string, i int) bool {
	if i == 0 {
		return false
	}
	if len(words[i]) > 1 || i == len(words)-1 {
		return true
	}
	return slices.Contains([]string{"part", "episode", "chapter", "volume"}, words[i-1])
}

// articles are the leading articles of titles, by language. In French and
// Italian the article is also written onto the word, which folding has joined.
var articles = map[string][]string{
	"en": {"the", "a", "an"},
	"de": {"der", "die", "das", "ein", "eine"},
	"fr": {"le", "la", "les", "un", "une"},
	"es": {"el", "la", "los", "las", "un", "una"},
	"it": {"il", "lo", "la", "i", "gli", "le", "un", "uno", "una"},
	"pt": {"o", "a", "os", "as", "um", "uma"},
	"nl": {"de", "het", "een"},
	"sv": {"en", "ett"},
	"da": {"en", "et"},
}

// anyArticle is every article of articles.
var anyArticle = func() map[string]bool {
	all := make(map[string]bool)
	for _, list := range articles {
		for _, a := range list {
			all[a] = true
		}
	}
	return all
}()

// WithoutArticle returns a folded name without its leading article in one of
// the given languages (in any that has articles, where none is given). The
// names that consist of an article alone stay as they are.
func WithoutArticle(folded string, languages ...string) string {
	first, rest, ok := strings.Cut(folded, " ")
	if !ok {
		return folded
	}
	if len(languages) == 0 {
		if anyArticle[first] {
			return rest
		}
		return folded
	}
	for _, l := range languages {
		if slices.Contains(articles[l], first) {
			return rest
		}
	}
	return folded
}

// Tight returns a folded name without its spaces, in which "Spider-Man" and
// "spiderman" are the same.
func Tight(folded string) string { return strings.ReplaceAll(folded, " ", "") }

// SearchKeys returns the forms under which an index keeps a name: its fold, that
// without the leading article of one of the languages, and both without spaces,
// each once.
func SearchKeys(name string, languages ...string) []string {
	full := Fold(name)
	if full == "" {
		return nil
	}
	core := WithoutArticle(full, append([]string{"en"}, languages...)...)
	keys := []string{full}
	for _, k := range []string{core, Tight(full), Tight(core)} {
		if !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys
}

// SearchWords returns the words under which an index keeps a name: those of its
// fold and, since people join what is apart ("spiderman"), each two neighbours
// as one; each word once.
func SearchWords(name string) []string {
	words := strings.Fields(Fold(name))
	out := make([]string, 0, 2*len(words))
	add := func(w string) {
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	for _, w := range words {
		add(w)
	}
	for i := range len(words) - 1 {
		add(words[i] + words[i+1])
	}
	return out
}
