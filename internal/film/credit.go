package film

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
)

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
	var jobs map[string]json.RawMessage
	if err := json.Unmarshal(b, &jobs); err != nil {
		return errors.New(`credits: not an object such as {"director": ["…"]}`)
	}
	for _, key := range slices.Sorted(maps.Keys(jobs)) {
		if _, err := jobOfKey(key); err != nil {
			return fmt.Errorf("credits: %w", err)
		}
	}
	*c = nil
	for _, j := range Jobs() {
		raw, ok := jobs[j.String()]
		if !ok {
			continue
		}
		var people []json.RawMessage
		if err := json.Unmarshal(raw, &people); err != nil {
			return fmt.Errorf("credits: %s: not a list of people", j)
		}
		for _, p := range people {
			credit, err := readCredit(j, p)
			if err != nil {
				return fmt.Errorf("credits: %s: %w", j, err)
			}
			*c = append(*c, credit)
		}
	}
	return nil
}

// readCredit reads either form of a person.
func readCredit(j Job, b []byte) (Credit, error) {
	var long jsonCredit
	switch b[0] {
	case '"':
		if err := json.Unmarshal(b, &long.Name); err != nil {
			return Credit{}, err
		}
	case '{':
		if err := unmarshalStrict(b, &long); err != nil {
			return Credit{}, fmt.Errorf("%.80s: %w", b, err)
		}
	default:
		return Credit{}, fmt.Errorf("%.40s is neither a name nor an object with a name", b)
	}
	return Credit{j, long.Name, long.Person, long.Ids, long.As, long.Note}, nil
}
