package wikidata

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"marquee/internal/film"
)

// fixtures are recorded answers of Wikidata, beside the checkout of those who
// have them. Tests of them are skipped elsewhere.
const fixtures = "../../../shared/fixtures/wikidata"

func fixture(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(fixtures, name))
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("the recorded answers are not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func fixtureEntity(t *testing.T, name, id string) *entity {
	t.Helper()
	found := make(map[string]*entity)
	if err := decodeEntities(fixture(t, name), found); err != nil {
		t.Fatal(err)
	}
	if found[id] == nil {
		t.Fatalf("%s holds no %s", name, id)
	}
	return found[id]
}

// ownNames calls every entity by its identifier, to see which are named.
func ownNames(ids []string) map[string]string {
	out := make(map[string]string)
	for _, id := range ids {
		out[id] = id
	}
	return out
}

func TestCityStreets(t *testing.T) {
	e := fixtureEntity(t, "Q2262932_city_streets_1931_full.json", "Q2262932")
	f := record(e, references{names: ownNames(namedBy(e)), regions: countries}, film.MustDate("2018-06-09"))
	if err := f.Check(); err != nil {
		t.Error(err)
	}
	if f.Title != "City Streets" || f.Year != 1931 || f.Minutes != 82 || f.OriginalTitle != "City Streets" || f.OriginalLanguage != "en" {
		t.Errorf("%q (%d), %d min, %q in %q", f.Title, f.Year, f.Minutes, f.OriginalTitle, f.OriginalLanguage)
	}
	if f.Ids != (film.Aliases{IMDb: "tt0021750", Wikidata: "Q2262932"}) {
		t.Errorf("ids %+v", f.Ids)
	}
	if len(f.Releases) != 0 {
		t.Errorf("1931 without a country has become the releases %v", f.Releases)
	}
	for job, want := range map[film.Job]string{film.Director: "Q51472", film.Producer: "Q5322025", film.Photography: "Q1370195"} {
		if got := f.Credits.By(job).Names(); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %v, want %s", job, got, want)
		}
	}
	if cast := f.Credits.By(film.Cast); len(cast) != 9 || cast[0].Ids.Wikidata != "Q93957" {
		t.Errorf("cast %v", cast)
	}
	if fmt.Sprint(f.Distributors, f.ProductionCompanies) != "[{Q159846 }] [Q159846]" {
		t.Errorf("distributors %v, companies %v", f.Distributors, f.ProductionCompanies)
	}
	if len(f.Texts) == 0 {
		t.Error("it has no title in another language")
	}
}

// The film 2012: the dates of its four statements, one of which is for Germany
// and Hungary.
func TestOneStatementForTwoCountries(t *testing.T) {
	e := fixtureEntity(t, "Q184605_2012_P577_statements_transcribed.json", "Q184605")
	var got []string
	for _, r := range releasesOf(e, references{regions: countries}) {
		got = append(got, r.Date.String()+" "+string(r.Region))
	}
	want := "[2009-11-11 FR 2009-11-12 DE 2009-11-12 HU 2009-11-13 SE 2009-11-13 US]"
	if fmt.Sprint(got) != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestRecordedPeople(t *testing.T) {
	for _, tt := range []struct {
		file, id, name, born, birthplace string
		ids                              film.Aliases
	}{
		{"Q20145_IU_person_actress.json", "Q20145", "IU", "1993-05-16", "Q8684", film.Aliases{IMDb: "nm4653224", Wikidata: "Q20145"}},
		{"Q328212_veronica_roth_person_full.json", "Q328212", "Veronica Roth", "1988-08-19", "Q60", film.Aliases{IMDb: "nm4316121", TMDB: 1352956, Wikidata: "Q328212"}},
	} {
		e := fixtureEntity(t, tt.file, tt.id)
		p := person(e, ownNames(items(e.best(birthplace))), film.MustDate("2024-03-12"))
		if !isPerson(e) || p.Name != tt.name || p.Born.String() != tt.born || !p.Died.IsZero() || p.Birthplace != tt.birthplace || p.Ids != tt.ids {
			t.Errorf("%s: %+v", tt.id, p)
		}
		if p.Portrait == "" || len(p.OtherNames) == 0 {
			t.Errorf("%s: portrait %q, other names %q", tt.id, p.Portrait, p.OtherNames)
		}
	}
	p := person(fixtureEntity(t, "Q328212_veronica_roth_person_full.json", "Q328212"), nil, film.Date{})
	if want := commonsFile + "Veronica_Roth_March_18%2C_2014_%28cropped%29.jpg?width=500"; p.Portrait != want {
		t.Errorf("portrait %q, want %q", p.Portrait, want)
	}
}

// The United States fill 648 kB.
func TestALargeEntityIsRead(t *testing.T) {
	e := fixtureEntity(t, "Q30_united_states_full.json", "Q30")
	if r := first(e, isoRegion, snak.string); r != "US" || countries["Q30"] != "US" || e.wikipedias() < 100 {
		t.Errorf("%q, %q, %d Wikipedias", r, countries["Q30"], e.wikipedias())
	}
}

func TestMissingEntities(t *testing.T) {
	found := make(map[string]*entity)
	if err := decodeEntities(fixture(t, "wbgetentities_Q6_missing_Q42_P31.json"), found); err != nil {
		t.Fatal(err)
	}
	if len(found) != 1 || found["Q42"] == nil {
		t.Errorf("found %d entities, want Q42 alone", len(found))
	}
	clear(found)
	if err := decodeEntities(fixture(t, "wbgetentities_missing.json"), found); err != nil || len(found) != 0 {
		t.Errorf("found %v, %v", found, err)
	}
}

func TestRecordedErrors(t *testing.T) {
	for file, want := range map[string]error{
		"error_maxlag.json": film.ErrBusy, "wbgetentities_bogus_id.json": film.ErrNotFound,
	} {
		transport := &answers{list: []*http.Response{answer(200, "", string(fixture(t, file)))}}
		c, err := New(Options{HTTP: &http.Client{Transport: transport}, Logger: slog.New(slog.NewTextHandler(io.Discard, nil))})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.api.once(t.Context(), nil, false); !errors.Is(err, want) {
			t.Errorf("%s: %v; want %v", file, err, want)
		}
	}
}

func TestRecordedRows(t *testing.T) {
	rows, err := decodeRows(fixture(t, "sparql_results_with_optional_values.json"))
	if err != nil || len(rows) != 1 {
		t.Fatalf("%v, %v", rows, err)
	}
	r := rows[0]
	if r.entity("director") != "Q13704719" || label(r, "director") != "Reinhard Klooss" || r.entity("genre") != "" {
		t.Errorf("row %v", r)
	}
	if _, err := decodeRows(fixture(t, "multi_vars_sparql_results.json")); err != nil {
		t.Error(err)
	}
}
