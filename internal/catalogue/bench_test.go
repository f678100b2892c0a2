package catalogue_test

import (
	"bufio"
	"context"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"marquee/internal/catalogue"
	"marquee/internal/film"
	"marquee/internal/lookup"
)

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := catalogue.Open(); err != nil {
			b.Fatal(err)
		}
	}
}

// A question as it goes with a catalogue that has just been opened, as for every
// "marquee chat -c".
func BenchmarkFirstFilm(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		c := open(b)
		ask(b, c.Films(), "never let me go")
		if _, err := c.Film(b.Context(), 1); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFirstPerson(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		c := open(b)
		ask(b, c.People(), "keira knightley")
		if _, err := c.Person(b.Context(), 1); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBundledIndex(b *testing.B) {
	c := open(b)
	benchmarkIndex(b, c.Films(), "pirates of the caribbean dead mans chest")
}

// BenchmarkLargeIndex asks an index of some 98,000 titles.
func BenchmarkLargeIndex(b *testing.B) {
	c := catalogue.New(manyFilms(b))
	benchmarkIndex(b, c.Films(), "pirates of the caribbean dead mans chest")
}

func BenchmarkNewLarge(b *testing.B) {
	films := manyFilms(b)
	b.ReportAllocs()
	for b.Loop() {
		c := catalogue.New(films)
		ask(b, c.Films(), "never let me go")
	}
}

func benchmarkIndex(b *testing.B, index lookup.Index, typed string) {
	ctx := b.Context()
	words := strings.Fields(typed)
	ask(b, index, typed)
	b.Run("Named", func(b *testing.B) {
		for b.Loop() {
			index.Named(ctx, film.SearchKeys(typed), 25)
		}
	})
	b.Run("Spelled", func(b *testing.B) {
		for b.Loop() {
			index.Spelled(ctx, "carribean", 2)
		}
	})
	b.Run("Having", func(b *testing.B) {
		slots := [][]string{{"pirates"}, {"of"}, {"the"}, {"caribbean"}, {"dead", "deal"}, {"mans", "man"}, {"chest"}}
		for b.Loop() {
			index.Having(ctx, slots, 3, 25)
		}
	})
	b.Run("Starting/letter", func(b *testing.B) {
		for b.Loop() {
			index.Starting(ctx, []string{"t"}, 25)
		}
	})
	b.Run("Starting/words", func(b *testing.B) {
		for b.Loop() {
			index.Starting(ctx, append(words[:2:2], "th"), 25)
		}
	})
}

func open(b *testing.B) *catalogue.Catalogue {
	c, err := catalogue.Open()
	if err != nil {
		b.Fatal(err)
	}
	return c
}

// ask asks everything that a search for a name asks.
func ask(tb testing.TB, index lookup.Index, typed string) {
	tb.Helper()
	ctx := context.Background()
	words := strings.Fields(typed)
	if found, err := index.Named(ctx, film.SearchKeys(typed), 25); err != nil || len(found) == 0 {
		tb.Fatalf("%q is not in the index: %v", typed, err)
	}
	var slots [][]string
	for _, w := range words {
		near, err := index.Spelled(ctx, w, 1)
		if err != nil {
			tb.Fatal(err)
		}
		slots = append(slots, near)
	}
	if _, err := index.Having(ctx, slots, 2, 25); err != nil {
		tb.Fatal(err)
	}
	if _, err := index.Starting(ctx, words, 25); err != nil {
		tb.Fatal(err)
	}
}

// titlesFile, where it is there, has real titles with their years, tab-separated
// under a heading.
var titlesFile = os.Getenv("MARQUEE_TITLES")

// manyFilms returns some 98,000 films with a title and a year: real ones where
// there is a file of them, else made up from common words.
func manyFilms(tb testing.TB) []film.Film {
	if titlesFile != "" {
		return readTitles(tb)
	}
	random := rand.New(rand.NewPCG(1, 2))
	words := make([]string, 20_000)
	for i := range words {
		var w strings.Builder
		for range 2 + random.IntN(3) {
			w.WriteByte("bcdfghklmnprstvw"[random.IntN(16)])
			w.WriteByte("aeiou"[random.IntN(5)])
		}
		words[i] = w.String()
	}
	films := []film.Film{
		{Title: "Never Let Me Go", Year: 2010},
		{Title: "Pirates of the Caribbean: Dead Man's Chest", Year: 2006},
	}
	for i := len(films); i < 98_000; i++ {
		title := make([]string, 1+random.IntN(5))
		for j := range title {
			// Few words are in many titles, most in few.
			title[j] = words[int(float64(len(words))*random.Float64()*random.Float64()*random.Float64())]
		}
		films = append(films, film.Film{
			Title: strings.Join(title, " "), Year: 1920 + random.IntN(105), Popularity: film.PopularityOf(random.IntN(1000)),
		})
	}
	return films
}

func readTitles(tb testing.TB) []film.Film {
	file, err := os.Open(titlesFile)
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close()
	films := []film.Film{
		{Title: "Never Let Me Go", Year: 2010},
		{Title: "Pirates of the Caribbean: Dead Man's Chest", Year: 2006},
	}
	scan := bufio.NewScanner(file)
	scan.Scan() // the heading
	for scan.Scan() {
		title, year, _ := strings.Cut(scan.Text(), "\t")
		y, _ := strconv.Atoi(year) // not every film has one
		films = append(films, film.Film{Title: title, Year: y})
	}
	return films
}
