package film_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"marquee/internal/film"
)

func ExampleParseLanguage() {
	for _, s := range []string{"German", "Deutsch", "pt-BR", "Klingonese"} {
		fmt.Println(film.ParseLanguage(s))
	}
	// Output:
	// de <nil>
	// de <nil>
	// pt-BR <nil>
	// und not a language: "Klingonese"
}

func TestParseLanguage(t *testing.T) {
	for _, tt := range []struct {
		want string // "und": refused
		in   []string
	}{
		{"de", []string{"de", "DE", "german", " German ", "Deutsch", "DEUTSCH", "ger", "deu", "de-1901", "de-u-co-phonebk"}},
		{"de-AT", []string{"de-AT", "de_at"}},
		{"pt-BR", []string{"pt-BR", "PT-br", "Brazilian Portuguese"}},
		{"fr", []string{"fr", "French", "Français", "francais"}},
		{"ja", []string{"ja", "Japanese", "日本語"}},
		{"zh", []string{"Chinese", "中文", "Mandarin"}},
		{"zh-Hant", []string{"zh-Hant", "Traditional Chinese"}},
		{"yue", []string{"Cantonese", "yue"}},
		{"no", []string{"no", "Norwegian"}},
		{"nb", []string{"nb", "norsk bokmål", "Norwegian Bokmal"}},
		{"bn", []string{"Bengali", "Bangla"}},
		{"he", []string{"he", "iw", "Hebrew", "עברית"}},
		{"es-419", []string{"es-419"}},
		{"und", []string{"", " ", "xx", "zz", "qaa", "und", "mul", "mis", "zxx", "root", "x-klingon", "en-XX", "a",
			"nonsense", "the", "…", "@everyone", "de-", "🇩🇪", "\xff", strings.Repeat("de-", 1000)}},
	} {
		for _, s := range tt.in {
			got, err := film.ParseLanguage(s)
			if got.String() != tt.want || (tt.want == "und") != errors.Is(err, film.ErrLanguage) {
				t.Errorf("ParseLanguage(%.40q) = %v, %v; want %s", s, got, err, tt.want)
			}
		}
	}
}

func TestLanguageName(t *testing.T) {
	for _, tt := range []struct{ code, in, want string }{
		{"de", "en", "German"},
		{"de", "de", "Deutsch"},
		{"pt-BR", "en", "Brazilian Portuguese"},
		{"no", "en", "Norwegian"},
		{"nb", "en", "Norwegian Bokmål"},
		{"en", "tlh", "English"}, // CLDR has no names in Klingon
		{"zxx", "en", "No linguistic content"},
		{"cn", "en", "cn"},
		{"", "en", ""},
		{"not a code", "en", "not a code"},
	} {
		if got := film.LanguageName(tt.code, language.Make(tt.in)); got != tt.want {
			t.Errorf("%q in %s is %q, want %q", tt.code, tt.in, got, tt.want)
		}
	}
}
