package store_test

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"strings"

	"marquee/internal/film"
)

// An inventor makes up films of invented words, the same ones for the same seed.
type inventor struct {
	r      *rand.Rand
	words  []string
	people []string
}

func newInventor(seed uint64) *inventor {
	v := &inventor{r: rand.New(rand.NewPCG(seed, 1))}
	v.words = []string{"the", "of", "a", "in"}
	for range 30_000 {
		v.words = append(v.words, v.word())
	}
	for range 50_000 {
		v.people = append(v.people, strings.Title(v.word()+" "+v.word())) //nolint:staticcheck // ASCII
	}
	return v
}

// word invents a word of two to four syllables.
func (v *inventor) word() string {
	const onsets, vowels, codas = "bcdfghjklmnprstvwz", "aeiou", "lmnrst"
	var b strings.Builder
	for range 2 + v.r.IntN(3) {
		b.WriteByte(onsets[v.r.IntN(len(onsets))])
		b.WriteByte(vowels[v.r.IntN(len(vowels))])
		if v.r.IntN(3) == 0 {
			b.WriteByte(codas[v.r.IntN(len(codas))])
		}
	}
	return b.String()
}

// often picks one of n so that the first come far more often than the last, as
// words in titles do.
func (v *inventor) often(n int) int {
	return int(math.Pow(float64(n), v.r.Float64())) - 1
}

func (v *inventor) title() string {
	words := make([]string, 1+v.r.IntN(4))
	for i := range words {
		words[i] = v.words[v.often(len(v.words))]
	}
	return strings.Join(words, " ")
}

// films yields n films, each with its own IMDb id, with a director, three of the
// cast and a release if full.
func (v *inventor) films(n int, full bool) iter.Seq2[film.Film, error] {
	return func(yield func(film.Film, error) bool) {
		for i := range n {
			f := film.Film{
				Ids:   film.Aliases{IMDb: fmt.Sprintf("tt%07d", i+1)},
				Title: v.title(), Year: 1930 + v.r.IntN(95), Minutes: 60 + v.r.IntN(120),
				OriginalLanguage: "en",
			}
			if v.r.IntN(10) > 0 {
				f.Popularity = film.PopularityOf(v.often(100_000))
			}
			if full {
				for j := range 4 {
					f.Credits = append(f.Credits, film.Credit{Job: []film.Job{film.Cast, film.Cast, film.Cast, film.Director}[j],
						Name: v.people[v.often(len(v.people))]})
				}
				day := film.MustDate(fmt.Sprintf("%04d-01-01", f.Year)).AddDays(v.r.IntN(365))
				f.Releases = []film.Release{{Region: []film.Region{"GB", "US", "DE"}[v.r.IntN(3)], Date: day, Kind: film.Theatrical}}
			}
			if !yield(f, nil) {
				return
			}
		}
	}
}
