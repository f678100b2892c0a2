package wikidata

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"marquee/internal/film"
)

// maxRows bounds the answer to one query. A film has a row for each of its dates
// and each part played in it.
const maxRows = 20_000

// filmographyQuery asks for the films that credit a person, with what a list of
// them shows. It takes the pairs of property and job, the person, and a limit.
const filmographyQuery = `SELECT ?film ?filmLabel ?job ?role ?roleLabel ?roleName ?date ?precision ?links ?adult WHERE {
  VALUES (?claim ?value ?job) { %s }
  ?film ?claim ?statement .
  ?statement ?value wd:%s .
  MINUS { ?statement wikibase:rank wikibase:DeprecatedRank }
  FILTER EXISTS { ?film wdt:P31/wdt:P279* wd:Q11424 }
  FILTER NOT EXISTS { ?film wdt:P31 wd:Q193977 }
  OPTIONAL { ?statement pq:P453 ?role }
  OPTIONAL { ?statement pq:P4633 ?roleName }
  OPTIONAL { ?film wikibase:sitelinks ?links }
  OPTIONAL {
    ?film p:P577 ?publication .
    MINUS { ?publication wikibase:rank wikibase:DeprecatedRank }
    ?publication psv:P577 [ wikibase:timeValue ?date ; wikibase:timePrecision ?precision ] .
  }
  BIND(EXISTS { ?film wdt:P31|wdt:P136 wd:Q185529 } AS ?adult)
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en,mul,de,fr,es,it,pt,nl,sv,pl,ru,ja,zh,ko" }
}
LIMIT %d`

// filmography returns the person's credits, one for each film and job.
func (c *Client) filmography(ctx context.Context, person string) ([]film.PersonCredit, error) {
	if !itemID.MatchString(person) {
		return nil, film.ErrNotFound
	}
	var jobs []string
	for i, j := range jobProperties {
		jobs = append(jobs, fmt.Sprintf(`(p:%s ps:%s "%d")`, j.property, j.property, i))
	}
	rows, err := c.query(ctx, fmt.Sprintf(filmographyQuery, strings.Join(jobs, " "), person, maxRows))
	if err != nil {
		return nil, fmt.Errorf("looking up films: %w", err)
	}
	return creditsOfRows(rows, film.Origin{Source: Name, AsOf: film.DateOf(time.Now().UTC())}), nil
}

// creditsOfRows brings the rows of one film and job together.
func creditsOfRows(rows []row, origin film.Origin) []film.PersonCredit {
	type key struct {
		film string
		job  film.Job
	}
	at := make(map[key]int)
	var out []film.PersonCredit
	for _, r := range rows {
		id := r.entity("film")
		title := label(r, "film")
		n, err := strconv.Atoi(r["job"].Value)
		if id == "" || title == "" || err != nil || n < 0 || n >= len(jobProperties) {
			continue
		}
		j := jobProperties[n]
		i, had := at[key{id, j.job}]
		if !had {
			i = len(out)
			at[key{id, j.job}] = i
			out = append(out, film.PersonCredit{
				Ids: film.Aliases{Wikidata: id}, Title: title, Job: j.job, Note: j.note, Origin: origin,
				Adult: r["adult"].Value == "true",
			})
			if links, err := strconv.Atoi(r["links"].Value); err == nil {
				out[i].Popularity = film.PopularityOf(links)
			}
		}
		credit := &out[i]
		addDate(credit, r)
		part := cmp.Or(label(r, "role"), clean(r["roleName"].Value))
		switch {
		case credit.As == "":
			credit.As = part
		case part != "" && !slices.Contains(strings.Split(credit.As, " / "), part):
			credit.As = clean(credit.As + " / " + part)
		}
	}
	slices.SortStableFunc(out, func(a, b film.PersonCredit) int {
		return cmp.Or(cmp.Compare(a.Job, b.Job), a.Date.Compare(b.Date), cmp.Compare(a.Ids.Wikidata, b.Ids.Wikidata))
	})
	return out
}

// addDate takes the date of a row into account: the first counts.
func addDate(credit *film.PersonCredit, r row) {
	precision, err := strconv.Atoi(r["precision"].Value)
	if err != nil {
		return
	}
	d := dateOf(r["date"].Value, precision)
	if d.IsZero() {
		return
	}
	if credit.Year == 0 || d.Year() < credit.Year {
		credit.Year = d.Year()
	}
	if d.Compare(credit.Date) < 0 {
		credit.Date = d
	}
}

// label returns the name of what a variable stands for. The service gives the
// identifier of what has no name.
func label(r row, name string) string {
	if s := clean(r[name+"Label"].Value); s != r.entity(name) {
		return s
	}
	return ""
}
