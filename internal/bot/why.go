package bot

import (
	"context"
	"fmt"
	"strings"
	"time"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/lookup"
	"marquee/internal/remind"
)

var whySpec = chat.Command{
	Name:        "why",
	Description: "Why a reminder of a film came here, or did not",
	Options:     []chat.Option{{Name: "film", Description: "A film's title, or an id as in /film", Required: true, Suggests: true}},
	Examples:    []string{"why Never Let Me Go"},
}

// whyLines is how many reasons stand on a page.
const whyLines = 20

// why answers /why and its buttons: v1/why/FILM/PAGE.
func (b *Bot) why(ctx context.Context, c *call) reply {
	if !c.typed() {
		f, failed := b.filmOfPart(ctx, c, c.route.Part(0))
		if failed != nil {
			return *failed
		}
		return show(b.whyCard(ctx, c, f, c.route.Number(1)))
	}
	title := c.args["film"]
	if title == "" {
		return show(failure("Of which film? Type its title behind the command, such as /why Never Let Me Go."))
	}
	r, err := c.library.ResolveFilm(ctx, title, 0)
	if err != nil {
		return show(b.wordError(err, "looking for a film"))
	}
	option := func(l film.Listing) chat.PickerOption {
		return chat.PickerOption{Label: titleYear(l.Name, l.Year), Detail: l.Detail, Route: chat.NewRoute("why", l.FilmID())}
	}
	switch {
	case r.Verdict == lookup.None:
		return show(b.noFilm(ctx, c, r, title, option))
	case r.YearMissed:
		return show(yearMissed(r, option))
	case r.Verdict == lookup.Several:
		return show(whichOne(title, r.Others, option))
	}
	f, err := c.library.Film(ctx, r.Found.FilmID())
	if err != nil {
		return show(b.wordError(err, "reading a film"))
	}
	f = inLanguage(f, c.place.Language)
	card := b.whyCard(ctx, c, &f, 0)
	if len(r.Others) > 0 && card.Tone == chat.Info {
		card.Pickers = append(card.Pickers, picker("Or did you mean…", r.Others, option))
	}
	return show(card)
}

// whyCard lists every reminder of a film that this place could get, with why it
// comes, came or does not.
func (b *Bot) whyCard(ctx context.Context, c *call, f *film.Film, page int) chat.Card {
	answers, err := b.book.Why(ctx, c.Target, f.ID, c.At)
	if err != nil {
		b.log.Error("asking why", "error", err)
		return failure(sayStoreDown)
	}
	name := titleYear(f.Title, f.Year)
	card := chat.Card{Tone: chat.Info, Title: "Why: " + name}
	if len(answers) == 1 && answers[0].Reason == remind.NotFollowed {
		card.Body = chat.T(fmt.Sprintf("Nothing that is followed here reaches %s. Type /subscribe %s to follow it.", name, f.Title))
		return card
	}
	whose := b.whose(ctx, c, answers)
	shown, at, pages := pageOf(answers, page, whyLines)
	list := make([]chat.Text, len(shown))
	for i, a := range shown {
		list[i] = b.answerWords(c, a, whose[a.Subscription.ID])
	}
	if note := pageNote(at, pages); note != "" {
		card.Body = append(card.Body, chat.Plain(note), chat.Break())
	}
	card.Body = append(card.Body, chat.List(list...))
	card.Actions = append(turn(at, pages, func(n int) string { return chat.NewRoute("why", f.ID, n) }),
		chat.Action{Label: "Subscriptions", Route: chat.NewRoute("subscriptions", "list")})
	card.Footer = "Times are those of " + c.place.Location().String()
	return card
}

// whose names what the subscriptions of the answers follow, where there are several.
func (b *Bot) whose(ctx context.Context, c *call, answers []remind.Answer) map[remind.SubscriptionID]string {
	names := make(map[remind.SubscriptionID]string)
	for _, a := range answers {
		id := a.Subscription.ID
		if _, known := names[id]; !known && id != 0 {
			names[id] = b.subjectWords(ctx, a.Subscription, c.place.Language)
		}
	}
	if len(names) < 2 {
		return nil
	}
	return names
}

// answerWords says of one reminder what it is and why it comes or not, and of
// which subscription, where that is given.
func (b *Bot) answerWords(c *call, a remind.Answer, whose string) chat.Text {
	lang := c.place.Language
	var what string
	switch {
	case a.Change != nil:
		what = changeWords(*a.Change, a.Change.Region.Name(lang)).String()
	case a.Region == "":
		what = "The subscription"
	case a.Date.IsZero():
		what = a.Region.Name(lang)
	default:
		what = fmt.Sprintf("%s, %s%s, %s", a.Region.Name(lang), dateWords(a.Date), bracket(kindWords(a.Kind)), leadWords(a.Lead))
	}
	reason := b.reasonWords(c, a)
	if whose != "" {
		reason = strings.TrimSuffix(reason, ".") + bracket(whose) + "."
	}
	return chat.Text{chat.Strong(what), chat.Plain(": " + reason)}
}

func leadWords(n int) string {
	switch n {
	case 0:
		return "on the day"
	case 1:
		return "the day before"
	}
	return fmt.Sprintf("%d days before", n)
}

// reasonWords says why, in a sentence.
func (b *Bot) reasonWords(c *call, a remind.Answer) string {
	at := "at a time that is not known"
	if !a.At.IsZero() {
		at = whenWords(a.At, c.place)
	}
	until := whenWords(a.Until, c.place)
	region := a.Region.Name(c.place.Language)
	switch a.Reason {
	case remind.Due:
		return "it is due, and comes within a minute or two."
	case remind.TooEarly:
		return "it comes on " + at + "."
	case remind.Unsettled:
		return "its date was changed, and that must stand for a while; decided on " + until + "."
	case remind.QuietHours:
		return "it waits for the end of the quiet hours, " + until + "."
	case remind.Paused:
		return "the subscription is paused" + spaced(a.Subscription.Paused) + "."
	case remind.Shut:
		return "this place has not taken my posts; press Try again under /subscriptions."
	case remind.Removed:
		return "I was removed from here, so it rests."
	case remind.AlreadySent:
		return "it was posted on " + at + "."
	case remind.Underway:
		return "I began to send it on " + at + ", and am making sure that it arrives."
	case remind.Refused:
		return "the platform did not take the post; whoever runs this bot finds why in the log."
	case remind.GivenUp:
		if a.Dropped == "" {
			return "it was given up: whether it arrived could not be seen."
		}
		a.Reason = a.Dropped
		return "it was given up: " + b.reasonWords(c, a)
	case remind.LeadPassed:
		return "its time, " + at + ", had passed when the subscription was made."
	case remind.KnownLate:
		return "its time, " + at + ", had passed when the date became known."
	case remind.TooLate:
		late := b.book.Rules().Late
		if a.Change != nil {
			late = b.book.Rules().LateChange
		}
		return fmt.Sprintf("it is too late: it was to come on %s, and I post no later than %s after.", at, lateWords(late))
	case remind.KnownBefore:
		return "the date was changed before the subscription was made."
	case remind.Bygone:
		return "the change is of a day long past."
	case remind.NoRegion:
		return "no region is set: set one with /settings, or in the subscription."
	case remind.OtherRegion:
		return "no date is known in " + region + "."
	case remind.OtherKind:
		return "dates are known in " + region + ", but none of a kind that is followed."
	case remind.OtherSource:
		if a.Region == "" { // of the film as a whole
			return "another source counts, and says otherwise."
		}
		return "another source's date counts in " + region + "."
	case remind.NoDate:
		return "its date was withdrawn."
	case remind.YearOnly:
		return "only its year is known, and a year is no day."
	case remind.MonthOnly:
		return "only its month is known, and a month is no day."
	case remind.Called:
		return "the film is cancelled."
	case remind.Moved:
		return "the date was moved before this was posted."
	case remind.Undone:
		return "the change was taken back before it was posted."
	case remind.Distant:
		return "the change is of something far off, which lists leave out."
	case remind.NothingNew:
		return "the change makes no day known."
	case remind.Muted:
		return "the film is muted here."
	case remind.Unpopular:
		return fmt.Sprintf("fewer people are counted for it than the %d that the subscription asks for.", a.Subscription.Floor)
	case remind.Covered:
		return "another subscription of this place says it."
	case remind.NotFollowed:
		return "nothing that is followed here reaches it."
	}
	return string(a.Reason) + "."
}

func spaced(s string) string {
	if s == "" {
		return ""
	}
	return " " + strings.TrimSuffix(s, ".")
}

// lateWords says how long something may be late: "36 hours", "7 days".
func lateWords(d time.Duration) string {
	switch hours := int(d.Hours()); {
	case d < 2*time.Hour:
		return count(int(d.Minutes()), "minute", "minutes")
	case hours >= 72 && hours%24 == 0:
		return count(hours/24, "day", "days")
	default:
		return count(hours, "hour", "hours")
	}
}
