package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"marquee/internal/bot/bottest"
	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/lookup"
)

// TestEverybodyOfALargeCast goes through the pages of a film with many people and
// long parts: everybody is on one of them, whole.
func TestEverybodyOfALargeCast(t *testing.T) {
	w := bottest.NewWorld(t)
	f := film.Film{Title: "The Long Parade", Year: 2026}
	for i := range 300 {
		f.Credits = append(f.Credits, film.Credit{Job: film.Cast, Name: fmt.Sprintf("Walker Number %03d", i), As: "The One Who Walks Past In The Rain"})
	}
	if _, err := w.Store.SaveFilms(t.Context(), func(yield func(film.Film, error) bool) { yield(f, nil) }, film.Origin{Source: "test"}); err != nil {
		t.Fatal(err)
	}
	r, err := lookup.New(w.Store).ResolveFilm(t.Context(), "The Long Parade", 0)
	if err != nil || r.Verdict != lookup.One {
		t.Fatal(r, err)
	}
	seen := make(map[string]bool)
	for page := range 20 {
		a := w.Handler.Answer(t.Context(), chat.Request{Route: chat.NewRoute("film", r.Found.FilmID(), "crew", page), Press: &chat.Press{ByAsker: true}, At: time.Now()})
		for _, field := range a.Card.Fields {
			text := field.Value.String()
			if n := len([]rune(text)); n > 1024 { // Discord's limit, the smallest
				t.Errorf("a field of %d characters", n)
			}
			for name := range strings.SplitSeq(text, ", ") {
				if !strings.HasSuffix(name, " as The One Who Walks Past In The Rain") {
					t.Errorf("cut: %q", name)
				}
				seen[name] = true
			}
		}
	}
	if len(seen) != 300 {
		t.Errorf("%d of 300 people are shown", len(seen))
	}
}
