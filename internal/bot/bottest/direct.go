package bottest

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"marquee/internal/chat"
)

// Direct is a Driver without a platform: it hands requests to the handler and
// keeps the cards that come back, as an adapter would show them.
type Direct struct {
	tb      testing.TB
	handler chat.Handler
	freely  bool
	shown   []shown // oldest first
	forms   map[string]*chat.Form
	errors  map[string][]string
	allowed map[string]map[chat.Permission]bool
}

var _ Driver = (*Direct)(nil)

// shown is a card in the channel.
type shown struct {
	card     chat.Card
	asker    string
	private  bool
	replaced bool
	seenBy   string // who acted last upon it
}

// NewDirect returns a Driver on which commands are typed freely, or else option
// by option.
func NewDirect(tb testing.TB, h chat.Handler, freely bool) *Direct {
	return &Direct{
		tb: tb, handler: h, freely: freely,
		forms:   make(map[string]*chat.Form),
		errors:  make(map[string][]string),
		allowed: make(map[string]map[chat.Permission]bool),
	}
}

// Freely implements Driver.
func (d *Direct) Freely() bool { return d.freely }

// Allow implements Driver.
func (d *Direct) Allow(person string, p chat.Permission) {
	if d.allowed[person] == nil {
		d.allowed[person] = make(map[chat.Permission]bool)
	}
	d.allowed[person][p] = true
}

// Say implements Driver.
func (d *Direct) Say(person, line string) {
	r := d.request(person)
	name, rest, _ := strings.Cut(strings.TrimPrefix(line, "/"), " ")
	r.Route = chat.Command{Name: name}.Route()
	if d.freely {
		r.Line = rest
	} else {
		r.Args = Options(d.handler.Commands(), name, rest)
	}
	d.take(person, -1, d.handler.Answer(context.Background(), r))
}

var option = regexp.MustCompile(`(?:^|\s)([a-z]+):("[^"]*"|\S+)`)

// Options reads a script's line as a platform with an input for each option
// would be given it: "option:value" for all but the first option, which takes
// the rest.
func Options(commands []chat.Command, name, rest string) map[string]string {
	args := make(map[string]string)
	for _, c := range commands {
		if c.Name != name {
			continue
		}
		takes := make(map[string]bool)
		for _, o := range c.Options {
			takes[o.Name] = true
		}
		rest = option.ReplaceAllStringFunc(rest, func(m string) string {
			p := option.FindStringSubmatch(m)
			if !takes[p[1]] {
				return m
			}
			args[p[1]] = strings.Trim(p[2], `"`)
			return ""
		})
		if rest = strings.TrimSpace(rest); rest != "" && len(c.Options) > 0 {
			args[c.Options[0].Name] = rest
		}
	}
	return args
}

func (d *Direct) request(person string) chat.Request {
	return chat.Request{
		Asker:  chat.Person{ID: "id-" + person, Name: person},
		Target: chat.Target{Platform: "direct", Server: "server", Channel: "channel"},
		At:     time.Now(),
		May: func(_ context.Context, p chat.Permission) (bool, string, error) {
			return d.allowed[person][p], "the permission to manage it", nil
		},
	}
}

// take shows an answer; pressed is the card that led to it, or -1.
func (d *Direct) take(person string, pressed int, a chat.Answer) {
	d.errors[person] = nil
	switch {
	case len(a.Errors) > 0:
		for name, e := range a.Errors {
			d.errors[person] = append(d.errors[person], name+": "+e)
		}
		return
	case a.Form != nil:
		d.forms[person] = a.Form
		return
	}
	delete(d.forms, person)
	card, private := a.Card, a.Private
	if a.Later != nil {
		c := a.Later(context.Background())
		card = &c
		if c.Tone == chat.Failure {
			private = true
		}
	}
	if card == nil {
		d.tb.Errorf("an answer with nothing in it for %s", person)
		return
	}
	s := shown{card: *card, asker: person, private: private, seenBy: person}
	if a.Place == chat.Replace && pressed >= 0 {
		s.replaced = true
		d.shown = append(d.shown[:pressed], d.shown[pressed+1:]...)
	}
	d.shown = append(d.shown, s)
}

// sees reports whether the person sees the card.
func (s shown) visible(person string) bool { return !s.private || s.asker == person }

// Press implements Driver.
func (d *Direct) Press(person, label string) error {
	return d.follow(person, label, func(c chat.Card) string {
		for _, a := range c.Actions {
			if a.Label == label {
				return a.Route
			}
		}
		return ""
	})
}

// Pick implements Driver.
func (d *Direct) Pick(person, label string) error {
	return d.follow(person, label, func(c chat.Card) string {
		for _, p := range c.Pickers {
			for _, o := range p.Options {
				if o.Label == label {
					return o.Route
				}
			}
		}
		return ""
	})
}

func (d *Direct) follow(person, label string, find func(chat.Card) string) error {
	for i := len(d.shown) - 1; i >= 0; i-- {
		s := d.shown[i]
		if !s.visible(person) {
			continue
		}
		route := find(s.card)
		if route == "" {
			continue
		}
		r := d.request(person)
		r.Route = route
		r.Press = &chat.Press{ByAsker: s.asker == person, Private: s.private}
		d.take(person, i, d.handler.Answer(context.Background(), r))
		return nil
	}
	return fmt.Errorf("%s sees nothing labelled %q", person, label)
}

// Fill implements Driver.
func (d *Direct) Fill(person string, fields map[string]string) error {
	f := d.forms[person]
	if f == nil {
		return fmt.Errorf("%s has no form open", person)
	}
	r := d.request(person)
	r.Route = f.Route
	r.Args = make(map[string]string)
	r.Press = &chat.Press{ByAsker: true, Private: true}
	known := 0
	for _, field := range f.Fields {
		r.Args[field.Name] = field.Value
		if v, ok := fields[field.Label]; ok {
			r.Args[field.Name] = v
			known++
		}
	}
	if known != len(fields) {
		return fmt.Errorf("the form has fields other than %v", fields)
	}
	from := -1
	for i, s := range d.shown {
		if s.asker == person && s.private {
			from = i
		}
	}
	d.take(person, from, d.handler.Answer(context.Background(), r))
	return nil
}

// Complete implements Driver.
func (d *Direct) Complete(person, line string) []string {
	r := d.request(person)
	name, rest, _ := strings.Cut(strings.TrimPrefix(line, "/"), " ")
	r.Route = chat.Command{Name: name}.Route()
	field := ""
	for _, c := range d.handler.Commands() {
		if c.Name == name && len(c.Options) > 0 {
			field = c.Options[0].Name
		}
	}
	if i := strings.LastIndex(rest, ":"); i >= 0 {
		before, word := rest[:i], rest[i+1:]
		field, rest = before[strings.LastIndex(before, " ")+1:], word
	}
	var out []string
	for _, c := range d.handler.Suggest(context.Background(), r, field, rest) {
		out = append(out, c.Label)
	}
	return out
}

// Sees implements Driver.
func (d *Direct) Sees(person string) Seen {
	if f := d.forms[person]; f != nil {
		s := Seen{IsForm: true, Private: true, Text: f.Title, Errors: d.errors[person]}
		for _, field := range f.Fields {
			s.Text += "\n" + field.Label + ": " + field.Value
		}
		return s
	}
	for i := len(d.shown) - 1; i >= 0; i-- {
		if s := d.shown[i]; s.visible(person) {
			return Seen{Text: Read(s.card), Labels: Labels(s.card), Private: s.private, Replaced: s.replaced}
		}
	}
	return Seen{}
}

// Read returns everything readable of a card.
func Read(c chat.Card) string {
	lines := []string{c.Title, c.Body.String()}
	for _, f := range c.Fields {
		lines = append(lines, f.Name+": "+strings.TrimPrefix(f.Value.String(), "\n"))
	}
	for _, p := range c.Pickers {
		lines = append(lines, p.Prompt)
		for _, o := range p.Options {
			lines = append(lines, o.Label+" "+o.Detail)
		}
	}
	return strings.Join(append(lines, c.Footer), "\n")
}

// Labels returns the labels of a card's buttons and picker entries.
func Labels(c chat.Card) []string {
	var out []string
	for _, a := range c.Actions {
		out = append(out, a.Label)
	}
	for _, p := range c.Pickers {
		for _, o := range p.Options {
			out = append(out, o.Label)
		}
	}
	return out
}
