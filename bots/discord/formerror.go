package discord

import (
	"maps"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"marquee/internal/chat"
	"marquee/internal/chat/clip"
)

// What is wrong with a form is told to the person alone, with a button that
// opens it again. What was right is kept (formkept.go), what was wrong is as it
// was before.

// Words of the message; openAgain is the button's label.
const (
	sayFormErrors = "Nothing is saved yet"
	sayTypeAgain  = "Please type the command again."
	sayNotKept    = "Too long to be kept, so please type it again: "
	openAgain     = "Open the form again"
)

// roomForNotKept is for the names of all that cannot be kept.
const roomForNotKept = 600

// formErrors is the message for a form with faults. fields are those of the
// form, as far as they can be known; inputs is what was sent.
func formErrors(errors map[string]string, inputs []input, fields []chat.FormField, opener string) message {
	known := make(map[string]chat.FormField)
	for _, f := range fields {
		known[f.Name] = f
	}
	heard := func(name string) string { return firstOf(label(known[name].Label, maxInputLabel), name, nothing) }

	wrong := &embed{MessageEmbed: discordgo.MessageEmbed{Title: sayFormErrors, Color: colours[chat.Failure]}}
	room := maxEmbedTotal - clip.UTF16(sayFormErrors) - roomForNotKept
	var right []kept
	for _, in := range inputs {
		if e := errors[in.name]; e != "" {
			room -= addField(wrong, heading(heard(in.name), maxFieldName), heading(e, maxFieldValue))
			continue
		}
		right = append(right, kept{heard(in.name), shown(known[in.name], cleanLine(in.value))})
	}
	for _, name := range slices.Sorted(maps.Keys(errors)) { // about what the form has no box for
		boxed := slices.ContainsFunc(inputs, func(in input) bool { return in.name == name })
		if !boxed && len(wrong.Fields) < maxEmbedFields && room > maxFieldName+maxFieldValue {
			room -= addField(wrong, heading(heard(name), maxFieldName), heading(errors[name], maxFieldValue/2))
		}
	}

	again := opener != "" && len(againPrefix)+len(opener) <= maxCustomID
	title := sayFormKept
	if !again {
		wrong.Description, title = sayTypeAgain, sayFormTyped
	}
	embeds, lost := keep(right, title, room)
	if len(lost) > 0 {
		wrong.Description = strings.TrimSpace(wrong.Description + "\n" + escape(sayNotKept+strings.Join(lost, ", ")))
	}
	m := message{Embeds: append([]*embed{wrong}, embeds...), Components: orEmpty(nil), AllowedMentions: nobody()}
	if again {
		m.Components = append(m.Components, discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.Button{Label: openAgain, Style: discordgo.PrimaryButton, CustomID: againPrefix + opener},
		}})
	}
	return m
}

func addField(e *embed, name, value string) int {
	e.Fields = append(e.Fields, &discordgo.MessageEmbedField{Name: name, Value: firstOf(value, nothing)})
	return clip.UTF16(name) + clip.UTF16(value)
}
