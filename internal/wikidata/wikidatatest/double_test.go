package wikidatatest_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"marquee/internal/wikidata/wikidatatest"
)

// listener is a test that notes its faults in place of failing.
type listener struct {
	testing.TB
	faults []string
}

func (l *listener) Errorf(format string, args ...any) {
	l.faults = append(l.faults, fmt.Sprintf(format, args...))
}

func get(t *testing.T, address, agent string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("User-Agent", agent)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestWhoBreaksTheRulesFailsTheTest(t *testing.T) {
	const polite = "Marquee/0.1.0 (films@example.org)"
	for name, tt := range map[string]struct {
		path, agent string
		fault       string // "": none
		body        string
	}{
		"a polite request":   {"?action=wbgetentities&format=json&props=labels&ids=Q30", polite, "", "United States"},
		"what there is not":  {"?action=wbgetentities&format=json&props=labels&ids=Q9999999999", polite, "", "missing"},
		"what is no id":      {"?action=wbgetentities&format=json&props=labels&ids=bogus", polite, "", "no-such-entity"},
		"no contact":         {"?action=wbgetentities&format=json&props=labels&ids=Q30", "Marquee/0.1.0", "User-Agent", ""},
		"too many entities":  {"?action=wbgetentities&format=json&ids=" + strings.Repeat("Q1|", 51) + "Q1", polite, "in one request", "toomanyvalues"},
		"an unknown action":  {"?action=edit&format=json", polite, "unknown action", ""},
		"a page of no JSON":  {"?action=query&list=search&srsearch=x", polite, "format", ""},
		"a query of no form": {"SPARQL?query=SELECT", polite, "no known shape", "Malformed"},
	} {
		l := &listener{TB: t}
		d := wikidatatest.New(l)
		address := d.APIURL() + tt.path
		if rest, ok := strings.CutPrefix(tt.path, "SPARQL"); ok {
			address = d.SPARQLURL() + rest
		}
		body := get(t, address, tt.agent)
		got := strings.Join(l.faults, "\n")
		if !strings.Contains(body, tt.body) || (tt.fault == "") != (got == "") || !strings.Contains(got, tt.fault) {
			t.Errorf("%s: %s; faults %q", name, body, got)
		}
	}
}

func TestASecondRequestAtATimeFailsTheTest(t *testing.T) {
	l := &listener{TB: t}
	d := wikidatatest.New(l)
	entered, release := make(chan struct{}), make(chan struct{})
	d.Hold(entered, release)
	ask := func() {
		get(t, d.APIURL()+"?action=wbgetentities&format=json&props=labels&ids=Q30", "Marquee/0.1.0 (films@example.org)")
	}
	first := make(chan struct{})
	go func() { defer close(first); ask() }()
	<-entered
	ask()
	close(release)
	<-first
	if len(l.faults) != 1 || !strings.Contains(l.faults[0], "another one") {
		t.Errorf("faults %q", l.faults)
	}
}
