package bot

import (
	"golang.org/x/text/language"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/settings"
)

// settingsCard shows what counts in the channel, and who set it.
func (b *Bot) settingsCard(c *call, note string) chat.Card {
	card := chat.Card{
		Tone:   chat.Info,
		Title:  "Settings",
		Body:   chat.T("What counts in this " + c.placeNoun() + "."),
		Footer: "Set for the " + c.placeNoun() + ", else for the " + c.serverNoun() + ", else by whoever runs this bot.",
	}
	if note != "" {
		card.Body = chat.Text{chat.Strong(note), chat.Plain(" What counts in this " + c.placeNoun() + " now:")}
	}
	lang := c.place.Language
	row := func(name, value string, set func(settings.Settings) bool) {
		if value == "" {
			value = "not set"
		} else {
			value += bracket(c.whoSet(set))
		}
		card.Fields = append(card.Fields, field(name, value))
	}
	row("Regions", regionNames(c.place.Regions, lang), func(s settings.Settings) bool { return len(s.Regions) > 0 })
	row("Language", languageName(c.place.Language), func(s settings.Settings) bool { return s.Language != language.Und })
	row("Time zone", c.place.Zone, func(s settings.Settings) bool { return s.Zone != "" })
	row("Hour of reminders", string(c.place.Hour), func(s settings.Settings) bool { return s.Hour != "" })
	if c.place.Quiet != "" && c.place.Quiet != settings.NoQuiet {
		row("Hours without posts", c.place.Quiet, func(s settings.Settings) bool { return s.Quiet != "" })
	}
	if c.server.Manager != "" {
		card.Fields = append(card.Fields, field("Role that may manage", c.server.Manager))
	}
	card.Actions = []chat.Action{{Label: "Change this " + c.placeNoun(), Route: chat.NewRoute("settings", "edit", scopeChannel)}}
	if c.Target.Server != "" {
		card.Actions = append(card.Actions, chat.Action{Label: "Change the " + c.serverNoun(), Route: chat.NewRoute("settings", "edit", scopeServer)})
	}
	if !isUnset(c.own) {
		card.Actions = append(card.Actions, chat.Action{Label: "Reset this " + c.placeNoun(), Route: chat.NewRoute("settings", "reset", scopeChannel)})
	}
	if !isUnset(c.server) && c.Target.Server != "" {
		card.Actions = append(card.Actions, chat.Action{Label: "Reset the " + c.serverNoun(), Route: chat.NewRoute("settings", "reset", scopeServer)})
	}
	return card
}

// whoSet says whose setting counts.
func (c *call) whoSet(set func(settings.Settings) bool) string {
	switch {
	case set(c.own):
		return "this " + c.placeNoun()
	case set(c.server):
		return "the " + c.serverNoun()
	}
	return "default"
}

func isUnset(s settings.Settings) bool {
	return len(s.Regions) == 0 && s.Language == language.Und && s.Zone == "" && s.Hour == "" && s.Quiet == "" && s.Manager == ""
}

func languageName(tag language.Tag) string {
	if tag == language.Und {
		return ""
	}
	return film.LanguageName(tag.String(), language.English)
}
