package storetest

import (
	"errors"
	"strings"
	"testing"

	"marquee/internal/film"
)

// hostile are texts that a database or a query language may take for something
// else. Each is other than all the rest, and not empty.
var hostile = []string{
	"\x00",
	"nul\x00inside",
	"nul",
	`"`, `'`, `''`, `"quoted"`, "`", `\`, `;`,
	`'); DROP TABLE films; --`,
	`" OR "1"="1`,
	"AND", "OR", "NOT", "NEAR", "NEAR(a b)", "a AND", "(", ")", "((", "a OR (b",
	"*", "a*", "^a", "-a", "+a", "a:b", "words:a", "{words} : a", `"a"*`, "a + b",
	"%", "_", "%a%", "?", "?1", ":a", "@a", "$a",
	"null", "[]", "{}", `\u0000`,
	strings.Repeat("x", 5000),
	strings.Repeat("x ", 2500),
	strings.Repeat("ab ", 400),
	"🎬🎬", "👩‍🎤", "❤️",
	"שלום עולם", "مرحبا", "\u202eevil\u202c", "\u200f",
	"e\u0301\u0301\u0301", "ß", "İ", "ǅ", "ﬁlm", "Ⅳ", "½", "日本語", "ไทย", "हिन्दी",
	"\t\n\r", " ",
	"@everyone", "<!channel>", "**bold**",
	"Robert'); --\x1b[31m",
}

// TestHostile tests that no text means anything but itself.
func TestHostile(t *testing.T, e Engine) {
	cases(t, e, map[string]func(*testing.T, Store){
		"saved as they are":     hostileFilms,
		"asked for":             hostileQueries,
		"asked of a full index": func(t *testing.T, s Store) { save(t, s, invented(1, 200)...); hostileQueries(t, s) },
	})
}

func hostileFilms(t *testing.T, s Store) {
	var films []film.Film
	for i, text := range hostile {
		films = append(films, film.Film{
			Title: text, Year: 1900 + i, Tagline: text, Synopsis: text, Collection: text,
			Genres:  []string{text},
			Credits: film.Credits{{Name: "Someone " + text, As: text, Note: text}},
		})
	}
	save(t, s, films...)
	for i, want := range films {
		got := filmOf(t, s, film.FirstLocalID+film.ID(i))
		if got.Title != want.Title || got.Synopsis != want.Synopsis || got.Genres[0] != want.Genres[0] ||
			got.Credits[0].Name != want.Credits[0].Name || got.Credits[0].As != want.Credits[0].As {
			t.Errorf("saved %+v, got %+v", want, got)
		}
		p := personOf(t, s, got.Credits[0].Person)
		if len(p.Filmography) == 0 {
			t.Errorf("%q has no films", p.Name)
		}
		if film.Fold(want.Title) == "" {
			continue // nobody can type it
		}
		found := filmsNamed(t, s, want.Title)
		if !containsTitle(found, want.Title) {
			t.Errorf("%.40q is not found by its title", want.Title)
		}
	}
}

func containsTitle(films []film.Film, title string) bool {
	for _, f := range films {
		if f.Title == title {
			return true
		}
	}
	return false
}

func hostileQueries(t *testing.T, s Store) {
	for _, text := range append(hostile, "", "\xff\xfe", "a\xffb", strings.Repeat("\xf0\x9f", 100)) {
		ask(t, s, text)
	}
}

// ask asks everything about a text, as it is and folded, and checks that there
// is an answer.
func ask(t *testing.T, s Store, text string) {
	t.Helper()
	ctx := t.Context()
	check := func(what string, err error) {
		if err != nil && !errors.Is(err, film.ErrNotFound) {
			t.Errorf("%s of %.60q: %v", what, text, err)
		}
	}
	_, err := s.FilmByAlias(ctx, film.Aliases{IMDb: text, Wikidata: text})
	check("FilmByAlias", err)
	_, err = s.Coming(ctx, []film.Region{film.Region(text)}, film.MustDate("2000"), film.MustDate("2100"), 10)
	check("Coming", err)
	for _, x := range indexes(s) {
		for _, words := range [][]string{{text}, strings.Fields(text), film.SearchWords(text), strings.Fields(film.Fold(text))} {
			_, err = x.Named(ctx, words, 10)
			check("Named", err)
			_, err = x.Starting(ctx, words, 10)
			check("Starting", err)
			slots := [][]string{words}
			for _, w := range words[:min(len(words), 30)] {
				slots = append(slots, []string{w, text})
			}
			for _, least := range []int{0, 1, len(slots) / 2, len(slots), len(slots) + 1} {
				_, err = x.Having(ctx, slots, least, 10)
				check("Having", err)
			}
		}
		for edits := range 4 {
			_, err = x.Spelled(ctx, text, edits)
			check("Spelled", err)
		}
	}
}
