package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/lookup"
	"marquee/internal/remind"
)

var subscribeSpec = chat.Command{
	Name:        "subscribe",
	Description: "Reminders here of a film, a person, a genre or a region",
	Options: []chat.Option{
		{Name: "film", Description: "A film's title, or an id as in /film", Suggests: true},
		{Name: "person", Description: "Or a person: every film of theirs", Suggests: true},
		{Name: "role", Description: "Of the person: one kind of work only, such as director", Suggests: true},
		{Name: "genre", Description: "Or a genre: what comes out of it", Suggests: true},
		{Name: "everything", Description: "Or a whole region: all that comes out there", Suggests: true},
		{Name: "regions", Description: "Whose dates count, such as GB, FR; those set here if left out", Suggests: true},
		{Name: "kinds", Description: "Such as theatrical, digital; theatrical if left out"},
		{Name: "days", Description: "How many days ahead, such as 30, 7, 0; 7 and 0 if left out"},
		{Name: "posts", Description: "One post a film, or a list", Choices: modeChoices()},
		{Name: "mention", Description: "A role to call", Kind: chat.RoleOption},
		{Name: "quiet", Description: "Hours without posts, such as 22:00-07:00"},
		{Name: "popularity", Description: "How many people must be counted for a film", Kind: chat.NumberOption},
	},
	Examples: []string{"subscribe", "subscribe everything:UK", "subscribe person:Keira Knightley days:30,7", "subscribe Never Let Me Go regions:GB,FR,DE"},
	Manages:  true,
}

func modeChoices() []chat.Choice {
	return []chat.Choice{
		{Label: "One post a film", Value: remind.Single.String()},
		{Label: "A list a day", Value: remind.Daily.String()},
		{Label: "A list a week", Value: remind.Weekly.String()},
	}
}

// subscribe answers /subscribe and its buttons: v1/subscribe/film/ID and
// v1/subscribe/person/ID for the form, v1/subscribe/save/… for what the form
// sends, v1/subscribe/ask and new for the form that asks for a film,
// v1/subscribe/take/KIND/ID/TERMS for an entry of a picker, and
// v1/subscribe/again/KIND/ID for one whose terms were too long.
func (b *Bot) subscribe(ctx context.Context, c *call) reply {
	if c.typed() {
		return b.subscribeTyped(c)
	}
	switch c.route.Part(0) {
	case "film", "person":
		sub, failed := b.ofRoute(ctx, c, 0)
		if failed != nil {
			return *failed
		}
		return reply{form: termsForm("Remind here", chat.NewRoute("subscribe", "save", c.route.Part(0), c.route.Part(1)), sub), fresh: true}
	case "again":
		sub, failed := b.ofRoute(ctx, c, 1)
		if failed != nil {
			return *failed
		}
		return reply{form: againForm(chat.NewRoute("subscribe", "save", c.route.Part(1), c.route.Part(2)), sub), fresh: true}
	case "ask":
		return reply{form: newForm(c), fresh: true}
	case "new":
		for _, f := range newForm(c).Fields {
			if c.args[f.Name] == f.Value {
				delete(c.args, f.Name) // it stood there, and nobody said it
			}
		}
		return b.subscribeTo(c)
	case "save":
		sub, failed := b.ofRoute(ctx, c, 1)
		if failed != nil {
			return *failed
		}
		if errors := readForm(c.args, &sub); len(errors) > 0 {
			return reply{errors: errors}
		}
		return reply{later: func(ctx context.Context) chat.Card { return b.subscribed(ctx, c, sub) }, fresh: true}
	case "take":
		sub, failed := b.ofRoute(ctx, c, 1)
		if failed != nil {
			return *failed
		}
		if !unpackTerms(&sub, c.route.Parts[3:]) {
			return show(failure(sayOldButton))
		}
		return reply{later: func(ctx context.Context) chat.Card { return b.subscribed(ctx, c, sub) }, fresh: true}
	}
	return show(failure(sayOldButton))
}

// subscribeNeed says what subscribing takes: in a channel, to manage it.
func subscribeNeed(c *call) (chat.Permission, bool) { return chat.ManageChannel, !c.Direct }

// subjectOfRoute reads a film or a person of a route.
func subjectOfRoute(kind, id string) (remind.Subject, bool) {
	switch kind {
	case "film":
		f, err := film.ParseID(id)
		return remind.Film(f), err == nil
	case "person":
		p, err := film.ParsePersonID(id)
		return remind.Person(p), err == nil
	}
	return remind.Subject{}, false
}

// ofRoute is followed of the film or the person that parts at and at+1 of the route
// name.
func (b *Bot) ofRoute(ctx context.Context, c *call, at int) (remind.Subscription, *reply) {
	s, ok := subjectOfRoute(c.route.Part(at), c.route.Part(at+1))
	if !ok {
		return remind.Subscription{}, ptr(show(failure(sayOldButton)))
	}
	sub, err := b.followed(ctx, c, s)
	if err != nil {
		return sub, ptr(show(b.wordSubscription(err)))
	}
	return sub, nil
}

// followed is the subscription of this place to the subject, or a new one with what
// is usual.
func (b *Bot) followed(ctx context.Context, c *call, s remind.Subject) (remind.Subscription, error) {
	all, err := b.book.List(ctx, c.Target)
	if err != nil {
		return remind.Subscription{}, err
	}
	for _, sub := range all {
		if sub.Subject.Key() == s.Key() {
			return sub, nil
		}
	}
	return remind.NewSubscription(c.Target, s), nil
}

// subscribeTyped subscribes to what was typed, or asks for it.
func (b *Bot) subscribeTyped(c *call) reply {
	given := 0
	for _, name := range []string{"film", "person", "genre", "everything"} {
		if c.args[name] != "" {
			given++
		}
	}
	switch {
	case given > 1:
		return show(failure("That is more than one thing to follow. Give a film, a person, a genre or a whole region, and type /subscribe again for the next."))
	case c.args["role"] != "" && c.args["person"] == "":
		return wrong("role", sayRoleOfNobody)
	case given == 0 && (c.Form || len(termsSaid(c.args)) > 0):
		return wrong("film", "Which film, person, genre or region? Give one of them.")
	case given == 0:
		return reply{form: newForm(c)}
	}
	return b.subscribeTo(c)
}

// subscribeTo subscribes to the subject that was given. Of one that is followed
// here already, the terms that were not given stay.
func (b *Bot) subscribeTo(c *call) reply {
	args := c.args
	var s remind.Subject
	switch {
	case args["genre"] != "":
		genre, sentence := parseGenre(args["genre"])
		if sentence != "" {
			return wrong("genre", sentence)
		}
		s = remind.Genre(genre)
	case args["everything"] != "":
		r, err := film.ParseRegion(args["everything"])
		if err != nil {
			return wrong("everything", sayRegion(args["everything"]))
		}
		s = remind.WholeRegion(r)
	case args["person"] != "":
		s = remind.Person(0)
	default:
		s = remind.Film(0)
	}
	// Read once now, so that what cannot be read is said at its field.
	if errors := readTerms(args, ptr(remind.NewSubscription(c.Target, s))); len(errors) > 0 {
		return reply{errors: errors}
	}
	return reply{later: func(ctx context.Context) chat.Card {
		switch s.Kind {
		case remind.OfFilm:
			return b.subscribeFilm(ctx, c, args["film"])
		case remind.OfPerson:
			return b.subscribePerson(ctx, c, args["person"])
		}
		return b.subscribeOn(ctx, c, s, args)
	}, fresh: true}
}

// subscribeOn subscribes to the subject on the terms that args say, and for the rest
// on those on which it is followed already.
func (b *Bot) subscribeOn(ctx context.Context, c *call, s remind.Subject, args map[string]string) chat.Card {
	sub, err := b.followed(ctx, c, s)
	if err != nil {
		return b.wordSubscription(err)
	}
	errors := readTerms(args, &sub)
	for _, name := range termNames {
		if errors[name] != "" {
			return failure(errors[name])
		}
	}
	return b.subscribed(ctx, c, sub)
}

// found is the one found, where there is one.
func found(r lookup.Resolution) []film.Listing {
	if r.Found.Number == 0 {
		return nil
	}
	return []film.Listing{r.Found}
}

// subscribePerson finds the person who was typed.
func (b *Bot) subscribePerson(ctx context.Context, c *call, name string) chat.Card {
	var r lookup.Resolution
	var err error
	b.informedFor(ctx, c, func() {
		if r, err = c.library.ResolvePerson(ctx, name); err == nil {
			c.wantPeople(ctx, r)
		}
	})
	if err != nil {
		return b.wordError(err, "looking for a person")
	}
	tooLong := false
	option := func(l film.Listing) chat.PickerOption {
		route, kept := takeRoute("person", l.PersonID().String(), c.args)
		tooLong = tooLong || !kept
		return chat.PickerOption{Label: l.Name, Detail: l.Detail, Route: route}
	}
	var card chat.Card
	switch {
	case r.Verdict == lookup.None:
		card = b.noPerson(ctx, c, r, name, option)
	case r.Verdict == lookup.Several, r.Guessed:
		card = whichOne(name, append(found(r), r.Others...), option)
	default:
		return b.subscribeOn(ctx, c, remind.Person(r.Found.PersonID()), c.args)
	}
	if tooLong {
		tellTooLong(&card, c.args)
	}
	return card
}

// informedFor has look note what it hangs on, and asks the sources until that is
// settled.
func (b *Bot) informedFor(ctx context.Context, c *call, look func()) {
	c.wanted, c.troubles = nil, nil
	look()
	for range rounds {
		if b.live == nil {
			return
		}
		open, troubles, err := b.open(ctx, c.wanted)
		if err != nil {
			b.log.Error("reading what the sources were asked", "error", err)
			return
		}
		c.troubles = seen(append(c.troubles, troubles...))
		if len(open) == 0 {
			return
		}
		within, cancel := ctx, context.CancelFunc(func() {})
		if b.patience > 0 {
			within, cancel = context.WithTimeout(ctx, b.patience)
		}
		c.troubles = seen(append(c.troubles, b.live.Ask(within, open...)...))
		cancel()
		c.wanted = nil
		look()
		if len(c.troubles) > 0 {
			return
		}
	}
}

// subscribed subscribes the place, if reminders can be posted there, and says what
// will come.
func (b *Bot) subscribed(ctx context.Context, c *call, sub remind.Subscription) chat.Card {
	if refusal := b.cannotPost(ctx, c, sub.Mention); refusal != nil {
		return *refusal
	}
	sub.Owner, sub.Direct = c.Asker.ID, c.Direct
	if sub.Subject.Kind == remind.OfFilm && b.refresher != nil {
		// What is known by now is what later changes are measured by.
		if err := b.refresher.Refresh(ctx, sub.Subject.Film); err != nil {
			b.log.Info("a film could not be refreshed for its subscription", "film", sub.Subject.Film, "error", err)
		}
	}
	saved, added, err := b.book.Subscribe(ctx, sub, c.At)
	switch {
	case errors.Is(err, remind.ErrInvalid):
		return failure("I cannot subscribe to that: " + strings.TrimPrefix(err.Error(), remind.ErrInvalid.Error()+": ") + ".")
	case err != nil:
		b.log.Error("subscribing", "error", err)
		return failure(sayNotKept)
	}
	title := "Subscribed"
	if !added {
		title = "Subscription changed"
	}
	return b.subscriptionCard(ctx, c, saved, title)
}

const sayNotKept = "I could not keep that: my database does not take it just now. Nothing has changed; please try again in a minute."

// cannotPost returns a card that says what keeps reminders from being posted here,
// nil where nothing does.
func (b *Bot) cannotPost(ctx context.Context, c *call, m remind.Mention) *chat.Card {
	place, ok := b.places[c.Target.Platform]
	if !ok {
		return nil
	}
	obstacles, err := place.CheckPlace(ctx, c.Target)
	if err == nil && m.ID != "" && len(obstacles) == 0 {
		var obstacle string
		if obstacle, err = place.CheckMention(ctx, c.Target, c.Asker, m.ID); obstacle != "" {
			obstacles = append(obstacles, obstacle)
		}
	}
	switch {
	case err != nil:
		b.log.Error("asking whether reminders can be posted", "error", err)
		return ptr(failure("I could not find out whether I may post here. Nothing has changed; please try again in a minute."))
	case len(obstacles) > 0:
		return ptr(failure("I cannot post reminders here yet. " + strings.Join(obstacles, " ")))
	}
	return nil
}

// subscriptionCard shows one subscription: what it follows, on what terms, and
// what it will post next.
func (b *Bot) subscriptionCard(ctx context.Context, c *call, s remind.Subscription, title string) chat.Card {
	card := chat.Card{Tone: chat.Info, Title: title}
	card.Body = chat.Text{chat.Strong(capital(b.subjectWords(ctx, s, c.place.Language)))}
	card.Fields = append(card.Fields, longField("Posts", chat.T(termsWords(s, c.place))))
	card.Fields = append(card.Fields, longField("Next", chat.T(b.nextWords(ctx, c, s))))
	if s.Paused != "" {
		card.Fields = append(card.Fields, longField("Paused", chat.T(capital(s.Paused)+".")))
	}
	if c.Target.Platform == "terminal" {
		card.Fields = append(card.Fields, longField("Note", chat.T("Reminders are posted by marquee serve, on Discord and Slack. Here /preview shows them.")))
	}
	id := int(s.ID)
	pause := chat.Action{Label: "Pause", Route: chat.NewRoute("subscriptions", "pause", id)}
	if s.Paused != "" {
		pause = chat.Action{Label: "Go on", Route: chat.NewRoute("subscriptions", "resume", id)}
	}
	card.Actions = []chat.Action{
		{Label: "Edit", Route: chat.NewRoute("subscriptions", "edit", id)}, pause,
		{Label: "Remove", Route: chat.NewRoute("subscriptions", "remove", id)},
		{Label: "All subscriptions", Route: chat.NewRoute("subscriptions", "list")},
	}
	return card
}

// nextWords says what a subscription will post next.
func (b *Bot) nextWords(ctx context.Context, c *call, s remind.Subscription) string {
	posts, err := b.book.Preview(ctx, c.Target, c.At, c.At.AddDate(1, 0, 0))
	if err != nil {
		b.log.Error("looking ahead", "error", err)
		return "I cannot look ahead just now."
	}
	var out []string
	for _, p := range posts {
		if len(out) == 3 {
			break
		}
		for _, id := range p.Notice.Subscriptions {
			if id == s.ID {
				out = append(out, whenWords(p.At, c.place)+": "+postWords(p, c.place.Language))
			}
		}
	}
	if len(out) == 0 {
		if s.Subject.Kind == remind.OfFilm {
			return fmt.Sprintf("Nothing that is known today is still to be posted. I post when a date comes or moves; /why %s says more.", b.subjectWords(ctx, s, c.place.Language))
		}
		return "Nothing that is known today. I look for new films every day."
	}
	return strings.Join(out, "\n")
}
