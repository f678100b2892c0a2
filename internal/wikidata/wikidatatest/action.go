package wikidatatest

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// mostIDs is how many entities a request may ask for.
const mostIDs = 50

// apiError is the body of an error; it comes with status 200.
func apiError(code, info string) any {
	return map[string]any{"error": map[string]any{"code": code, "info": info}, "servedby": "double"}
}

// action answers a request to the action API.
func (d *Double) action(v url.Values) any {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case v.Get("format") != "json":
		d.tb.Errorf("wikidatatest: format is %q", v.Get("format"))
		return apiError("badvalue", "format")
	case v.Get("action") == "wbgetentities":
		return d.getEntities(v)
	case v.Get("action") == "query" && v.Get("list") == "search":
		return d.search(v)
	}
	d.tb.Errorf("wikidatatest: unknown action %q", v.Get("action"))
	return apiError("badvalue", "Unrecognized value for parameter \"action\"")
}

func (d *Double) getEntities(v url.Values) any {
	ids := strings.Split(v.Get("ids"), "|")
	if len(ids) > mostIDs {
		d.tb.Errorf("wikidatatest: %d entities in one request", len(ids))
		return apiError("toomanyvalues", "Too many values supplied for parameter \"ids\". The limit is 50.")
	}
	var languages []string
	if l := v.Get("languages"); l != "" {
		languages = strings.Split(l, "|")
	}
	props := strings.Split(v.Get("props"), "|")
	entities := map[string]any{}
	for _, id := range ids {
		if n, err := strconv.Atoi(strings.TrimPrefix(id, "Q")); err != nil || n <= 0 || id[0] != 'Q' {
			return apiError("no-such-entity", "Could not find such an entity (Invalid id: "+id+")")
		}
		item, ok := d.item(id)
		if !ok {
			entities[id] = map[string]any{"id": id, "missing": ""}
			continue
		}
		if to, ok := d.item(item.RedirectTo); ok {
			o := to.object(props, languages)
			o["redirects"] = map[string]string{"from": id, "to": to.ID}
			entities[id] = o
			continue
		}
		entities[id] = item.object(props, languages)
	}
	return map[string]any{"entities": entities, "success": 1}
}

// search finds items by words in any of their names and by haswbstatement.
func (d *Double) search(v url.Values) any {
	query := v.Get("srsearch")
	if len([]rune(query)) > 300 {
		return apiError("cirrussearch-query-too-long", "Search request is longer than the maximum allowed length.")
	}
	if strings.TrimSpace(query) == "" {
		return apiError("missingparam", "The \"srsearch\" parameter must be set.")
	}
	hits := []map[string]any{}
	for _, i := range d.items {
		if i.RedirectTo == "" && i.matches(strings.Fields(query)) {
			hits = append(hits, map[string]any{"ns": 0, "title": i.ID, "pageid": len(hits) + 1})
		}
	}
	offset, _ := strconv.Atoi(v.Get("sroffset"))
	limit, err := strconv.Atoi(v.Get("srlimit"))
	if err != nil {
		limit = 10
	}
	hits = hits[min(offset, len(hits)):]
	return map[string]any{"batchcomplete": true, "query": map[string]any{"search": hits[:min(limit, len(hits))]}}
}

// matches reports whether the item has every word in its names and fulfils every
// condition.
func (i Item) matches(query []string) bool {
	words := strings.Fields(strings.ToLower(strings.Join(i.names(), " ")))
	for n, w := range words {
		words[n] = strings.Trim(w, `.,:;!?"()`)
	}
	for _, q := range query {
		condition, is := strings.CutPrefix(q, "haswbstatement:")
		if is && !slices.ContainsFunc(strings.Split(condition, "|"), i.has) || !is && !slices.Contains(words, q) {
			return false
		}
	}
	return true
}

func (i Item) names() []string {
	var out []string
	for _, l := range i.Labels {
		out = append(out, l)
	}
	for _, a := range i.Aliases {
		out = append(out, a...)
	}
	return out
}

// has reports whether the item has a statement such as P31=Q5, or any of P31.
func (i Item) has(condition string) bool {
	property, value, exact := strings.Cut(condition, "=")
	return slices.ContainsFunc(i.Claims, func(c Claim) bool {
		return c.Property == property && (!exact || c.Value.entity() == value || c.Value.text() == value)
	})
}
