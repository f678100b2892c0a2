package wikidata

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"marquee/internal/film"
)

// A row is a line of an answer to a query: its variables by name
// (https://www.w3.org/TR/sparql11-results-json/).
type row table[cell]

type cell struct {
	Value string `json:"value"`
}

// UnmarshalJSON reads a row; a cell that has not the expected form is left out.
func (r *row) UnmarshalJSON(b []byte) error { return (*table[cell])(r).UnmarshalJSON(b) }

// entity returns the item in a cell, "" where there is none.
func (r row) entity(name string) string { return itemOf(r[name].Value) }

// query asks the query service. The query must be made of constants and checked
// identifiers only.
func (c *Client) query(ctx context.Context, query string) ([]row, error) {
	body, err := c.ask(ctx, c.sparql, url.Values{"query": {query}, "format": {"json"}})
	if err != nil {
		return nil, err
	}
	rows, err := decodeRows(body)
	if err != nil {
		return nil, c.sparql.down(err)
	}
	return rows, nil
}

func decodeRows(body []byte) ([]row, error) {
	var answer struct {
		Results *struct {
			Bindings []row `json:"bindings"`
		} `json:"results"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, fmt.Errorf("reading rows: %w", err)
	}
	if answer.Results == nil {
		return nil, errors.New("reading rows: there are none in the answer")
	}
	return answer.Results.Bindings, nil
}

// values lists items for a query.
func values(ids []string) string { return "wd:" + strings.Join(ids, " wd:") }

// instant writes the beginning of a day for a query.
func instant(d film.Date) string {
	return `"` + d.First().String() + `T00:00:00Z"^^xsd:dateTime`
}
