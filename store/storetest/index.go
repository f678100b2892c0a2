package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/film"
	"marquee/internal/lookup"
)

func indexes(s Store) []lookup.Index { return []lookup.Index{s.Films(), s.People()} }

// TestIndex tests lookup.Index: on names made for it, and on many invented ones
// against the plain index.
func TestIndex(t *testing.T, e Engine) {
	cases(t, e, map[string]func(*testing.T, Store){
		"keys":                      keys,
		"first known, then less":    inOrderOfPopularity,
		"not counted is not last":   uncountedInTheMiddle,
		"each once":                 eachOnce,
		"limits":                    limits,
		"more slots first":          moreSlotsFirst,
		"beginnings":                beginnings,
		"swapped across a middle":   swapped,
		"films like the plain one":  filmsLikePlain,
		"people like the plain one": peopleLikePlain,
		"after changes":             afterChanges,
	})
}

// titles returns the names of listings.
func titles(list []film.Listing) []string {
	var out []string
	for _, l := range list {
		out = append(out, l.Name)
	}
	return out
}

func keys(t *testing.T, s Store) {
	save(t, s,
		film.Film{Title: "Der Spiegelmacher", OriginalLanguage: "de"},
		film.Film{Title: "Der Spiegel Macher", OriginalLanguage: "en"},
		film.Film{Title: "Spiegelmacher II", Year: 1999})
	for key, want := range map[string][]string{
		"spiegelmacher":      {"Der Spiegelmacher"},
		"der spiegel macher": {"Der Spiegel Macher"},
		"derspiegelmacher":   {"Der Spiegel Macher", "Der Spiegelmacher"},
		"spiegel macher":     nil,
		"spiegelmacher 2":    {"Spiegelmacher II"},
		"":                   nil,
		" ":                  nil,
	} {
		list, err := s.Films().Named(t.Context(), []string{key}, 10)
		got := titles(list)
		slices.Sort(got)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("Named(%q) = %q, %v, want %q", key, got, err, want)
		}
	}
}

func counted(title string, n int) film.Film {
	return film.Film{Title: title, Year: 1900 + n, Popularity: film.PopularityOf(n)}
}

func inOrderOfPopularity(t *testing.T, s Store) {
	save(t, s, counted("Salt Two", 20), counted("Salt Four", 4), counted("Salt One", 100), counted("Salt Three", 19))
	save(t, s, counted("Salt Zero", 1<<40))
	want := []string{"Salt Zero", "Salt One", "Salt Two", "Salt Three", "Salt Four"}
	for n := range 6 {
		list, err := s.Films().Starting(t.Context(), []string{"sal"}, n)
		if err != nil || !slices.Equal(titles(list), want[:min(n, 5)]) {
			t.Errorf("Starting, limit %d: %q, %v", n, titles(list), err)
		}
		list, err = s.Films().Having(t.Context(), [][]string{{"salt"}}, 1, n)
		if err != nil || !slices.Equal(titles(list), want[:min(n, 5)]) {
			t.Errorf("Having, limit %d: %q, %v", n, titles(list), err)
		}
	}
}

func uncountedInTheMiddle(t *testing.T, s Store) {
	var films []film.Film
	for i := range 20 {
		films = append(films, counted(fmt.Sprintf("Salt %c", 'A'+i), 1000-i),
			film.Film{Title: fmt.Sprintf("Salt Unknown %c", 'A'+i), Year: 2000 + i})
	}
	save(t, s, films...)
	for _, limit := range []int{10, 30} {
		for what, ask := range map[string]func() ([]film.Listing, error){
			"Starting": func() ([]film.Listing, error) { return s.Films().Starting(t.Context(), []string{"salt"}, limit) },
			"Having":   func() ([]film.Listing, error) { return s.Films().Having(t.Context(), [][]string{{"salt"}}, 1, limit) },
		} {
			list, err := ask()
			if err != nil || len(list) != limit {
				t.Fatalf("%s: %d listings, %v", what, len(list), err)
			}
			unknown := 0
			for _, l := range list {
				if _, known := l.Popularity.Count(); !known {
					unknown++
				}
			}
			if unknown != limit/2 || list[0].Name != "Salt A" {
				t.Errorf("%s: %d of %d are not counted: %q", what, unknown, limit, titles(list))
			}
		}
	}
}

func eachOnce(t *testing.T, s Store) {
	save(t, s, film.Film{
		Title: "Salt", OriginalTitle: "Salt!", Popularity: film.PopularityOf(5),
		OtherTitles: []film.OtherTitle{{Title: "The Salt"}, {Title: "Salt"}, {Title: "Salt and Pepper"}},
	}, counted("Salt Lake", 4))
	for what, ask := range map[string]func() ([]film.Listing, error){
		"Named":    func() ([]film.Listing, error) { return s.Films().Named(t.Context(), []string{"salt"}, 1) },
		"Starting": func() ([]film.Listing, error) { return s.Films().Starting(t.Context(), []string{"s"}, 2) },
		"Having":   func() ([]film.Listing, error) { return s.Films().Having(t.Context(), [][]string{{"salt"}}, 1, 2) },
	} {
		list, err := ask()
		if err != nil || list[0].Matched != "Salt" || len(list) > 1 && list[1].Name != "Salt Lake" {
			t.Errorf("%s = %+v, %v", what, list, err)
		}
	}
	list, err := s.Films().Having(t.Context(), [][]string{{"salt"}, {"pepper"}}, 1, 1)
	if err != nil || len(list) != 1 || list[0].Matched != "Salt and Pepper" {
		t.Errorf("Having = %+v, %v, want the name with most slots matched", list, err)
	}
}

func limits(t *testing.T, s Store) {
	save(t, s, counted("Salt", 5))
	for _, limit := range []int{-1, 0} {
		for _, x := range indexes(s) {
			a, err1 := x.Named(t.Context(), []string{"salt"}, limit)
			b, err2 := x.Starting(t.Context(), []string{"salt"}, limit)
			c, err3 := x.Having(t.Context(), [][]string{{"salt"}}, 1, limit)
			if len(a)+len(b)+len(c) > 0 || err1 != nil || err2 != nil || err3 != nil {
				t.Errorf("limit %d: %v %v %v, %v %v %v", limit, a, b, c, err1, err2, err3)
			}
		}
	}
	huge := int(^uint(0) >> 1)
	if list, err := s.Films().Starting(t.Context(), []string{"salt"}, huge); err != nil || len(list) != 1 {
		t.Errorf("limit %d: %v, %v", huge, list, err)
	}
	for _, words := range [][]string{nil, {}, {""}, {"", "salt"}, {"salt", ""}} {
		list, err := s.Films().Starting(t.Context(), words, 5)
		if want := yes(len(words) == 2 && words[0] == "salt"); err != nil || len(list) != want {
			t.Errorf("Starting(%q) = %v, %v, want %d", words, list, err, want)
		}
	}
}

func moreSlotsFirst(t *testing.T, s Store) {
	save(t, s, counted("Amber Brook", 1), counted("Amber", 50), counted("Brook Cinder", 40),
		counted("Amber Brook Cinder", 0), counted("Cinder", 30), counted("Dale", 99))
	slots := [][]string{{"amber", "dale"}, {"brook"}, {"cinder"}}
	want := []string{"Amber Brook Cinder", "Brook Cinder", "Amber Brook", "Dale", "Amber", "Cinder"}
	for least, n := range map[int]int{0: 6, 1: 6, 2: 3, 3: 1, 4: 0} {
		list, err := s.Films().Having(t.Context(), slots, least, 10)
		if err != nil || !slices.Equal(titles(list), want[:n]) {
			t.Errorf("Having at least %d = %q, %v, want %q", least, titles(list), err, want[:n])
		}
	}
}

func beginnings(t *testing.T, s Store) {
	save(t, s, counted("The Matchmaker", 10), counted("Match Point", 20), counted("Rematch", 30), counted("The Point", 5))
	for typed, want := range map[string][]string{
		"m":            {"Match Point", "The Matchmaker"},
		"match":        {"Match Point", "The Matchmaker"},
		"matchp":       {"Match Point"},
		"matchmaker":   {"The Matchmaker"},
		"the matc":     {"The Matchmaker"},
		"point the":    {"The Point"},
		"point match":  {"Match Point"},
		"match the p":  nil,
		"zzz":          nil,
		"Match":        nil,
		"the the poin": {"The Point"},
	} {
		list, err := s.Films().Starting(t.Context(), strings.Fields(typed), 10)
		if err != nil || !slices.Equal(titles(list), want) {
			t.Errorf("Starting(%q) = %q, %v, want %q", typed, titles(list), err, want)
		}
	}
}

// swapped checks swaps at every place of words of every length, with another
// mistake beside them.
func swapped(t *testing.T, s Store) {
	var films []film.Film
	for n := 2; n <= 16; n++ {
		films = append(films, film.Film{Title: "abcdefghijklmnop"[:n], Year: 1900 + n})
	}
	save(t, s, films...)
	for _, f := range films {
		for i := range len(f.Title) - 1 {
			b := []byte(f.Title)
			b[i], b[i+1] = b[i+1], b[i]
			if got := spell(t, s.Films(), string(b), 1); !slices.Contains(got, f.Title) {
				t.Errorf("Spelled(%q, 1) = %q, want %q among them", b, got, f.Title)
			}
			if len(b) < 5 {
				continue
			}
			for _, c := range []string{string(b[1:]), string(b[:len(b)-1]), "x" + string(b), string(b) + "x"} {
				if got := spell(t, s.Films(), c, 2); plainDistance([]rune(c), []rune(f.Title)) <= 2 && !slices.Contains(got, f.Title) {
					t.Errorf("Spelled(%q, 2) = %q, want %q among them", c, got, f.Title)
				}
			}
		}
	}
}

func spell(t *testing.T, x lookup.Index, word string, edits int) []string {
	t.Helper()
	got, err := x.Spelled(t.Context(), word, edits)
	if err != nil {
		t.Fatalf("Spelled(%q): %v", word, err)
	}
	slices.Sort(got)
	return got
}

func filmsLikePlain(t *testing.T, s Store) {
	films := invented(3, 400)
	save(t, s, films...)
	for i := range films {
		films[i] = filmOf(t, s, firstLocal+film.ID(i))
	}
	likePlain(t, s.Films(), plainFilms(films), 3)
}

func peopleLikePlain(t *testing.T, s Store) {
	films := invented(4, 300)
	save(t, s, films...)
	likePlain(t, s.People(), plainPeople(t, s, films), 4)
}

// plainPeople is the plain index of the people in the films that a store holds.
func plainPeople(t *testing.T, s Store, films []film.Film) plain {
	t.Helper()
	var entries []plainEntry
	seen := make(map[string]bool)
	for _, f := range films {
		for _, c := range f.Credits {
			if seen[c.Name] {
				continue
			}
			seen[c.Name] = true
			list, err := s.People().Named(t.Context(), []string{film.Fold(c.Name)}, 1)
			if err != nil || len(list) != 1 {
				t.Fatalf("Named(%q) = %v, %v", c.Name, list, err)
			}
			entries = append(entries, plainEntry{list[0], []string{c.Name}})
		}
	}
	return newPlain(entries)
}

// afterChanges saves films again and again, each time changed, and checks that
// the index has kept up.
func afterChanges(t *testing.T, s Store) {
	v := NewInventor(5, 20, 10)
	var films []film.Film
	for round := range 4 {
		for i := range 60 {
			f := v.FullFilm()
			f.Ids = film.Aliases{TMDB: i + 1}
			if round > 0 && i%3 > 0 {
				f = films[i] // as it was
			}
			films = append(films[:i], append([]film.Film{f}, films[min(i+1, len(films)):]...)...)
		}
		save(t, s, films...)
	}
	for i := range films {
		id, err := s.FilmByAlias(t.Context(), films[i].Ids)
		if err != nil {
			t.Fatal(err)
		}
		films[i] = filmOf(t, s, id)
	}
	likePlain(t, s.Films(), plainFilms(films), 5)
}

// likePlain asks an index and the plain one for many names, whole, begun and
// with mistakes.
func likePlain(t *testing.T, x lookup.Index, p plain, seed uint64) {
	t.Helper()
	ctx := t.Context()
	v := NewInventor(seed, 10, 10)
	for i := range 120 {
		e := p.entries[v.rand.IntN(len(p.entries))]
		name := e.names[v.rand.IntN(len(e.names))]
		words := strings.Fields(film.Fold(name))
		if len(words) == 0 {
			continue
		}
		limit := []int{3, 1000}[i%2]

		ks := film.SearchKeys(name)
		list, err := x.Named(ctx, ks, limit)
		p.compare(t, fmt.Sprintf("Named(%q, %d)", ks, limit), list, err, limit, named(ks))

		begun := slices.Clone(words)
		last := []rune(begun[len(begun)-1])
		begun[len(begun)-1] = string(last[:1+v.rand.IntN(len(last))])
		list, err = x.Starting(ctx, begun, limit)
		p.compare(t, fmt.Sprintf("Starting(%q, %d)", begun, limit), list, err, limit, starting(begun))

		var slots [][]string
		for _, w := range words {
			edits := 1 + v.rand.IntN(2)
			wrong := w
			for range edits {
				if len(wrong) > 3 {
					wrong = v.Mistake(wrong)
				}
			}
			if len([]rune(wrong)) < 4 {
				edits = 1
			}
			got := spell(t, x, wrong, edits)
			if diff := cmp.Diff(p.spelled(wrong, edits), got); diff != "" {
				t.Errorf("Spelled(%q, %d) (-want +got):\n%s", wrong, edits, diff)
			}
			slots = append(slots, append(got, wrong))
		}
		least := 1 + v.rand.IntN(len(slots))
		list, err = x.Having(ctx, slots, least, limit)
		p.compare(t, fmt.Sprintf("Having(%q, %d, %d)", slots, least, limit), list, err, limit, having(slots, least))
	}
}

// compare checks an answer: that it has what the plain index finds, the best of
// it first, each listing as it is, and under a name by which it is found.
func (p plain) compare(t *testing.T, what string, got []film.Listing, err error, limit int, score func(plainEntry, string) int) {
	t.Helper()
	want := p.each(score)
	if err != nil || len(got) != min(limit, len(want)) {
		t.Errorf("%s: %d of %d, %v", what, len(got), len(want), err)
		return
	}
	byNumber := make(map[uint32]plainEntry)
	for _, e := range p.entries {
		byNumber[e.listing.Number] = e
	}
	scores := make([]int, 0, len(want))
	for _, n := range want {
		scores = append(scores, n)
	}
	slices.Sort(scores)
	slices.Reverse(scores)
	var before film.Listing
	for i, l := range got {
		e := byNumber[l.Number]
		if n := score(e, l.Matched); n != scores[i] || n != want[l.Number] || !slices.Contains(e.names, l.Matched) {
			t.Errorf("%s: at %d %q, found as %q, has %d of %d", what, i, l.Name, l.Matched, n, scores[i])
		}
		plain := l
		plain.Matched = e.listing.Matched
		if diff := cmp.Diff(e.listing, plain, cmp.AllowUnexported(film.Popularity{})); diff != "" {
			t.Errorf("%s: listing (-want +got):\n%s", what, diff)
		}
		n, known := l.Popularity.Count()
		if m, also := before.Popularity.Count(); i > 0 && known && also && scores[i] == scores[i-1] && n > m {
			t.Errorf("%s: %q, of %d, comes behind %q, of %d", what, l.Name, n, before.Name, m)
		}
		if known || i > 0 && scores[i] != scores[i-1] {
			before = l
		}
	}
}
