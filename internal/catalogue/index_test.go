package catalogue_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/catalogue"
	"marquee/internal/film"
	"marquee/internal/lookup"
)

// popular returns a film that n people were counted for.
func popular(title string, year, n int) film.Film {
	return film.Film{Title: title, Year: year, Popularity: film.PopularityOf(n)}
}

// shelf is a small catalogue. Its middle popularity is 20.
func shelf() *catalogue.Catalogue {
	heat := popular("Heat", 1995, 40)
	heat.OtherTitles = []film.OtherTitle{{Title: "Heat and Dust of the City"}}
	alien := popular("Alien", 1979, 30)
	alien.OtherTitles = []film.OtherTitle{{Title: "Le Huitième Passager"}}
	alien.Languages = []string{"fr"}
	return catalogue.New([]film.Film{
		popular("The Matrix", 1999, 50),
		heat,
		popular("Heat", 1972, 0),
		alien,
		{Title: "Heat Unknown", Year: 2030},
		popular("Aliens", 1986, 20),
		popular("Spider-Man", 2002, 10),
		popular("Heathers", 1989, 20),
	})
}

// shown writes a listing as "Matched (year)".
func shown(all []film.Listing) string {
	out := make([]string, len(all))
	for i, l := range all {
		out[i] = fmt.Sprintf("%s (%d)", l.Matched, l.Year)
	}
	return strings.Join(out, ", ")
}

func TestNamed(t *testing.T) {
	index := shelf().Films()
	for _, test := range []struct {
		keys  []string
		limit int
		want  string
	}{
		{[]string{"heat"}, 9, "Heat (1995), Heat (1972)"},
		{[]string{"heat"}, 1, "Heat (1995)"},
		{[]string{"heat"}, 0, ""},
		{[]string{"matrix"}, 9, "The Matrix (1999)"},
		{[]string{"thematrix", "matrix", "the matrix"}, 9, "The Matrix (1999)"},
		{[]string{"spiderman"}, 9, "Spider-Man (2002)"},
		{[]string{"huitieme passager"}, 9, "Le Huitième Passager (1979)"},
		{[]string{"aliens", "alien"}, 9, "Alien (1979), Aliens (1986)"},
		{[]string{"nothing", ""}, 9, ""},
		{nil, 9, ""},
	} {
		got, err := index.Named(t.Context(), test.keys, test.limit)
		if err != nil || shown(got) != test.want {
			t.Errorf("%q, %d: %s (%v), want %s", test.keys, test.limit, shown(got), err, test.want)
		}
	}
}

func TestHaving(t *testing.T) {
	index := shelf().Films()
	for _, test := range []struct {
		slots [][]string
		least int
		want  string
	}{
		{[][]string{{"heat"}}, 1, "Heat (1995), Heat Unknown (2030), Heat (1972)"},
		{[][]string{{"heat"}, {"dust"}}, 1, "Heat and Dust of the City (1995), Heat Unknown (2030), Heat (1972)"},
		{[][]string{{"heat"}, {"dust"}}, 2, "Heat and Dust of the City (1995)"},
		{[][]string{{"alien", "aliens"}}, 1, "Alien (1979), Aliens (1986)"},
		{[][]string{{"heat", "heat"}, {"unknown"}}, 2, "Heat Unknown (2030)"},
		{[][]string{{"heatunknown"}}, 1, "Heat Unknown (2030)"}, // joined words are words
		{[][]string{{}, {"matrix"}}, 1, "The Matrix (1999)"},
		{[][]string{{}, {"matrix"}}, 2, ""},
		{nil, 1, ""},
	} {
		got, err := index.Having(t.Context(), test.slots, test.least, 9)
		if err != nil || shown(got) != test.want {
			t.Errorf("%q, %d: %s (%v), want %s", test.slots, test.least, shown(got), err, test.want)
		}
	}
	if got, _ := index.Having(t.Context(), [][]string{{"heat"}}, 1, 2); len(got) != 2 {
		t.Errorf("%d listings, want the 2 asked for", len(got))
	}
}

func TestStarting(t *testing.T) {
	index := shelf().Films()
	for _, test := range []struct {
		words []string
		want  string
	}{
		{[]string{"h"}, "Heat (1995), Le Huitième Passager (1979), Heat Unknown (2030), Heathers (1989), Heat (1972)"},
		{[]string{"heat"}, "Heat (1995), Heat Unknown (2030), Heathers (1989), Heat (1972)"},
		{[]string{"heat", "u"}, "Heat Unknown (2030)"},
		{[]string{"dust", "heat"}, "Heat and Dust of the City (1995)"},
		{[]string{"hea", "u"}, ""},
		{[]string{"spiderm"}, "Spider-Man (2002)"},
		{[]string{"x"}, ""},
		{nil, ""},
	} {
		got, err := index.Starting(t.Context(), test.words, 9)
		if err != nil || shown(got) != test.want {
			t.Errorf("%q: %s (%v), want %s", test.words, shown(got), err, test.want)
		}
	}
	if got, _ := index.Starting(t.Context(), []string{"h"}, 2); len(got) != 2 {
		t.Errorf("%d listings, want the 2 asked for", len(got))
	}
}

// A popularity that nobody counted stands in the middle, a counted 0 last.
func TestOrderOfPopularity(t *testing.T) {
	got, err := shelf().Films().Starting(t.Context(), []string{""}, 9)
	if err != nil {
		t.Fatal(err)
	}
	want := "The Matrix (1999), Heat (1995), Alien (1979), Heat Unknown (2030), Heathers (1989), Aliens (1986), " +
		"Spider-Man (2002), Heat (1972)"
	if shown(got) != want {
		t.Errorf("%s, want %s", shown(got), want)
	}
}

// Spelled must find exactly what the definition of the distance says, whatever
// shortcuts it takes.
func TestSpelledIsExact(t *testing.T) {
	films := bundledFilms(t)
	var vocabulary []string
	for _, f := range films {
		vocabulary = append(vocabulary, film.SearchWords(f.Title)...)
	}
	slices.Sort(vocabulary)
	vocabulary = slices.Compact(vocabulary)
	index := openBundled(t).Films()

	random := rand.New(rand.NewPCG(3, 4))
	typed := []string{"carribean", "matirx", "a", "ab", "", "the", "zzzzzzzzzz", "amélie", "never", "éé", "ba"}
	for range 40 {
		typed = append(typed, misspelt(random, vocabulary[random.IntN(len(vocabulary))]))
	}
	for _, word := range typed {
		distances := make([]int, len(vocabulary))
		for i, w := range vocabulary {
			distances[i] = naiveDistance([]rune(word), []rune(w))
		}
		for edits := range 4 {
			var want []string
			for i, w := range vocabulary {
				if distances[i] <= edits {
					want = append(want, w)
				}
			}
			got, err := index.Spelled(t.Context(), word, edits)
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Errorf("%q with %d edits: %v\n%s", word, edits, err, diff)
			}
		}
	}
}

// misspelt makes up to three mistakes in a word.
func misspelt(random *rand.Rand, word string) string {
	w := []rune(word)
	for range 1 + random.IntN(3) {
		i := random.IntN(len(w))
		switch random.IntN(4) {
		case 0:
			w = slices.Delete(w, i, i+1)
		case 1:
			w = slices.Insert(w, i, 'a'+rune(random.IntN(26)))
		case 2:
			w[i] = 'a' + rune(random.IntN(26))
		case 3:
			j := max(0, i-1)
			w[i], w[j] = w[j], w[i]
		}
		if len(w) == 0 {
			return ""
		}
	}
	return string(w)
}

// naiveDistance is the optimal string alignment distance as it is defined.
func naiveDistance(a, b []rune) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

// A catalogue may be asked by many at once, also for what it makes on demand.
func TestConcurrentQuestions(t *testing.T) {
	c, err := catalogue.Open()
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, index := range []lookup.Index{c.Films(), c.People()} {
				if _, err := index.Starting(context.Background(), []string{"ma"}, 5); err != nil {
					t.Error(err)
				}
			}
			if _, err := c.Person(context.Background(), 1); err != nil {
				t.Error(err)
			}
			if _, err := c.Coming(context.Background(), []film.Region{"GB"}, film.MustDate("2011-01-01"), film.MustDate("2011-12-31"), 5); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestQuestionsEndWithTheirContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := shelf().Films().Named(ctx, []string{"heat"}, 5); err == nil {
		t.Error("Named answers though nobody waits any more")
	}
}
