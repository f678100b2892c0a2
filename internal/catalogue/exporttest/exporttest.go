// Package exporttest makes up TMDB's daily exports, for tests and measurements:
// as many invented films or people as wanted, from a fixed seed, and a server
// that hands them out.
package exporttest

import (
	"fmt"
	"io"
	"iter"
	"math"
	"math/rand/v2"
	"strings"
)

// A Name is a film or a person of an invented export.
type Name struct {
	ID         int
	Name       string
	Popularity float64
	Adult      bool
	Video      bool
}

// Films invents n films in order of id. Their titles have one to six words, as
// often "the" as there are titles, and words of which few are common and most
// are rare, as in real ones: some 400,000 in a million titles. Ids have gaps,
// and one in a hundred is for adults or is no film.
func Films(n int, seed uint64) iter.Seq[Name] {
	return invent(n, seed, func(r *rand.Rand, w *words) string {
		out := make([]string, 0, 6)
		for range 1 + min(r.IntN(4), r.IntN(6)) + r.IntN(2) {
			if r.IntN(5) == 0 {
				out = append(out, small[r.IntN(len(small))])
				continue
			}
			out = append(out, w.some(r))
		}
		return strings.Join(out, " ")
	})
}

// People invents n people, whose names have two or three words.
func People(n int, seed uint64) iter.Seq[Name] {
	return invent(n, seed+1, func(r *rand.Rand, w *words) string {
		name := w.some(r) + " " + w.some(r)
		if r.IntN(6) == 0 {
			name += " " + w.some(r)
		}
		return name
	})
}

func invent(n int, seed uint64, name func(*rand.Rand, *words) string) iter.Seq[Name] {
	return func(yield func(Name) bool) {
		r := rand.New(rand.NewPCG(seed, 0))
		w := newWords(r, max(1000, n/2))
		id := 0
		for range n {
			id += 1 + r.IntN(2)
			kind := r.IntN(200)
			x := Name{
				ID: id, Name: name(r, w),
				// A few are known to everybody and most to nobody.
				Popularity: math.Floor(600*math.Pow(r.Float64()+0.002, 8)*1e4) / 1e4,
				Adult:      kind == 0, Video: kind == 1,
			}
			if !yield(x) {
				return
			}
		}
	}
}

var small = []string{"The", "Of", "A", "And", "In", "La", "De", "Der"}

// words are invented words, of which the first come most often.
type words struct {
	all  []string
	zipf *rand.Zipf
}

func newWords(r *rand.Rand, n int) *words {
	const onsets, vowels = "bcdfghjklmnprstvwz", "aeiou"
	w := &words{zipf: rand.NewZipf(r, 1.07, 8, uint64(n-1))}
	for range n {
		var b strings.Builder
		for i := range 2 + r.IntN(3) {
			c := onsets[r.IntN(len(onsets))]
			if i == 0 {
				c -= 'a' - 'A'
			}
			b.WriteByte(c)
			b.WriteByte(vowels[r.IntN(len(vowels))])
			if r.IntN(3) == 0 {
				b.WriteByte("lmnrst"[r.IntN(6)])
			}
		}
		w.all = append(w.all, b.String())
	}
	return w
}

func (w *words) some(*rand.Rand) string { return w.all[w.zipf.Uint64()] }

// WriteFilms writes an export of films, a line each, as TMDB does.
func WriteFilms(to io.Writer, films iter.Seq[Name]) error {
	for x := range films {
		_, err := fmt.Fprintf(to, `{"adult":%t,"id":%d,"original_title":%q,"popularity":%g,"video":%t}`+"\n",
			x.Adult, x.ID, x.Name, x.Popularity, x.Video)
		if err != nil {
			return err
		}
	}
	return nil
}

// WritePeople writes an export of people.
func WritePeople(to io.Writer, people iter.Seq[Name]) error {
	for x := range people {
		_, err := fmt.Fprintf(to, `{"adult":%t,"id":%d,"name":%q,"popularity":%g}`+"\n", x.Adult, x.ID, x.Name, x.Popularity)
		if err != nil {
			return err
		}
	}
	return nil
}
