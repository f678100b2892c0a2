package film_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"marquee/internal/film"
)

// inEnglish names a region as a list of dates does.
func inEnglish(r film.Region) string { return r.Name(language.English) }

func ExampleHomeRelease() {
	releases := []film.Release{
		{Region: "US", Date: film.MustDate("2010-09-03"), Kind: film.Premiere, Note: "Telluride Film Festival"},
		{Region: "US", Date: film.MustDate("2010-09-15"), Kind: film.Limited},
		{Region: "GB", Date: film.MustDate("2011-01-14"), Kind: film.Theatrical},
	}
	us, _ := film.HomeRelease(releases, "US")
	_, inGermany := film.HomeRelease(releases, "DE")
	fmt.Println(us.Date, us.Kind, inGermany)
	// Output: 2010-09-15 limited false
}

func ExampleGroupReleases() {
	releases := []film.Release{
		{Region: "DE", Date: film.MustDate("2011-02-24")},
		{Region: "FR", Date: film.MustDate("2011-02-09")},
		{Region: "GB", Date: film.MustDate("2011-01-14")},
		{Region: "BE", Date: film.MustDate("2011-02-09")},
	}
	for _, g := range film.GroupReleases(releases, inEnglish) {
		var names []string
		for _, r := range g.Regions {
			names = append(names, inEnglish(r))
		}
		fmt.Printf("%s: %s\n", g.Date, strings.Join(names, ", "))
	}
	// Output:
	// 2011-01-14: UK
	// 2011-02-09: Belgium, France
	// 2011-02-24: Germany
}

// releases reads "GB theatrical 2011-01-14" lines.
func releases(lines ...string) []film.Release {
	var all []film.Release
	for _, line := range lines {
		words := strings.Fields(line)
		kind, err := film.ParseReleaseKind(words[1])
		if err != nil {
			panic(err)
		}
		r := film.Release{Region: film.Region(words[0]), Kind: kind}
		if len(words) > 2 {
			r.Date = date(words[2])
		}
		all = append(all, r)
	}
	return all
}

func TestHomeRelease(t *testing.T) {
	for _, tt := range []struct {
		name     string
		releases []film.Release
		want     string // kind and date; "": none
	}{
		{"none at all", nil, ""},
		{"another region's alone", releases("US theatrical 2010-09-15"), ""},
		{"theatrical before all others, though it is the last", releases(
			"GB tv 2010-01-01", "GB physical 2010-02-01", "GB digital 2010-03-01", "GB premiere 2010-04-01",
			"GB limited 2010-05-01", "GB unspecified 2010-06-01", "GB theatrical 2010-07-01"), "theatrical 2010-07-01"},
		{"limited next", releases("GB tv 2010-01-01", "GB physical 2010-02-01", "GB digital 2010-03-01",
			"GB premiere 2010-04-01", "GB limited 2010-05-01", "GB unspecified 2010-01-01"), "limited 2010-05-01"},
		{"then premiere", releases("GB tv 2010-01-01", "GB physical 2010-02-01", "GB digital 2010-03-01",
			"GB premiere 2010-04-01"), "premiere 2010-04-01"},
		{"then digital", releases("GB tv 2010-01-01", "GB physical 2010-02-01", "GB digital 2010-03-01"), "digital 2010-03-01"},
		{"then physical", releases("GB tv 2010-01-01", "GB physical 2010-02-01"), "physical 2010-02-01"},
		{"then television", releases("GB unspecified 2009-01-01", "GB tv 2010-01-01"), "tv 2010-01-01"},
		{"no kind told, where no kind is", releases("GB unspecified 2011-01-14", "US theatrical 2010-09-15"), "unspecified 2011-01-14"},
		{"no kind told, before a premiere", releases("GB premiere 2024-10-12", "GB unspecified 2024-12-11"), "unspecified 2024-12-11"},
		{"a re-release never replaces the original", releases("GB theatrical 2021-06-01", "GB theatrical 1977-12-27",
			"GB theatrical 1997-03-21"), "theatrical 1977-12-27"},
		{"a date without a day is not dropped", releases("GB theatrical 2010", "GB limited 2010-01-01"), "theatrical 2010"},
		{"the exact of two that may be one", releases("GB theatrical 2010", "GB theatrical 2010-11-05"), "theatrical 2010-11-05"},
		{"a vague year that is surely earlier", releases("GB theatrical 2010", "GB theatrical 2011-03-01"), "theatrical 2010"},
		{"one without a date says nothing", releases("GB theatrical", "GB tv 2012-05-05"), "tv 2012-05-05"},
	} {
		got, ok := film.HomeRelease(tt.releases, "GB")
		said := ""
		if ok {
			said = fmt.Sprint(got.Kind, " ", got.Date)
		}
		if said != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, said, tt.want)
		}
		backwards := slices.Clone(tt.releases)
		slices.Reverse(backwards)
		if again, _ := film.HomeRelease(backwards, "GB"); again.Date != got.Date || again.Kind != got.Kind {
			t.Errorf("%s: depends on the order of the releases", tt.name)
		}
	}
}

func TestHomeReleaseKeepsTheFirstOfEquals(t *testing.T) {
	all := releases("GB theatrical 2011-01-14", "GB theatrical 2011-01-14")
	all[0].Certificate = "12A"
	if got, _ := film.HomeRelease(all, "GB"); got.Certificate != "12A" {
		t.Errorf("got %+v", got)
	}
}

func TestFirstRelease(t *testing.T) {
	for _, tt := range []struct {
		name     string
		releases []film.Release
		want     string
	}{
		{"none", nil, ""},
		{"the earliest anywhere", releases("GB theatrical 2011-01-14", "US limited 2010-09-15", "DE tv 2011-02-24"), "2010-09-15"},
		{"a premiere does not count beside others", releases("US premiere 2010-09-03", "GB theatrical 2011-01-14"), "2011-01-14"},
		{"a premiere alone does", releases("US premiere 2010-09-03", "GB theatrical"), "2010-09-03"},
		{"no dates", releases("GB theatrical"), ""},
	} {
		got, ok := film.FirstRelease(tt.releases)
		if got.Date.String() != tt.want || ok != (tt.want != "") {
			t.Errorf("%s: %v, %v; want %q", tt.name, got, ok, tt.want)
		}
	}
}

func TestGroupReleases(t *testing.T) {
	all := releases("US theatrical 2011-02-09", "GB theatrical", "SE theatrical 2011-02", "GB tv 2011-02-09",
		"AX theatrical 2011-02-09", "AT theatrical 2011-02-09", "US theatrical 2011-02-09", "BE theatrical 2011-02-09",
		"BE unspecified 2011-02-09", "ZA theatrical 2011-02-09", "CH theatrical 2011-02-09", "CH theatrical 2011-02-09")
	all[9].Note = "Cape Town only"
	all[10].Languages = []string{"de"}
	all[11].Languages = []string{"fr", "it"}
	var got []string
	for _, g := range film.GroupReleases(all, inEnglish) {
		got = append(got, fmt.Sprintf("%v %v %s%v%v", g.Date, g.Kind, g.Note, g.Languages, g.Regions))
	}
	want := []string{
		"2011-02-09 unspecified [][BE]",
		"2011-02-09 theatrical [][AX AT BE US]", // Åland stands before Austria
		"2011-02-09 theatrical Cape Town only[][ZA]",
		"2011-02-09 theatrical [de][CH]",
		"2011-02-09 theatrical [fr it][CH]",
		"2011-02-09 tv [][GB]",
		"2011-02 theatrical [][SE]",
		" theatrical [][GB]",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if got := film.GroupReleases(nil, inEnglish); len(got) != 0 {
		t.Errorf("no releases make %v", got)
	}
}

func TestReleaseKinds(t *testing.T) {
	for _, k := range append(film.ReleaseKinds(), film.Unspecified) {
		b, err := json.Marshal(k)
		if err != nil {
			t.Fatal(err)
		}
		var back film.ReleaseKind
		if err := json.Unmarshal(b, &back); err != nil || back != k {
			t.Errorf("%s came back as %v, %v", b, back, err)
		}
		if got, err := film.ParseReleaseKind(" " + strings.ToUpper(k.String())); err != nil || got != k {
			t.Errorf("%v in capitals: %v, %v", k, got, err)
		}
	}
	if len(film.ReleaseKinds()) != 6 {
		t.Errorf("kinds: %v", film.ReleaseKinds())
	}
	_, err := film.ParseReleaseKind("cinema")
	if err == nil || !strings.Contains(err.Error(), "theatrical, limited, premiere, digital, physical, tv") {
		t.Errorf("an unknown kind: %v; want the kinds there are", err)
	}
	if got := film.ReleaseKind(77).String(); got != "kind 77" {
		t.Errorf("a kind of the future: %q", got)
	}
}
