package wikidata

import (
	"bytes"
	"encoding/json"
)

// An entity as the action API writes it, as far as it is of use here
// (https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html).
type entity struct {
	ID        string             `json:"id"`
	Missing   json.RawMessage    `json:"missing"` // there, and "" or true, where the entity is not
	Redirects *redirect          `json:"redirects"`
	Labels    table[text]        `json:"labels"`
	Aliases   table[[]text]      `json:"aliases"`
	Claims    table[[]statement] `json:"claims"`
	Sitelinks table[struct{}]    `json:"sitelinks"`
}

// A redirect tells that two entities have become one.
type redirect struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// A text is one in one language, by Wikidata's code of it.
type text struct {
	Language string `json:"language"`
	Value    string `json:"value"`
}

// A statement is a value of a property, with what is added to it.
type statement struct {
	Main       snak          `json:"mainsnak"`
	Rank       string        `json:"rank"`
	Qualifiers table[[]snak] `json:"qualifiers"`
}

// A snak is a value; its type "somevalue" or "novalue" says that there is one
// nobody knows, or none.
type snak struct {
	Type  string `json:"snaktype"`
	Value struct {
		Type  string          `json:"type"`
		Value json.RawMessage `json:"value"`
	} `json:"datavalue"`
}

// A table is a JSON object by key. An empty one may be written as an empty list,
// as PHP does; anything else that is no object is taken for none at all, and an
// entry that has not the expected form is left out, so that one odd statement
// costs no film.
type table[V any] map[string]V

// UnmarshalJSON reads either form.
func (t *table[V]) UnmarshalJSON(b []byte) error {
	*t = nil
	if b = bytes.TrimSpace(b); bytes.Equal(b, []byte("[]")) {
		*t = table[V]{}
		return nil
	}
	if len(b) == 0 || b[0] != '{' {
		return nil
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	*t = make(table[V], len(raw))
	for k, r := range raw {
		var v V
		if json.Unmarshal(r, &v) == nil {
			(*t)[k] = v
		}
	}
	return nil
}
