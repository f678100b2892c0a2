package discord

import (
	"strings"

	"github.com/bwmarrin/discordgo"

	"marquee/internal/chat"
	"marquee/internal/chat/clip"
)

// What is wrong with a form is told to the person alone, with a button that
// opens it again. What was right is kept: it stands in the message itself, from
// where the button's press brings it back, so nothing is held in memory and the
// button works after a restart. What was wrong is as it was before.

// Words of the message; openAgain is the button's label.
const (
	sayFormErrors = "Nothing is saved yet"
	sayFormKept   = "Kept for you"
	openAgain     = "Open the form again"
	sayEmpty      = "*empty*" // no escaped value looks like this
)

// formErrors is the message for a form with faults. fields are those of the
// form, as far as they can be known; inputs is what was sent.
func formErrors(errors map[string]string, inputs []input, fields []chat.FormField, opener string) message {
	labels := make(map[string]string)
	for _, f := range fields {
		labels[f.Name] = firstOf(label(f.Label, maxInputLabel), f.Name)
	}
	wrong := &discordgo.MessageEmbed{Title: sayFormErrors, Color: colours[chat.Failure]}
	kept := &discordgo.MessageEmbed{Title: sayFormKept, Color: colours[chat.Question]}
	room := maxEmbedTotal - clip.UTF16(sayFormErrors+sayFormKept)
	told := make(map[string]bool)
	for _, in := range inputs {
		name := firstOf(labels[in.name], in.name)
		if e := errors[in.name]; e != "" {
			told[in.name] = true
			room -= addField(wrong, heading(name, maxFieldName), heading(e, maxFieldValue))
			continue
		}
		value := escape(cleanLine(in.value))
		if value == "" {
			value = sayEmpty
		}
		if need := clip.UTF16(name) + clip.UTF16(value); clip.UTF16(value) <= maxFieldValue && need < room-1000 {
			room -= addField(kept, heading(name, maxFieldName), value)
		}
	}
	for name, e := range errors { // about what the form has no box for
		if !told[name] && len(wrong.Fields) < maxModalFields {
			room -= addField(wrong, heading(firstOf(labels[name], name, nothing), maxFieldName), heading(e, maxFieldValue/2))
		}
	}
	m := message{Embeds: []*discordgo.MessageEmbed{wrong}, Components: orEmpty(nil), AllowedMentions: nobody()}
	if len(againPrefix)+len(opener) > maxCustomID || opener == "" {
		wrong.Description = "Please type the command again."
		return m
	}
	if len(kept.Fields) > 0 {
		m.Embeds = append(m.Embeds, kept)
	}
	m.Components = append(m.Components, discordgo.ActionsRow{Components: []discordgo.MessageComponent{
		discordgo.Button{Label: openAgain, Style: discordgo.PrimaryButton, CustomID: againPrefix + opener},
	}})
	return m
}

func addField(e *discordgo.MessageEmbed, name, value string) int {
	e.Fields = append(e.Fields, &discordgo.MessageEmbedField{Name: name, Value: firstOf(value, nothing)})
	return clip.UTF16(name) + clip.UTF16(value)
}

// keptIn reads what formErrors kept, by label.
func keptIn(m *pressed) map[string]string {
	kept := make(map[string]string)
	if m == nil || len(m.Embeds) < 2 {
		return kept
	}
	for _, f := range m.Embeds[1].Fields {
		value := unescape(f.Value)
		if strings.TrimSpace(f.Value) == sayEmpty {
			value = ""
		}
		kept[unescape(f.Name)] = value
	}
	return kept
}
