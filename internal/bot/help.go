package bot

import (
	"context"
	"fmt"
	"strings"

	"marquee/internal/chat"
)

var helpSpec = chat.Command{
	Name:        "help",
	Description: "What Marquee can do, with examples",
	Options:     []chat.Option{{Name: "command", Description: "One command, to see all it takes", Suggests: true}},
	Examples:    []string{"help", "help person"},
}

// help answers /help and its buttons: v1/help/COMMAND.
func (b *Bot) help(_ context.Context, c *call) reply {
	name := c.args["command"]
	if !c.typed() {
		name = c.route.Part(0)
	}
	name = strings.ToLower(strings.TrimLeft(name, "/"))
	if name == "" || name == "all" {
		card := b.helpCard()
		if c.Direct && c.Target.Platform != "terminal" {
			// Where this is also the home of a person, who may have settings of their own.
			card.Actions = append(card.Actions, chat.Action{Label: "My settings", Route: chat.NewRoute("settings", "show")})
		}
		return show(card)
	}
	cmd, ok := b.command(name)
	if !ok {
		return show(failure(fmt.Sprintf("There is no command called %s. Type /help to see them all.", quoted(name))))
	}
	return show(commandCard(cmd))
}

// terms are what sources ask to be said by those who show their facts.
var terms = map[string]string{
	// https://developer.themoviedb.org/docs/faq#what-are-the-attribution-requirements
	"TMDB":     "This product uses the TMDB API but is not endorsed or certified by TMDB. Where to watch: JustWatch",
	"Wikidata": "Facts of Wikidata are free for all (CC0)",
}

// helpCard lists every command.
func (b *Bot) helpCard() chat.Card {
	card := chat.Card{
		Tone:   chat.Info,
		Title:  "Marquee",
		Body:   chat.T("Films, people and release dates, with where each fact comes from."),
		Footer: "Facts of the bundled films: Wikipedia and omdb.org (CC BY 2.0 DE)",
	}
	if b.live != nil {
		for _, name := range b.live.Sources() {
			card.Footer += ". " + terms[name]
		}
	}
	for _, cmd := range b.commands {
		card.Fields = append(card.Fields, longField(usage(cmd), chat.Text{
			chat.Plain(cmd.Description + ". Try "), chat.Emphasis("/" + cmd.Examples[len(cmd.Examples)-1]), chat.Plain("."),
		}))
		if cmd.Name != helpSpec.Name {
			card.Actions = append(card.Actions, chat.Action{Label: "/" + cmd.Name, Route: chat.NewRoute("help", cmd.Name)})
		}
	}
	return card
}

// usage writes how a command is typed: "/film title [year]".
func usage(cmd command) string {
	s := "/" + cmd.Name
	for _, o := range cmd.Options {
		if o.Required {
			s += " " + strings.ToUpper(o.Name)
		} else {
			s += " [" + o.Name + "]"
		}
	}
	return s
}

// commandCard explains one command.
func commandCard(cmd command) chat.Card {
	card := chat.Card{Tone: chat.Info, Title: usage(cmd), Body: chat.T(cmd.Description + ".")}
	for _, o := range cmd.Options {
		text := o.Description + "."
		if o.Required {
			text += " Needed."
		}
		card.Fields = append(card.Fields, field(o.Name, text))
	}
	var examples []chat.Text
	for _, e := range cmd.Examples {
		examples = append(examples, chat.T("/"+e))
	}
	card.Fields = append(card.Fields, longField("Examples", chat.Text{chat.List(examples...)}))
	card.Actions = []chat.Action{{Label: "All commands", Route: chat.NewRoute("help", "all")}}
	return card
}
