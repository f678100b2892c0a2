package film

import (
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// shortNames are the names that film people use where CLDR's English name is
// longer, older or another.
var shortNames = map[Region]string{
	"AE": "UAE",
	"BA": "Bosnia",
	"CC": "Cocos Islands",
	"CD": "DR Congo",
	"CG": "Congo",
	"CI": "Ivory Coast",
	"CZ": "Czech Republic",
	"GB": "UK",
	"HK": "Hong Kong",
	"KR": "South Korea",
	"MK": "North Macedonia",
	"MM": "Myanmar",
	"MO": "Macau",
	"PS": "Palestine",
	"SZ": "Eswatini",
	"TR": "Turkey",
	"UM": "US Outlying Islands",
	"US": "US",
	"VI": "US Virgin Islands",
}

// shortNamesIn are CLDR's short forms in other languages for the two names that
// nobody says in full ("Sonderverwaltungsregion Hongkong"), which x/text does
// not carry.
var shortNamesIn = map[Region]map[string]string{
	"HK": {
		"ar": "هونغ كونغ", "ca": "Hong Kong", "cs": "Hongkong", "da": "Hongkong", "de": "Hongkong",
		"el": "Χονγκ Κονγκ", "es": "Hong Kong", "fi": "Hongkong", "fr": "Hong Kong",
		"he": "הונג קונג", "hi": "हाँग काँग", "hu": "Hongkong", "id": "Hong Kong",
		"it": "Hong Kong", "ja": "香港", "ko": "홍콩", "nb": "Hongkong", "nl": "Hongkong",
		"nn": "Hongkong", "no": "Hongkong", "pl": "Hongkong", "pt": "Hong Kong",
		"ro": "Hong Kong", "ru": "Гонконг", "sv": "Hongkong", "th": "ฮ่องกง",
		"tr": "Hong Kong", "uk": "Гонконг", "vi": "Hồng Kông", "zh": "香港",
	},
	"MO": {
		"ar": "مكاو", "ca": "Macau", "cs": "Macao", "da": "Macao", "de": "Macau", "el": "Μακάο",
		"es": "Macao", "fi": "Macao", "fr": "Macao", "he": "מקאו", "hi": "मकाऊ", "hu": "Makaó",
		"id": "Makau", "it": "Macao", "ja": "マカオ", "ko": "마카오", "nb": "Macao", "nl": "Macau",
		"nn": "Macao", "no": "Macao", "pl": "Makau", "pt": "Macau", "ro": "Macao", "ru": "Макао",
		"sv": "Macao", "th": "มาเก๊า", "tr": "Makao", "uk": "Макао", "vi": "Macao", "zh": "澳门",
		"zh-Hant": "澳門",
	},
}

// Name returns the region's name in the given language, in English the short
// one that people use ("UK", "US", "South Korea"). In a language that has no
// name for it the region is called by its English one. What is no region is
// called by its code.
func (r Region) Name(lang language.Tag) string {
	if !r.valid() {
		return string(r)
	}
	base, _ := lang.Base()
	if code := base.String(); code != "en" && lang != language.Und {
		if name := r.nameIn(lang, code); name != "" {
			return name
		}
	}
	if name, ok := shortNames[r]; ok {
		return name
	}
	return display.English.Regions().Name(language.MustParseRegion(string(r)))
}

// nameIn returns the name in a language other than English, "" where the
// language has none.
func (r Region) nameIn(lang language.Tag, base string) string {
	if names := shortNamesIn[r]; names != nil {
		if script, _ := lang.Script(); base == "zh" && script.String() == "Hant" && names["zh-Hant"] != "" {
			return names["zh-Hant"]
		}
		if name := names[base]; name != "" {
			return name
		}
	}
	namer := display.Regions(lang)
	if namer == nil || !namedLanguages()[base] {
		return ""
	}
	return namer.Name(language.MustParseRegion(string(r)))
}

// namedLanguages are the languages in which x/text has names. For the others it
// may give a namer of a language that their speakers are said to know.
var namedLanguages = sync.OnceValue(func() map[string]bool {
	named := make(map[string]bool)
	for _, tag := range display.Supported.Tags() {
		base, _ := tag.Base()
		named[base.String()] = true
	}
	return named
})
