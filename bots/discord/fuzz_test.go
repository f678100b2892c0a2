package discord_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"marquee/bots/discord"
	"marquee/bots/discord/discordtest"
	"marquee/internal/chat"
)

// Any card becomes a message that Discord takes, as an answer and unasked.
func FuzzCard(f *testing.F) {
	for _, c := range sampleCards() {
		raw, err := json.Marshal(c)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(raw), 1, "x")
	}
	for _, s := range []string{"", "*", "\\", "`", "😀", "\u202e", "# x", "1. x", "- x", "<@1>", "\xff", " \n ", "a_b_c", "👩‍👩‍👧‍👦"} {
		f.Add(`{}`, 1, s)
		f.Add(`{}`, 3000, s)
	}
	f.Fuzz(func(t *testing.T, raw string, times int, s string) {
		var c chat.Card
		if json.Unmarshal([]byte(raw), &c) != nil {
			return
		}
		times = min(max(times, 0), 2500/max(1, len(s))) // enough to be too long
		for _, card := range []chat.Card{c, cardOf(strings.Repeat(s, times))} {
			body, err := discord.AnswerBody(card, "1")
			if err != nil {
				t.Fatal(err)
			}
			takes(t, body)
			if body, err = discord.AnnouncementBody(card, chat.Key(s), "1"); err != nil {
				t.Fatal(err)
			}
			takes(t, body)
		}
	})
}

// cardOf has s everywhere.
func cardOf(s string) chat.Card {
	c := chat.Card{
		Tone: chat.Notice, Title: s, URL: s, Footer: s, Image: chat.Image{URL: "https://x.example/" + s},
		Body: chat.Text{
			chat.Plain(s), chat.Strong(s), chat.Emphasis(s), chat.Strong(s), chat.Link(s, "https://x.example/"+s), chat.Link(s, s),
			chat.Instant(time.Unix(1, 0), s), chat.Instant(time.Time{}, s), chat.Mention(s, s), chat.Mention("12", s),
			chat.List(chat.T(s), nil, chat.Text{chat.List(chat.T(s), chat.Text{chat.List(chat.Text{chat.List(chat.T(s))})})}),
		},
	}
	c.Fields = append(c.Fields, chat.Field{Name: s, Value: c.Body}, chat.Field{Name: s})
	for range 30 {
		c.Fields = append(c.Fields, chat.Field{Name: s, Value: chat.T(s)})
		c.Actions = append(c.Actions, chat.Action{Label: s, Route: s}, chat.Action{Label: s, Route: "v1/film/1"}, chat.Action{Label: s, URL: "https://x.example/" + s})
	}
	p := chat.Picker{Prompt: s}
	for range 30 {
		p.Options = append(p.Options, chat.PickerOption{Label: s, Detail: s, Route: s}, chat.PickerOption{Label: s, Route: "v1/film/2"})
	}
	c.Pickers = []chat.Picker{p, {Prompt: s}, p}
	return c
}

// What is escaped is read as it was, whatever it is.
func FuzzEscape(f *testing.F) {
	for _, s := range []string{hostileTitle, "a\nb", "1. x\n2) y", "http://x.y", "__init__", "\\", "a*b*c", "~~x~~", "||x||", "```x```",
		"-# small", "+ plus", ">>> all", "<t:1:R>", "<:e:12>", "<#1>", "</a:1>", "<id:browse>", "[a](b)",
		":smile:", "a:b_c:d", ":a::b:", "12:30:15", "::*:*:", ":\\:", "a:http://b:c", "a:://b", ":::a:::"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 400 {
			return // the double's reader is no fast one
		}
		want := strings.TrimSpace(discord.Clean(s))
		escaped := strings.TrimSpace(discord.Escape(discord.Clean(s)))
		if discord.Unescape(escaped) != want {
			t.Errorf("%q is unescaped to %q", escaped, discord.Unescape(escaped))
		}
		var r discordtest.Reader
		got := r.Read(escaped)
		if got.String() != want && strings.Join(strings.Fields(got.String()), " ") != strings.Join(strings.Fields(want), " ") {
			t.Errorf("%q, escaped %q, reads %q", want, escaped, got)
		}
		if len(got.Links())+len(got.Mentions()) != 0 {
			t.Errorf("%q leads to %v, %v", escaped, got.Links(), got.Mentions())
		}
	})
}
