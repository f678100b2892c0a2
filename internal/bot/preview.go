package bot

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"marquee/internal/chat"
	"marquee/internal/remind"
)

var previewSpec = chat.Command{
	Name:        "preview",
	Description: "What will be posted here, and when",
	Options:     []chat.Option{{Name: "days", Description: "How many days ahead, 1 to 365; 30 if left out", Kind: chat.NumberOption}},
	Examples:    []string{"preview", "preview 90"},
}

// Bounds of /preview.
const (
	previewDays    = 30
	previewMaxDays = 365
	previewLines   = 20
)

// preview answers /preview and its pages: v1/preview/DAYS/PAGE.
func (b *Bot) preview(ctx context.Context, c *call) reply {
	if !c.typed() {
		return show(b.previewCard(ctx, c, min(max(c.route.Number(0), 1), previewMaxDays), c.route.Number(1)))
	}
	days := previewDays
	if typed := strings.TrimSpace(c.args["days"]); typed != "" {
		n, err := strconv.Atoi(typed)
		if err != nil || n < 1 || n > previewMaxDays {
			return wrong("days", fmt.Sprintf("%s is no number of days I can look ahead. Give one from 1 to %d.", quoted(typed), previewMaxDays))
		}
		days = n
	}
	return show(b.previewCard(ctx, c, days, 0))
}

func (b *Bot) previewCard(ctx context.Context, c *call, days, page int) chat.Card {
	posts, err := b.book.Preview(ctx, c.Target, c.At, c.At.AddDate(0, 0, days))
	if err != nil {
		b.log.Error("looking ahead", "error", err)
		return failure(sayStoreDown)
	}
	card := chat.Card{Tone: chat.Info, Title: "What will be posted in this " + c.placeNoun()}
	card.Footer = "If no date moves; times are those of " + c.place.Location().String()
	if len(posts) == 0 {
		card.Body = chat.T(fmt.Sprintf("Nothing in the next %s that is known today. /subscriptions says what is followed here.", count(days, "day", "days")))
		return card
	}
	shown, at, pages := pageOf(posts, page, previewLines)
	lines := make([]chat.Text, len(shown))
	for i, p := range shown {
		lines[i] = chat.Text{chat.Strong(whenWords(p.At, c.place)), chat.Plain(": " + postWords(p, c.place.Language))}
	}
	note := fmt.Sprintf("%s in the next %s", count(len(posts), "post", "posts"), count(days, "day", "days"))
	if p := pageNote(at, pages); p != "" {
		note += " · " + p
	}
	card.Body = chat.Text{chat.Plain(note), chat.Break(), chat.List(lines...)}
	card.Actions = append(turn(at, pages, func(n int) string { return chat.NewRoute("preview", days, n) }),
		chat.Action{Label: "Subscriptions", Route: chat.NewRoute("subscriptions", "list")})
	return card
}

// postWords says in a line what a post will say: "Never Let Me Go (2010): UK on 14
// January 2011".
func postWords(p remind.Post, lang language.Tag) string {
	var films []string
	for _, f := range p.Notice.Films {
		var parts []string
		for _, same := range alikes(f.Lines) {
			l := same[0]
			if l.Change != nil {
				parts = append(parts, changeWords(*l.Change, regionsOf(same, lang)).String())
				continue
			}
			parts = append(parts, fmt.Sprintf("%s on %s%s", regionsOf(same, lang), dateWords(l.Reminder.Date), bracket(kindWords(l.Reminder.Kind))))
		}
		films = append(films, titleYear(f.Title, f.Year)+": "+strings.Join(parts, ", "))
	}
	if len(films) > 3 {
		return fmt.Sprintf("a list of %d films: %s", len(films), strings.Join(films[:3], "; ")+" and more")
	}
	return strings.Join(films, "; ")
}
