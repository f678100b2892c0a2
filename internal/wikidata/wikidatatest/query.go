package wikidatatest

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The shapes of query that the double answers.
var (
	personForm = regexp.MustCompile(`\?statement \?value wd:(Q\d+) \.`)
	pairForm   = regexp.MustCompile(`\(p:(P\d+) ps:(P\d+) "([^"]*)"\)`)
	windowForm = regexp.MustCompile(`\?date >= "([-0-9]+)T00:00:00Z"\^\^xsd:dateTime && \?date < "([-0-9]+)T00:00:00Z"\^\^xsd:dateTime`)
	regionForm = regexp.MustCompile(`wdt:P297 "([A-Z]{2})"`)
	kindsForm  = regexp.MustCompile(`VALUES \?kind \{ ((?:wd:Q\d+ )+)\}`)
	pageForm   = regexp.MustCompile(`LIMIT (\d+) OFFSET (\d+)$`)
	classForm  = regexp.MustCompile(`^SELECT \?class WHERE \{ wd:(Q\d+) wdt:P279 \?class \} LIMIT 1$`)
)

// filmClass is the class that all films are an instance of, by some steps.
const filmClass = "Q11424"

const entityBase = "http://www.wikidata.org/entity/"

type row map[string]map[string]string

func uri(id string) map[string]string {
	return map[string]string{"type": "uri", "value": entityBase + id}
}

func literal(s string) map[string]string {
	return map[string]string{"type": "literal", "value": s}
}

// query answers a query, with the status of the answer.
func (d *Double) query(q string) (any, int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var rows []row
	switch {
	case classForm.MatchString(q):
		rows = []row{{"class": uri("Q2431196")}}
	case personForm.MatchString(q):
		rows = d.filmography(personForm.FindStringSubmatch(q)[1], pairForm.FindAllStringSubmatch(q, -1))
	case windowForm.MatchString(q) && regionForm.MatchString(q) && kindsForm.MatchString(q) && pageForm.MatchString(q):
		w, p := windowForm.FindStringSubmatch(q), pageForm.FindStringSubmatch(q)
		rows = d.coming(regionForm.FindStringSubmatch(q)[1], w[1], w[2])
		limit, _ := strconv.Atoi(p[1])
		offset, _ := strconv.Atoi(p[2])
		rows = rows[min(offset, len(rows)):]
		rows = rows[:min(limit, len(rows))]
	default:
		d.tb.Errorf("wikidatatest: a query of no known shape:\n%s", q)
		return map[string]string{"error": "MalformedQueryException"}, http.StatusBadRequest
	}
	if rows == nil {
		rows = []row{}
	}
	return map[string]any{"head": map[string]any{"vars": []string{}}, "results": map[string]any{"bindings": rows}}, http.StatusOK
}

// filmography gives a row for each claim that names the person and each date of
// the film, or one where it has none.
func (d *Double) filmography(person string, pairs [][]string) []row {
	var rows []row
	for _, i := range d.items {
		if !d.isFilm(i) {
			continue
		}
		for _, c := range i.Claims {
			at := slices.IndexFunc(pairs, func(p []string) bool { return p[1] == c.Property && p[2] == c.Property })
			if at < 0 || c.Rank == "deprecated" || c.Value.entity() != person {
				continue
			}
			r := row{"film": uri(i.ID), "filmLabel": literal(i.ID), "job": literal(pairs[at][3]),
				"links": literal(fmt.Sprint(len(i.Sites))), "adult": literal("false")}
			for _, l := range []string{"mul", "en"} { // of nothing else: the label is the identifier
				if s, ok := i.Labels[l]; ok {
					r["filmLabel"] = literal(s)
				}
			}
			for _, q := range c.Qualifiers {
				if q.Property == "P4633" {
					r["roleName"] = literal(q.Value.text())
				}
			}
			rows = append(rows, withDates(r, i)...)
		}
	}
	return rows
}

// withDates gives the row once for each date of the film.
func withDates(r row, i Item) []row {
	var rows []row
	for _, c := range i.Claims {
		if c.Property == "P577" && c.Rank != "deprecated" {
			again := row{}
			for k, v := range r {
				again[k] = v
			}
			t, precision := c.Value.time()
			again["date"], again["precision"] = literal(t), literal(strconv.Itoa(precision))
			rows = append(rows, again)
		}
	}
	if rows == nil {
		rows = []row{r}
	}
	return rows
}

// coming gives the films with a date in the country from one day to before
// another, as exact as a month at least.
func (d *Double) coming(region, from, before string) []row {
	var rows []row
	for _, i := range d.items {
		if d.isFilm(i) && slices.ContainsFunc(i.Claims, func(c Claim) bool {
			t, precision := c.Value.time()
			day, _, _ := strings.Cut(t, "T")
			return c.Property == "P577" && c.Rank != "deprecated" && precision >= 10 && day >= from && day < before &&
				slices.ContainsFunc(c.Qualifiers, func(q Qualifier) bool {
					place, ok := d.item(q.Value.entity())
					return q.Property == "P291" && ok && place.has("P297="+region)
				})
		}) {
			rows = append(rows, row{"film": uri(i.ID)})
		}
	}
	slices.SortFunc(rows, func(a, b row) int { return strings.Compare(a["film"]["value"], b["film"]["value"]) })
	return rows
}

// isFilm follows the classes of an item up to film.
func (d *Double) isFilm(i Item) bool {
	classes := i.values("P31")
	for range 5 {
		if slices.Contains(classes, filmClass) {
			return true
		}
		var up []string
		for _, id := range classes {
			if class, ok := d.item(id); ok {
				up = append(up, class.values("P279")...)
			}
		}
		classes = up
	}
	return false
}

// values returns the items that the item's claims of a property name.
func (i Item) values(property string) []string {
	var out []string
	for _, c := range i.Claims {
		if c.Property == property {
			out = append(out, c.Value.entity())
		}
	}
	return out
}
