package wikidata

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// batch is how many entities one request may ask for
// (https://www.wikidata.org/w/api.php?action=help&modules=wbgetentities).
const batch = 50

// heavyBatch is how many entities are asked for at once whose size is not known
// beforehand: a country has most of a megabyte.
const heavyBatch = 10

// entities reads entities, with the given parts of them ("labels|claims"), in
// batches of n. What was merged into another one comes as that other, under
// either id. Those that do not exist are left out.
func (c *Client) entities(ctx context.Context, ids []string, n int, params url.Values) (map[string]*entity, error) {
	found := make(map[string]*entity, len(ids))
	for part := range slices.Chunk(unique(ids), n) {
		query := url.Values{
			"action": {"wbgetentities"}, "format": {"json"}, "formatversion": {"2"},
			"ids": {strings.Join(part, "|")}, "redirects": {"yes"},
		}
		for k, v := range params {
			query[k] = v
		}
		body, err := c.askAPI(ctx, query)
		if err != nil {
			return nil, err
		}
		if err := decodeEntities(body, found); err != nil {
			return nil, c.api.down(err)
		}
	}
	return found, nil
}

// decodeEntities adds the entities of an answer to found. An answer without any
// list of them is none: it must not be taken for "there is no such film".
func decodeEntities(body []byte, found map[string]*entity) error {
	var answer struct {
		Entities table[*entity] `json:"entities"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return fmt.Errorf("reading entities: %w", err)
	}
	if answer.Entities == nil {
		return errors.New("reading entities: there are none in the answer")
	}
	for key, e := range answer.Entities {
		if e == nil || e.Missing != nil || !itemID.MatchString(e.ID) {
			continue
		}
		found[e.ID] = e
		if itemID.MatchString(key) {
			found[key] = e
		}
		if e.Redirects != nil && itemID.MatchString(e.Redirects.From) {
			found[e.Redirects.From] = e
		}
	}
	return nil
}

// askAPI sends a question to the action API, in the background with leave to
// refuse it while the servers lag.
func (c *Client) askAPI(ctx context.Context, query url.Values) ([]byte, error) {
	if c.background {
		query.Set("maxlag", "5")
	}
	return c.ask(ctx, c.api, query)
}

// whole are the parts of an entity that a film or a person is made of.
var whole = url.Values{"props": {"info|labels|aliases|claims|sitelinks"}}

// unique returns the well-formed ids in the list, each once.
func unique(ids []string) []string {
	seen := make(map[string]bool, len(ids))
	var out []string
	for _, id := range ids {
		if !seen[id] && itemID.MatchString(id) {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

// best returns the statements of a property that count: those preferred, or
// else all but those that are kept for the record only.
func (e *entity) best(property string) []statement {
	var preferred []statement
	for _, s := range e.Claims[property] {
		if s.Rank == "preferred" {
			preferred = append(preferred, s)
		}
	}
	if len(preferred) > 0 {
		return preferred
	}
	return e.all(property)
}

// all returns the statements of a property but those that are deprecated.
func (e *entity) all(property string) []statement {
	var out []statement
	for _, s := range e.Claims[property] {
		if s.Rank != "deprecated" {
			out = append(out, s)
		}
	}
	return out
}

// first returns the first value of a property that read makes something of.
func first[V comparable](e *entity, property string, read func(snak) V) (v V) {
	var none V
	for _, s := range e.best(property) {
		if v = read(s.Main); v != none {
			return v
		}
	}
	return none
}

// items returns the items that statements name.
func items(statements []statement) []string {
	var out []string
	for _, s := range statements {
		if id := s.Main.item(); id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// qualifierItems returns the items that a qualifier of the statement names.
func (s statement) qualifierItems(property string) []string {
	var out []string
	for _, q := range s.Qualifiers[property] {
		if id := q.item(); id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}
