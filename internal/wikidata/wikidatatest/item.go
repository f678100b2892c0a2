package wikidatatest

import (
	"fmt"
	"strconv"
	"strings"
)

// An Item is an entity as one would describe it.
type Item struct {
	ID         string
	Labels     map[string]string
	Aliases    map[string][]string
	Claims     []Claim
	Sites      []string // "enwiki" …
	RedirectTo string   // the item that this one has been merged into
}

// A Claim is a statement. An empty Rank is normal.
type Claim struct {
	Property   string
	Value      Value
	Rank       string
	Qualifiers []Qualifier
}

// A Qualifier is a value that says more about a statement.
type Qualifier struct {
	Property string
	Value    Value
}

// A Value is a datavalue as it stands on the wire.
type Value struct{ kind, datatype, json string }

// Entity is the value that another item is.
func Entity(id string) Value {
	return Value{"wikibase-entityid", "wikibase-item",
		fmt.Sprintf(`{"entity-type":"item","numeric-id":%s,"id":%q}`, strings.TrimPrefix(id, "Q"), id)}
}

// String is a plain text, such as an identifier of another catalogue.
func String(s string) Value { return Value{"string", "external-id", strconv.Quote(s)} }

// Text is a text in a language.
func Text(language, s string) Value {
	return Value{"monolingualtext", "monolingualtext", fmt.Sprintf(`{"text":%q,"language":%q}`, s, language)}
}

// Minutes is a length of time.
func Minutes(n int) Value {
	return Value{"quantity", "quantity", fmt.Sprintf(`{"amount":"+%d","unit":"http://www.wikidata.org/entity/Q7727"}`, n)}
}

// Date is a date as exact as it is written: "2011", "2011-01" or "2011-01-14".
func Date(s string) Value {
	precision := 9 + strings.Count(s, "-")
	return Value{"time", "time", fmt.Sprintf(
		`{"time":"+%s%sT00:00:00Z","timezone":0,"before":0,"after":0,"precision":%d,"calendarmodel":"http://www.wikidata.org/entity/Q1985727"}`,
		s, strings.Repeat("-00", 11-precision), precision)}
}

// Is states that something is an instance of a class.
func Is(class string) Claim { return Claim{Property: "P31", Value: Entity(class)} }

// Says states a value.
func Says(property string, v Value, qualifiers ...Qualifier) Claim {
	return Claim{Property: property, Value: v, Qualifiers: qualifiers}
}

// In qualifies a statement by a place.
func In(place string) Qualifier { return Qualifier{"P291", Entity(place)} }

// As qualifies a cast member by the name of the part.
func As(part string) Qualifier { return Qualifier{"P4633", String(part)} }
