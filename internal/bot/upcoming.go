package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/lookup"
)

var upcomingSpec = chat.Command{
	Name:        "upcoming",
	Description: "What comes out in a region, in order of date",
	Options: []chat.Option{
		{Name: "region", Description: "A country, such as UK, DE or South Korea", Suggests: true},
		{Name: "kind", Description: "One kind of release only", Choices: kindChoices()},
		{Name: "days", Description: "How many days ahead, 1 to 730; 90 if left out", Kind: chat.NumberOption},
	},
	Examples: []string{"upcoming", "upcoming de theatrical 30"},
}

// Bounds of /upcoming.
const (
	upcomingDays    = 90
	upcomingMaxDays = 730
	upcomingFilms   = 1000
	upcomingLines   = 20
)

func kindChoices() []chat.Choice {
	var out []chat.Choice
	for _, k := range film.ReleaseKinds() {
		out = append(out, chat.Choice{Label: kindLabel(k), Value: k.String()})
	}
	return out
}

// kindName is a kind within a sentence.
func kindName(k film.ReleaseKind) string {
	if k == film.TV {
		return "TV"
	}
	return k.String()
}

// kindLabel is a kind as a choice shows it.
func kindLabel(k film.ReleaseKind) string {
	if k == film.TV {
		return "TV"
	}
	return capital(k.String())
}

// upcoming answers /upcoming and its pages: v1/upcoming/REGION/KIND/DAYS/PAGE,
// KIND "any" for all.
func (b *Bot) upcoming(ctx context.Context, c *call) reply {
	if c.typed() {
		ask, errors := upcomingTyped(c)
		if len(errors) > 0 {
			return reply{errors: errors}
		}
		return show(b.upcomingCard(ctx, c, ask, 0))
	}
	ask, sentence := upcomingRoute(c.route)
	if sentence != "" {
		return show(failure(sentence))
	}
	return show(b.upcomingCard(ctx, c, ask, c.route.Number(3)))
}

// coming is what /upcoming asks for.
type coming struct {
	region film.Region
	kind   *film.ReleaseKind // nil: any
	days   int
}

func (a coming) route(page int) string {
	kind := "any"
	if a.kind != nil {
		kind = a.kind.String()
	}
	return chat.NewRoute("upcoming", string(a.region), kind, a.days, page)
}

// upcomingTyped reads what was typed. Each value that cannot be read has a
// sentence under its name.
func upcomingTyped(c *call) (coming, map[string]string) {
	ask := coming{region: c.place.Home(), days: upcomingDays}
	errors := make(map[string]string)
	if typed := c.args["region"]; typed != "" {
		r, err := film.ParseRegion(typed)
		if err != nil {
			errors["region"] = sayRegion(typed)
		}
		ask.region = r
	} else if ask.region == "" {
		errors["region"] = "Which region? Type one behind the command, such as /upcoming UK, or set this channel's with /settings."
	}
	if typed := c.args["kind"]; typed != "" {
		k, err := film.ParseReleaseKind(typed)
		if err != nil || k == film.Unspecified {
			errors["kind"] = fmt.Sprintf("I know no kind of release called %s. Choose one of: %s.", quoted(typed), kindList())
		}
		ask.kind = &k
	}
	if typed := c.args["days"]; typed != "" {
		n, err := strconv.Atoi(typed)
		if err != nil || n < 1 || n > upcomingMaxDays {
			errors["days"] = fmt.Sprintf("%s is no number of days I can look ahead. Give one from 1 to %d.", quoted(typed), upcomingMaxDays)
		}
		ask.days = n
	}
	return ask, errors
}

func kindList() string {
	var names []string
	for _, k := range film.ReleaseKinds() {
		names = append(names, k.String())
	}
	return andMore(names, len(names))
}

func upcomingRoute(r chat.Route) (coming, string) {
	region, err := film.ParseRegion(r.Part(0))
	if err != nil {
		return coming{}, sayOldButton
	}
	ask := coming{region: region, days: min(max(r.Number(2), 1), upcomingMaxDays)}
	if p := r.Part(1); p != "any" {
		k, err := film.ParseReleaseKind(p)
		if err != nil {
			return coming{}, sayOldButton
		}
		ask.kind = &k
	}
	return ask, ""
}

// upcomingCard lists what comes out, in order of date.
func (b *Bot) upcomingCard(ctx context.Context, c *call, ask coming, page int) chat.Card {
	today := film.DateOf(c.At.In(c.place.Location()))
	last := today.AddDays(ask.days)
	asked := lookup.Question{Region: ask.region, First: today, Last: last}
	if ask.kind != nil {
		asked.Kind = *ask.kind
	}
	c.want(asked)
	films, err := c.library.Coming(ctx, []film.Region{ask.region}, today, last, upcomingFilms)
	if err != nil {
		return b.wordError(err, "looking for what comes out")
	}
	name := ask.region.Name(c.place.Language)
	card := chat.Card{Tone: chat.Info, Title: "Coming out: " + name}
	if ask.kind != nil {
		card.Title += ", " + kindLabel(*ask.kind)
	}
	lines := comingLines(films, ask, today, last)
	if len(lines) == 0 {
		what := "Nothing"
		if ask.kind != nil {
			what = "No " + kindName(*ask.kind) + " release"
		}
		more := ""
		if b.live == nil {
			more = " " + sayMoreDates
		}
		card.Body = chat.T(fmt.Sprintf("%s is known there from %s to %s.%s", what, dateWords(today), dateWords(last), more))
		card.Footer = "Source: the films that this bot knows, as of " + dateWords(today)
		return card
	}
	var from origins
	shown, at, pages := pageOf(lines, page, upcomingLines)
	list := make([]chat.Text, len(shown))
	for i, l := range shown {
		list[i] = l.words()
		from.add(l.origin)
	}
	note := fmt.Sprintf("%s from %s to %s", count(len(lines), "release", "releases"), dateWords(today), dateWords(last))
	if p := pageNote(at, pages); p != "" {
		note += " · " + p
	}
	if b.live != nil && slices.Contains(b.live.Sources(), "TMDB") {
		note += " · of TMDB's films the best known"
	}
	if len(films) == upcomingFilms {
		note += fmt.Sprintf(" · of the first %d films alone: ask for fewer days to see what comes later", upcomingFilms)
	}
	card.Body = chat.Text{chat.Plain(note), chat.Break(), chat.List(list...)}
	card.Actions = turn(at, pages, ask.route)
	card.Footer = from.footer()
	return card
}

// comingLine is one film coming out.
type comingLine struct {
	film.Release
	title  string
	origin film.Origin
}

func (l comingLine) words() chat.Text {
	return chat.Text{
		chat.Strong(dateWords(l.Date)),
		chat.Plain("  " + l.title + bracket(releaseWords(l.Release))),
	}
}

// comingLines picks the releases asked for out of the films'. A release of no
// told kind counts as theatrical where the region has no date of a told one.
func comingLines(films []film.Film, ask coming, first, last film.Date) []comingLine {
	var out []comingLine
	for _, f := range films {
		told := film.ToldIn(f.Releases, ask.region)
		for _, r := range f.Releases {
			kind := r.Kind
			if kind == film.Unspecified && !told {
				kind = film.Theatrical
			}
			switch {
			case r.Region != ask.region, ask.kind != nil && kind != *ask.kind:
			case r.Date.Before(first), last.Before(r.Date):
			default:
				out = append(out, comingLine{r, titleYear(f.Title, f.Year), releaseOrigin(&f, r)})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b comingLine) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.title, b.title))
	})
	return out
}
