package film_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/film"
)

func ExamplePerson_GroupByJob() {
	garland := film.Person{Name: "Alex Garland", Filmography: []film.PersonCredit{
		{Title: "Ex Machina", Year: 2014, Job: film.Director},
		{Title: "Never Let Me Go", Year: 2010, Job: film.Writer},
		{Title: "Ex Machina", Year: 2014, Job: film.Writer},
	}}
	for _, g := range garland.GroupByJob(film.MustDate("2020-01-01")) {
		for _, c := range g.Past {
			fmt.Printf("%s: %s (%d)\n", g.Job, c.Title, c.Year)
		}
	}
	// Output:
	// writer: Ex Machina (2014)
	// writer: Never Let Me Go (2010)
	// director: Ex Machina (2014)
}

func TestGroupByJob(t *testing.T) {
	credit := func(job film.Job, title string, year int, day string) film.PersonCredit {
		return film.PersonCredit{Job: job, Title: title, Year: year, Date: date(day)}
	}
	p := film.Person{Filmography: []film.PersonCredit{
		credit(film.Music, "M2", 2001, ""),
		credit(film.Cast, "no year", 0, ""),
		credit(film.Cast, "before today", 2026, "2026-05-09"),
		credit(film.Cast, "today", 2026, "2026-05-10"),
		credit(film.Cast, "this year, perhaps still to come", 2026, ""),
		credit(film.Cast, "in two years", 2028, ""),
		credit(film.Cast, "tomorrow", 2026, "2026-05-11"),
		credit(film.Cast, "day of the last", 2026, "2026-05-11"),
		credit(film.Cast, "next month", 2026, "2026-06"),
		credit(film.Cast, "first part of 2024", 0, "2024-03"),
		credit(film.Cast, "on a day of 2024", 0, "2024-03-20"),
		credit(film.Cast, "same day, later in the alphabet", 2026, "2026-05-10"),
		credit(film.Cast, "A of 1999", 1999, ""),
		credit(film.Cast, "spring 1999", 1999, "1999-03-31"),
		credit(film.Cast, "B of 1999", 1999, ""),
		credit(film.Cast, "another without a year", 0, ""),
		credit(film.Cast, "oldest", 1950, "1950-01-01"),
		credit(film.Director, "D1", 2001, ""),
		credit(film.Director, "D2", 2030, ""),
		credit(film.Music, "M1", 2001, ""),
		credit(film.Writer, "broken year", 99999, ""),
	}}
	var got []string
	for _, g := range p.GroupByJob(date("2026-05-10")) {
		got = append(got, fmt.Sprintf("%v: %s | %s", g.Job, titles(g.Upcoming), titles(g.Past)))
	}
	want := []string{
		"cast: day of the last, tomorrow, next month, in two years | this year, perhaps still to come, " +
			"same day, later in the alphabet, today, before today, first part of 2024, on a day of 2024, A of 1999, B of 1999, spring 1999, oldest, another without a year, no year",
		"director: D2 | D1",
		"music:  | M1, M2",
		"writer:  | broken year",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if got := (&film.Person{}).GroupByJob(date("2026-05-10")); len(got) != 0 {
		t.Errorf("no credits make %v", got)
	}
}

func TestGroupByJobSetsAnOrderForNamesakes(t *testing.T) {
	p := film.Person{Filmography: []film.PersonCredit{
		{Film: 3, Title: "Same", Year: 2001}, {Film: 1, Title: "Same", Year: 2001}, {Film: 2, Title: "Same", Year: 2001}}}
	past := p.GroupByJob(date("2026-05-10"))[0].Past
	if past[0].Film != 1 || past[1].Film != 2 || past[2].Film != 3 {
		t.Errorf("got %v", past)
	}
}

func titles(credits []film.PersonCredit) string {
	var out []string
	for _, c := range credits {
		out = append(out, c.Title)
	}
	return strings.Join(out, ", ")
}

func TestUpcoming(t *testing.T) {
	for _, tt := range []struct {
		date string
		year int
		want bool
	}{
		{"2026-05-11", 2026, true},
		{"2026-05-10", 2026, false},
		{"2026-05", 2026, false},
		{"2026-06", 2026, true},
		{"", 2027, true},
		{"", 2026, false},
		{"", 0, false},
		{"2025-05-11", 2027, false}, // the date of a showing goes before the year
	} {
		c := film.PersonCredit{Date: date(tt.date), Year: tt.year}
		if got := c.Upcoming(date("2026-05-10")); got != tt.want {
			t.Errorf("%q of %d: %v", tt.date, tt.year, got)
		}
	}
}

func TestPersonInJSON(t *testing.T) {
	p := film.Person{ID: 9, Name: "Somebody", Born: date("1950"), Ids: film.Aliases{IMDb: "nm9999999"}}
	b, err := json.Marshal(p)
	if want := `{"id":"9","ids":{"imdb":"nm9999999"},"name":"Somebody","born":"1950"}`; err != nil || string(b) != want {
		t.Errorf("got %s, %v", b, err)
	}
}
