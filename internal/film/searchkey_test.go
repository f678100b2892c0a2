package film_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"marquee/internal/film"
)

func ExampleSearchKeys() {
	fmt.Printf("%q\n", film.SearchKeys("The Spider-Man"))
	fmt.Printf("%q\n", film.SearchKeys("Das Boot", "de"))
	fmt.Printf("%q\n", film.SearchKeys("Heat"))
	// Output:
	// ["the spider man" "spider man" "thespiderman" "spiderman"]
	// ["das boot" "boot" "dasboot"]
	// ["heat"]
}

func ExampleSearchWords() {
	fmt.Printf("%q\n", film.SearchWords("Spider-Man 2"))
	// Output: ["spider" "man" "2" "spiderman" "man2"]
}

func TestWithoutArticle(t *testing.T) {
	for _, tt := range []struct {
		in        string
		languages string
		want      string
	}{
		{"the matrix", "en", "matrix"},
		{"a beautiful mind", "en", "beautiful mind"},
		{"an education", "en", "education"},
		{"die hard", "en", "die hard"},
		{"die hard", "de", "hard"},
		{"die hard", "", "hard"},
		{"das boot", "de", "boot"},
		{"das boot", "de-AT", "boot"},
		{"das boot", "en", "das boot"},
		{"das boot", "en de", "boot"},
		{"el topo", "es", "topo"},
		{"o pagador de promessas", "pt-BR", "pagador de promessas"},
		{"de lift", "nl", "lift"},
		{"en kvinna", "sv", "kvinna"},
		{"theatre of blood", "en", "theatre of blood"},
		{"the the", "en", "the"},
		{"the", "en", "the"},
		{"a", "en", "a"},
		{"", "en", ""},
		{"the matrix", "xx", "the matrix"},
	} {
		if got := film.WithoutArticle(tt.in, strings.Fields(tt.languages)...); got != tt.want {
			t.Errorf("WithoutArticle(%q, %s) = %q, want %q", tt.in, tt.languages, got, tt.want)
		}
	}
}

func TestSearchKeys(t *testing.T) {
	for _, tt := range []struct {
		name, languages string
		want            string
	}{
		{"Die Hard", "en", "die hard|diehard"},
		{"Die Welle", "de", "die welle|welle|diewelle"},
		{"The Die Is Cast", "de", "the die is cast|die is cast|thedieiscast|dieiscast"},
		{"L'Avventura", "it", "lavventura|avventura"},
		{"l’avventura", "it-CH", "lavventura|avventura"},
		{"L'Arrivée d'un train", "fr", "larrivee dun train|arrivee dun train|larriveeduntrain|arriveeduntrain"},
		{"L'Avventura", "en", "lavventura"},
		{"L.A. Confidential", "it", "la confidential|confidential|laconfidential"},
		{"The", "en", "the"},
		{"Rocky II", "en", "rocky 2|rocky2"},
		{"...", "en", ""},
		{"L'", "fr", "l"},
	} {
		if got := strings.Join(film.SearchKeys(tt.name, strings.Fields(tt.languages)...), "|"); got != tt.want {
			t.Errorf("SearchKeys(%q, %s) = %s, want %s", tt.name, tt.languages, got, tt.want)
		}
	}
}

func TestSearchWords(t *testing.T) {
	for in, want := range map[string]string{
		"Heat":                "heat",
		"New York, New York":  "new york newyork yorknew",
		"Mr. & Mrs. Smith":    "mr and mrs smith mrand andmrs mrssmith",
		"":                    "",
		"🎬":                   "",
		"Die Hard 2 (1990) !": "die hard 2 1990 diehard hard2 21990",
	} {
		if got := strings.Join(film.SearchWords(in), " "); got != want {
			t.Errorf("SearchWords(%q) = %q, want %q", in, got, want)
		}
	}
	hostile := film.SearchWords(strings.Repeat("ab cd ef ", 100_000))
	if slices.Sort(hostile); len(slices.Compact(hostile)) != 6 {
		t.Errorf("of three words over and over: %q", hostile)
	}
}

func TestTight(t *testing.T) {
	if film.Tight(film.Fold("Spider-Man")) != film.Fold("Spiderman") {
		t.Error("Spider-Man is not spiderman")
	}
}
