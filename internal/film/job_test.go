package film_test

import (
	"fmt"
	"strings"
	"testing"

	"marquee/internal/film"
)

func ExampleParseJob() {
	for _, s := range []string{"actor", "D.O.P.", "Composer", "co producers"} {
		fmt.Println(film.ParseJob(s))
	}
	_, err := film.ParseJob("gaffer")
	fmt.Println(err)
	// Output:
	// cast <nil>
	// photography <nil>
	// music <nil>
	// co-producer <nil>
	// not a job in films: "gaffer"
}

func TestParseJob(t *testing.T) {
	for want, typed := range map[film.Job][]string{
		film.Cast:              {"cast", "Actor", "actors", "actress", "Actresses", "acting", "star", "stars"},
		film.Director:          {"director", "Directors", "directing", " DIRECTOR "},
		film.Writer:            {"writer", "writers", "Screenplay", "screenwriters", "author"},
		film.Producer:          {"producer", "Producers"},
		film.CoProducer:        {"co-producer", "Co Producer", "coproducer", "Co-Producers"},
		film.ExecutiveProducer: {"executive producer", "Executive Producers", "executive-producer"},
		film.ArtDirection:      {"art direction", "Art Director", "art directors"},
		film.Casting:           {"casting", "casting director"},
		film.CostumeDesign:     {"costume design", "Costume Designs", "costume designer", "costumes"},
		film.Photography:       {"photography", "D.O.P.", "DoP", "dp", "Director of photography", "directors of photography", "cinematographers", "Cinematography"},
		film.Editor:            {"editor", "editors", "editing"},
		film.MakeUp:            {"make-up", "Makeup", "make up", "makeup artist"},
		film.Music:             {"music", "composer", "score"},
		film.ProductionDesign:  {"production design", "Production Designer"},
		film.SetDecoration:     {"set decoration", "set decorators"},
		film.OtherJob:          {"other", "crew"},
	} {
		for _, s := range typed {
			if got, err := film.ParseJob(s); err != nil || got != want {
				t.Errorf("ParseJob(%q) = %v, %v; want %v", s, got, err, want)
			}
		}
	}
	for _, s := range []string{"", " ", "gaffer", "s", "...", "cast crew", "🎬", strings.Repeat("actor ", 1000)} {
		if got, err := film.ParseJob(s); err == nil {
			t.Errorf("ParseJob(%.20q) = %v", s, got)
		}
	}
}

func TestJobsAreReadByTheirNamesAndLabels(t *testing.T) {
	if len(film.Jobs()) != 16 || film.Jobs()[0] != film.Cast || film.Jobs()[15] != film.OtherJob {
		t.Errorf("jobs: %v", film.Jobs())
	}
	for _, j := range film.Jobs() {
		for _, s := range []string{j.String(), j.Label(1), j.Label(2)} {
			if got, err := film.ParseJob(s); err != nil || got != j {
				t.Errorf("ParseJob(%q) = %v, %v; want %v", s, got, err, j)
			}
		}
	}
}

func TestJobLabel(t *testing.T) {
	for _, tt := range []struct {
		job  film.Job
		n    int
		want string
	}{
		{film.Writer, 1, "Writer"},
		{film.Writer, 2, "Writers"},
		{film.Writer, 0, "Writers"},
		{film.Photography, 2, "Directors of photography"},
		{film.Music, 3, "Music"},
		{film.Job(99), 1, "job 99"},
	} {
		if got := tt.job.Label(tt.n); got != tt.want {
			t.Errorf("%v over %d is %q, want %q", tt.job, tt.n, got, tt.want)
		}
	}
}
