package film

import (
	"fmt"
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

// typedJobs are the ways to type a job, in the form that jobKey makes.
var typedJobs = func() map[string]Job {
	typed := make(map[string]Job)
	for j, n := range jobNames {
		typed[jobKey(n.key)] = Job(j)
		typed[jobKey(n.one)] = Job(j)
	}
	for j, others := range map[Job][]string{
		Cast:             {"actor", "actress", "actresses", "acting", "star"},
		Director:         {"directing", "direction"},
		Writer:           {"writing", "screenplay", "screenwriter", "script", "author"},
		Producer:         {"producing"},
		ArtDirection:     {"art director"},
		Casting:          {"casting director"},
		CostumeDesign:    {"costume designer", "costume"},
		Photography:      {"D.O.P.", "DP", "cinematographer", "cinematography", "camera"},
		Editor:           {"editing"},
		MakeUp:           {"make-up artist"},
		Music:            {"composer", "score"},
		ProductionDesign: {"production designer"},
		SetDecoration:    {"set decorator"},
		OtherJob:         {"crew"},
	} {
		for _, o := range others {
			typed[jobKey(o)] = j
		}
	}
	return typed
}()

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

// ParseJob reads a job as String writes it or as people say it ("actor",
// "D.O.P.", "co producers"), whatever the case and the punctuation.
func ParseJob(s string) (Job, error) {
	if len(s) <= 60 {
		if j, ok := typedJobs[jobKey(s)]; ok {
			return j, nil
		}
	}
	return 0, fmt.Errorf("not a job in films: %.40q", s)
}

// jobKey makes one of the ways to write a job: "Co-producers" is "coproducer" as
// is "co producer", and "Directors of photography" is "directorofphotography".
func jobKey(s string) string {
	words := strings.Fields(FoldLiteral(s))
	for i, w := range words {
		words[i] = strings.TrimSuffix(w, "s")
	}
	return strings.Join(words, "")
}

// jobOfKey reads what String writes, and nothing else.
func jobOfKey(key string) (Job, error) {
	for j, n := range jobNames {
		if key == n.key {
			return Job(j), nil
		}
	}
	return 0, fmt.Errorf("not a job in films: %.40q", key)
}
