package terminal_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"marquee/bots/terminal"
	"marquee/internal/chat"
)

// change leads to the form of settings.
var change = []string{"/settings", "1"}

func TestFormTakesTheNextLines(t *testing.T) {
	tests := []struct {
		name   string
		lines  []string
		shown  string
		failed bool
	}{
		{"values", []string{"US", "UTC", "tv"}, `Saved: kind="tv" regions="US" zone="UTC"`, false},
		{"kept and cleared", []string{"", "-", ""}, `Saved: kind="" regions="GB" zone=""`, false},
		{"a choice by number", []string{"", "", "2"}, `kind="tv"`, false},
		{"a choice by label", []string{"", "", "in cinemas"}, `kind="theatrical"`, false},
		{"no choice", []string{"", "", "radio"}, "! Kind: That is none of the choices. The form was not sent.", true},
		{"what is needed cleared", []string{"-"}, "! Regions: This is needed. The form was not sent.", true},
		{"refused", []string{"Atlantis", "", ""}, "! regions: There is no region called Atlantis.", true},
		{"only looked at", nil, "Regions    GB\nTime zone  Europe/London\nKind       not set\n", false},
		{"half filled in", []string{"US"}, "! The input ended before the form was filled in; everything is as it was.", true},
		{"a command behind it", []string{"", "", "", "/help"}, "What there is", false},
		{"a command behind a refusal", []string{"Atlantis", "", "", "/help"}, "What there is", true},
		{"a line too long", []string{strings.Repeat("x", 70_000)}, "64 KB; type a command or a title. The form was not sent.", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			out, err := talk(t, terminal.Given(append(change, test.lines...)), &desk{})
			if !strings.Contains(strings.Join(strings.Fields(out), " "), strings.Join(strings.Fields(test.shown), " ")) {
				t.Errorf("printed\n%s\nwithout %q", out, test.shown)
			}
			if errors.Is(err, terminal.ErrUnanswered) != test.failed {
				t.Errorf("Run = %v, want failed = %v", err, test.failed)
			}
		})
	}
}

func TestFormAsJSON(t *testing.T) {
	out, err := talk(t, terminal.Given(append(change, "US", "", "")), &desk{}, asJSON)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != 3 {
		t.Fatalf("%d lines, want the card, the form and the card:\n%s", len(lines), out)
	}
	var form chat.Form
	if err := json.Unmarshal([]byte(lines[1]), &form); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(*settingsForm(), form); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestFormAsksAPersonFieldByField(t *testing.T) {
	p := &person{lines: append(change,
		"Atlantis", "Europe/Berlin", "radio", "1", // refused, and asked again for what was wrong
		"Germany",
	)}
	out, err := talk(t, p, &desk{})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "form.golden", "> "+strings.Join(p.typed, "\n> ")+"\n"+out)
	if diff := cmp.Diff([]string{"/settings"}, p.kept); diff != "" {
		t.Errorf("the history keeps something else than the questions; -want +got:\n%s", diff)
	}
}

func TestFormGivenUp(t *testing.T) {
	d := &desk{}
	out, err := talk(t, &person{lines: append(change, "US", interrupt, "/help")}, d)
	if err != nil || !strings.Contains(out, "Given up; everything is as it was.") {
		t.Errorf("printed\n%s\n%v", out, err)
	}
	if diff := cmp.Diff([]string{"v1/settings", "v1/settings/change", "v1/help"}, d.routes()); diff != "" {
		t.Errorf("asked; -want +got:\n%s", diff)
	}
}

func TestFormSaysOnWhichCardItStood(t *testing.T) {
	for _, test := range []struct {
		lines   []string
		private bool
	}{
		{change, true},
		{[]string{"/film x", "3"}, false},
	} {
		d := &desk{}
		if _, err := talk(t, terminal.Given(append(test.lines, "", "", "")), d); err != nil {
			t.Fatal(err)
		}
		sent := d.asked[2]
		if sent.Press == nil || *sent.Press != (chat.Press{ByAsker: true, Private: test.private}) || sent.Line != "" || sent.Route != "v1/settings/save" {
			t.Errorf("%q: sent %+v", test.lines, sent)
		}
	}
}
