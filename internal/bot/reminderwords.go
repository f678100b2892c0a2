package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"

	"marquee/internal/film"
	"marquee/internal/remind"
	"marquee/internal/settings"
)

// subjectWords names what a subscription follows: "Never Let Me Go (2010)",
// "films with Keira Knightley as cast", "Horror films", "everything in UK".
func (b *Bot) subjectWords(ctx context.Context, s remind.Subscription, lang language.Tag) string {
	switch s.Subject.Kind {
	case remind.OfFilm:
		f, err := b.library.Mature().Film(ctx, s.Subject.Film)
		if err != nil {
			return "a film that I no longer know"
		}
		f = inLanguage(f, lang)
		return titleYear(f.Title, f.Year)
	case remind.OfPerson:
		p, err := b.library.Person(ctx, s.Subject.Person)
		if err != nil {
			return "a person whom I no longer know"
		}
		jobs := make([]string, len(s.Jobs))
		for i, j := range s.Jobs {
			jobs[i] = j.String()
		}
		if len(jobs) == 0 {
			return "films of " + p.Name
		}
		return fmt.Sprintf("films with %s as %s", p.Name, strings.Join(jobs, " or "))
	case remind.OfGenre:
		return capital(s.Subject.Genre) + " films"
	}
	return "everything in " + s.Subject.Region.Name(lang)
}

// termsWords says when and how a subscription posts: "UK, Germany; theatrical; 7
// days before and on the day".
func termsWords(s remind.Subscription, place settings.Settings) string {
	var parts []string
	switch {
	case s.Subject.Kind == remind.OfRegion:
	case len(s.Regions) > 0:
		parts = append(parts, regionNames(s.Regions, place.Language))
	case len(place.Regions) > 0:
		parts = append(parts, regionNames(place.Regions, place.Language)+" (as set here)")
	default:
		parts = append(parts, "no region is set: /settings")
	}
	parts = append(parts, kindsWords(s.Kinds))
	switch s.Mode {
	case remind.Daily:
		parts = append(parts, "one post a day", leadsWords(s.Leads))
	case remind.Weekly:
		parts = append(parts, "one post a week, on Monday")
	default:
		parts = append(parts, leadsWords(s.Leads))
	}
	if s.Floor > 0 {
		parts = append(parts, fmt.Sprintf("films that at least %d people are counted for", s.Floor))
	}
	if s.Mention.ID != "" {
		parts = append(parts, "calls "+s.Mention.Name)
	}
	if s.Quiet != (remind.Quiet{}) {
		parts = append(parts, fmt.Sprintf("quiet from %s to %s", s.Quiet.From, s.Quiet.To))
	}
	return strings.Join(parts, "; ")
}

func kindsWords(kinds []film.ReleaseKind) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = kindName(k)
	}
	return strings.Join(names, ", ")
}

// leadsWords says how long ahead reminders come: "30 and 7 days before, and on the
// day".
func leadsWords(leads []int) string {
	var before []string
	onDay := slices.Contains(leads, 0)
	for _, n := range leads {
		if n > 0 {
			before = append(before, fmt.Sprint(n))
		}
	}
	switch {
	case len(before) == 0:
		return "on the day"
	case len(before) == 1 && before[0] == "1" && !onDay:
		return "the day before"
	}
	out := joinAnd(before) + " days before"
	if len(before) == 1 && before[0] == "1" {
		out = "the day before"
	}
	if onDay {
		out += " and on the day"
	}
	return out
}

// joinAnd is "1, 2 and 3".
func joinAnd(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}

// whenWords writes an instant as the place's clock shows it: "14 January 2011,
// 09:00".
func whenWords(t time.Time, place settings.Settings) string {
	local := t.In(place.Location())
	return dateWords(film.DateOf(local)) + ", " + local.Format("15:04")
}

// daysBetween counts the days from one day to another, which may be before it.
func daysBetween(from, to film.Date) int {
	at := func(d film.Date) time.Time { return d.In(time.UTC, 0, 0) }
	return int(at(to).Sub(at(from)).Hours() / 24)
}
