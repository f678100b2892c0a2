package discord

import (
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"marquee/internal/chat"
)

// ask is what an interaction asks of a Handler.
type ask struct {
	request chat.Request
	focused string // of an autocomplete: the option being typed
	// again says that a form is opened once more, with what kept says.
	again bool
	// opener is the route that opened the form that was sent; "" where it cannot
	// be opened by a button.
	opener string
	inputs []input // of a form that was sent
}

// input is a box of a form as it came back.
type input struct{ name, value string }

// read turns an interaction into a request.
func (a *Adapter) read(in *interaction) (ask, error) {
	who := in.asker()
	out := ask{request: chat.Request{
		Asker:  chat.Person{ID: who.ID, Name: firstOf(who.GlobalName, who.Username)},
		Target: in.target(),
		Direct: in.GuildID == "",
		Mature: in.Channel.NSFW || in.GuildID != "" && in.Channel.isThread() && a.places.mature(in.Channel.ParentID),
		Locale: in.Locale,
		At:     snowflakeTime(in.ID),
		May:    in.may,
	}}
	if in.Member != nil {
		out.request.Asker.Roles = in.Member.Roles
	}
	var err error
	switch in.Type {
	case discordgo.InteractionApplicationCommand, discordgo.InteractionApplicationCommandAutocomplete:
		err = in.readCommand(&out)
	case discordgo.InteractionMessageComponent:
		err = in.readPress(&out)
	case discordgo.InteractionModalSubmit:
		err = in.readForm(&out)
	default:
		err = fmt.Errorf("%w: of type %d", errInteraction, in.Type)
	}
	return out, err
}

func (in *interaction) target() chat.Target {
	t := chat.Target{Platform: Platform, Server: in.GuildID, Channel: in.ChannelID}
	if in.Channel.isThread() && in.Channel.ParentID != "" {
		t.Channel, t.Thread = in.Channel.ParentID, in.ChannelID
	}
	return t
}

func (in *interaction) readCommand(out *ask) error {
	var d commandData
	if err := unmarshal(in.Data, &d); err != nil {
		return err
	}
	out.request.Route = chat.Command{Name: d.Name}.Route()
	out.request.Args = make(map[string]string, len(d.Options))
	for _, o := range d.Options {
		out.request.Args[o.Name] = o.text()
		if o.Focused {
			out.focused = o.Name
		}
	}
	return nil
}

func (in *interaction) readPress(out *ask) error {
	var d componentData
	if err := unmarshal(in.Data, &d); err != nil {
		return err
	}
	id, announcement := readID(d.CustomID)
	out.request.Press = in.press(announcement)
	switch {
	case strings.HasPrefix(id, menuPrefix) && len(d.Values) == 1:
		out.request.Route, _ = readID(d.Values[0])
	case strings.HasPrefix(id, againPrefix):
		out.again = true
		out.request.Route = strings.TrimPrefix(id, againPrefix)
	default:
		out.request.Route = id
	}
	return nil
}

func (in *interaction) readForm(out *ask) error {
	var d formData
	if err := unmarshal(in.Data, &d); err != nil {
		return err
	}
	out.request.Route = d.CustomID
	// A form that a command opened stands under no card: it is as private as one
	// can be.
	out.request.Press = &chat.Press{ByAsker: true, Private: true}
	if in.Message != nil {
		out.request.Press = in.press(false)
	}
	out.request.Args = make(map[string]string)
	for _, p := range flatten(d.Components) {
		name, opener, _ := strings.Cut(p.CustomID, openerMark)
		value := p.Value
		if len(p.Values) > 0 {
			value = p.Values[0]
		}
		if opener != "" {
			out.opener = opener
		}
		out.request.Args[name] = value
		out.inputs = append(out.inputs, input{name, value})
	}
	return nil
}

// flatten returns the boxes of a form, which stand in rows or labels.
func flatten(parts []part) []part {
	var out []part
	for _, p := range parts {
		switch {
		case p.Component != nil:
			out = append(out, flatten([]part{*p.Component})...)
		case len(p.Components) > 0:
			out = append(out, flatten(p.Components)...)
		case p.CustomID != "":
			out = append(out, p)
		}
	}
	return out
}

// press tells of the card under which something was pressed. Whom it answered
// stands in the message's metadata; an announcement has none.
func (in *interaction) press(announcement bool) *chat.Press {
	m := in.Message
	if m == nil {
		return &chat.Press{Announcement: announcement}
	}
	p := &chat.Press{Private: m.Flags&discordgo.MessageFlagsEphemeral != 0}
	var owner *user
	switch {
	case m.Metadata != nil && m.Metadata.User != nil:
		owner = m.Metadata.User
	case m.Invoked != nil:
		owner = m.Invoked.User
	}
	p.Announcement = !p.Private && (announcement || owner == nil)
	p.ByAsker = p.Private || owner != nil && owner.ID == in.asker().ID
	return p
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}
