package store_test

import (
	"strings"
	"testing"

	"marquee/internal/film"
	"marquee/store"
)

// FuzzListedQuestions asks a list for whatever is typed, folded and as it is: it
// finds or does not, and never fails.
func FuzzListedQuestions(f *testing.F) {
	for _, s := range []string{"salt lake", `" OR *`, "NEAR(a b)", "text:salt", "salt^", "\x00", "\xff", "½ ﬀ", "- - -", "a b c d e f g h i"} {
		f.Add(s)
	}
	s, err := store.OpenMemory(f.Context())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { s.Close() })
	if _, err := s.SaveList(f.Context(), store.ListedFilms, day, oneName("Salt Lake"), store.ListOptions{}); err != nil {
		f.Fatal(err)
	}
	x := s.Listed().Films()
	f.Fuzz(func(t *testing.T, typed string) {
		for _, text := range []string{typed, film.Fold(typed)} {
			words := strings.Fields(text)
			if _, err := x.Starting(t.Context(), words, 5); err != nil {
				t.Errorf("Starting(%q): %v", words, err)
			}
			if _, err := x.Named(t.Context(), words, 5); err != nil {
				t.Errorf("Named(%q): %v", words, err)
			}
			var slots [][]string
			for _, w := range words {
				near, err := x.Spelled(t.Context(), w, 2)
				if err != nil {
					t.Errorf("Spelled(%q): %v", w, err)
				}
				slots = append(slots, append(near, w))
			}
			if _, err := x.Having(t.Context(), slots, (len(slots)+1)/2, 5); err != nil {
				t.Errorf("Having(%q): %v", slots, err)
			}
		}
	})
}
