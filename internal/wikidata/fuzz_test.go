package wikidata

import (
	"strings"
	"testing"

	"marquee/internal/film"
)

// seedEntity is small but has every kind of value, and faults.
const seedEntity = `{"entities":{"Q1":{"id":"Q1","type":"item",
"labels":{"en":{"language":"en","value":"Invented\u0000 \n Film"},"zh-hans":{"language":"zh-hans","value":"虚构"},"xx-broken":{"value":"?"},"de":[]},
"aliases":{"fr":[{"language":"fr","value":"Film inventé"}],"mul":"x"},
"claims":{"P31":[{"mainsnak":{"snaktype":"value","datavalue":{"value":{"id":"Q11424"}}},"rank":"normal"}],
"P577":[{"mainsnak":{"snaktype":"value","datavalue":{"value":{"time":"+2011-01-14T00:00:00Z","precision":11}}},"qualifiers":{"P291":[{"snaktype":"value","datavalue":{"value":{"id":"Q145"}}}]},"rank":"normal"},{"mainsnak":{"snaktype":"somevalue"}}],
"P2047":[{"mainsnak":{"snaktype":"value","datavalue":{"value":{"amount":"+103","unit":"http://www.wikidata.org/entity/Q7727"}}}}],
"P2061":[{"mainsnak":{"snaktype":"value","datavalue":{"value":{"amount":"+2.35","unit":"1"}}}}],
"P161":[{"mainsnak":{"snaktype":"value","datavalue":{"value":{"id":"Q2"}}},"qualifiers":{"P4633":[{"snaktype":"value","datavalue":{"value":"Part"}}],"P1545":[{"snaktype":"value","datavalue":{"value":"1"}}]}}],
"P345":[{"mainsnak":{"snaktype":"value","datavalue":{"value":"tt123"}}}],"P4947":[{"mainsnak":{"snaktype":"value","datavalue":{"value":"-1"}}}],
"P1651":[{"mainsnak":{"snaktype":"value","datavalue":{"value":"invented_01"}}}],"P1476":[{"mainsnak":{"snaktype":"value","datavalue":{"value":{"text":"Invented","language":"mul"}}}}],
"P18":[],"P750":{},"P136":null},"sitelinks":[]},"Q6":{"id":"Q6","missing":""},"-1":{"missing":true},"Q9":null,"Q10":{"id":"P10"},"Q11":{"id":"Q12","redirects":{"from":"Q11","to":"Q12"}}}}`

// FuzzEntities reads anything as entities. What comes of one that has a name is
// a film that may be kept, and a person.
func FuzzEntities(f *testing.F) {
	for _, s := range []string{seedEntity, `{"entities":[]}`, `{"entities":{"Q1":{"id":"Q1","claims":[]}}}`, `{}`, `[]`, ``,
		seedEntity[:len(seedEntity)/2], strings.Replace(seedEntity, "+2011", "-0044", 1)} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		found := make(map[string]*entity)
		if decodeEntities(b, found) != nil {
			return
		}
		for _, e := range found {
			names := namedBy(e)
			made := record(e, references{names: ownNames(unique(names)), regions: countries}, film.MustDate("2026"))
			if err := made.Check(); made.Title != "" && err != nil {
				t.Fatalf("%v\n%s", err, b)
			}
			p := person(e, nil, film.MustDate("2026"))
			if strings.ContainsAny(p.Portrait, " \n\"<>") {
				t.Fatalf("portrait %q", p.Portrait)
			}
			if w := tongue(e); w != "" && tagOf(w) == "" {
				t.Fatalf("language %q", w)
			}
		}
	})
}

func FuzzSearchResults(f *testing.F) {
	for _, s := range []string{`{"batchcomplete":true,"query":{"search":[{"ns":0,"title":"Q1"},{"title":"Q1|Q2"},{"title":"Talk:Q3"}]}}`, `{"query":{}}`, `{}`, `null`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		ids, _ := decodeSearch(b)
		for _, id := range ids {
			if !itemID.MatchString(id) {
				t.Fatalf("%q is no identifier", id)
			}
		}
	})
}

func FuzzRows(f *testing.F) {
	for _, s := range []string{
		`{"results":{"bindings":[{"film":{"type":"uri","value":"http://www.wikidata.org/entity/Q1"},"filmLabel":{"value":"Invented"},"job":{"value":"0"},"date":{"value":"2011-01-14T00:00:00Z"},"precision":{"value":"11"},"roleName":{"value":"Part"},"links":{"value":"3"}}]}}`,
		`{"results":{"bindings":[{"film":7,"job":{"value":"99"}}]}}`, `{"boolean":true}`, `{"results":{}}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		rows, err := decodeRows(b)
		if err != nil {
			return
		}
		for _, c := range creditsOfRows(rows, film.Origin{}) {
			if c.Title == "" || !itemID.MatchString(c.Ids.Wikidata) {
				t.Fatalf("%+v", c)
			}
		}
	})
}

func FuzzSearchWords(f *testing.F) {
	for _, s := range []string{"Never Let Me Go", `-"x" haswbstatement:P31`, "\xff", "架空の灯台", "' '"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if w := searchWords(s); strings.ContainsAny(w, `":-!~*?\|()[]{}/&+<>=`) || strings.HasPrefix(w, " ") {
			t.Fatalf("%q became %q", s, w)
		}
	})
}
