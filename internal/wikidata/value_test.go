package wikidata

import (
	"encoding/json"
	"fmt"
	"testing"
	"unicode/utf8"

	"marquee/internal/film"
)

// snakOf makes a snak of a value in JSON.
func snakOf(value string) snak {
	s := snak{Type: "value"}
	s.Value.Value = json.RawMessage(value)
	return s
}

func TestDateOfATimeValue(t *testing.T) {
	const julian = "http://www.wikidata.org/entity/Q1985786"
	for _, tt := range []struct {
		time      string
		precision int
		calendar  string
		want      string
	}{
		{"+2011-01-14T00:00:00Z", 11, "", "2011-01-14"},
		{"+2011-01-01T00:00:00Z", 9, "", "2011"},
		{"+2011-00-00T00:00:00Z", 9, "", "2011"},
		{"+2011-01-01T00:00:00Z", 10, "", "2011-01"},
		{"+2011-01-00T00:00:00Z", 10, "", "2011-01"},
		{"+2011-01-14T00:00:00Z", 14, "", "2011-01-14"},
		{"+00000002011-01-14T00:00:00Z", 11, "", "2011-01-14"},
		{"2011-01-14T00:00:00Z", 11, "", "2011-01-14"},
		{"+2011-01-14T00:00:00Z", 11, "http://www.wikidata.org/entity/" + gregorian, "2011-01-14"},
		{"+1908-10-15T00:00:00Z", 11, julian, "1908"},
		{"+2011-02-30T00:00:00Z", 11, "", "2011"},
		{"+2011-00-00T00:00:00Z", 11, "", "2011"},
		{"+2010-00-00T00:00:00Z", 8, "", ""}, // a decade
		{"-0044-03-15T00:00:00Z", 11, "", ""},
		{"+1500-01-01T00:00:00Z", 9, "", ""},
		{"+99999-01-01T00:00:00Z", 9, "", ""},
		{"", 11, "", ""},
		{"tomorrow", 11, "", ""},
	} {
		v := fmt.Sprintf(`{"time":%q,"precision":%d,"calendarmodel":%q}`, tt.time, tt.precision, tt.calendar)
		if got := snakOf(v).date().String(); got != tt.want {
			t.Errorf("%s: %q, want %q", v, got, tt.want)
		}
	}
}

func TestMinutes(t *testing.T) {
	for _, tt := range []struct {
		amount, unit string
		want         int
	}{
		{"+103", "http://www.wikidata.org/entity/Q7727", 103},
		{"+102.5", "http://www.wikidata.org/entity/Q7727", 103},
		{"+103", "1", 0},
		{"+103", "http://www.wikidata.org/entity/Q11574", 0}, // another unit
		{"-103", "http://www.wikidata.org/entity/Q7727", 0},
		{"+99999999", "http://www.wikidata.org/entity/Q7727", 0},
		{"1e9", "http://www.wikidata.org/entity/Q7727", 0},
		{"long", "http://www.wikidata.org/entity/Q7727", 0},
	} {
		s := snakOf(fmt.Sprintf(`{"amount":%q,"unit":%q}`, tt.amount, tt.unit))
		e := &entity{Claims: table[[]statement]{duration: {{Main: s, Rank: "normal"}}}}
		if got := minutes(e); got != tt.want {
			t.Errorf("%s %s: %d minutes, want %d", tt.amount, tt.unit, got, tt.want)
		}
	}
}

func TestWhatWasMergedIsFoundUnderEitherName(t *testing.T) {
	for _, body := range []string{
		`{"entities":{"Q7":{"id":"Q8","redirects":{"from":"Q7","to":"Q8"}}}}`,
		`{"entities":{"Q8":{"id":"Q8","redirects":{"from":"Q7","to":"Q8"}}}}`,
	} {
		found := make(map[string]*entity)
		if err := decodeEntities([]byte(body), found); err != nil || found["Q7"] == nil || found["Q7"] != found["Q8"] {
			t.Errorf("%s: %v, %v", body, found, err)
		}
	}
	for _, body := range []string{`{}`, `{"entities":null}`, `{"entities":7}`, `{"ent`} {
		if err := decodeEntities([]byte(body), map[string]*entity{}); err == nil {
			t.Errorf("%s is taken for an answer", body)
		}
	}
}

func TestWithin(t *testing.T) {
	from, to := film.MustDate("2026-12-10"), film.MustDate("2026-12-20")
	for d, want := range map[string]bool{
		"2026-12-09": false, "2026-12-10": true, "2026-12-20": true, "2026-12-21": false,
		"2026-12": true, "2026-11": false, "2026": false,
	} {
		if got := within(film.MustDate(d), from, to); got != want {
			t.Errorf("%s from %s to %s: %v", d, from, to, got)
		}
	}
}

func TestCountries(t *testing.T) {
	if n := len(countries); n < 200 {
		t.Errorf("only %d countries", n)
	}
	seen := make(map[film.Region]string)
	for id, r := range countries {
		if !itemID.MatchString(id) || !isRegion[r] || seen[r] != "" {
			t.Errorf("%s is %q, and so is %q", id, r, seen[r])
		}
		seen[r] = id
	}
}

func TestRanks(t *testing.T) {
	when := func(date, rank, place string) statement {
		return statement{Main: snakOf(`{"time":"+` + date + `T00:00:00Z","precision":11}`), Rank: rank,
			Qualifiers: table[[]snak]{placeOfPub: {snakOf(`{"id":"` + place + `"}`)}}}
	}
	e := &entity{Claims: table[[]statement]{publicationDate: {
		when("2011-01-14", "normal", "Q145"), when("2010-01-01", "deprecated", "Q30"), when("2011-02-24", "preferred", "Q183"),
	}}}
	got := releasesOf(e, references{regions: countries})
	if len(got) != 2 || got[0].Region != "GB" || got[1].Region != "DE" {
		t.Errorf("releases %v; want GB and DE", got)
	}
	if y := yearOf(e); y != 2011 {
		t.Errorf("the film is of %d", y)
	}
}

func TestKindOfRelease(t *testing.T) {
	s := statement{Qualifiers: table[[]snak]{format: {snakOf(`{"id":"Q1"}`)}}}
	for name, want := range map[string]film.ReleaseKind{
		"theatrical release": film.Theatrical, "video on demand": film.Digital, "streaming media": film.Digital,
		"DVD": film.Physical, "Blu-ray Disc": film.Physical, "television broadcast": film.TV,
		"film festival": film.Premiere, "limited theatrical release": film.Limited, "16 mm film": film.Unspecified, "": film.Unspecified,
	} {
		if got := kindOf(s, references{names: map[string]string{"Q1": name}}); got != want {
			t.Errorf("%q is %v, want %v", name, got, want)
		}
	}
}

func TestCastStandsByNumber(t *testing.T) {
	cast := func(id, n string) statement {
		s := statement{Main: snakOf(`{"id":"` + id + `"}`)}
		if n != "" {
			s.Qualifiers = table[[]snak]{ordinal: {snakOf(`"` + n + `"`)}}
		}
		return s
	}
	e := &entity{Claims: table[[]statement]{"P161": {cast("Q3", ""), cast("Q2", "10"), cast("Q1", "2"), cast("Q4", ""), cast("Q1", "")}}}
	got := creditsOf(e, references{names: map[string]string{"Q1": "A", "Q2": "B", "Q3": "C", "Q4": "D"}}).Names()
	if fmt.Sprint(got) != "[A B C D]" {
		t.Errorf("the cast is %v", got)
	}
}

func TestSearchWordsHoldNoOperator(t *testing.T) {
	for in, want := range map[string]string{
		"Never Let Me Go":            "never let me go",
		"L'Avventura":                "l'avventura",
		"-intitle:x OR \"y\" ~z* !w": "intitle x or y z w",
		"8½":                         "8½",
		"'":                          "",
		"架空の灯台":                      "架空の灯台",
	} {
		if got := searchWords(in); got != want {
			t.Errorf("searchWords(%q) = %q, want %q", in, got, want)
		}
	}
	if n := utf8.RuneCountInString(searchWords(string(make([]rune, 9999))) + " " + has(kindClauses()...)); n > 300 {
		t.Errorf("a query of %d characters, more than 300", n)
	}
	if n := maxWords + 1 + len(has(kindClauses()...)); n > 300 {
		t.Errorf("a query of up to %d characters, more than 300", n)
	}
}
