package film

import (
	"fmt"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// otherNames are further ways to type a region, in the form that regionKey
// makes: what people say, former names, and names of parts that are told apart
// in talk but not in ISO 3166-1.
var otherNames = map[string]Region{
	"america":                  "US",
	"bosnia herzegovina":       "BA",
	"britain":                  "GB",
	"burma":                    "MM",
	"cabo verde":               "CV",
	"czechia":                  "CZ",
	"drc":                      "CD",
	"east timor":               "TL",
	"emirates":                 "AE",
	"england":                  "GB",
	"great britain":            "GB",
	"holland":                  "NL",
	"korea":                    "KR",
	"macao":                    "MO",
	"macedonia":                "MK",
	"mainland china":           "CN",
	"northern ireland":         "GB",
	"prc":                      "CN",
	"republic of ireland":      "IE",
	"republic of korea":        "KR",
	"russian federation":       "RU",
	"scotland":                 "GB",
	"swaziland":                "SZ",
	"turkiye":                  "TR",
	"united arab emirates":     "AE",
	"united states of america": "US",
	"usa":                      "US",
	"vatican":                  "VA",
	"viet nam":                 "VN",
	"wales":                    "GB",
}

// typedLanguages are the languages besides English whose names of regions
// ParseRegion knows. Where two disagree, the earlier one counts.
var typedLanguages = []language.Tag{
	language.German, language.French, language.Spanish, language.Italian, language.Portuguese,
	language.Dutch, language.Swedish, language.Danish, language.Norwegian, language.Finnish,
	language.Polish, language.Czech, language.Hungarian, language.Romanian, language.Catalan,
	language.Turkish, language.Russian, language.Ukrainian, language.Greek, language.Hebrew,
	language.Arabic, language.Hindi, language.Thai, language.Vietnamese, language.Indonesian,
	language.Japanese, language.Korean, language.Chinese, language.TraditionalChinese,
}

// englishNames maps the English names of regions to them. Like foreignNames it
// is made at first need, since most runs are given codes.
var englishNames = sync.OnceValue(func() map[string]Region {
	names := make(map[string]Region, 2*len(allRegions))
	namer := display.English.Regions()
	for _, r := range allRegions {
		names[regionKey(namer.Name(language.MustParseRegion(string(r))))] = r
	}
	for r, name := range shortNames {
		names[regionKey(name)] = r
	}
	for name, r := range otherNames {
		names[name] = r
	}
	return names
})

// foreignNames maps the names of regions in typedLanguages to them.
var foreignNames = sync.OnceValue(func() map[string]Region {
	names := make(map[string]Region, 15*len(allRegions))
	for _, lang := range typedLanguages {
		namer := display.Regions(lang)
		for _, r := range allRegions {
			key := regionKey(namer.Name(language.MustParseRegion(string(r))))
			if _, taken := names[key]; !taken && key != "" {
				names[key] = r
			}
		}
	}
	for r, short := range shortNamesIn {
		for _, name := range short {
			names[regionKey(name)] = r
		}
	}
	return names
})

// ParseRegion reads a code of two or three letters ("DE", "gb", "UK", "DEU") or
// a name ("Germany", "South Korea", "the Netherlands", "Deutschland", "日本"),
// whatever the case, the accents and the punctuation. It fails with ErrRegion.
func ParseRegion(s string) (Region, error) {
	s = strings.TrimSpace(s)
	if len(s) > 200 {
		return "", fmt.Errorf("%w: %.20q…", ErrRegion, s)
	}
	if r := Region(strings.ToUpper(s)); len(s) == 2 && r.valid() {
		return r, nil
	}
	key := regionKey(s)
	if r, ok := englishNames()[key]; ok {
		return r, nil
	}
	if r, ok := regionOfISO3(s); ok {
		return r, nil
	}
	if r, ok := foreignNames()[key]; ok {
		return r, nil
	}
	return "", fmt.Errorf("%w: %q", ErrRegion, s)
}

// regionOfISO3 reads a code of three letters.
func regionOfISO3(s string) (Region, bool) {
	if len(s) != 3 || s[0] <= '9' {
		return "", false // three digits would be a code of the United Nations
	}
	p, err := language.ParseRegion(s)
	r := Region(p.String())
	return r, err == nil && r.valid()
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
		return nil, fmt.Errorf("%w: %.40q", ErrRegion, s)
	}
	return out, nil
}

// regionKey makes one of the ways to write a name: "The U.S." is "us", and
// "Saint Lucia" is "st lucia".
func regionKey(s string) string { return strings.TrimPrefix(Fold(s), "the ") }
