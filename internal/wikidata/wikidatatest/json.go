package wikidatatest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// wireText is a text in a language, as it stands on the wire.
type wireText struct {
	Language string `json:"language"`
	Value    string `json:"value"`
}

// object writes an item as wbgetentities does, with the parts in props and the
// languages asked for (all, where none are).
func (i Item) object(props, languages []string) map[string]any {
	out := map[string]any{"id": i.ID, "type": "item"}
	spoken := func(l string) bool { return len(languages) == 0 || slices.Contains(languages, l) }
	if slices.Contains(props, "labels") {
		labels := map[string]wireText{}
		for l, s := range i.Labels {
			if spoken(l) {
				labels[l] = wireText{l, s}
			}
		}
		out["labels"] = orList(labels)
	}
	if slices.Contains(props, "aliases") {
		aliases := map[string][]wireText{}
		for l, all := range i.Aliases {
			for _, s := range all {
				if spoken(l) {
					aliases[l] = append(aliases[l], wireText{l, s})
				}
			}
		}
		out["aliases"] = orList(aliases)
	}
	if slices.Contains(props, "claims") {
		claims := map[string][]any{}
		for n, c := range i.Claims {
			claims[c.Property] = append(claims[c.Property], c.object(fmt.Sprintf("%s$%d", i.ID, n)))
		}
		out["claims"] = orList(claims)
	}
	if slices.Contains(props, "sitelinks") {
		links := map[string]any{}
		for _, s := range i.Sites {
			links[s] = map[string]any{"site": s, "title": i.Labels["en"], "badges": []string{}}
		}
		out["sitelinks"] = orList(links)
	}
	return out
}

// orList writes an empty object as an empty list, as PHP does.
func orList[V any](m map[string]V) any {
	if len(m) == 0 {
		return []string{}
	}
	return m
}

func (c Claim) object(id string) map[string]any {
	rank := c.Rank
	if rank == "" {
		rank = "normal"
	}
	out := map[string]any{"mainsnak": c.Value.snak(c.Property), "type": "statement", "id": id, "rank": rank}
	if len(c.Qualifiers) > 0 {
		qualifiers := map[string][]any{}
		for _, q := range c.Qualifiers {
			qualifiers[q.Property] = append(qualifiers[q.Property], q.Value.snak(q.Property))
		}
		out["qualifiers"] = qualifiers
	}
	return out
}

// snak writes a value; the zero Value is "nobody knows".
func (v Value) snak(property string) map[string]any {
	if v.kind == "" {
		return map[string]any{"snaktype": "somevalue", "property": property}
	}
	return map[string]any{
		"snaktype": "value", "property": property, "datatype": v.datatype,
		"datavalue": map[string]any{"type": v.kind, "value": json.RawMessage(v.json)},
	}
}

// entity returns the item that a value is, "" for none.
func (v Value) entity() string {
	var e struct{ ID string }
	if json.Unmarshal([]byte(v.json), &e) != nil {
		return ""
	}
	return e.ID
}

// text returns the text that a value is, "" for none.
func (v Value) text() string {
	var s string
	if json.Unmarshal([]byte(v.json), &s) == nil {
		return s
	}
	var t struct{ Text string }
	_ = json.Unmarshal([]byte(v.json), &t)
	return t.Text
}

// time returns the time and the precision that a value is.
func (v Value) time() (string, int) {
	var t struct {
		Time      string
		Precision int
	}
	_ = json.Unmarshal([]byte(v.json), &t)
	// The query service counts a month or a day that is not there as the first.
	return strings.ReplaceAll(strings.TrimPrefix(t.Time, "+"), "-00", "-01"), t.Precision
}
