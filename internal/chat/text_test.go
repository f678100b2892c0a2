package chat_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"marquee/internal/chat"
)

func ExampleText_String() {
	text := chat.Text{
		chat.Plain("Directed by "), chat.Strong("Mark Romanek"), chat.Plain("."), chat.Break(),
		chat.Link("Trailer", "https://www.youtube.com/watch?v=sXiRZhDEo8A"),
		chat.List(chat.T("14 January 2011: UK"), chat.T("24 February 2011: Germany")),
	}
	fmt.Println(text)
	// Output:
	// Directed by Mark Romanek.
	// Trailer
	// • 14 January 2011: UK
	// • 24 February 2011: Germany
}

func TestTextString(t *testing.T) {
	entries := chat.List(chat.T("a"), chat.T("b"))
	for _, tt := range []struct {
		name string
		text chat.Text
		want string
	}{
		{"nothing", nil, ""},
		{"markup is only text", chat.Text{chat.Plain("*a* <!channel> @everyone `b`")}, "*a* <!channel> @everyone `b`"},
		{"every kind of words", chat.Text{chat.Plain("a"), chat.Strong("b"), chat.Emphasis("c"), chat.Link("d", "https://example.org")}, "abcd"},
		{"an instant as it is worded", chat.Text{chat.Instant(time.Unix(0, 0), "long ago")}, "long ago"},
		{"a mention by its name", chat.Text{chat.Mention("4711", "film fans")}, "film fans"},
		{"a list alone", chat.Text{entries}, "• a\n• b"},
		{"a list begins on a line of its own", chat.Text{chat.Plain("x"), entries}, "x\n• a\n• b"},
		{"but on no empty one", chat.Text{chat.Plain("x"), chat.Break(), entries}, "x\n• a\n• b"},
		{"and ends its line", chat.Text{entries, chat.Plain("x")}, "• a\n• b\nx"},
		{"two lists", chat.Text{entries, entries}, "• a\n• b\n• a\n• b"},
		{"a break behind a list leaves a line free", chat.Text{entries, chat.Break(), chat.Plain("x")}, "• a\n• b\n\nx"},
		{"a list of nothing is nothing", chat.Text{chat.Plain("x"), chat.List(), chat.Plain("y")}, "xy"},
		{"a list of several spans", chat.Text{chat.List(chat.Text{chat.Strong("a"), chat.Plain("b")})}, "• ab"},
	} {
		if got := tt.text.String(); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestTextInJSON(t *testing.T) {
	text := chat.Text{chat.Plain("a"), chat.Break(), chat.Link("b", "https://example.org"), chat.Mention("4711", "c"),
		chat.Instant(time.Date(2011, 1, 14, 9, 0, 0, 0, time.UTC), "d"), chat.List(chat.T("e"))}
	b, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"kind":"plain","text":"a"},{"kind":"break"},{"kind":"link","text":"b","url":"https://example.org"},` +
		`{"kind":"mention","text":"c","id":"4711"},{"kind":"instant","text":"d","time":"2011-01-14T09:00:00Z"},` +
		`{"kind":"list","list":[[{"kind":"plain","text":"e"}]]}]`
	if string(b) != want {
		t.Errorf("got  %s\nwant %s", b, want)
	}
	var back chat.Text
	if err := json.Unmarshal(b, &back); err != nil || back.String() != text.String() {
		t.Errorf("came back as %v, %v", back, err)
	}
}
