package film

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// A Job is what a person did on a film.
type Job uint8

// Jobs of the film page, in its order. OtherJob is any further one; its Credit
// tells which in Note.
const (
	Cast Job = iota
	Director
	Writer
	Producer
	CoProducer
	ExecutiveProducer
	ArtDirection
	Casting
	CostumeDesign
	Photography
	Editor
	MakeUp
	Music
	ProductionDesign
	SetDecoration
	OtherJob
)

type jobName struct{ key, one, many string }

var jobNames = []jobName{
	Cast:              {"cast", "Cast", "Cast"},
	Director:          {"director", "Director", "Directors"},
	Writer:            {"writer", "Writer", "Writers"},
	Producer:          {"producer", "Producer", "Producers"},
	CoProducer:        {"co-producer", "Co-producer", "Co-producers"},
	ExecutiveProducer: {"executive producer", "Executive producer", "Executive producers"},
	ArtDirection:      {"art direction", "Art direction", "Art direction"},
	Casting:           {"casting", "Casting", "Casting"},
	CostumeDesign:     {"costume design", "Costume design", "Costume design"},
	Photography:       {"photography", "Director of photography", "Directors of photography"},
	Editor:            {"editor", "Editor", "Editors"},
	MakeUp:            {"make-up", "Make-up", "Make-up"},
	Music:             {"music", "Music", "Music"},
	ProductionDesign:  {"production design", "Production design", "Production design"},
	SetDecoration:     {"set decoration", "Set decoration", "Set decoration"},
	OtherJob:          {"other", "Other", "Other"},
}

// otherJobNames are further ways to type a job.
var otherJobNames = map[string]Job{
	"actor": Cast, "actress": Cast, "acting": Cast, "star": Cast,
	"directing": Director, "direction": Director,
	"writing": Writer, "screenplay": Writer, "screenwriter": Writer, "script": Writer, "author": Writer,
	"producing": Producer, "coproducer": CoProducer, "co producer": CoProducer,
	"art director": ArtDirection, "casting director": Casting,
	"costume designer": CostumeDesign, "costume designs": CostumeDesign, "costumes": CostumeDesign, "costume": CostumeDesign,
	"dop": Photography, "d.o.p.": Photography, "dp": Photography, "cinematographer": Photography,
	"cinematography": Photography, "director of photography": Photography, "camera": Photography,
	"editing": Editor, "makeup": MakeUp, "make up": MakeUp, "make-up artist": MakeUp,
	"composer": Music, "score": Music, "production designer": ProductionDesign,
	"set decorator": SetDecoration, "crew": OtherJob,
}

// Jobs lists every job in the order of the film page.
func Jobs() []Job {
	all := make([]Job, len(jobNames))
	for i := range all {
		all[i] = Job(i)
	}
	return all
}

// String returns the job in lower case, as it is written in files.
func (j Job) String() string {
	if int(j) < len(jobNames) {
		return jobNames[j].key
	}
	return fmt.Sprintf("job %d", uint8(j))
}

// Label returns the heading over n people who did the job.
func (j Job) Label(n int) string {
	switch {
	case int(j) >= len(jobNames):
		return j.String()
	case n == 1:
		return jobNames[j].one
	}
	return jobNames[j].many
}

// ParseJob reads a job as String writes it or as people say it ("actor", "DoP",
// "composer"), in any case.
func ParseJob(s string) (Job, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	for j, n := range jobNames {
		if s == n.key || s == strings.ToLower(n.one) || s == strings.ToLower(n.many) {
			return Job(j), nil
		}
	}
	if j, ok := otherJobNames[s]; ok {
		return j, nil
	}
	return 0, fmt.Errorf("not a job in films: %.40q", s)
}

// A Credit is one person's work on a film.
type Credit struct {
	Job    Job
	Name   string   // as credited
	Person PersonID // 0 before the catalogue that holds the credit has given one
	Ids    Aliases  // what other catalogues call the person
	As     string   // the part played, where the source tells it
	Note   string   // what the source adds: "novel", or the job of an OtherJob
}

// Credits are a film's credits in the order of its page: by job, and within a
// job as billed. In JSON they are an object from job to people, each a name or
// an object with more.
type Credits []Credit

// By returns the credits of one job, as billed.
func (c Credits) By(j Job) Credits {
	var out Credits
	for _, credit := range c {
		if credit.Job == j {
			out = append(out, credit)
		}
	}
	return out
}

// Names returns the names in the credits, each once.
func (c Credits) Names() []string {
	var out []string
	for _, credit := range c {
		if !slices.Contains(out, credit.Name) {
			out = append(out, credit.Name)
		}
	}
	return out
}

// jsonCredit is the long form of a person in JSON.
type jsonCredit struct {
	Name   string   `json:"name"`
	Person PersonID `json:"person,omitzero"`
	Ids    Aliases  `json:"ids,omitzero"`
	As     string   `json:"as,omitempty"`
	Note   string   `json:"note,omitempty"`
}

// MarshalJSON writes {"cast": ["A", {"name": "B", "as": "…"}], "director": […]}.
func (c Credits) MarshalJSON() ([]byte, error) {
	jobs := make(map[string][]any)
	for _, credit := range c {
		var entry any = jsonCredit{credit.Name, credit.Person, credit.Ids, credit.As, credit.Note}
		if credit == (Credit{Job: credit.Job, Name: credit.Name}) {
			entry = credit.Name
		}
		jobs[credit.Job.String()] = append(jobs[credit.Job.String()], entry)
	}
	return json.Marshal(jobs)
}

// UnmarshalJSON reads what MarshalJSON writes. An unknown job or an unknown
// field of a person is an error.
func (c *Credits) UnmarshalJSON(b []byte) error {
	var jobs map[string][]creditEntry
	if err := json.Unmarshal(b, &jobs); err != nil {
		return err
	}
	*c = nil
	for key := range jobs {
		if _, err := jobOfKey(key); err != nil {
			return err
		}
	}
	for _, j := range Jobs() {
		for _, e := range jobs[j.String()] {
			*c = append(*c, Credit{j, e.Name, e.Person, e.Ids, e.As, e.Note})
		}
	}
	return nil
}

func jobOfKey(key string) (Job, error) {
	for j, n := range jobNames {
		if key == n.key {
			return Job(j), nil
		}
	}
	return 0, fmt.Errorf("not a job in films: %.40q", key)
}

// creditEntry reads either form of a person.
type creditEntry jsonCredit

func (e *creditEntry) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &e.Name)
	}
	return unmarshalStrict(b, (*jsonCredit)(e))
}
