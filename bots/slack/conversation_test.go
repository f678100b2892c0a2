package slack_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"marquee/bots/slack"
	"marquee/bots/slack/slacktest"
	"marquee/internal/bot/bottest"
	"marquee/internal/chat"
)

// The conversations of the core run unchanged through Slack, in both modes.
func TestConversations(t *testing.T) {
	for _, mode := range []slack.Mode{slack.Socket, slack.HTTP} {
		t.Run(string(mode), func(t *testing.T) {
			bottest.Run(t, func(tb testing.TB, w *bottest.World) bottest.Driver {
				return newDriver(tb, w.Handler, mode)
			})
		})
	}
}

// driver is a bottest.Driver of people in one channel of a workspace on the
// double. It reads only what the double was sent.
type driver struct {
	tb      testing.TB
	srv     *slacktest.Server
	channel *slacktest.Channel
	people  map[string]*slacktest.User
	acts    []act             // oldest first
	first   map[string]string // what stood in the boxes of the form that was opened last
}

// act is something that somebody did, and what was there before.
type act struct {
	*slacktest.Interaction
	replaced bool
}

var _ bottest.Driver = (*driver)(nil)

func newDriver(tb testing.TB, h chat.Handler, mode slack.Mode) *driver {
	r := start(tb, h, slacktest.Config{}, slack.Options{Mode: mode})
	return &driver{tb: tb, srv: r.srv, channel: r.films, people: make(map[string]*slacktest.User)}
}

func (d *driver) person(name string) *slacktest.User {
	p := d.people[name]
	if p == nil {
		p = d.srv.AddUser(name)
		d.people[name] = p
	}
	return p
}

func (d *driver) Freely() bool { return true }

func (d *driver) Allow(name string, permission chat.Permission) {
	if permission == chat.ManageServer {
		d.person(name).SetAdmin(true)
		return
	}
	d.channel.Join(d.person(name))
}

func (d *driver) Say(name, line string) {
	p := d.person(name)
	if _, open := p.Form(); open {
		if _, err := p.CloseForm(); err != nil {
			d.tb.Errorf("%s closes a form: %v", name, err)
		}
	}
	command, rest, _ := strings.Cut(line, " ")
	i, err := p.Slash(d.channel, command, rest)
	d.did(i, err, name, line)
}

func (d *driver) did(i *slacktest.Interaction, err error, name, what string) {
	if err != nil {
		d.tb.Errorf("%s: %.60q: %v", name, what, err)
		return
	}
	d.acts = append(d.acts, act{Interaction: i})
}

// newest returns the newest message that a person sees and that has what is
// looked for: a message that was replaced counts as of then.
func (d *driver) newest(p *slacktest.User, has func(slacktest.Seen) bool) (slacktest.Seen, bool) {
	sees := p.Sees(d.channel)
	visible := make(map[string]slacktest.Seen)
	for _, m := range sees {
		visible[m.TS] = m
	}
	for _, a := range slices.Backward(d.acts) {
		for _, r := range slices.Backward(a.Reply()) {
			if m, ok := visible[r.TS]; ok && has(m) {
				return m, true
			}
		}
	}
	return slacktest.Seen{}, false
}

// onSlack is a label as Slack's people read it: they call a server a workspace.
func onSlack(label string) string { return strings.ReplaceAll(label, "the server", "the workspace") }

// inScripts is the way back, for scripts that are the same on every platform.
func inScripts(text string) string { return strings.ReplaceAll(text, "workspace", "server") }

func (d *driver) Press(name, label string) error {
	label = onSlack(label)
	p := d.person(name)
	m, ok := d.newest(p, func(s slacktest.Seen) bool { _, ok := s.Button(label); return ok })
	if !ok {
		return fmt.Errorf("%s sees no button %q", name, label)
	}
	i, err := p.PressOn(d.channel, m.TS, label)
	if err != nil {
		return err
	}
	d.acts = append(d.acts, act{i, slices.ContainsFunc(i.Reply(), func(s slacktest.Seen) bool { return s.TS == m.TS })})
	return nil
}

func (d *driver) Pick(name, label string) error {
	p := d.person(name)
	m, ok := d.newest(p, func(s slacktest.Seen) bool { return slices.Contains(entries(s), label) })
	if !ok {
		return fmt.Errorf("%s sees no entry %q", name, label)
	}
	i, err := p.PickOn(d.channel, m.TS, label)
	if err != nil {
		return err
	}
	d.acts = append(d.acts, act{i, slices.ContainsFunc(i.Reply(), func(s slacktest.Seen) bool { return s.TS == m.TS })})
	return nil
}

// Fill changes the form as it was opened: what stands in a box since a sending
// that was refused is taken back, unless it is named.
func (d *driver) Fill(name string, fields map[string]string) error {
	p := d.person(name)
	form, open := p.Form()
	if !open {
		return fmt.Errorf("%s has no form open", name)
	}
	if d.first == nil {
		d.first = make(map[string]string)
		for _, f := range form.Fields {
			d.first[f.Label] = f.Value
		}
	}
	all := maps.Clone(d.first)
	maps.Copy(all, fields)
	i, err := p.Submit(all)
	if err != nil {
		return err
	}
	if _, open := p.Form(); !open {
		d.first = nil
	}
	d.acts = append(d.acts, act{i, slices.ContainsFunc(i.Reply(), func(s slacktest.Seen) bool { return s.Edited })})
	return nil
}

// Complete searches in the form that the command opens, since Slack completes
// nothing while one types.
func (d *driver) Complete(name, line string) []string {
	p := d.person(name)
	command, rest, _ := strings.Cut(line, " ")
	d.Say(name, command+" ?")
	form, open := p.Form()
	if !open {
		return nil
	}
	label := form.Fields[0].Label
	if i := strings.LastIndex(rest, ":"); i >= 0 {
		field := rest[strings.LastIndex(rest[:i], " ")+1 : i]
		label, rest = strings.ToUpper(field[:1])+field[1:], rest[i+1:]
	}
	offered, err := p.SearchForm(label, rest)
	if err != nil {
		d.tb.Errorf("searching for %q: %v", line, err)
	}
	var out []string
	for _, o := range offered {
		out = append(out, o.Label)
	}
	return out
}

func (d *driver) Sees(name string) bottest.Seen {
	p := d.person(name)
	if form, open := p.Form(); open {
		s := bottest.Seen{IsForm: true, Private: true, Text: form.Title + "\n" + form.Shown.Text()}
		for _, f := range form.Fields {
			s.Text += "\n" + f.Label + ": " + f.Value
			if f.Error != "" {
				s.Errors = append(s.Errors, strings.ToLower(strings.Trim(strings.Fields(f.Label)[0], ","))+": "+f.Error)
			}
		}
		return s
	}
	m, ok := d.newest(p, func(slacktest.Seen) bool { return true })
	if !ok {
		return bottest.Seen{}
	}
	s := bottest.Seen{Text: inScripts(strings.ReplaceAll(m.Text(), "\u200b", "")), Labels: entries(m), Private: m.Ephemeral}
	for _, b := range m.Buttons {
		s.Labels = append(s.Labels, b.Label)
	}
	for _, a := range slices.Backward(d.acts) {
		if slices.ContainsFunc(a.Reply(), func(r slacktest.Seen) bool { return r.TS == m.TS }) {
			s.Replaced = a.replaced
			break
		}
	}
	return s
}

func entries(s slacktest.Seen) []string {
	var out []string
	for _, m := range s.Selects {
		for _, o := range m.Options {
			out = append(out, o.Label)
		}
	}
	return out
}
