package bot

import (
	"context"
	"fmt"
	"strings"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/lookup"
)

var personSpec = chat.Command{
	Name:        "person",
	Description: "A person's films by role, newest first",
	Options: []chat.Option{
		{Name: "name", Description: "The person's name", Required: true, Suggests: true},
		{Name: "role", Description: "One kind of work only, such as cast, director or music", Suggests: true},
	},
	Examples: []string{"person Keira Knightley", "person alex garland as writer"},
}

// creditsOnPage is how many of a person's credits stand on a page.
const creditsOnPage = 15

// everyJob stands in routes where no role is chosen.
const everyJob = "all"

// person answers /person and its buttons: v1/person/ID/ROLE/PAGE, with "chosen"
// for PAGE where a picker of namesakes was answered.
func (b *Bot) person(ctx context.Context, c *call) reply {
	if c.typed() {
		return b.personTyped(ctx, c)
	}
	id, err := film.ParsePersonID(c.route.Part(0))
	if err != nil {
		return show(failure(sayOldButton))
	}
	job, ok := jobOfRoute(c.route.Part(1))
	if !ok {
		return show(failure(sayOldButton))
	}
	card := b.personCard(ctx, c, id, job, c.route.Number(2))
	return reply{card: &card, fresh: c.route.Part(2) == "chosen"}
}

func (b *Bot) personTyped(ctx context.Context, c *call) reply {
	name := c.args["name"]
	if name == "" {
		return show(failure(sayNoPerson))
	}
	var job *film.Job
	if role := c.args["role"]; role != "" {
		j, err := film.ParseJob(role)
		if err != nil {
			return wrong("role", sayRole(role))
		}
		job = &j
	}
	r, err := c.library.ResolvePerson(ctx, name)
	if err != nil {
		return show(b.wordError(err, "looking for a person"))
	}
	c.wantPeople(ctx, r)
	if c.Line != "" && job == nil && (r.Verdict == lookup.None || r.Guessed) {
		// "NAME ROLE", where no name goes on like that.
		for _, cut := range lastWords(name) {
			j, bad := film.ParseJob(cut[1])
			if bad != nil {
				continue
			}
			c.want(lookup.Question{Name: cut[0]})
			short, err := c.library.ResolvePerson(ctx, cut[0])
			if err != nil {
				return show(b.wordError(err, "looking for a person"))
			}
			if short.Verdict != lookup.None && !short.Guessed {
				r, name, job = short, cut[0], &j
				c.wantPeople(ctx, r)
				break
			}
		}
	}
	option := func(l film.Listing) chat.PickerOption {
		return chat.PickerOption{Label: l.Name, Detail: l.Detail, Route: personRoute(l.PersonID(), job, "chosen")}
	}
	switch r.Verdict {
	case lookup.None:
		return show(b.noPerson(ctx, c, r, name, option))
	case lookup.Several:
		return show(whichOne(name, r.Others, option))
	}
	card := b.personCard(ctx, c, r.Found.PersonID(), job, 0)
	if r.Guessed && card.Tone == chat.Info {
		note := chat.Text{chat.Emphasis("The nearest name to " + quoted(name) + "."), chat.Break()}
		card.Body = append(note, card.Body...)
	}
	if len(r.Others) > 0 && card.Tone == chat.Info {
		card.Pickers = append(card.Pickers, picker("Or did you mean…", r.Others, option))
	}
	return show(card)
}

func (b *Bot) noPerson(ctx context.Context, c *call, r lookup.Resolution, typed string, option func(film.Listing) chat.PickerOption) chat.Card {
	if r.Query.Name == "" && len(c.troubles) > 0 {
		return unsure("person", typed, c.troubles)
	}
	if r.Query.Name == "" {
		return failure(fmt.Sprintf("I know no person with the id %s. Try the name.", quoted(typed)))
	}
	if film.Fold(r.Query.Name) == "" {
		return failure("There is no letter in that to look for. Type a name, such as /person Keira Knightley.")
	}
	if len(c.troubles) > 0 {
		return unsure("person", typed, c.troubles)
	}
	near, err := c.library.NearestPeople(ctx, r.Query.Name, nearestShown)
	if err != nil {
		return b.wordError(err, "looking for near names")
	}
	return notFound("person", "/person NAME", typed, near, option)
}

// sayRole says that a typed role is none.
func sayRole(typed string) string {
	var names []string
	for _, j := range film.Jobs() {
		names = append(names, j.String())
	}
	return fmt.Sprintf("I know no role called %s. Choose one of: %s.", quoted(typed), strings.Join(names, ", "))
}

// personRoute is the route of a person's credits in a job (nil: all).
func personRoute(id film.PersonID, job *film.Job, page any) string {
	part := everyJob
	if job != nil {
		part = fmt.Sprint(uint8(*job))
	}
	return chat.NewRoute("person", id, part, page)
}

// jobOfRoute reads the part of a route that personRoute wrote.
func jobOfRoute(part string) (*film.Job, bool) {
	if part == everyJob || part == "" {
		return nil, true
	}
	for _, j := range film.Jobs() {
		if part == fmt.Sprint(uint8(j)) {
			return &j, true
		}
	}
	return nil, false
}

// personLine is a credit with the job whose heading it stands under.
type personLine struct {
	film.PersonCredit
	coming bool
	when   string // of what is to come: its date, and where
}

// personCard shows who a person is and one page of their credits.
func (b *Bot) personCard(ctx context.Context, c *call, id film.PersonID, job *film.Job, page int) chat.Card {
	p, err := c.library.Person(ctx, id)
	if err != nil {
		return b.wordError(err, "reading a person")
	}
	c.want(lookup.Question{Person: p.ID})
	today := film.DateOf(c.At.In(c.place.Location()))
	groups := p.GroupByJob(today)
	var lines []personLine
	for _, g := range groups {
		if job != nil && g.Job != *job {
			continue
		}
		for _, x := range g.Upcoming {
			lines = append(lines, personLine{PersonCredit: x, coming: true})
		}
		for _, x := range g.Past {
			lines = append(lines, personLine{PersonCredit: x})
		}
	}
	shown, at, pages := pageOf(lines, page, creditsOnPage)
	card := chat.Card{Tone: chat.Info, Title: p.Name, URL: personURL(p.Ids)}
	card.Body = personBody(&p, groups, job, pageNote(at, pages))
	if p.Portrait != "" {
		card.Image = chat.Image{URL: p.Portrait, Alt: "Portrait of " + p.Name}
	}
	for i := range shown {
		if shown[i].coming {
			shown[i].when = b.comingDate(ctx, c, shown[i].PersonCredit)
		}
	}
	card.Fields = personFields(shown)
	card.Pickers = rolePicker(&p, groups, job)
	card.Actions = turn(at, pages, func(n int) string { return personRoute(id, job, n) })
	if b.book != nil {
		card.Actions = append(card.Actions, chat.Action{Label: "Remind here", Route: chat.NewRoute("subscribe", "person", p.ID)})
	}
	var from origins
	from.add(p.Origin)
	for _, l := range shown {
		from.add(l.Origin)
	}
	card.Footer = from.footer()
	return card
}

// personBody says when the person lived, as far as is known, and what the list
// below holds.
func personBody(p *film.Person, groups []film.CreditGroup, job *film.Job, page string) chat.Text {
	var out chat.Text
	if life := lifeWords(p); life != "" {
		out = append(out, chat.Plain(life), chat.Break())
	}
	var parts []string
	there := false
	for _, g := range groups {
		if n := len(g.Upcoming) + len(g.Past); job == nil || g.Job == *job {
			there = true
			parts = append(parts, fmt.Sprintf("%s: %s", g.Job.Label(1), count(n, "film", "films")))
		}
	}
	if !there && job != nil {
		return append(out, chat.Plain(fmt.Sprintf("I know no film with %s as %s.", p.Name, job)))
	}
	if page != "" {
		parts = append(parts, page)
	}
	return append(out, chat.Plain(strings.Join(parts, " · ")))
}

func lifeWords(p *film.Person) string {
	born := "Born " + dateWords(p.Born)
	if p.Birthplace != "" {
		born += " in " + p.Birthplace
	}
	switch {
	case !p.Born.IsZero() && !p.Died.IsZero():
		return born + "; died " + dateWords(p.Died)
	case !p.Born.IsZero():
		return born
	case p.Birthplace != "" && p.Died.IsZero():
		return "Born in " + p.Birthplace
	case !p.Died.IsZero():
		return "Died " + dateWords(p.Died)
	}
	return ""
}

// personFields puts the credits of a page under their headings.
func personFields(lines []personLine) []chat.Field {
	var out []chat.Field
	heading := ""
	for _, l := range lines {
		name := l.Job.Label(1)
		if l.coming {
			name += ", to come"
		}
		if name != heading {
			heading = name
			out = append(out, longField(name, chat.Text{chat.List()}))
		}
		list := &out[len(out)-1].Value[0].List
		*list = append(*list, creditWords(l))
	}
	return out
}

// creditWords is one line of a person's credits: "2010  Never Let Me Go as
// Ruth".
func creditWords(x personLine) chat.Text {
	when := "year unknown"
	switch {
	case x.when != "":
		when = x.when
	case x.Year != 0:
		when = fmt.Sprint(x.Year)
	case !x.Date.IsZero():
		when = fmt.Sprint(x.Date.Year())
	}
	rest := ""
	if x.As != "" {
		rest = " as " + x.As
	}
	return chat.Text{chat.Plain(when + "  "), chat.Strong(x.Title), chat.Plain(rest + bracket(x.Note))}
}

// comingDate is when a film comes out: in the home region, else where it comes
// out first, with that region's name. It is "" where no date is known.
func (b *Bot) comingDate(ctx context.Context, c *call, x film.PersonCredit) string {
	f, err := c.library.Film(ctx, x.Film)
	if err != nil {
		return dateWords(x.Date)
	}
	r, ok := film.HomeRelease(f.Releases, c.place.Home())
	if !ok {
		r, ok = film.FirstRelease(f.Releases)
	}
	if !ok {
		return ""
	}
	return dateWords(r.Date) + bracket(r.Region.Name(c.place.Language))
}

// rolePicker lets a reader keep to one role, for people who had several.
func rolePicker(p *film.Person, groups []film.CreditGroup, job *film.Job) []chat.Picker {
	if len(groups) < 2 {
		return nil
	}
	pick := chat.Picker{Prompt: "One role only"}
	if job != nil {
		pick.Options = append(pick.Options, chat.PickerOption{Label: "Every role", Route: personRoute(p.ID, nil, 0)})
	}
	for _, g := range groups {
		if job != nil && g.Job == *job {
			continue
		}
		pick.Options = append(pick.Options, chat.PickerOption{
			Label:  g.Job.Label(1),
			Detail: count(len(g.Upcoming)+len(g.Past), "film", "films"),
			Route:  personRoute(p.ID, &g.Job, 0),
		})
	}
	return []chat.Picker{pick}
}

// personURL is where another catalogue shows the person.
func personURL(a film.Aliases) string {
	switch {
	case a.IMDb != "":
		return "https://www.imdb.com/name/" + a.IMDb + "/"
	case a.TMDB != 0:
		return fmt.Sprintf("https://www.themoviedb.org/person/%d", a.TMDB)
	case a.Wikidata != "":
		return "https://www.wikidata.org/wiki/" + a.Wikidata
	}
	return ""
}
