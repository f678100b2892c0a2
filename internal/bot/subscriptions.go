package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/remind"
)

var subscriptionsSpec = chat.Command{
	Name:        "subscriptions",
	Description: "What is followed here: edit, pause, remove",
	Examples:    []string{"subscriptions"},
	Home:        true,
}

// listedOnPage is how many subscriptions stand on a page: as many as a picker
// holds.
const listedOnPage = chat.MaxOptions

// subscriptions answers /subscriptions and its buttons:
// v1/subscriptions/list/PAGE, one/ID, edit/ID and save/ID for the form,
// pause|resume|remove/ID, mute|unmute/FILM, reopen, and erase|erased/WHAT.
func (b *Bot) subscriptions(ctx context.Context, c *call) reply {
	if c.typed() {
		return show(b.listCard(ctx, c, 0, ""))
	}
	switch what := c.route.Part(0); what {
	case "list":
		return show(b.listCard(ctx, c, c.route.Number(1), ""))
	case "mute", "unmute":
		return b.mute(ctx, c, what == "mute")
	case "reopen":
		return reply{later: func(ctx context.Context) chat.Card {
			if refusal := b.cannotPost(ctx, c, remind.Mention{}); refusal != nil {
				return *refusal
			}
			if err := b.book.Reopen(ctx, c.Target); err != nil {
				b.log.Error("reopening a place", "error", err)
				return failure(sayNotKept)
			}
			return b.listCard(ctx, c, 0, "I try again.")
		}}
	case "erase":
		// Put off, so that who may not is told before they are asked.
		return reply{later: func(context.Context) chat.Card { return eraseQuestion(c) }}
	case "erased":
		return b.erase(c)
	case "one", "edit", "save", "pause", "resume", "remove":
		return b.ofSubscription(ctx, c, what)
	}
	return show(failure(sayOldButton))
}

// subscriptionsNeed says what changing subscriptions takes: looking takes nothing,
// and everybody may erase what is kept of themselves.
func subscriptionsNeed(c *call) (chat.Permission, bool) {
	switch c.route.Part(0) {
	case "", "list", "one":
		return 0, false
	case "erase", "erased":
		return chat.ManageServer, !c.Direct && c.route.Part(1) == "server"
	}
	return chat.ManageChannel, !c.Direct
}

// ofSubscription does something with one subscription of this place.
func (b *Bot) ofSubscription(ctx context.Context, c *call, what string) reply {
	n, err := strconv.ParseInt(c.route.Part(1), 10, 64)
	if err != nil {
		return show(failure(sayOldButton))
	}
	id := remind.SubscriptionID(n)
	s, err := b.book.Find(ctx, c.Target, id)
	if err != nil {
		return show(b.wordSubscription(err))
	}
	switch what {
	case "edit":
		return reply{form: termsForm("Edit the subscription", chat.NewRoute("subscriptions", "save", int(id)), s)}
	case "save":
		if errors := readForm(c.args, &s); len(errors) > 0 {
			return reply{errors: errors}
		}
		return reply{later: func(ctx context.Context) chat.Card {
			if refusal := b.cannotPost(ctx, c, s.Mention); refusal != nil {
				return *refusal
			}
			saved, _, err := b.book.Subscribe(ctx, s, c.At)
			if err != nil {
				return b.wordSubscription(err)
			}
			return b.subscriptionCard(ctx, c, saved, "Subscription changed")
		}}
	case "pause", "resume", "remove":
		return reply{later: func(ctx context.Context) chat.Card { return b.changed(ctx, c, s, what) }}
	}
	return show(b.subscriptionCard(ctx, c, s, "Subscription"))
}

// changed pauses, resumes or removes a subscription.
func (b *Bot) changed(ctx context.Context, c *call, s remind.Subscription, what string) chat.Card {
	var err error
	title := "Paused"
	switch what {
	case "pause":
		err = b.book.Pause(ctx, c.Target, s.ID, "by "+clean(c.Asker.Name))
	case "resume":
		title = "Going on"
		err = b.book.Pause(ctx, c.Target, s.ID, "")
	case "remove":
		err = b.book.Remove(ctx, c.Target, s.ID)
	}
	if err != nil {
		return b.wordSubscription(err)
	}
	if what == "remove" {
		return b.listCard(ctx, c, 0, "Removed: "+b.subjectWords(ctx, s, c.place.Language)+".")
	}
	if s, err = b.book.Find(ctx, c.Target, s.ID); err != nil {
		return b.wordSubscription(err)
	}
	return b.subscriptionCard(ctx, c, s, title)
}

// wordSubscription words why something could not be done with a subscription.
func (b *Bot) wordSubscription(err error) chat.Card {
	switch {
	case errors.Is(err, remind.ErrNotFound):
		return failure("There is no such subscription here any more. /subscriptions lists those that there are.")
	case errors.Is(err, remind.ErrInvalid):
		return failure(fmt.Sprintf("I cannot keep that: %v.", err))
	}
	b.log.Error("changing a subscription", "error", err)
	return failure(sayNotKept)
}

// listCard lists the subscriptions of the place.
func (b *Bot) listCard(ctx context.Context, c *call, page int, note string) chat.Card {
	all, err := b.book.List(ctx, c.Target)
	if err != nil {
		b.log.Error("listing subscriptions", "error", err)
		return failure(sayStoreDown)
	}
	card := chat.Card{Tone: chat.Info, Title: "Subscriptions of this " + c.placeNoun()}
	if note != "" {
		card.Body = append(card.Body, chat.Strong(note), chat.Break())
	}
	if closed := b.closedWords(ctx, c); closed != "" {
		card.Body = append(card.Body, chat.Plain(closed), chat.Break())
		card.Actions = append(card.Actions, chat.Action{Label: "Try again", Route: chat.NewRoute("subscriptions", "reopen")})
	}
	if len(all) == 0 {
		card.Body = append(card.Body, chat.Plain("Nothing is followed here. Type /subscribe and a film's title, or press Remind here under a film."))
	}
	shown, at, pages := pageOf(all, page, listedOnPage)
	var list []chat.Text
	pick := chat.Picker{Prompt: "Edit, pause or remove one"}
	for _, s := range shown {
		name := capital(b.subjectWords(ctx, s, c.place.Language))
		terms := termsWords(s, c.place)
		if s.Paused != "" {
			terms += "; paused " + s.Paused
		}
		list = append(list, chat.Text{chat.Strong(name), chat.Plain(": " + terms)})
		pick.Options = append(pick.Options, chat.PickerOption{Label: name, Detail: terms, Route: chat.NewRoute("subscriptions", "one", int(s.ID))})
	}
	if len(list) > 0 {
		if p := pageNote(at, pages); p != "" {
			card.Body = append(card.Body, chat.Plain(p), chat.Break())
		}
		card.Body = append(card.Body, chat.List(list...))
		card.Pickers = []chat.Picker{pick}
		card.Actions = append(card.Actions, turn(at, pages, func(n int) string { return chat.NewRoute("subscriptions", "list", n) })...)
		card.Actions = append(card.Actions, chat.Action{Label: "What comes", Route: chat.NewRoute("preview", previewDays)})
	}
	card.Actions = append(card.Actions, chat.Action{Label: "Subscribe", Route: chat.NewRoute("subscribe", "ask")})
	if c.Direct {
		card.Actions = append(card.Actions, chat.Action{Label: "Erase my data", Route: chat.NewRoute("subscriptions", "erase", "me")},
			chat.Action{Label: "My settings", Route: chat.NewRoute("settings", "show")},
			chat.Action{Label: "Commands", Route: chat.NewRoute("help", "all")})
	} else if c.Target.Server != "" {
		card.Actions = append(card.Actions, chat.Action{Label: "Erase all", Route: chat.NewRoute("subscriptions", "erase", "server")})
	}
	return card
}

// closedWords says that the place takes no posts; "" where it does.
func (b *Bot) closedWords(ctx context.Context, c *call) string {
	p, err := b.book.Place(ctx, c.Target)
	if err != nil || p.Gone == "" {
		return ""
	}
	return "This place has not taken my posts, so its reminders rest."
}

// mute has the place hear no more of a film, or again.
func (b *Bot) mute(ctx context.Context, c *call, on bool) reply {
	f, failed := b.filmOfPart(ctx, c, c.route.Part(1))
	if failed != nil {
		return *failed
	}
	return reply{later: func(ctx context.Context) chat.Card {
		if err := b.book.Mute(ctx, c.Target, f.ID, on); err != nil {
			b.log.Error("muting a film", "error", err)
			return failure(sayNotKept)
		}
		card := chat.Card{Tone: chat.Info, Title: "Muted", Body: chat.T(fmt.Sprintf("No more reminders of %s here.", titleYear(f.Title, f.Year)))}
		card.Actions = []chat.Action{{Label: "Undo", Route: chat.NewRoute("subscriptions", "unmute", f.ID)}}
		if !on {
			card.Title, card.Body = "No longer muted", chat.T(fmt.Sprintf("Reminders of %s come here again.", titleYear(f.Title, f.Year)))
			card.Actions = []chat.Action{{Label: "Mute", Route: chat.NewRoute("subscriptions", "mute", f.ID)}}
		}
		return card
	}}
}

// filmOfPart returns the film that a part of a route names.
func (b *Bot) filmOfPart(ctx context.Context, c *call, part string) (*film.Film, *reply) {
	id, err := film.ParseID(part)
	if err != nil {
		return nil, ptr(show(failure(sayOldButton)))
	}
	f, err := c.library.Film(ctx, id)
	if err != nil {
		return nil, ptr(show(b.wordError(err, "reading a film")))
	}
	f = inLanguage(f, c.place.Language)
	return &f, nil
}

// eraseQuestion asks whether all that is kept should be erased.
func eraseQuestion(c *call) chat.Card {
	if c.route.Part(1) == "server" {
		return chat.Card{
			Tone: chat.Question, Title: "Erase everything?",
			Body:    chat.T("This erases every subscription of every channel of this " + c.serverNoun() + ", with what was posted and what was muted, and all settings. It cannot be taken back."),
			Actions: []chat.Action{{Label: "Erase everything", Route: chat.NewRoute("subscriptions", "erased", "server")}, {Label: "Keep it", Route: chat.NewRoute("subscriptions", "list")}},
		}
	}
	return chat.Card{
		Tone: chat.Question, Title: "Erase what I keep of you?",
		Body:    chat.T("This erases the subscriptions of our conversation, and your name on those that you made in channels, which go on. It cannot be taken back."),
		Actions: []chat.Action{{Label: "Erase it", Route: chat.NewRoute("subscriptions", "erased", "me")}, {Label: "Keep it", Route: chat.NewRoute("subscriptions", "list")}},
	}
}

// erase erases all that is kept of a server, or of the person who asks.
func (b *Bot) erase(c *call) reply {
	return reply{later: func(ctx context.Context) chat.Card {
		if c.route.Part(1) == "server" && !c.Direct {
			n, err := b.book.EraseServer(ctx, c.Target)
			if err != nil {
				b.log.Error("erasing a server's subscriptions", "error", err)
				return failure(sayNotKept)
			}
			return chat.Card{Tone: chat.Info, Title: "Erased", Body: chat.T(fmt.Sprintf("All that I kept of reminders in %s is erased.", count(n, "place", "places")))}
		}
		if err := b.book.ErasePerson(ctx, c.Target.Platform, c.Asker.ID); err != nil {
			b.log.Error("erasing a person's subscriptions", "error", err)
			return failure(sayNotKept)
		}
		return chat.Card{Tone: chat.Info, Title: "Erased", Body: chat.T("What I kept of you is erased.")}
	}}
}
