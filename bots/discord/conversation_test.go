package discord_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"marquee/bots/discord"
	"marquee/bots/discord/discordtest"
	"marquee/internal/bot/bottest"
	"marquee/internal/chat"
)

// The conversations of the core run unchanged through Discord, in both modes.
func TestConversations(t *testing.T) {
	t.Parallel()
	for _, mode := range []discord.Mode{discord.Gateway, discord.HTTP} {
		t.Run(string(mode), func(t *testing.T) {
			bottest.Run(t, func(tb testing.TB, w *bottest.World) bottest.Driver {
				return newDriver(tb, w.Handler, mode)
			})
		})
	}
}

// driver is a bottest.Driver of people in one channel of a server on the double.
// It reads only what the double was sent.
type driver struct {
	tb       testing.TB
	commands []chat.Command // how a line of a script is split into boxes
	guild    *discordtest.Guild
	channel  *discordtest.Channel
	people   map[string]*person
	acts     []act // oldest first
	srv      *discordtest.Server
}

type person struct {
	*discordtest.User
	roles  []*discordtest.Role
	inputs map[string]string // of the form last open: ids by label
}

// act is something that somebody did, and what came of it.
type act struct {
	who *person
	*discordtest.Interaction
}

var _ bottest.Driver = (*driver)(nil)

func newDriver(tb testing.TB, h chat.Handler, mode discord.Mode) *driver {
	r := start(tb, h, discordtest.Config{}, discord.Options{Mode: mode})
	d := &driver{tb: tb, commands: h.Commands(), srv: r.srv, guild: r.guild, channel: r.channel, people: make(map[string]*person)}
	for _, c := range d.commands {
		if c.Manages {
			r.guild.ShowToAll(c.Name)
		}
	}
	return d
}

func (d *driver) person(name string) *person {
	p := d.people[name]
	if p == nil {
		p = &person{User: d.srv.AddUser(name)}
		d.guild.Join(p.User)
		d.people[name] = p
	}
	return p
}

func (d *driver) Freely() bool { return false }

func (d *driver) Allow(name string, permission chat.Permission) {
	bits := discordtest.ManageChannels
	if permission == chat.ManageServer {
		bits = discordtest.ManageGuild
	}
	p := d.person(name)
	p.roles = append(p.roles, d.guild.AddRole(fmt.Sprint(name, permission), bits))
	d.guild.Join(p.User, p.roles...)
}

func (d *driver) Say(name, line string) {
	p := d.person(name)
	command, rest, _ := strings.Cut(strings.TrimPrefix(line, "/"), " ")
	boxes := make(discordtest.Options)
	for k, v := range bottest.Options(d.commands, command, rest) {
		boxes[k] = d.shown(command, k, v)
	}
	i, err := p.Command(d.channel, command, boxes)
	if errors.Is(err, discordtest.ErrBadValue) {
		// Discord's own client does not send this; another might.
		i, err = p.SendCommand(d.channel, command, boxes)
	}
	if err != nil {
		d.tb.Errorf("%s typed %.60q: %v", name, line, err)
		return
	}
	d.did(p, i)
}

// shown is what a person picks for a value that is one of a few.
func (d *driver) shown(command, option, value string) string {
	for _, c := range d.commands {
		for _, o := range c.Options {
			for _, choice := range o.Choices {
				if c.Name == command && o.Name == option && choice.Value == value {
					return choice.Label
				}
			}
		}
	}
	return value
}

func (d *driver) did(p *person, i *discordtest.Interaction) {
	d.acts = append(d.acts, act{p, i})
	if form, open := p.Form(); open {
		p.inputs = make(map[string]string)
		for _, f := range form.Fields {
			id, _, _ := strings.Cut(f.ID, "|")
			p.inputs[f.Label] = id
		}
	}
}

// visible returns what a person sees of what came of an act.
func (a act) visible(p *person) []discordtest.Seen {
	return slices.DeleteFunc(a.Reply(), func(s discordtest.Seen) bool { return s.Ephemeral && a.who != p })
}

// newest returns the newest message that p sees and that has what is looked for.
func (d *driver) newest(p *person, has func(discordtest.Seen) bool) (discordtest.Seen, act, bool) {
	for _, a := range slices.Backward(d.acts) {
		for _, s := range slices.Backward(a.visible(p)) {
			if has(s) {
				return s, a, true
			}
		}
	}
	return discordtest.Seen{}, act{}, false
}

func (d *driver) Press(name, label string) error {
	p := d.person(name)
	m, _, ok := d.newest(p, func(s discordtest.Seen) bool { _, ok := s.Button(label); return ok })
	if !ok {
		return fmt.Errorf("%s sees no button %q", name, label)
	}
	i, err := p.PressOn(d.channel, m.ID, label)
	if err != nil {
		return err
	}
	d.did(p, i)
	return nil
}

func (d *driver) Pick(name, label string) error {
	p := d.person(name)
	m, _, ok := d.newest(p, func(s discordtest.Seen) bool { return slices.Contains(entries(s), label) })
	if !ok {
		return fmt.Errorf("%s sees no entry %q", name, label)
	}
	i, err := p.PickOn(d.channel, m.ID, label)
	if err != nil {
		return err
	}
	d.did(p, i)
	return nil
}

func (d *driver) Fill(name string, fields map[string]string) error {
	p := d.person(name)
	if _, open := p.Form(); !open {
		if err := d.Press(name, "Open the form again"); err != nil {
			return err
		}
	}
	i, err := p.Submit(fields)
	if err != nil {
		return err
	}
	d.did(p, i)
	return nil
}

func (d *driver) Complete(name, line string) []string {
	command, rest, _ := strings.Cut(strings.TrimPrefix(line, "/"), " ")
	field, boxes := "", discordtest.Options{}
	for _, c := range d.commands {
		if c.Name == command && len(c.Options) > 0 {
			field = c.Options[0].Name
		}
	}
	if i := strings.LastIndex(rest, ":"); i >= 0 {
		before := rest[:i]
		cut := strings.LastIndex(before, " ") + 1
		if first := strings.TrimSpace(before[:cut]); first != "" {
			boxes[field] = first
		}
		field, rest = before[cut:], rest[i+1:]
	}
	offered, err := d.person(name).Autocomplete(d.channel, command, field, rest, boxes)
	if err != nil {
		d.tb.Errorf("completing %q: %v", line, err)
	}
	var out []string
	for _, c := range offered {
		out = append(out, c.Name)
	}
	return out
}

func (d *driver) Sees(name string) bottest.Seen {
	p := d.person(name)
	if form, open := p.Form(); open {
		s := bottest.Seen{IsForm: true, Private: true, Text: form.Title}
		for _, f := range form.Fields {
			s.Text += "\n" + f.Label + ": " + f.Value
		}
		return s
	}
	m, a, ok := d.newest(p, func(discordtest.Seen) bool { return true })
	if !ok {
		return bottest.Seen{}
	}
	response := a.Response()
	s := bottest.Seen{
		Text: m.String(), Private: m.Ephemeral, Labels: entries(m),
		Replaced: response == discordtest.ResponseUpdate || response == discordtest.ResponseDeferUpdate && len(a.Reply()) == 1,
	}
	for _, b := range m.Buttons {
		s.Labels = append(s.Labels, b.Label)
	}
	if _, ok := m.Button("Open the form again"); ok {
		for _, f := range m.Embeds[0].Fields {
			s.Errors = append(s.Errors, p.inputs[f.Name.String()]+": "+f.Value.String())
		}
	}
	return s
}

func entries(s discordtest.Seen) []string {
	var out []string
	for _, m := range s.Selects {
		for _, o := range m.Options {
			out = append(out, o.Label)
		}
	}
	return out
}
