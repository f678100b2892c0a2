package film_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/film"
)

func ExampleCredits() {
	var credits film.Credits
	err := json.Unmarshal([]byte(`{
		"cast": ["Carey Mulligan", {"name": "Andrew Garfield", "as": "Tommy"}],
		"director": ["Mark Romanek"],
		"writer": ["Alex Garland", {"name": "Kazuo Ishiguro", "note": "novel"}]
	}`), &credits)
	if err != nil {
		fmt.Println(err)
	}
	for _, c := range credits {
		fmt.Printf("%s: %s %q %q\n", c.Job, c.Name, c.As, c.Note)
	}
	// Output:
	// cast: Carey Mulligan "" ""
	// cast: Andrew Garfield "Tommy" ""
	// director: Mark Romanek "" ""
	// writer: Alex Garland "" ""
	// writer: Kazuo Ishiguro "" "novel"
}

func TestCreditsInJSON(t *testing.T) {
	credits := film.Credits{
		{Job: film.Cast, Name: "Keira Knightley", As: "Ruth", Person: 32},
		{Job: film.Cast, Name: `The "Rock" & <Roll>`},
		{Job: film.Director, Name: "Nobody", Ids: film.Aliases{IMDb: "nm9999999"}},
		{Job: film.OtherJob, Name: "Somebody", Note: "best boy"},
	}
	b, err := json.Marshal(credits)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"cast":[{"name":"Keira Knightley","person":"10","as":"Ruth"},"The \"Rock\" \u0026 \u003cRoll\u003e"],` +
		`"director":[{"name":"Nobody","ids":{"imdb":"nm9999999"}}],"other":[{"name":"Somebody","note":"best boy"}]}`
	if string(b) != want {
		t.Errorf("got  %s\nwant %s", b, want)
	}
	var back film.Credits
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(credits, back); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestCreditsStandInTheOrderOfThePage(t *testing.T) {
	var c film.Credits
	if err := json.Unmarshal([]byte(`{"music": ["D"], "director": ["C"], "cast": ["B", "A"]}`), &c); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(c.Names(), " "); got != "B A C D" {
		t.Errorf("got %s", got)
	}
}

func TestCreditsRefuseWhatTheyDoNotKnow(t *testing.T) {
	for in, want := range map[string]string{
		`{"cast": ["A"], "gaffer": ["B"]}`:             `credits: not a job in films: "gaffer"`,
		`{"Cast": ["A"]}`:                              `credits: not a job in films: "Cast"`,
		`{"cast": [{"name": "A", "role": "B"}]}`:       `credits: cast: {"name": "A", "role": "B"}: json: unknown field "role"`,
		`{"cast": [{"name": "A", "ids": {"x": 1}}]}`:   `unknown field "x"`,
		`{"cast": [{"name": 5}]}`:                      `credits: cast: {"name": 5}: json: cannot unmarshal number`,
		`{"cast": [{"name": "A", "person": "!"}]}`:     `not an id: "!"`,
		`{"cast": [5]}`:                                `credits: cast: 5 is neither a name nor an object with a name`,
		`{"cast": [null]}`:                             `credits: cast: null is neither a name`,
		`{"cast": [["A"]]}`:                            `credits: cast: ["A"] is neither a name`,
		`{"cast": "A"}`:                                `credits: cast: not a list of people`,
		`["A"]`:                                        `credits: not an object such as {"director"`,
		`"A"`:                                          `credits: not an object`,
		`{"director": ["A", true], "cast": ["B", {}]}`: `credits: director: true is neither`,
	} {
		c := film.Credits{{Name: "before"}}
		err := json.Unmarshal([]byte(in), &c)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %s", in, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "film.") {
			t.Errorf("%s: %v speaks of Go types", in, err)
		}
	}
	for _, in := range []string{`null`, `{}`, `{"cast": null}`, `{"cast": []}`} {
		c := film.Credits{{Name: "before"}}
		if err := json.Unmarshal([]byte(in), &c); err != nil || len(c) != 0 {
			t.Errorf("%s: %v, %v; want no credits", in, c, err)
		}
	}
}

func TestCreditsByAndNames(t *testing.T) {
	c := film.Credits{{Job: film.Writer, Name: "Alex Garland"}, {Job: film.Producer, Name: "Allon Reich"},
		{Job: film.Producer, Name: "Alex Garland"}, {Job: film.Writer, Name: "Kazuo Ishiguro"}}
	if got := fmt.Sprint(c.By(film.Producer).Names()); got != "[Allon Reich Alex Garland]" {
		t.Errorf("producers: %s", got)
	}
	if got := fmt.Sprint(c.Names()); got != "[Alex Garland Allon Reich Kazuo Ishiguro]" {
		t.Errorf("all: %s", got)
	}
	if c.By(film.Music) != nil {
		t.Errorf("music: %v", c.By(film.Music))
	}
}
