package discord

import (
	"strconv"

	"github.com/bwmarrin/discordgo"

	"marquee/internal/chat"
)

// components are the buttons and menus of a card, in rows: buttons first, five a
// row, then a row for each menu. note says how much did not fit; "" where all
// did.
func components(c chat.Card, mark string) (rows []discordgo.MessageComponent, note string) {
	x := newIDs(mark)
	buttons, left := buttonsOf(c.Actions, x)
	menus, lost := menusOf(c.Pickers, x)
	room := maxRows - min(len(menus), maxRows-1)
	if len(buttons) == 0 {
		room = 0
	}
	if most := room * maxInRow; len(buttons) > most {
		left += len(buttons) - most
		buttons = buttons[:most]
	}
	for len(buttons) > 0 {
		n := min(len(buttons), maxInRow)
		rows = append(rows, discordgo.ActionsRow{Components: buttons[:n:n]})
		buttons = buttons[n:]
	}
	for _, m := range menus {
		if len(rows) == maxRows {
			lost += len(m.Options)
			continue
		}
		rows = append(rows, discordgo.ActionsRow{Components: []discordgo.MessageComponent{m}})
	}
	if mark != "" && len(x.used) == 0 && len(rows) < maxRows {
		rows = append(rows, carrier(x))
	}
	return rows, leftOut(left, lost)
}

// carrier is a button that cannot be pressed and only carries an announcement's
// mark, for a card that leads nowhere.
func carrier(x *ids) discordgo.MessageComponent {
	return discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.Button{
		Label: "Announcement", Style: discordgo.SecondaryButton, Disabled: true, CustomID: x.take("mark"),
	}}}
}

func leftOut(buttons, entries int) string {
	switch {
	case buttons > 0 && entries > 0:
		return count(buttons, "button", "buttons") + " and " + count(entries, "entry", "entries") + " left out"
	case buttons > 0:
		return count(buttons, "button", "buttons") + " left out"
	case entries > 0:
		return count(entries, "entry", "entries") + " left out"
	}
	return ""
}

// buttonsOf returns the buttons, and how many lead nowhere that Discord takes.
func buttonsOf(actions []chat.Action, x *ids) (out []discordgo.MessageComponent, lost int) {
	for _, a := range actions {
		b := discordgo.Button{Label: label(a.Label, maxButtonLabel), Style: discordgo.SecondaryButton}
		if b.Label == "" {
			b.Label = "Open"
		}
		if a.Route == "" {
			b.Style, b.URL = discordgo.LinkButton, address(a.URL, maxButtonURL)
		} else {
			b.CustomID = x.take(a.Route)
		}
		if b.URL == "" && b.CustomID == "" {
			lost++
			continue
		}
		out = append(out, b)
	}
	return out, lost
}

// menusOf returns the menus, and how many entries there is no room for.
func menusOf(pickers []chat.Picker, x *ids) (out []discordgo.SelectMenu, lost int) {
	for _, p := range pickers {
		m := discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, Placeholder: label(p.Prompt, maxPlaceholder)}
		values := newIDs("")
		for _, o := range p.Options {
			option := discordgo.SelectMenuOption{
				Label:       label(o.Label, maxOptionText),
				Description: label(o.Detail, maxOptionText),
				Value:       values.take(o.Route),
			}
			if option.Label == "" {
				option.Label = "…"
			}
			if option.Value == "" || len(m.Options) == maxOptions {
				lost++
				continue
			}
			m.Options = append(m.Options, option)
		}
		if len(m.Options) == 0 {
			continue
		}
		m.CustomID = x.take(menuPrefix + strconv.Itoa(len(out)+1))
		out = append(out, m)
	}
	return out, lost
}
