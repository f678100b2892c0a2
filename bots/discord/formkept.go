package discord

import (
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"marquee/internal/chat"
	"marquee/internal/chat/clip"
)

// What was right in a form stands in the message that tells what was wrong, from
// where the press of its button brings it back. So nothing is held in memory, and
// the button works after a restart. Short values are the fields of one embed, and
// a long one has an embed of its own. All of a message's embeds hold 6,000
// characters, so five boxes full of text do not fit: the shortest are kept, and
// the message says which are not.

const (
	sayFormKept  = "Kept for you"
	sayFormTyped = "What you typed"
	sayEmpty     = "*empty*" // no escaped value looks like this
	fence        = "```"
)

// kept is a value that was right, as a person reads it.
type kept struct{ label, value string }

// marked is the value in Markdown; "" where no part of an embed takes it. In a
// block of code nothing has to be escaped, which leaves room for what is all
// stars.
func (k kept) marked() string {
	full := escape(k.value)
	switch {
	case k.value == "":
		return sayEmpty
	case clip.UTF16(full) <= maxFieldValue:
		return full
	case !strings.Contains(k.value, "`"):
		return fence + "\n" + k.value + "\n" + fence // at most 4,000 were typed
	case clip.UTF16(full) <= maxEmbedDescription:
		return full
	}
	return ""
}

// keep returns the embeds with the values for which there is room, and the labels
// of those for which there is none.
func keep(right []kept, title string, room int) (embeds []*embed, lost []string) {
	short := &embed{MessageEmbed: discordgo.MessageEmbed{Title: title, Color: colours[chat.Question]}}
	room -= clip.UTF16(title)
	cost := func(k kept) int { return clip.UTF16(heading(k.label, maxFieldName)) + clip.UTF16(k.marked()) }
	byCost := slices.Clone(right)
	slices.SortStableFunc(byCost, func(a, b kept) int { return cost(a) - cost(b) })
	fits := make(map[string]bool)
	for _, k := range byCost {
		if c := cost(k); k.marked() != "" && c <= room {
			fits[k.label] = true
			room -= c
		}
	}
	for _, k := range right {
		name, value := heading(k.label, maxFieldName), k.marked()
		switch {
		case !fits[k.label]:
			lost = append(lost, k.label)
		case clip.UTF16(value) <= maxFieldValue:
			addField(short, name, value)
		default:
			embeds = append(embeds, &embed{MessageEmbed: discordgo.MessageEmbed{Title: name, Description: value, Color: colours[chat.Question]}})
		}
	}
	if len(short.Fields) > 0 {
		embeds = slices.Insert(embeds, 0, short)
	}
	return embeds, lost
}

// keptIn reads what was kept, by label.
func keptIn(m *pressed) map[string]string {
	out := make(map[string]string)
	if m == nil || len(m.Embeds) < 2 {
		return out
	}
	for _, e := range m.Embeds[1:] {
		for _, f := range e.Fields {
			out[unescape(f.Name)] = readKept(f.Value)
		}
		if e.Description != "" {
			out[unescape(e.Title)] = readKept(e.Description)
		}
	}
	return out
}

func readKept(s string) string {
	s = strings.TrimSpace(s)
	if s == sayEmpty {
		return ""
	}
	if code, ok := strings.CutPrefix(s, fence); ok && strings.HasSuffix(code, fence) {
		return strings.TrimSpace(strings.TrimSuffix(code, fence))
	}
	return unescape(s)
}

// shown is a value as a person reads it: of a menu the label of what was chosen,
// where that says which.
func shown(f chat.FormField, value string) string {
	chosen := ""
	for _, c := range f.Choices {
		if c.Value == value {
			chosen = optionLabel(c)
		}
	}
	if chosen == "" || valueOf(f, chosen) != value {
		return value
	}
	return chosen
}

// valueOf undoes shown.
func valueOf(f chat.FormField, shown string) string {
	named := ""
	for _, c := range f.Choices {
		if c.Value == shown {
			return shown
		}
		if named == "" && optionLabel(c) == shown {
			named = c.Value
		}
	}
	return firstOf(named, shown)
}

func optionLabel(c chat.Choice) string { return firstOf(label(c.Label, maxOptionText), "…") }
