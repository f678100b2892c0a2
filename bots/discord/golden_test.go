package discord_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"marquee/bots/discord"
	"marquee/bots/discord/discordtest"
	"marquee/internal/chat"
)

var update = flag.Bool("update", false, "write the golden files anew")

// How sample cards look on the wire.
func TestGolden(t *testing.T) {
	t.Parallel()
	for name, c := range sampleCards() {
		t.Run(name, func(t *testing.T) {
			body, err := discord.AnswerBody(c, "")
			if c.Tone == chat.Notice {
				body, err = discord.AnnouncementBody(c, "K1", "")
			}
			if err != nil {
				t.Fatal(err)
			}
			takes(t, body)
			path := filepath.Join("testdata", name+".golden.json")
			if *update {
				if err := os.WriteFile(path, append(body, '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(body)+"\n"); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// takes fails the test where Discord would refuse a body: by the limits of the
// double, and by Discord's own description where it is at hand.
func takes(t *testing.T, body []byte) {
	t.Helper()
	if err := discordtest.CheckMessageBody(body); err != nil {
		t.Errorf("%v\n%s", err, body)
	}
	if c := contract(t); c != nil {
		if err := c.CheckMessage(body); err != nil {
			t.Errorf("the contract: %v\n%s", err, body)
		}
	}
}

func contract(t testing.TB) *discordtest.Contract {
	path, ok := discordtest.FindContract()
	if !ok {
		return nil
	}
	c, err := discordtest.ContractFrom(path)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func sampleCards() map[string]chat.Card {
	return map[string]chat.Card{
		"film": {
			Tone: chat.Info, Title: "Never Let Me Go (2010)", URL: "https://www.imdb.com/title/tt1334260/",
			Body: chat.T("Three friends grow up at a boarding school and learn what they are meant for."),
			Fields: []chat.Field{
				{Name: "UK release", Value: chat.T("14 January 2011"), Short: true},
				{Name: "Certificate", Value: chat.T("R (US)"), Short: true},
				{Name: "Running time", Value: chat.T("103 min"), Short: true},
				{Name: "Director", Value: chat.T("Mark Romanek")},
				{Name: "Cast", Value: chat.T("Keira Knightley, Andrew Garfield, Carey Mulligan and 16 more")},
			},
			Image: chat.Image{URL: "https://example.org/poster.jpg", Alt: "Poster"},
			Actions: []chat.Action{
				{Label: "Cast & crew", Route: "v1/film/1/crew"}, {Label: "Releases", Route: "v1/releases/1"},
				{Label: "Details", Route: "v1/film/1/details"}, {Label: "Trailers", Route: "v1/film/1/trailers"},
				{Label: "Articles", Route: "v1/film/1/articles"}, {Label: "IMDb", URL: "https://www.imdb.com/title/tt1334260/"},
			},
			Pickers: []chat.Picker{{Prompt: "Others of that title", Options: []chat.PickerOption{
				{Label: "Never Let Me Go (1953)", Detail: "Clark Gable", Route: "v1/film/2"},
			}}},
			Footer: "omdb.org (CC BY 2.0 DE), as of 23 November 2026",
		},
		"releases": {
			Tone: chat.Info, Title: "Worldwide release dates",
			Body: chat.Text{chat.List(
				chat.T("14 January 2011: UK"), chat.T("9 February 2011: Belgium, France"),
				chat.Text{chat.Strong("24 February 2011"), chat.Plain(": Germany "), chat.Emphasis("(limited)")},
			), chat.Plain("More at "), chat.Link("IMDb", "https://www.imdb.com/title/tt1334260/releaseinfo")},
		},
		"failure": {Tone: chat.Failure, Title: "Not found", Body: chat.T("I know no film called “**Heat**_2_”.")},
		"notice": {
			Tone: chat.Notice, Title: "Heat opens tomorrow",
			Body: chat.Text{chat.Mention("123456789012345678", "fans"), chat.Plain(": in the UK, "),
				chat.Instant(time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC), "24 November, 09:00")},
			Actions: []chat.Action{{Label: "Why?", Route: "v1/why/7"}},
		},
		"hostile": hostileCard(),
		"long":    longCard(),
		"many":    manyCard(),
	}
}

// hostileTitle is a film's title that would do harm where it is taken for markup.
const hostileTitle = "**@everyone** [x](javascript:1) <@&1>"

func hostileCard() chat.Card {
	return chat.Card{
		Tone: chat.Info, Title: hostileTitle, URL: "javascript:alert(1)",
		Body: chat.Text{
			chat.Plain(hostileTitle), chat.Break(), chat.Strong(hostileTitle), chat.Break(), chat.Emphasis(hostileTitle), chat.Break(),
			chat.Link(hostileTitle, "https://example.org/a b)c"), chat.Break(), chat.Link("nowhere", "javascript:1"),
			chat.Break(), chat.Plain("# no heading\n- no list\n> no quote\n1. no number https://no.link"),
			chat.List(chat.T(hostileTitle), chat.T("# x")),
		},
		Fields:  []chat.Field{{Name: hostileTitle, Value: chat.T(hostileTitle)}, {Name: "", Value: nil}},
		Image:   chat.Image{URL: "javascript:1"},
		Actions: []chat.Action{{Label: hostileTitle, Route: "v1/film/1"}, {Label: "again", Route: "v1/film/1"}, {Label: "bad", URL: "javascript:1"}},
		Pickers: []chat.Picker{{Prompt: hostileTitle, Options: []chat.PickerOption{
			{Label: hostileTitle, Detail: hostileTitle, Route: "v1/film/1"}, {Label: "", Route: "v1/film/1"},
		}}},
		Footer: hostileTitle,
	}
}

// longCard is beyond the limits in every part, and manyCard in every number.
func longCard() chat.Card {
	words := strings.Repeat("long *words* ", 700)
	var lines []chat.Text
	for i := range 200 {
		lines = append(lines, chat.T(fmt.Sprintf("line %d of a list", i+1)))
	}
	c := chat.Card{Tone: chat.Info, Title: words, Body: chat.T(words), Footer: words}
	for i := range 6 {
		c.Fields = append(c.Fields, chat.Field{Name: fmt.Sprintf("List %d", i+1), Value: chat.Text{chat.List(lines...)}})
	}
	return c
}

func manyCard() chat.Card {
	c := chat.Card{Tone: chat.Info, Title: "Many"}
	p := chat.Picker{Prompt: "Pick"}
	for i := range 40 {
		c.Fields = append(c.Fields, chat.Field{Name: fmt.Sprintf("Field %d", i+1), Value: chat.T("value")})
		c.Actions = append(c.Actions, chat.Action{Label: fmt.Sprintf("Button %d", i+1), Route: fmt.Sprintf("v1/film/%d", i+1)})
		p.Options = append(p.Options, chat.PickerOption{Label: fmt.Sprintf("Entry %d", i+1), Route: fmt.Sprintf("v1/film/%d", i+1)})
	}
	c.Pickers = []chat.Picker{p, p}
	return c
}

// A hostile title shows literally, everywhere, and pings nobody.
func TestHostileTitle(t *testing.T) {
	t.Parallel()
	eachMode(t, func(t *testing.T, mode discord.Mode) {
		c := hostileCard()
		r := start(t, &fake{answer: answerAll(func(chat.Request) chat.Answer { return chat.Answer{Card: &c} })},
			discordtest.Config{}, discord.Options{Mode: mode})
		i, err := r.ann.Command(r.channel, "film", discordtest.Options{"title": hostileTitle})
		if err != nil {
			t.Fatal(err)
		}
		if out := r.adapter.Post(t.Context(), "hostile", r.target(), c); out.Result != chat.Sent {
			t.Fatalf("%+v", out)
		}
		for _, m := range append(i.Reply(), r.ann.Sees(r.channel)...) {
			e := m.Embeds[0]
			if e.Title.String() != hostileTitle || e.Fields[0].Name.String() != hostileTitle ||
				e.Fields[0].Value.String() != hostileTitle || e.Footer != hostileTitle+" · 1 button left out" {
				t.Errorf("it shows as\n%s", m)
			}
			if n := strings.Count(e.Description.String(), hostileTitle); n != 5 {
				t.Errorf("%d of 5 in the description:\n%s", n, e.Description)
			}
			if links := e.Description.Links(); len(links) != 1 || !strings.HasPrefix(links[0], "https://example.org/") {
				t.Errorf("it links to %v", links)
			}
			if found := e.Description.Mentions(); len(found) != 0 {
				t.Errorf("it mentions %v", found)
			}
			if m.Buttons[0].Label != hostileTitle || m.Selects[0].Options[0].Label != hostileTitle || m.Selects[0].Options[0].Description != hostileTitle {
				t.Errorf("its labels are %+v, %+v", m.Buttons, m.Selects)
			}
		}
		if got := r.channel.Pinged(); !got.None() {
			t.Errorf("it pings %+v", got)
		}
		if ids := r.srv.WithoutAllowedMentions(); len(ids) != 0 {
			t.Errorf("without allowed mentions: %v", ids)
		}
	})
}
