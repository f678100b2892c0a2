package storetest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"marquee/internal/film"
)

// An Inventor makes up films and people out of invented words. Two of the same
// seed invent the same.
type Inventor struct {
	rand   *rand.Rand
	words  []string
	people []string
	films  int
}

// NewInventor returns an Inventor that knows some words and people.
func NewInventor(seed uint64, words, people int) *Inventor {
	v := &Inventor{rand: rand.New(rand.NewPCG(seed, 0))}
	for range words {
		v.words = append(v.words, v.word())
	}
	for range people {
		v.people = append(v.people, capital(v.word())+" "+capital(v.word()))
	}
	return v
}

// word invents a word of two to four syllables.
func (v *Inventor) word() string {
	const onsets, vowels, codas = "bcdfghjklmnprstvwz", "aeiou", "lmnrst"
	var b strings.Builder
	for range 2 + v.rand.IntN(3) {
		b.WriteByte(onsets[v.rand.IntN(len(onsets))])
		b.WriteByte(vowels[v.rand.IntN(len(vowels))])
		if v.rand.IntN(3) == 0 {
			b.WriteByte(codas[v.rand.IntN(len(codas))])
		}
	}
	return b.String()
}

func capital(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

// some picks one of a list, the first more often than the last, as words come in
// titles and people in casts: of 10,000, the first every hundredth time.
func (v *Inventor) some(list []string) string {
	return list[int(float64(len(list))*math.Pow(v.rand.Float64(), 2))]
}

// Title invents a title of one to four words, of which "the" and the like are
// one in five.
func (v *Inventor) Title() string {
	words := make([]string, 1+v.rand.IntN(4))
	for i := range words {
		if v.rand.IntN(5) == 0 && i < len(words)-1 {
			words[i] = []string{"The", "Of", "A", "And"}[v.rand.IntN(4)]
		} else {
			words[i] = capital(v.some(v.words))
		}
	}
	return strings.Join(words, " ")
}

// Film invents a film with an IMDb id of its own. Of one in eight nobody has
// counted the popularity.
func (v *Inventor) Film() film.Film {
	v.films++
	f := film.Film{
		Ids:              film.Aliases{IMDb: fmt.Sprintf("tt%07d", v.films)},
		Title:            v.Title(),
		Year:             1930 + v.rand.IntN(97),
		OriginalLanguage: "en",
		Minutes:          60 + v.rand.IntN(120),
	}
	if v.rand.IntN(8) > 0 {
		f.Popularity = film.PopularityOf(int(math.Pow(100_000, v.rand.Float64())) - 1)
	}
	return f
}

// FullFilm invents a Film with a second title, a director, a cast of three and a
// release.
func (v *Inventor) FullFilm() film.Film {
	f := v.Film()
	f.OtherTitles = []film.OtherTitle{{Title: v.Title(), Language: "de"}}
	for _, job := range []film.Job{film.Cast, film.Cast, film.Cast, film.Director} {
		f.Credits = append(f.Credits, film.Credit{Job: job, Name: v.some(v.people)})
	}
	day := film.MustDate(fmt.Sprintf("%04d-01-01", f.Year)).AddDays(v.rand.IntN(365))
	region := []film.Region{"GB", "US", "DE", "FR"}[v.rand.IntN(4)]
	f.Releases = []film.Release{{Region: region, Date: day, Kind: film.Theatrical}}
	return f
}

// Mistake returns a word with a letter dropped, doubled, changed or swapped with
// its neighbour.
func (v *Inventor) Mistake(word string) string {
	letters := []rune(word)
	i := v.rand.IntN(len(letters))
	switch v.rand.IntN(4) {
	case 0:
		return string(letters[:i]) + string(letters[i+1:])
	case 1:
		return string(letters[:i+1]) + string(letters[i:])
	case 2:
		letters[i] = rune('a' + v.rand.IntN(26))
	default:
		j := max(i, 1)
		letters[j-1], letters[j] = letters[j], letters[j-1]
	}
	return string(letters)
}

// invented returns n invented films, the names of which have much in common.
func invented(seed uint64, n int) []film.Film {
	v := NewInventor(seed, n/4+10, n/2+10)
	var out []film.Film
	for range n {
		out = append(out, v.FullFilm())
	}
	return out
}
