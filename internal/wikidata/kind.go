package wikidata

import (
	"context"
	"net/url"
	"slices"
)

// maxDepth is how far up the classes are followed. "Film" is rarely more than
// three steps away, and above it everything is connected.
const maxDepth = 4

// areFilms returns which of the entities are films: those that are an instance
// of film or of a kind of film. A music video is not taken for one.
func (c *Client) areFilms(ctx context.Context, all []*entity) (map[*entity]bool, error) {
	var classes []string
	for _, e := range all {
		classes = append(classes, items(e.best(instanceOf))...)
	}
	kinds, err := c.filmClasses(ctx, unique(classes))
	if err != nil {
		return nil, err
	}
	out := make(map[*entity]bool)
	for _, e := range all {
		of := items(e.best(instanceOf))
		out[e] = !slices.Contains(of, musicVideo) && slices.ContainsFunc(of, func(id string) bool { return kinds[id] })
	}
	return out, nil
}

// filmClasses returns which classes are kinds of film. Those it does not know it
// looks up, with the classes they belong to, one step at a time.
func (c *Client) filmClasses(ctx context.Context, classes []string) (map[string]bool, error) {
	out := make(map[string]bool)
	var asked []string
	for _, id := range classes {
		switch {
		case slices.Contains(filmKinds, id) || id == pornography:
			out[id] = true
		case id != human && id != musicVideo:
			asked = append(asked, id)
		}
	}
	known, missing := c.kinds.get(asked)
	for id, is := range known {
		out[id] = is
	}
	// above is what lies above each class, as far as has been looked.
	above := make(map[string][]string)
	for _, id := range missing {
		above[id] = []string{id}
	}
	for range maxDepth {
		var step []string
		for _, id := range missing {
			if !out[id] {
				step = append(step, above[id]...)
			}
		}
		if len(step) == 0 {
			break
		}
		found, err := c.entities(ctx, step, heavyBatch, url.Values{"props": {"claims"}})
		if err != nil {
			return nil, err
		}
		for _, id := range missing {
			var up []string
			for _, a := range above[id] {
				if e := found[a]; e != nil {
					up = append(up, items(e.best(subclassOf))...)
				}
			}
			above[id] = unique(up)
			out[id] = out[id] || slices.ContainsFunc(up, func(a string) bool { return slices.Contains(filmKinds, a) })
		}
	}
	for _, id := range missing {
		c.kinds.put(id, out[id])
	}
	return out, nil
}
