package lookup

import (
	"slices"
	"strings"

	"marquee/internal/film"
)

// The costs of a name that fits, in the measure of distance: 0 is the same,
// 1 about one typing mistake. What is not a typing mistake is priced so that a
// name with nothing amiss but a missing article goes before a misspelt one, and
// that before one of which only a part was typed.
const (
	costReading = 0.1 // numbers or abbreviations written another way: "Nine" for "9"
	costArticle = 0.2 // the leading article
	costSpaces  = 0.3 // words joined or split
	costPart    = 0.6 // only some of the name's words were typed
	costMissing = 0.1 // each word of the name that was not typed
	costAhead   = 0.3 // what was typed does not begin the name
	costOrder   = 0.4 // words in another order
	costBegun   = 0.5 // only the beginning of a word was typed: "leo" for "Leonardo"
	costExtra   = 1.4 // a typed word that the name does not have
	costStop    = 0.3 // such a word that tells nothing: "the", "of"
)

// sameName is the highest cost at which a name is the one that was typed, apart
// from how it is written.
const sameName = costArticle + costSpaces + 0.01

// tooFar is what a name costs that does not fit at all.
const tooFar = 100.0

// stopWords tell nothing about which name is meant.
var stopWords = map[string]bool{
	"the": true, "a": true, "an": true, "of": true, "and": true, "in": true, "to": true, "for": true,
	"on": true, "at": true, "is": true, "movie": true, "film": true,
}

// fit says how well a name fits what was typed.
type fit struct {
	cost     float64 // in the measure above
	mistakes float64 // the part of it that is wrongly typed
	part     bool    // only a part of the name was typed
	begins   bool    // and that part begins the name
	numbers  bool    // the numbers in both are the same
	extra    bool    // a word was typed that tells something and that the name lacks
	broken   bool    // the typed words do not stand together in the name
}

var misfit = fit{cost: tooFar}

// better returns the one of two fits that costs less.
func better(a, b fit) fit {
	if b.cost < a.cost {
		return b
	}
	return a
}

// typed is a typed name, prepared for comparing with many.
type typed struct {
	fold    spelling
	literal spelling
	plain   bool // the two are the same
}

// spelling is one reading of a name.
type spelling struct {
	full  string
	core  string // without its article
	words []string
	tight []rune // without spaces
	coreT []rune
}

func newSpelling(full string, languages ...string) spelling {
	s := spelling{full: full, core: film.WithoutArticle(full, languages...), words: strings.Fields(full)}
	s.tight = []rune(film.Tight(full))
	s.coreT = s.tight
	if len(s.core) != len(full) {
		s.coreT = []rune(film.Tight(s.core))
	}
	return s
}

func newTyped(name string) typed {
	t := typed{fold: newSpelling(film.Fold(name)), literal: newSpelling(film.FoldLiteral(name))}
	t.plain = t.fold.full == t.literal.full
	return t
}

// keys are the forms of the typed name under which an index may have it.
func (t typed) keys() []string {
	keys := []string{t.fold.full, t.fold.core, string(t.fold.tight), string(t.fold.coreT)}
	if first, ok := t.first(); ok {
		keys = append(keys, first)
	}
	return keys
}

// first returns the name without the number that people give to the first of a
// series, which does not have one: "rocky 1".
func (t typed) first() (string, bool) { return strings.CutSuffix(t.fold.full, " 1") }

// length is how many letters were typed, an English article aside.
func (t typed) length() int {
	return len([]rune(film.Tight(film.WithoutArticle(t.fold.full, "en"))))
}

// slack is the cost up to which a name may be the one that was typed: more for
// longer names, since one letter of three is a third of the name.
func (t typed) slack() float64 {
	switch n := t.length(); {
	case n <= 2:
		return 1.05
	case n == 3:
		return 1.6
	case n <= 7:
		return 2.1
	case n <= 14:
		return 2.6
	}
	return 3.2
}

// surely reports whether so much was typed rightly that the name may be taken
// for meant when no other comes near it: at most every fifth letter is wrong, the
// numbers are the same, and no word is too many. Where only a part was typed, that
// has to be more than a syllable, rightly spelt but for long words, and a number
// in it has to stand where the name has it.
func (t typed) surely(f fit) bool {
	n := t.length()
	switch {
	case !f.numbers, f.extra:
		return false
	case f.part && (n < 4 || f.broken && numbers(t.fold.full) != "" || f.mistakes > 0.1*float64(n)):
		return false
	}
	return f.mistakes <= 0.2*float64(n)
}

// fit says how well the name by which a listing was found fits.
func (t typed) fit(x film.Listing) fit {
	var languages []string // of any, for a title in another language
	if x.Matched == x.Name {
		languages = append([]string{"en"}, x.Languages...)
	}
	fold, literal := newSpelling(film.Fold(x.Matched), languages...), film.FoldLiteral(x.Matched)
	if f, ok := t.same(fold, literal); ok {
		return f
	}
	f := t.apart(t.fold, fold)
	if !t.plain || literal != fold.full {
		f = better(f, t.apart(t.literal, newSpelling(literal, languages...)))
	}
	f.numbers = f.part && holdsNumbers(fold.words, t.fold.words) || numbers(fold.full) == numbers(t.fold.full)
	return f
}

// holdsNumbers reports whether every typed number is among the name's words.
func holdsNumbers(words, typed []string) bool {
	for _, w := range typed {
		if numbers(w) != "" && !slices.Contains(words, w) {
			return false
		}
	}
	return true
}

// numbers returns the digits of a folded name.
func numbers(fold string) string {
	return strings.Map(func(r rune) rune {
		if isDigit(r) {
			return r
		}
		return -1
	}, fold)
}

// same returns the fit of a name that is the one that was typed, apart from how
// it is written.
func (t typed) same(fold spelling, literal string) (fit, bool) {
	x := t.fold
	switch {
	case fold.full == x.full && literal == t.literal.full:
		return fit{}, true
	case fold.full == x.full:
		return fit{cost: costReading}, true
	case fold.core == x.core, fold.core == x.full, fold.full == x.core:
		return fit{cost: costArticle}, true
	}
	if first, ok := t.first(); ok && (fold.full == first || fold.core == first) {
		return fit{cost: costReading}, true
	}
	tight, core := string(x.tight), string(x.coreT)
	switch {
	case string(fold.tight) == tight:
		return fit{cost: costSpaces}, true
	case string(fold.coreT) == core, string(fold.coreT) == tight, string(fold.tight) == core:
		return fit{cost: costSpaces + costArticle}, true
	}
	return misfit, false
}

// apart returns the fit of a name that is not quite the one that was typed.
func (t typed) apart(x, name spelling) fit {
	return better(t.whole(x, name), parts(x.words, name.words))
}

// whole is the fit of the name misspelt as a whole.
func (t typed) whole(x, name spelling) fit {
	limit := t.slack()
	d := distance(x.tight, name.tight, limit)
	f := fit{cost: d, mistakes: d}
	if len(name.coreT) != len(name.tight) || len(x.coreT) != len(x.tight) {
		d := distance(x.coreT, name.coreT, limit)
		f = better(f, fit{cost: d + costArticle, mistakes: d})
	}
	if f.mistakes > limit {
		return misfit
	}
	return f
}

// parts is the fit of some of the name's words having been typed, perhaps
// misspelt.
func parts(typed, words []string) fit {
	f := fit{cost: costPart, part: true}
	used := make([]bool, len(words))
	matched, telling, last := 0, 0, -1
	ordered := true
	for _, w := range typed {
		i, d := nearestWord(w, words, used, last+1)
		if i < 0 {
			d = costExtra
			switch {
			case stopWords[w]:
				d = costStop
			default:
				f.extra = true
			}
			f.mistakes += d
			continue
		}
		f.mistakes += d
		used[i] = true
		matched++
		if !stopWords[w] && (numbers(w) == "" || len(typed) == 1) {
			telling++
		}
		ordered = ordered && i > last
		f.broken = f.broken || last >= 0 && i != last+1
		last = i
	}
	if telling == 0 || matched*2 < len(typed) {
		return misfit
	}
	f.cost += f.mistakes
	if !ordered {
		f.cost += costOrder
	}
	begins := true
	for i, u := range used {
		if !u {
			f.cost += costMissing
			// A leading article left out still begins the name.
			begins = begins && (i >= matched || i == 0 && stopWords[words[0]])
		}
	}
	f.begins = begins
	if !begins {
		f.cost += costAhead
	}
	return f
}

// nearestWord returns the unused word that w most likely is, and the cost; -1
// where it is none of them. Of equal words it prefers the next one from the
// given place on.
func nearestWord(w string, words []string, used []bool, from int) (int, float64) {
	best, at := tooFar, -1
	runes, limit := []rune(w), float64(wordEdits(w))
	for k := range words {
		i := (from + k) % len(words)
		if used[i] {
			continue
		}
		if words[i] == w {
			return i, 0
		}
		if len(w) >= 3 && costBegun < best && strings.HasPrefix(words[i], w) && numbers(words[i]) == "" {
			best, at = costBegun, i
		}
		if d := distance(runes, []rune(words[i]), limit); d <= limit && d < best {
			best, at = d, i
		}
	}
	return at, best
}

// wordEdits is how many mistakes a single word of a name may have.
func wordEdits(w string) int {
	switch n := len([]rune(w)); {
	case n <= 2:
		return 0
	case n <= 5:
		return 1
	}
	return 2
}
