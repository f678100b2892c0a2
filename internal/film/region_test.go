package film_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"marquee/internal/film"
)

func ExampleParseRegion() {
	for _, s := range []string{"DE", "uk", "South Korea", "the Netherlands", "Deutschland", "日本"} {
		r, err := film.ParseRegion(s)
		fmt.Println(s, "is", r, err)
	}
	_, err := film.ParseRegion("Middle-earth")
	fmt.Println(err)
	// Output:
	// DE is DE <nil>
	// uk is GB <nil>
	// South Korea is KR <nil>
	// the Netherlands is NL <nil>
	// Deutschland is DE <nil>
	// 日本 is JP <nil>
	// not a region: "Middle-earth"
}

func ExampleRegion_Name() {
	fmt.Println(film.Region("GB").Name(language.English), film.Region("HK").Name(language.English))
	fmt.Println(film.Region("GB").Name(language.German), film.Region("HK").Name(language.German))
	// Output:
	// UK Hong Kong
	// Vereinigtes Königreich Hongkong
}

// Codes that x/text takes for those of countries and ISO 3166-1 does not assign.
const (
	withdrawn = "AN BU CS CT DD DY FQ FX HV JT MI NH NQ NT PC PU PZ RH SU TP VD WK YD YU ZR"
	reserved  = "AC CP CQ DG EA EZ IC TA UK UN"
	private   = "XK"
)

func TestRegionsAreThoseOfISO3166(t *testing.T) {
	regions := film.Regions()
	if len(regions) != 249 {
		t.Errorf("%d regions, want the 249 of ISO 3166-1", len(regions))
	}
	if !slices.IsSorted(regions) {
		t.Error("regions are not in order of code")
	}
	for _, r := range regions {
		p, err := language.ParseRegion(string(r))
		if err != nil || !p.IsCountry() || p.String() != string(r) || p.ISO3() == "ZZZ" || p.Canonicalize() != p {
			t.Errorf("x/text does not take %s for a country", r)
		}
	}
	others := strings.Fields(withdrawn + " " + reserved + " " + private)
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string([]rune{a, b})
			p, err := language.ParseRegion(code)
			known := err == nil && p.IsCountry() && p.String() == code
			ours := slices.Contains(regions, film.Region(code))
			if known && ours == slices.Contains(others, code) {
				t.Errorf("%s: a region %v, and one of the codes that are none %v", code, ours, !ours)
			}
		}
	}
	regions[0] = "ZZ"
	if film.Regions()[0] != "AD" {
		t.Error("who changes the list that Regions returns changes it for all")
	}
}

func TestEveryRegionIsReadByItsCodeAndItsNames(t *testing.T) {
	for _, r := range film.Regions() {
		p := language.MustParseRegion(string(r))
		for _, s := range []string{
			string(r), strings.ToLower(string(r)), p.ISO3(),
			r.Name(language.English), strings.ToUpper(r.Name(language.English)),
			r.Name(language.German), r.Name(language.Japanese), r.Name(language.Arabic),
		} {
			if got, err := film.ParseRegion(s); got != r {
				t.Errorf("ParseRegion(%q) = %q, %v; want %s", s, got, err, r)
			}
		}
	}
}

func TestParseRegion(t *testing.T) {
	for _, tt := range []struct {
		want film.Region // "": refused
		in   []string
	}{
		{"GB", []string{"GB", "UK", "U.K.", "u k", "the UK", "United Kingdom", " united  kingdom ", "Great Britain",
			"england", "Scotland", "Vereinigtes Königreich", "vereinigtes konigreich", "Royaume-Uni"}},
		{"US", []string{"US", "USA", "U.S.A.", "u.s.", "United States", "the United States of America", "America"}},
		{"DE", []string{"Germany", "Deutschland", "DEU", "Allemagne", "alemania", "ドイツ", "ＧＥＲＭＡＮＹ"}},
		{"HK", []string{"Hong Kong", "Hong Kong SAR China", "hongkong", "香港"}},
		{"KR", []string{"South Korea", "Korea", "대한민국"}},
		{"KP", []string{"North Korea"}},
		{"CI", []string{"Ivory Coast", "Côte d’Ivoire", "Cote d'Ivoire", "côte d'ivoire"}},
		{"BA", []string{"Bosnia", "Bosnia & Herzegovina", "Bosnia and Herzegovina", "bosnia-herzegovina"}},
		{"LC", []string{"St. Lucia", "Saint Lucia", "st lucia"}},
		{"CZ", []string{"Czech Republic", "Czechia", "Česko"}},
		{"TR", []string{"Turkey", "Türkiye", "TÜRKİYE"}},
		{"CD", []string{"DR Congo", "Congo - Kinshasa"}},
		{"CG", []string{"Congo", "Congo (Brazzaville)", "Congo - Brazzaville"}},
		{"RU", []string{"Russia", "Россия", "россия"}},
		{"TW", []string{"Taiwan", "台湾", "台灣"}},
		{"", []string{"", " ", "EU", "UN", "XK", "SU", "DD", "AN", "ZZ", "XX", "276", "001", "a", "ß", "ıt", "é", "DDR", "SUN",
			"Narnia", "@everyone", "<!channel>", "🇩🇪", "\xff\xfe", "\u202eKU", strings.Repeat("Germany ", 1000)}},
	} {
		for _, s := range tt.in {
			got, err := film.ParseRegion(s)
			if got != tt.want || (tt.want == "") != errors.Is(err, film.ErrRegion) {
				t.Errorf("ParseRegion(%.40q) = %q, %v; want %q", s, got, err, tt.want)
			}
		}
	}
}

func TestParseRegions(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []film.Region // nil: refused
	}{
		{"UK", []film.Region{"GB"}},
		{"UK, US;DE", []film.Region{"GB", "US", "DE"}},
		{" germany ,, Germany; DE ,", []film.Region{"DE"}},
		{"", nil},
		{" , ;", nil},
		{"UK, Narnia", nil},
	} {
		got, err := film.ParseRegions(tt.in)
		if !slices.Equal(got, tt.want) || (tt.want == nil) != errors.Is(err, film.ErrRegion) {
			t.Errorf("ParseRegions(%q) = %v, %v", tt.in, got, err)
		}
	}
}

func TestRegionName(t *testing.T) {
	for _, tt := range []struct {
		region         film.Region
		language, want string
	}{
		{"GB", "en", "UK"},
		{"GB", "en-US", "UK"},
		{"US", "en", "US"},
		{"KR", "en", "South Korea"},
		{"HK", "und", "Hong Kong"},
		{"MK", "en", "North Macedonia"},
		{"SZ", "en", "Eswatini"},
		{"DE", "de", "Deutschland"},
		{"DE", "de-AT", "Deutschland"},
		{"GB", "de-CH", "Grossbritannien"},
		{"GB", "fr", "Royaume-Uni"},
		{"JP", "ja", "日本"},
		{"HK", "ja", "香港"},
		{"MO", "zh", "澳门"},
		{"MO", "zh-TW", "澳門"},
		{"HK", "pt-BR", "Hong Kong"},
		{"GB", "tlh", "UK"}, // CLDR has no names in Klingon
		{"GB", "bem", "UK"}, // and no name for it in Bemba
		{"ZZ", "en", "ZZ"},
		{"UK", "de", "UK"},
		{"", "de", ""},
		{"<b>", "en", "<b>"},
	} {
		if got := tt.region.Name(language.Make(tt.language)); got != tt.want {
			t.Errorf("%s in %s is %q, want %q", tt.region, tt.language, got, tt.want)
		}
	}
}

func TestEnglishRegionNamesTellRegionsApart(t *testing.T) {
	seen := make(map[string]film.Region)
	for _, r := range film.Regions() {
		name := r.Name(language.English)
		if other, taken := seen[name]; taken || name == "" || name == string(r) && r != "US" {
			t.Errorf("%s is called %q, like %s", r, name, other)
		}
		seen[name] = r
	}
}

func FuzzParseRegion(f *testing.F) {
	for _, s := range []string{"UK", "Deutschland", "日本", "the ", "U.S.", "🇩🇪", "", "a\u0301", "\xff"} {
		f.Add(s)
	}
	known := film.Regions()
	f.Fuzz(func(t *testing.T, s string) {
		r, err := film.ParseRegion(s)
		switch {
		case err != nil && (!errors.Is(err, film.ErrRegion) || r != ""):
			t.Fatalf("ParseRegion(%q) = %q, %v", s, r, err)
		case err == nil && !slices.Contains(known, r):
			t.Fatalf("ParseRegion(%q) = %q, which is none", s, r)
		}
		if _, err := film.ParseRegions(s); err != nil && !errors.Is(err, film.ErrRegion) {
			t.Fatalf("ParseRegions(%q): %v", s, err)
		}
	})
}

func BenchmarkRegionName(b *testing.B) {
	for b.Loop() {
		film.Region("GB").Name(language.German)
	}
}
