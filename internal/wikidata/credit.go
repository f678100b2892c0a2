package wikidata

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"marquee/internal/film"
)

// creditsOf returns the film's credits in the order of its page. Cast stand by
// their number where they have one, and else as listed.
func creditsOf(e *entity, refs references) film.Credits {
	var out film.Credits
	for _, j := range jobProperties {
		statements := e.all(j.property)
		slices.SortStableFunc(statements, func(a, b statement) int { return cmp.Compare(a.place(), b.place()) })
		for _, s := range statements {
			out = addCredit(out, film.Credit{Job: j.job, Note: j.note, As: s.played(refs)}, s.Main.item(), refs)
		}
	}
	for _, s := range e.all(crewMember) {
		job, note := crewJob(s, refs)
		out = addCredit(out, film.Credit{Job: job, Note: note}, s.Main.item(), refs)
	}
	slices.SortStableFunc(out, func(a, b film.Credit) int { return cmp.Compare(a.Job, b.Job) })
	return out[:min(len(out), maxList)]
}

// addCredit adds the credit of a person. Who has it already, for another part
// say, does not get it twice; who has no name anywhere gets none.
func addCredit(all film.Credits, credit film.Credit, person string, refs references) film.Credits {
	credit.Name = refs.names[person]
	if credit.Name == "" {
		return all
	}
	credit.Ids.Wikidata = person
	i := slices.IndexFunc(all, func(c film.Credit) bool {
		return c.Job == credit.Job && c.Ids.Wikidata == person && (c.Job != film.OtherJob || c.Note == credit.Note)
	})
	if i < 0 {
		return append(all, credit)
	}
	if had := &all[i]; had.As == "" {
		had.As = credit.As
	} else if credit.As != "" && !slices.Contains(strings.Split(had.As, " / "), credit.As) {
		had.As = clean(had.As + " / " + credit.As)
	}
	return all
}

// place returns the statement's number among its like; those without one come
// last.
func (s statement) place() int {
	for _, q := range s.Qualifiers[ordinal] {
		if n, err := strconv.Atoi(q.string()); err == nil && n >= 0 {
			return n
		}
	}
	return int(^uint(0) >> 1)
}

// played returns the parts that a cast member plays, "" where nobody says.
func (s statement) played(refs references) string {
	var parts []string
	for _, id := range s.qualifierItems(role) {
		if name := refs.names[id]; name != "" {
			parts = append(parts, name)
		}
	}
	for _, q := range s.Qualifiers[nameOfRole] {
		if name := q.string(); name != "" && !slices.Contains(parts, name) {
			parts = append(parts, name)
		}
	}
	return clean(strings.Join(parts, " / "))
}

// crewJob returns the job of a crew member of no property's own, by the name of
// their role.
func crewJob(s statement, refs references) (film.Job, string) {
	for _, id := range s.qualifierItems(objectHasRole) {
		if name := refs.names[id]; name != "" {
			if job, err := film.ParseJob(name); err == nil && job != film.OtherJob && job != film.Cast {
				return job, ""
			}
			return film.OtherJob, name
		}
	}
	return film.OtherJob, "crew"
}
