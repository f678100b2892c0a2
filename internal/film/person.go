package film

import (
	"cmp"
	"slices"
	"strings"
)

// A Person is someone with credits. Every field but ID and Name may be unknown.
type Person struct {
	ID   PersonID `json:"id,omitzero"`
	Ids  Aliases  `json:"ids,omitzero"`
	Name string   `json:"name"`
	Born Date     `json:"born,omitzero"`
	Died Date     `json:"died,omitzero"`
	// OtherNames are what else the person is called, in other scripts too.
	OtherNames []string `json:"other_names,omitempty"`
	Birthplace string   `json:"birthplace,omitempty"`
	Portrait   string   `json:"portrait,omitempty"` // an https address
	// Filmography is every film that the person has a credit on, one entry a
	// film and job.
	Filmography []PersonCredit `json:"filmography,omitempty"`
	Origin      Origin         `json:"origin,omitzero"`
}

// A PersonCredit is a credit seen from the person.
type PersonCredit struct {
	Film  ID      `json:"film,omitzero"` // 0 for a film that is known by Ids alone
	Ids   Aliases `json:"ids,omitzero"`  // what other catalogues call the film
	Title string  `json:"title"`
	Year  int     `json:"year,omitzero"` // 0 when unknown
	Date  Date    `json:"date,omitzero"` // of the first release known, for what is still to come
	Job   Job     `json:"job"`
	As    string  `json:"as,omitempty"`
	Note  string  `json:"note,omitempty"`
	// Origin is who said that the person did it.
	Origin Origin `json:"origin,omitzero"`
	// Adult and Popularity are the film's.
	Adult      bool       `json:"adult,omitempty"`
	Popularity Popularity `json:"popularity,omitzero"`
}

// when is the most exact date known of the film. A date that is more than a year
// after the film's year is that of a re-release, and says nothing of the film.
func (c PersonCredit) when() Date {
	rerelease := c.Year != 0 && c.Date.Year() > c.Year+1
	if !c.Date.IsZero() && !rerelease {
		return c.Date
	}
	return yearDate(c.Year)
}

// Upcoming reports whether the film is still to come on the given day. A film
// without a date is not.
func (c PersonCredit) Upcoming(today Date) bool { return today.Before(c.when()) }

// A CreditGroup is a person's credits in one job.
type CreditGroup struct {
	Job      Job
	Upcoming []PersonCredit // the next one first
	Past     []PersonCredit // newest first; films without a year last
}

// GroupByJob returns the person's credits by job, the job with most credits
// first (jobs with as many in the order of the film page). Films of one date
// stand in the order of their titles.
func (p *Person) GroupByJob(today Date) []CreditGroup {
	byJob := make(map[Job]*CreditGroup)
	for _, c := range p.Filmography {
		g := byJob[c.Job]
		if g == nil {
			g = &CreditGroup{Job: c.Job}
			byJob[c.Job] = g
		}
		if c.Upcoming(today) {
			g.Upcoming = append(g.Upcoming, c)
		} else {
			g.Past = append(g.Past, c)
		}
	}
	out := make([]CreditGroup, 0, len(byJob))
	for _, g := range byJob {
		slices.SortFunc(g.Upcoming, func(a, b PersonCredit) int {
			return cmp.Or(a.when().Compare(b.when()), byTitle(a, b))
		})
		slices.SortFunc(g.Past, func(a, b PersonCredit) int {
			return cmp.Or(newestFirst(a, b), byTitle(a, b))
		})
		out = append(out, *g)
	}
	slices.SortFunc(out, func(a, b CreditGroup) int {
		return cmp.Or(
			cmp.Compare(len(b.Upcoming)+len(b.Past), len(a.Upcoming)+len(a.Past)),
			cmp.Compare(a.Job, b.Job))
	})
	return out
}

func newestFirst(a, b PersonCredit) int {
	da, db := a.when(), b.when()
	if da.IsZero() || db.IsZero() {
		return da.Compare(db)
	}
	return db.Compare(da)
}

// byTitle also sets an order for namesakes, so that pages never shuffle.
func byTitle(a, b PersonCredit) int {
	return cmp.Or(strings.Compare(a.Title, b.Title), cmp.Compare(a.Film, b.Film))
}
