package terminal_test

import "marquee/internal/chat"

// seedCard is the card of the seed film as the core makes it, with every part
// that a card can have.
func seedCard() chat.Card {
	return chat.Card{
		Tone:  chat.Info,
		Title: "Never Let Me Go (2010)",
		URL:   "https://www.imdb.com/title/tt1334260/",
		Body: chat.Text{
			chat.Emphasis("UK: 14 January 2011"), chat.Plain(" · 103 min · Drama, Romance"), chat.Break(), chat.Break(),
			chat.Plain("Kathy, Ruth and Tommy grow up together at Hailsham, a boarding school in the English countryside that seems a world of its own. As young adults they face what they feel for each other, and the future that was laid out for them."),
		},
		Fields: []chat.Field{
			{Name: "Certificate", Value: chat.T("R in the US"), Short: true},
			{Name: "Director", Value: chat.T("Mark Romanek"), Short: true},
			{Name: "Cast", Value: chat.T("Keira Knightley, Andrew Garfield, Carey Mulligan, Charlotte Rampling, Nathalie Richard, Sally Hawkins and 13 more")},
			{Name: "Director of photography", Value: chat.T("Adam Kimmel")},
			{Name: "Release dates", Value: chat.Text{chat.List(
				chat.T("15 September 2010: US"),
				chat.T("14 January 2011: UK"),
				chat.T("9 February 2011: Belgium, France"),
				chat.T("24 February 2011: Germany"),
			)}},
			{Name: "Trailer", Value: chat.Text{chat.Link("Never Let Me Go (English)", "https://www.youtube.com/watch?v=sXiRZhDEo8A")}},
		},
		Actions: []chat.Action{
			{Label: "Cast & crew", Route: "v1/film/1/crew"},
			{Label: "Releases", Route: "v1/film/1/releases"},
			{Label: "Details", Route: "v1/film/1/details"},
			{Label: "Trailers", Route: "v1/film/1/trailers"},
			{Label: "Articles", Route: "v1/film/1/articles"},
			{Label: "IMDb", URL: "https://www.imdb.com/title/tt1334260/"},
		},
		Pickers: []chat.Picker{{Prompt: "Another film of that title?", Options: []chat.PickerOption{
			{Label: "Never Let Me Go (1953)", Detail: "with Clark Gable", Route: "v1/film/2"},
		}}},
		Footer: "Facts: Marquee's own catalogue, as of 1 May 2026",
	}
}

// scriptsCard is written in many scripts, and has more than one screen wants.
func scriptsCard() chat.Card {
	return chat.Card{
		Tone:  chat.Question,
		Title: "Which one?",
		Body: chat.Text{
			chat.Plain("七人の侍は、黒澤明が監督した1954年の日本の映画で、野武士から村を守るために雇われた七人の侍を描く。"), chat.Break(),
			chat.Plain("ואלס עם באשיר הוא סרט תיעודי מונפש משנת 2008 שביים ארי פולמן."), chat.Break(),
			chat.Strong("👨‍👩‍👧‍👦🎬🏴󠁧󠁢󠁥󠁮󠁧󠁿 "), chat.Plain("नमस्ते "), chat.Mention("1", "cinema"),
			chat.List(chat.T("one entry of a list that is so long that it needs a second line, and on a narrow terminal a third"),
				chat.Text{chat.Plain("another, with"), chat.List(chat.T("a list of its own"), chat.T("of two"))}),
		},
		Fields: []chat.Field{
			{Name: "原題", Value: chat.T("七人の侍")},
			{Name: "Original title", Value: chat.T("ואלס עם באשיר")},
			{Name: "A label that is wider than any column of labels should be", Value: chat.T("stands above its value")},
		},
		Pickers: []chat.Picker{{Prompt: "Pick a film", Options: manyOptions(11)}},
	}
}

func manyOptions(n int) []chat.PickerOption {
	options := make([]chat.PickerOption, n)
	for i := range options {
		options[i] = chat.PickerOption{Label: "七人の侍 (1954)", Detail: "Akira Kurosawa; Japanese; 207 min", Route: chat.NewRoute("film", i)}
	}
	return options
}

func failureCard() chat.Card {
	return chat.Card{
		Tone:  chat.Failure,
		Title: "No film called “Nevr Lt Me Gone Away” is known here.",
		Body:  chat.T("Try another spelling, or a year behind the title."),
	}
}

func noticeCard() chat.Card {
	return chat.Card{
		Tone:    chat.Notice,
		Title:   "Never Let Me Go reaches the UK in 7 days",
		Body:    chat.T("14 January 2011, in cinemas."),
		Actions: []chat.Action{{Label: "The film", Route: "v1/film/1"}},
		Image:   chat.Image{URL: "https://example.org/poster.jpg", Alt: "Poster of Never Let Me Go"},
	}
}
