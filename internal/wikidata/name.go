package wikidata

import (
	"context"
	"net/url"
	"strings"
)

// nameLanguages are the languages in which a thing is called if it has no name
// in the ones before: English, the name for all languages ("mul"), and then
// those in which most things that films name have one.
var nameLanguages = strings.Fields(`en mul en-gb en-ca en-us de fr es it pt pt-br nl sv da nb fi pl cs hu ro ca tr
	id vi ru uk el ja zh zh-hans zh-hant ko hi ar fa he th sr hr bg sk sl et lv lt ta te ml bn ur`)

// name returns what an entity is called, "" where it has no name at all.
func (e *entity) name() string {
	for _, l := range nameLanguages {
		if s := clean(e.Labels[l].Value); s != "" {
			return s
		}
	}
	best := ""
	for l, t := range e.Labels { // any, but always the same
		if s := clean(t.Value); s != "" && (best == "" || l < best) {
			best = l
		}
	}
	return clean(e.Labels[best].Value)
}

// namesOf returns what entities are called; those without a name are left out.
func (c *Client) namesOf(ctx context.Context, ids []string) (map[string]string, error) {
	known, missing := c.names.get(unique(ids))
	found, err := c.entities(ctx, missing, batch, url.Values{
		"props": {"labels"}, "languages": {strings.Join(nameLanguages, "|")},
	})
	if err != nil {
		return nil, err
	}
	for _, id := range missing {
		name := ""
		if e := found[id]; e != nil {
			name = e.name()
		}
		c.names.put(id, name)
		known[id] = name
	}
	for id, name := range known {
		if name == "" {
			delete(known, id)
		}
	}
	return known, nil
}
