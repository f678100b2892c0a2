package discord_test

import (
	"encoding/json"
	"strings"
	"testing"

	"marquee/bots/discord"
	"marquee/bots/discord/discordtest"
	"marquee/internal/chat"
)

// described returns the description that a text becomes.
func described(t *testing.T, body chat.Text) string {
	t.Helper()
	raw, err := discord.AnswerBody(chat.Card{Title: "x", Body: body}, "1")
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Embeds []struct{ Description string }
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	return m.Embeds[0].Description
}

// What comes in pieces shows as literally as what comes in one, and a backslash
// stands only where it is needed.
func TestSpansShowLiterally(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		body chat.Text
		want string // the Markdown; not looked at where ""
	}{
		{chat.Text{chat.Plain("1"), chat.Plain(". foo")}, `1\. foo`},
		{chat.Text{chat.Plain("a"), chat.Break(), chat.Plain("1"), chat.Plain("2"), chat.Plain(") foo")}, "a\n12\\) foo"},
		{chat.Text{chat.Plain("  "), chat.Plain("# foo")}, ""},
		{chat.Text{chat.Plain("Loss: "), chat.Plain("-5")}, `Loss: -5`},
		{chat.Text{chat.Plain("version 1"), chat.Plain(".5")}, `version 1.5`},
		{chat.Text{chat.Strong("1"), chat.Plain(". foo")}, `**1**. foo`},
		{chat.Text{chat.Plain(":smile:")}, `\:smile:`},
		{chat.Text{chat.Plain("a :thumbs_up: b")}, `a \:thumbs\_up: b`},
		{chat.Text{chat.Plain(":smi"), chat.Plain("le:")}, `\:smile:`},
		{chat.Text{chat.Plain("2001: A Space Odyssey: x")}, `2001: A Space Odyssey: x`},
		{chat.Text{chat.Plain("at 12:30:15")}, `at 12\:30:15`},
		{chat.Text{chat.Plain("Director:"), chat.Break(), chat.Plain("x:")}, "Director:\nx:"},
		{chat.Text{chat.Strong("UK:"), chat.Plain("b:")}, `**UK\:**b:`},
		{chat.Text{chat.List(chat.T("1"), chat.Text{chat.Plain("2"), chat.Plain(". x")})}, "- 1\n- 2\\. x"},
	} {
		got := described(t, test.body)
		if test.want != "" && got != test.want {
			t.Errorf("%v is written %q, not %q", test.body, got, test.want)
		}
		want := strings.TrimSpace(strings.ReplaceAll(test.body.String(), "\n\n", "\n"))
		if seen := (discordtest.Reader{}).Read(got).String(); seen != want {
			t.Errorf("%q is read as %q, not %q", got, seen, want)
		}
	}
	raw, err := discord.AnswerBody(chat.Card{Title: ":smile: 1:a_b:c", Fields: []chat.Field{{Name: ":cat:", Value: chat.T(":dog:")}}}, "1")
	if err != nil || !strings.Contains(string(raw), `"\\:smile: 1\\:a\\_b:c"`) || !strings.Contains(string(raw), `"\\:cat:"`) || !strings.Contains(string(raw), `"\\:dog:"`) {
		t.Errorf("%s, %v", raw, err)
	}
}
