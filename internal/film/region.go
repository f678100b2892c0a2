package film

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// A Region is a country or territory by its ISO 3166-1 code, upper case. The
// empty Region is "not said".
type Region string

// ErrRegion reports a text that names no region.
var ErrRegion = errors.New("not a region")

// shortNames are the names that film people use where CLDR's English name is
// longer or another.
var shortNames = map[Region]string{
	"AE": "UAE",
	"BA": "Bosnia",
	"CD": "DR Congo",
	"CG": "Congo",
	"CZ": "Czech Republic",
	"GB": "UK",
	"HK": "Hong Kong",
	"KR": "South Korea",
	"MM": "Myanmar",
	"MO": "Macau",
	"PS": "Palestine",
	"TR": "Turkey",
	"US": "US",
}

// otherNames are further ways to type a region, folded as regionKey does.
var otherNames = map[string]Region{
	"america":              "US",
	"britain":              "GB",
	"england":              "GB",
	"great britain":        "GB",
	"holland":              "NL",
	"korea":                "KR",
	"republic of korea":    "KR",
	"uk":                   "GB",
	"u k":                  "GB",
	"u s":                  "US",
	"u s a":                "US",
	"usa":                  "US",
	"united states":        "US",
	"the united states":    "US",
	"the netherlands":      "NL",
	"the uk":               "GB",
	"the us":               "US",
	"the usa":              "US",
	"czechia":              "CZ",
	"bosnia herzegovina":   "BA",
	"united arab emirates": "AE",
	"turkiye":              "TR",
	"ivory coast":          "CI",
}

// typedLanguages are the languages whose region names ParseRegion knows.
var typedLanguages = []language.Tag{
	language.English, language.German, language.French, language.Spanish,
	language.Italian, language.Portuguese, language.Dutch, language.Polish,
	language.Swedish, language.Japanese, language.Korean, language.Chinese,
}

// regionNames maps what may be typed to its region; made at first need, since
// most runs are given codes.
var regionNames = sync.OnceValue(func() map[string]Region {
	names := make(map[string]Region)
	for _, tag := range typedLanguages {
		namer := display.Regions(tag)
		for _, r := range Regions() {
			key := regionKey(namer.Name(language.MustParseRegion(string(r))))
			if _, taken := names[key]; !taken && key != "" {
				names[key] = r
			}
		}
	}
	for r, name := range shortNames {
		names[regionKey(name)] = r
	}
	for name, r := range otherNames {
		names[name] = r
	}
	return names
})

// Regions returns every region there is, in order of code.
var Regions = sync.OnceValue(func() []Region {
	var all []Region
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			if r := Region([]rune{a, b}); r.valid() {
				all = append(all, r)
			}
		}
	}
	return all
})

func (r Region) valid() bool {
	if len(r) != 2 {
		return false
	}
	p, err := language.ParseRegion(string(r))
	return err == nil && p.IsCountry() && p.String() == string(r)
}

// ParseRegion reads a code ("DE", "gb", "UK") or a name ("Germany", "South
// Korea", "Deutschland"), in any case. It fails with ErrRegion.
func ParseRegion(s string) (Region, error) {
	s = strings.TrimSpace(s)
	if len(s) > 100 {
		return "", fmt.Errorf("%w: %.20q…", ErrRegion, s)
	}
	if r := Region(strings.ToUpper(s)); r.valid() {
		return r, nil
	}
	if r, ok := regionNames()[regionKey(s)]; ok {
		return r, nil
	}
	return "", fmt.Errorf("%w: %q", ErrRegion, s)
}

// ParseRegions reads several regions set apart by commas or semicolons, each as
// ParseRegion does, and drops repeats. It fails on the first that it cannot
// read, and with ErrRegion when there is none.
func ParseRegions(s string) ([]Region, error) {
	var out []Region
	seen := make(map[Region]bool)
	for part := range strings.FieldsFuncSeq(s, func(c rune) bool { return c == ',' || c == ';' }) {
		if strings.TrimSpace(part) == "" {
			continue
		}
		r, err := ParseRegion(part)
		if err != nil {
			return nil, err
		}
		if !seen[r] {
			seen[r] = true
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w: %q", ErrRegion, s)
	}
	return out, nil
}

func regionKey(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(c rune) bool {
		return c == ' ' || c == '.' || c == ',' || c == '&' || c == '-' || c == '\u00a0'
	}), " ")
}

// Name returns the region's name in the given language, in English the short
// one that people use ("UK", "US", "South Korea"). A region that has no name
// there is called by its code.
func (r Region) Name(lang language.Tag) string {
	base, _ := lang.Base()
	if english, _ := language.English.Base(); base == english || lang == language.Und {
		if name, ok := shortNames[r]; ok {
			return name
		}
		lang = language.English
	}
	p, err := language.ParseRegion(string(r))
	if err != nil {
		return string(r)
	}
	if name := namer(lang).Name(p); name != "" {
		return name
	}
	return string(r)
}

// namers keeps one namer a language, since making one costs more than asking.
var namers sync.Map // language.Tag → display.Namer

func namer(lang language.Tag) display.Namer {
	if n, ok := namers.Load(lang); ok {
		return n.(display.Namer)
	}
	n := display.Regions(lang)
	if n == nil {
		n = display.Regions(language.English)
	}
	namers.Store(lang, n)
	return n
}
