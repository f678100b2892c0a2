package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/remind"
)

// Announcer returns what words the posts of reminders. It reads local facts alone.
func (b *Bot) Announcer() remind.Announcer { return announcer{b} }

type announcer struct{ bot *Bot }

var _ remind.Announcer = announcer{}

// shownInPost is how many films of a long list a post names.
const shownInPost = 20

// Card words a post: of one film all about it, of several a list.
func (a announcer) Card(ctx context.Context, n remind.Notice) chat.Card {
	n.Settings = n.Settings.Or(a.bot.defaults)
	var card chat.Card
	if len(n.Films) == 1 {
		card = a.one(ctx, n, n.Films[0])
	} else {
		card = a.many(ctx, n)
	}
	if call := mentions(n.Mentions); len(call) > 0 {
		card.Body = append(append(call, chat.Break()), card.Body...)
	}
	label, route := "Subscription", chat.NewRoute("subscriptions", "list")
	if len(n.Subscriptions) == 1 {
		route = chat.NewRoute("subscriptions", "one", int(n.Subscriptions[0]))
	} else {
		label = "Subscriptions"
	}
	card.Actions = append(card.Actions, chat.Action{Label: label, Route: route})
	return card
}

// one is the post of a single film.
func (a announcer) one(ctx context.Context, n remind.Notice, news remind.FilmNews) chat.Card {
	f := a.film(ctx, n, news)
	card := chat.Card{Tone: chat.Notice, Title: titleYear(f.Title, f.Year), URL: filmURL(f.Ids)}
	if f.OriginalTitle != "" && f.OriginalTitle != f.Title {
		card.Body = append(card.Body, chat.Plain("Original title: "), chat.Emphasis(f.OriginalTitle), chat.Break())
	}
	lines := a.lines(n, news)
	if len(lines) == 1 {
		card.Body = append(card.Body, lines[0]...)
	} else {
		card.Body = append(card.Body, chat.List(lines...))
	}
	if d := f.Credits.By(film.Director).Names(); len(d) > 0 {
		card.Fields = append(card.Fields, field(film.Director.Label(len(d)), andMore(d, crewShown)))
	}
	if c := f.Credits.By(film.Cast).Names(); len(c) > 0 {
		card.Fields = append(card.Fields, field(film.Cast.Label(len(c)), andMore(c, crewShown)))
	}
	if f.Poster != "" {
		card.Image = chat.Image{URL: f.Poster, Alt: "Poster of " + titleYear(f.Title, f.Year)}
	}
	card.Actions = []chat.Action{{Label: "The film", Route: chat.NewRoute("film", f.ID)}}
	if len(f.Trailers) > 0 {
		card.Actions = append(card.Actions, chat.Action{Label: "Trailer", URL: f.Trailers[0].URL()})
	}
	card.Actions = append(card.Actions, chat.Action{Label: "Mute this film here", Route: chat.NewRoute("subscriptions", "mute", f.ID)})
	card.Footer = sourcesOf(news)
	return card
}

// many is the post of a list of films.
func (a announcer) many(ctx context.Context, n remind.Notice) chat.Card {
	card := chat.Card{Tone: chat.Notice, Title: listTitle(n)}
	var list []chat.Text
	var all []remind.FilmNews
	for _, news := range n.Films[:min(len(n.Films), shownInPost)] {
		f := a.film(ctx, n, news)
		entry := chat.Text{chat.Strong(titleYear(f.Title, f.Year)), chat.Plain(": ")}
		for i, line := range a.lines(n, news) {
			if i > 0 {
				entry = append(entry, chat.Plain("; "))
			}
			entry = append(entry, line...)
		}
		list = append(list, entry)
		all = append(all, news)
	}
	card.Body = chat.Text{chat.List(list...)}
	if left := len(n.Films) - len(list); left > 0 {
		card.Body = append(card.Body, chat.Plain(fmt.Sprintf("And %d more: /upcoming lists what comes out.", left)))
	}
	card.Footer = sourcesOf(all...)
	return card
}

// listTitle heads a list.
func listTitle(n remind.Notice) string {
	switch n.Mode {
	case remind.Daily:
		return "Coming out: today's list"
	case remind.Weekly:
		return "Coming out: this week's list"
	}
	return fmt.Sprintf("%d films", len(n.Films))
}

// film is what is known of a film that is told of: at least its title.
func (a announcer) film(ctx context.Context, n remind.Notice, news remind.FilmNews) film.Film {
	f, err := a.bot.library.Film(ctx, news.Film)
	if err != nil {
		return film.Film{ID: news.Film, Title: news.Title, Year: news.Year}
	}
	return inLanguage(f, n.Settings.Language)
}

// lines words the releases of one film: those of one day, kind and kind of news
// together.
func (a announcer) lines(n remind.Notice, news remind.FilmNews) []chat.Text {
	today := film.DateOf(n.At.In(n.Settings.Location()))
	var out []chat.Text
	for _, same := range alikes(news.Lines) {
		out = append(out, lineWords(same, today, n.Settings.Language))
	}
	return out
}

// alikes puts lines together that differ in their region alone.
func alikes(lines []remind.Line) [][]remind.Line {
	var out [][]remind.Line
	for _, l := range lines {
		i := slices.IndexFunc(out, func(same []remind.Line) bool { return alike(same[0], l) })
		if i < 0 {
			out = append(out, []remind.Line{l})
			continue
		}
		out[i] = append(out[i], l)
	}
	return out
}

// alike reports whether two lines differ in their region alone.
func alike(a, b remind.Line) bool {
	if (a.Change == nil) != (b.Change == nil) || a.Note != b.Note || a.Reminder.Kind != b.Reminder.Kind ||
		a.Reminder.Date != b.Reminder.Date || a.Was != b.Was {
		return false
	}
	return a.Change == nil || a.Change.What == b.Change.What && a.Change.Old == b.Change.Old && a.Change.New == b.Change.New && a.Change.Region != ""
}

// lineWords words releases of one day: "Today in UK, Ireland: theatrical,
// certificate 15 (UK)".
func lineWords(same []remind.Line, today film.Date, lang language.Tag) chat.Text {
	l := same[0]
	where := regionsOf(same, lang)
	if l.Change != nil {
		return changeWords(*l.Change, where)
	}
	text := chat.Text{chat.Strong(capital(awayWords(today, l.Reminder.Date))), chat.Plain(fmt.Sprintf(", %s: %s", dateWords(l.Reminder.Date), where))}
	var details []string
	if k := kindWords(l.Reminder.Kind); k != "" {
		details = append(details, k)
	}
	if l.Note != "" {
		details = append(details, l.Note)
	}
	for _, x := range same {
		if x.Certificate != "" {
			details = append(details, "certificate "+x.Certificate+" in "+x.Reminder.Region.Name(lang))
		}
	}
	if !l.Was.IsZero() {
		details = append(details, "moved from "+dateWords(l.Was))
	}
	return append(text, chat.Plain(bracket(strings.Join(details, "; "))))
}

// changeWords is the news of a change: "Moved in UK: 14 January 2011 → 21 January
// 2011 (later)".
func changeWords(c remind.Change, where string) chat.Text {
	kind := ""
	if k := kindWords(c.Kind); k != "" {
		kind = " (" + k + ")"
	}
	switch c.What {
	case remind.MovedUp, remind.PutOff:
		return chat.Text{chat.Strong("Moved in " + where + kind), chat.Plain(fmt.Sprintf(": %s → %s, %s", dateWords(c.Old), dateWords(c.New), c.What))}
	case remind.FirstDate:
		return chat.Text{chat.Strong("A date in " + where + kind), chat.Plain(": " + dateWords(c.New))}
	case remind.Withdrawn:
		now := "no date is known any more"
		if !c.New.IsZero() {
			now = "now " + dateWords(c.New)
		}
		return chat.Text{chat.Strong("No day any more in " + where + kind), chat.Plain(fmt.Sprintf(": it was %s, %s", dateWords(c.Old), now))}
	case remind.IsCancelled:
		return chat.Text{chat.Strong("Cancelled"), chat.Plain(": the film is no longer being made")}
	case remind.IsRevived:
		return chat.Text{chat.Strong("No longer cancelled")}
	}
	return chat.Text{chat.Plain(fmt.Sprintf("%s: %s → %s", where, dateWords(c.Old), dateWords(c.New)))}
}

func regionsOf(lines []remind.Line, lang language.Tag) string {
	var regions []film.Region
	for _, l := range lines {
		r := l.Reminder.Region
		if l.Change != nil {
			r = l.Change.Region
		}
		if r != "" && !slices.Contains(regions, r) {
			regions = append(regions, r)
		}
	}
	return regionNames(regions, lang)
}

// awayWords says how far off a day is: a post may come late, so it goes by the
// day and not by when it was to come.
func awayWords(today, day film.Date) string {
	n := daysBetween(today, day)
	switch {
	case n == 0:
		return "today"
	case n == 1:
		return "tomorrow"
	case n == -1:
		return "yesterday"
	case n < 0:
		return fmt.Sprintf("%d days ago", -n)
	}
	return fmt.Sprintf("in %d days", n)
}

// sourcesOf says who told the dates.
func sourcesOf(all ...remind.FilmNews) string {
	var names []string
	for _, f := range all {
		for _, l := range f.Lines {
			name := l.Source
			switch name {
			case "import":
				name = "imported films"
			case "catalogue":
				name = "the films built in"
			}
			if name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "Source: " + strings.Join(names, ", ")
}

// mentions calls the roles that subscriptions name.
func mentions(all []remind.Mention) chat.Text {
	var out chat.Text
	for _, m := range all {
		if len(out) > 0 {
			out = append(out, chat.Plain(" "))
		}
		out = append(out, chat.Mention(m.ID, m.Name))
	}
	return out
}

// Closed tells the owner of subscriptions that their place takes no posts.
func (a announcer) Closed(ctx context.Context, c remind.Closing) chat.Card {
	var list []chat.Text
	for _, s := range c.Subscriptions[:min(len(c.Subscriptions), shownInPost)] {
		list = append(list, chat.T(a.bot.subjectWords(ctx, s, a.bot.defaults.Language)))
	}
	return chat.Card{
		Tone:  chat.Notice,
		Title: "I can no longer post there",
		Body: chat.Text{
			chat.Plain("A channel that you subscribed takes no posts from me any more: it is gone, archived, or closed to me. Its reminders rest, and nothing is deleted:"),
			chat.List(list...),
			chat.Plain("When I may post there again, type /subscriptions in it and press Try again."),
		},
		Actions: []chat.Action{{Label: "What I can do", Route: chat.NewRoute("help", "all")}},
	}
}
