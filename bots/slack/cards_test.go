package slack_test

import (
	"fmt"
	"strings"
	"time"

	"marquee/internal/chat"
)

func sampleCards() map[string]chat.Card {
	return map[string]chat.Card{
		"film": filmCard(),
		"releases": {
			Tone: chat.Info, Title: "Worldwide release dates",
			Body: chat.Text{chat.List(
				chat.T("14 January 2011: UK"), chat.T("9 February 2011: Belgium, France"),
				chat.Text{chat.Strong("24 February 2011"), chat.Plain(": Germany "), chat.Emphasis("(limited)")},
			), chat.Plain("More at "), chat.Link("IMDb", "https://www.imdb.com/title/tt1334260/releaseinfo")},
		},
		"failure": {Tone: chat.Failure, Title: "Not found", Body: chat.T("I know no film called “**Heat**_2_”.")},
		"question": {
			Tone: chat.Question, Title: "Which one?", Body: chat.T("“King Kong” could be any of these."),
			Pickers: []chat.Picker{{Prompt: "Choose one", Options: []chat.PickerOption{
				{Label: "King Kong (1933)", Detail: "Fay Wray", Route: "v1/film/3/chosen"},
				{Label: "King Kong (2005)", Detail: "Naomi Watts", Route: "v1/film/4/chosen"},
			}}},
		},
		"notice": {
			Tone: chat.Notice, Title: "Heat opens tomorrow",
			Body: chat.Text{chat.Mention("S0123456789", "fans"), chat.Plain(": in the UK, "),
				chat.Instant(time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC), "24 November, 09:00")},
			Actions: []chat.Action{{Label: "Why?", Route: "v1/why/7"}},
		},
		"hostile": hostileCard(),
		"long":    longCard(),
		"many":    manyCard(),
		"empty":   {},
	}
}

func filmCard() chat.Card {
	return chat.Card{
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
			{Label: "IMDb", URL: "https://www.imdb.com/title/tt1334260/"},
		},
		Pickers: []chat.Picker{{Prompt: "Others of that title", Options: []chat.PickerOption{
			{Label: "Never Let Me Go (1953)", Detail: "Clark Gable", Route: "v1/film/2"},
		}}},
		Footer: "omdb.org (CC BY 2.0 DE), as of 23 November 2026",
	}
}

// hostileTitle is a film's title that would do harm where it is taken for markup.
const hostileTitle = "<!channel> <@U1> & <http://x|y> *b* _i_ ~s~ `c` :smile: @here"

func hostileCard() chat.Card {
	return chat.Card{
		Tone: chat.Info, Title: hostileTitle, URL: "javascript:alert(1)",
		Body: chat.Text{
			chat.Plain(hostileTitle), chat.Break(), chat.Strong(hostileTitle), chat.Break(), chat.Emphasis(hostileTitle),
			chat.Break(), chat.Mention("U1", hostileTitle), chat.Break(), chat.Link("nowhere", "javascript:1"),
			chat.Break(), chat.Plain("> no quote\n- no list\n```no code```"), chat.List(chat.T(hostileTitle)),
		},
		Fields:  []chat.Field{{Name: hostileTitle, Value: chat.T(hostileTitle)}, {Name: "", Value: nil}},
		Image:   chat.Image{URL: "javascript:1"},
		Actions: []chat.Action{{Label: hostileTitle, Route: "v1/film/1"}, {Label: "again", Route: "v1/film/1"}, {Label: "bad", URL: "javascript:1"}},
		Pickers: []chat.Picker{{Prompt: hostileTitle, Options: []chat.PickerOption{
			{Label: hostileTitle, Detail: hostileTitle, Route: "v1/film/1"}, {Label: "", Route: "v1/film/2"},
		}}},
		Footer: hostileTitle,
	}
}

// longCard is beyond the limits in every part, and manyCard in every number.
func longCard() chat.Card {
	words := strings.Repeat("long words, ", 700)
	var lines []chat.Text
	for i := range 300 {
		lines = append(lines, chat.Text{chat.Strong(fmt.Sprint(i + 1)), chat.Plain(" is a line of a list")})
	}
	c := chat.Card{Tone: chat.Info, Title: words, Body: chat.Text{chat.Plain(words), chat.List(lines...)}, Footer: words}
	for i := range 6 {
		c.Fields = append(c.Fields, chat.Field{Name: fmt.Sprintf("List %d", i+1), Value: chat.Text{chat.List(lines...)}})
	}
	return c
}

func manyCard() chat.Card {
	c := chat.Card{Tone: chat.Info, Title: "Many"}
	p := chat.Picker{Prompt: "Pick"}
	for i := range 150 {
		c.Fields = append(c.Fields, chat.Field{Name: fmt.Sprintf("Field %d", i+1), Value: chat.T("value"), Short: i < 30})
		c.Actions = append(c.Actions, chat.Action{Label: fmt.Sprintf("Button %d", i+1), Route: fmt.Sprintf("v1/film/%d", i+1)})
		p.Options = append(p.Options, chat.PickerOption{Label: fmt.Sprintf("Entry %d", i+1), Route: fmt.Sprintf("v1/film/%d", i+1)})
	}
	c.Pickers = []chat.Picker{p, p}
	return c
}
