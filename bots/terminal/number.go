package terminal

import "marquee/internal/chat"

// An entry is something on a card that a number leads to.
type entry struct {
	label string
	route string
	url   string // in place of a route: an address to open
	press chat.Press
}

// entriesOf lists what the card leads on to, in the order of its numbers:
// actions first, so that theirs stay the same whatever pickers a card has, then
// the pickers' options.
func entriesOf(c chat.Card) []entry {
	var all []entry
	for _, a := range c.Actions {
		all = append(all, entry{label: a.Label, route: a.Route, url: a.URL})
	}
	for _, p := range c.Pickers {
		for _, o := range p.Options {
			all = append(all, entry{label: o.Label, route: o.Route})
		}
	}
	return all
}
