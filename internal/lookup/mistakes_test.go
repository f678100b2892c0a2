package lookup_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"github.com/agnivade/levenshtein"
	"golang.org/x/text/unicode/norm"

	"marquee/internal/catalogue"
	"marquee/internal/film"
	"marquee/internal/lookup"
)

// mistake is a way in which people mistype a title.
type mistake struct {
	name string
	make func(*rand.Rand, string) string
}

var mistakes = []mistake{
	{"as written", func(_ *rand.Rand, s string) string { return s }},
	{"letter dropped", onLetter(func(_ *rand.Rand, s []rune, i int) []rune { return append(s[:i:i], s[i+1:]...) })},
	{"letter doubled", onLetter(func(_ *rand.Rand, s []rune, i int) []rune {
		return append(s[:i+1:i+1], s[i:]...)
	})},
	{"letters swapped", onLetter(swap)},
	{"neighbouring key", onLetter(strike)},
	{"two of these", nil},
	{"case", anyCase},
	{"accents", accents},
	{"article", article},
	{"punctuation", punctuation},
}

// onLetter makes a mistake at one of the letters.
func onLetter(change func(*rand.Rand, []rune, int) []rune) func(*rand.Rand, string) string {
	return func(r *rand.Rand, s string) string {
		runes := []rune(s)
		var at []int
		for i, c := range runes {
			if unicode.IsLetter(c) {
				at = append(at, i)
			}
		}
		if len(at) == 0 {
			return s
		}
		return string(change(r, runes, at[r.IntN(len(at))]))
	}
}

// swap changes a letter's place with the one behind it, or before it.
func swap(_ *rand.Rand, s []rune, i int) []rune {
	for _, j := range []int{i + 1, i - 1} {
		if j >= 0 && j < len(s) && unicode.IsLetter(s[j]) && s[i] != s[j] {
			s[i], s[j] = s[j], s[i]
			return s
		}
	}
	return s
}

var keyboard = []string{"qwertyuiop", "asdfghjkl", "zxcvbnm"}

// strike hits the key beside the letter, in its row.
func strike(r *rand.Rand, s []rune, i int) []rune {
	low := unicode.ToLower(s[i])
	for _, row := range keyboard {
		at := strings.IndexRune(row, low)
		if at < 0 {
			continue
		}
		next := at + 1 - 2*r.IntN(2)
		if next < 0 || next >= len(row) {
			next = 2*at - next
		}
		s[i] = rune(row[next])
	}
	return s
}

// typeTitle types a title with the mistake; the one without a function of its own is
// two of the four before it.
func (m mistake) typeTitle(r *rand.Rand, title string) string {
	if m.make != nil {
		return m.make(r, title)
	}
	for range 2 {
		title = mistakes[1+r.IntN(4)].make(r, title)
	}
	return title
}

func anyCase(r *rand.Rand, s string) string {
	switch r.IntN(3) {
	case 0:
		return strings.ToUpper(s)
	case 1:
		return strings.ToLower(s)
	}
	return strings.Map(func(c rune) rune {
		if r.IntN(2) == 0 {
			return unicode.ToUpper(c)
		}
		return unicode.ToLower(c)
	}, s)
}

// accents takes accents away, or gives one to a vowel of a title without any.
func accents(r *rand.Rand, s string) string {
	bare := strings.Map(func(c rune) rune {
		if unicode.Is(unicode.Mn, c) {
			return -1
		}
		return c
	}, norm.NFD.String(s))
	if bare != norm.NFD.String(s) {
		return bare
	}
	return onLetter(func(r *rand.Rand, s []rune, i int) []rune {
		for k := range s {
			j := (i + k) % len(s)
			if strings.ContainsRune("aeiouAEIOU", s[j]) {
				mark := []rune{0x300, 0x301, 0x302, 0x308}[r.IntN(4)]
				return []rune(norm.NFC.String(string(s[:j+1]) + string(mark) + string(s[j+1:])))
			}
		}
		return s
	})(r, s)
}

func article(_ *rand.Rand, s string) string {
	for _, a := range []string{"The ", "A ", "An "} {
		if rest, ok := strings.CutPrefix(s, a); ok {
			return rest
		}
	}
	return "The " + s
}

// punctuation takes it away, or puts some into a title without any.
func punctuation(r *rand.Rand, s string) string {
	bare := strings.Map(func(c rune) rune {
		switch {
		case unicode.IsLetter(c) || unicode.IsNumber(c) || c == ' ' || c == '&' || unicode.Is(unicode.Mn, c):
			return c
		case c == '-' || c == '–' || c == '/':
			return ' '
		}
		return -1
	}, s)
	if bare != s {
		return bare
	}
	words := strings.Fields(s)
	i := r.IntN(len(words))
	words[i] += []string{"!", ",", ":", "…", " -"}[r.IntN(5)]
	return strings.Join(words, " ")
}

// tally counts how the films meant were found.
type tally struct{ n, first, three, wrongAlone int }

func (t *tally) add(u tally) {
	t.n, t.first, t.three, t.wrongAlone = t.n+u.n, t.first+u.first, t.three+u.three, t.wrongAlone+u.wrongAlone
}

func (t tally) share(n int) float64 { return 100 * float64(n) / float64(max(t.n, 1)) }

func (t tally) String() string {
	return fmt.Sprintf("%6d | %6.2f %% | %6.2f %% | %5.2f %%", t.n, t.share(t.first), t.share(t.three), t.share(t.wrongAlone))
}

// held reports whether a film belongs to the half on which the costs of
// match.go were not tuned.
func held(f film.Film) bool {
	h := fnv.New32a()
	fmt.Fprint(h, f.Title, f.Year)
	return h.Sum32()%2 == 1
}

var alternative = flag.Bool("alternative", false, "also measure the nearest title by Levenshtein's distance")

// TestAlternative measures on every tenth film what a plain nearest title, in
// lower case, would find with the same mistakes. It holds nothing, and is here to
// be compared with.
func TestAlternative(t *testing.T) {
	if !*alternative {
		t.Skip("run with -alternative")
	}
	bundle, err := catalogue.Open()
	if err != nil {
		t.Fatal(err)
	}
	all := films(t, bundle)
	for kind, m := range mistakes {
		var n, first int
		for i := 0; i < len(all); i += 10 {
			r := rand.New(rand.NewPCG(uint64(kind), uint64(all[i].ID)))
			typed := strings.ToLower(m.typeTitle(r, all[i].Title))
			best, at := 1000, 0
			for j, f := range all {
				if d := levenshtein.ComputeDistance(typed, strings.ToLower(f.Title)); d < best {
					best, at = d, j
				}
			}
			n++
			if at == i {
				first++
			}
		}
		t.Logf("| %s | %d | %.2f %% |", m.name, n, 100*float64(first)/float64(n))
	}
}

// TestMistakes types every title of the bundled catalogue with mistakes made
// from a fixed seed, and holds how often the film meant is found. Its table is
// the one in docs/benchmarks.md:
//
//	go test -run TestMistakes -v ./internal/lookup
func TestMistakes(t *testing.T) {
	if testing.Short() {
		t.Skip("some ten seconds with the race detector")
	}
	bundle, err := catalogue.Open()
	if err != nil {
		t.Fatal(err)
	}
	library := lookup.New(bundle)
	var all [2]tally
	lines := []string{"| mistake | half | titles | first | among three | wrong alone |", "|---|---|---:|---:|---:|---:|"}
	for kind, m := range mistakes {
		var halves [2]tally
		for _, f := range films(t, bundle) {
			half := 0
			if held(f) {
				half = 1
			}
			r := rand.New(rand.NewPCG(uint64(kind), uint64(f.ID)))
			halves[half].add(judge(t, library, f, m.typeTitle(r, f.Title)))
		}
		for half, name := range []string{"tuned", "held out"} {
			lines = append(lines, fmt.Sprintf("| %s | %s | %s |", m.name, name, halves[half]))
			if kind > 0 {
				all[half].add(halves[half])
			}
		}
	}
	for half, name := range []string{"tuned", "held out"} {
		x := all[half]
		lines = append(lines, fmt.Sprintf("| **all mistakes** | %s | %s |", name, x))
		if x.share(x.first) < 90 || x.share(x.three) < 97 || x.share(x.wrongAlone) >= 0.5 {
			t.Errorf("%s half: first %.2f %% (want 90), among three %.2f %% (want 97), wrong alone %.2f %% (want under 0.5)",
				name, x.share(x.first), x.share(x.three), x.share(x.wrongAlone))
		}
	}
	t.Log("\n" + strings.Join(lines, "\n"))
}

// films returns every film of the bundle, whose ids begin at 1.
func films(t *testing.T, bundle *catalogue.Catalogue) []film.Film {
	var out []film.Film
	for id := film.ID(1); ; id++ {
		f, err := bundle.Film(context.Background(), id)
		if errors.Is(err, film.ErrNotFound) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, f)
	}
}

func judge(t *testing.T, library *lookup.Library, f film.Film, typed string) tally {
	r, err := library.ResolveFilm(context.Background(), typed, 0)
	if err != nil {
		t.Fatal(err)
	}
	var order []film.ID
	if r.Found.Number != 0 {
		order = append(order, r.Found.FilmID())
	}
	for _, o := range r.Others {
		order = append(order, o.FilmID())
	}
	out := tally{n: 1}
	for i, id := range order {
		if id == f.ID && i == 0 {
			out.first = 1
		}
		if id == f.ID && i < 3 {
			out.three = 1
		}
	}
	if out.three == 0 && testing.Verbose() {
		t.Logf("missed: %q (for %s, %d) gives %v %s %d others", typed, f.Title, f.Year, r.Verdict, r.Found.Name, len(r.Others))
	}
	if r.Verdict == lookup.One && r.Found.FilmID() != f.ID {
		out.wrongAlone = 1
		if testing.Verbose() {
			t.Logf("wrong alone: %q (for %s, %d) gives %s (%d)", typed, f.Title, f.Year, r.Found.Name, r.Found.Year)
		}
	}
	return out
}
