package terminal

import (
	"testing"

	"marquee/internal/chat"
)

func TestFieldValue(t *testing.T) {
	kinds := chat.FormField{Name: "kind", Value: "tv", Choices: []chat.Choice{
		{Label: "In cinemas", Value: "theatrical"}, {Label: "On television", Value: "tv"},
	}}
	days := chat.FormField{Name: "days", Choices: []chat.Choice{
		{Label: "a month before", Value: "30"}, {Label: "a day before", Value: "1"},
	}}
	needed := chat.FormField{Name: "regions", Value: "GB", Required: true}
	const none, missing = "That is none of the choices.", "This is needed."
	tests := []struct {
		field        chat.FormField
		typed        string
		value, fault string
	}{
		{kinds, "", "tv", ""},
		{kinds, "-", "", ""},
		{kinds, "1", "theatrical", ""},
		{kinds, "[2]", "tv", ""},
		{kinds, "3", "", none},
		{kinds, "0", "", none},
		{kinds, "TV", "tv", ""},
		{kinds, " in cinemas ", "theatrical", ""},
		{days, "1", "1", ""}, // the value, not the place
		{days, "2", "", none},
		{days, "30", "30", ""},
		{needed, "", "GB", ""},
		{needed, "-", "", missing},
		{needed, " DE ", "DE", ""},
	}
	for _, test := range tests {
		if value, fault := fieldValue(test.field, test.typed); value != test.value || fault != test.fault {
			t.Errorf("%s: %q gives %q, %q; want %q, %q", test.field.Name, test.typed, value, fault, test.value, test.fault)
		}
	}
}

func TestAddress(t *testing.T) {
	for s, want := range map[string]string{
		"https://www.imdb.com/title/tt1334260/": "https://www.imdb.com/title/tt1334260/",
		"http://localhost:8080/a?b=c#d":         "http://localhost:8080/a?b=c#d",
		"https://example.org/ä ö":               "https://example.org/%C3%A4%20%C3%B6",
		"https://example.org/<a>":               "https://example.org/%3Ca%3E",
		"https://example.org/\x1b[2J":           "",
		"javascript://example.org/alert(1)":     "",
		"ftp://example.org/":                    "",
		"https:///path":                         "",
		"example.org":                           "",
		"":                                      "",
	} {
		if got := address(s); got != want {
			t.Errorf("address(%q) = %q, want %q", s, got, want)
		}
	}
}
