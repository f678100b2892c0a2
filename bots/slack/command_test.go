package slack_test

import (
	"context"
	"strings"
	"testing"

	"marquee/bots/slack"
	"marquee/bots/slack/slacktest"
	"marquee/internal/chat"
)

// Every command works by its name and behind /marquee, as people type it.
func TestCommands(t *testing.T) {
	h := always(chat.Card{Tone: chat.Info, Title: "Heat (1995)"})
	r := start(t, h, slacktest.Config{}, slack.Options{})
	ann := r.srv.AddUser("ann")
	for _, c := range []struct{ command, text, route, line string }{
		{"/film", "Never Let Me Go 2010", "v1/film", "Never Let Me Go 2010"},
		{"/film", "  Tom & Jerry <3 ", "v1/film", "Tom & Jerry <3"},
		{"/film", "&amp; &lt;", "v1/film", "&amp; &lt;"},
		{"/settings", "regions:“DE, France”", "v1/settings", `regions:"DE, France"`},
		{"/marquee", "film Heat", "v1/film", "Heat"},
		{"/marquee", "/Film  Heat", "v1/film", "Heat"},
		{"/marquee", "help", "v1/help", ""},
		{"/marquee", "", "v1/help", ""},
		{"/marquee", "juggling", "v1/help", "juggling"},
		{"/juggling", "", "v1/help", "juggling"},
	} {
		if _, err := ann.Slash(r.films, c.command, c.text); err != nil {
			t.Fatal(err)
		}
		all := h.requests()
		if got := all[len(all)-1]; got.Route != c.route || got.Line != c.line || got.Target != r.target() || got.Direct || got.Press != nil {
			t.Errorf("%s %s: %+v", c.command, c.text, got)
		}
	}
}

// A conversation with the bot is private, one of two people is not.
func TestDirect(t *testing.T) {
	h := always(chat.Card{Tone: chat.Info, Title: "Heat (1995)"})
	r := start(t, h, slacktest.Config{}, slack.Options{})
	ann, bob := r.srv.AddUser("ann"), r.srv.AddUser("bob")
	for _, c := range []struct {
		channel *slacktest.Channel
		direct  bool
	}{{ann.DM(), true}, {ann.DMWith(bob), false}, {r.films, false}, {ann.DM(), true}} {
		if _, err := ann.Slash(c.channel, "/film", "Heat"); err != nil {
			t.Fatal(err)
		}
		all := h.requests()
		if got := all[len(all)-1]; got.Direct != c.direct {
			t.Errorf("%s: direct %v", c.channel, got.Direct)
		}
	}
	if n := len(r.srv.RequestsTo("conversations.info")); n != 2 {
		t.Errorf("asked Slack %d times", n)
	}
}

// Permissions are asked for when they are needed, and kept for a while.
func TestMay(t *testing.T) {
	h := always(chat.Card{Tone: chat.Info, Title: "Heat (1995)"})
	r := start(t, h, slacktest.Config{}, slack.Options{})
	ann := r.srv.AddUser("ann")
	ann.SetLocale("de-DE")
	may := func(p chat.Permission) (bool, string) {
		t.Helper()
		if _, err := ann.Slash(r.films, "/film", "Heat"); err != nil {
			t.Fatal(err)
		}
		all := h.requests()
		ok, missing, err := all[len(all)-1].May(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		return ok, missing
	}
	if ok, missing := may(chat.ManageChannel); ok || !strings.HasPrefix(missing, "to be a member of this channel") {
		t.Errorf("a stranger: %v %q", ok, missing)
	}
	if ok, missing := may(chat.ManageServer); ok || missing == "" {
		t.Errorf("no admin: %v %q", ok, missing)
	}
	r.films.Join(ann)
	ann.SetAdmin(true)
	for range 3 {
		if ok, _ := may(chat.ManageChannel); !ok {
			t.Error("a member may not")
		}
		if ok, _ := may(chat.ManageServer); !ok {
			t.Error("an admin may not")
		}
	}
	if n := len(r.srv.RequestsTo("users.conversations")); n != 2 {
		t.Errorf("asked for channels %d times", n)
	}
	all := h.requests()
	if got := all[len(all)-1].Locale; got != "de-DE" {
		t.Errorf("locale %q", got)
	}
}

// A command alone opens a form with a box to search in.
func TestSearchForm(t *testing.T) {
	eachMode(t, func(t *testing.T, mode slack.Mode) {
		h := &fake{
			answer: func(_ context.Context, q chat.Request) chat.Answer {
				title := q.Args["title"] + q.Line
				if title == "" || title == "nothing" {
					return chat.Answer{Private: true, Card: &chat.Card{Tone: chat.Failure, Body: chat.T("Which film?")}}
				}
				return chat.Answer{Card: &chat.Card{Tone: chat.Info, Title: title + q.Args["year"]}}
			},
			suggest: func(_, prefix string) []chat.Choice {
				if !strings.HasPrefix("Heat (1995)", prefix) {
					return nil
				}
				return []chat.Choice{{Label: "Heat (1995)", Value: "Heat (1995)"}, {Label: "Heat (1972)", Value: "Heat (1972)"}}
			},
		}
		r := start(t, h, slacktest.Config{}, slack.Options{Mode: mode})
		ann := r.srv.AddUser("ann")
		if _, err := ann.Slash(r.films, "/film", ""); err != nil {
			t.Fatal(err)
		}
		if i, err := ann.Slash(r.films, "/kinds", ""); err != nil || len(i.Reply()) != 1 {
			t.Errorf("a command with nothing to search for: %v", err)
		}
		form, open := ann.Form()
		if !open || form.Shown.Text() != "Which film?" || len(form.Fields) != 2 || !form.Fields[0].Searches || form.Fields[1].Required {
			t.Fatalf("%+v", form)
		}
		if got, err := ann.SearchForm("Title", "Hea"); err != nil || len(got) != 2 || got[0].Label != "Heat (1995)" {
			t.Errorf("offered %v %v", got, err)
		}
		// What is not offered can be asked for too, and is refused in its place.
		if got, err := ann.SearchForm("Title", "nothing"); err != nil || len(got) != 1 || got[0].Label != "nothing" {
			t.Errorf("offered %v %v", got, err)
		}
		// The client sends the value of what was found.
		if _, err := ann.Submit(map[string]string{"Title": "Hea", "Year": "1995"}); err == nil {
			t.Error("a label that was not offered was taken")
		}
		if _, err := ann.Submit(map[string]string{"Title": "nothing"}); err != nil {
			t.Fatal(err)
		}
		if form, _ := ann.Form(); len(form.Fields) != 2 || form.Fields[0].Error != "Which film?" {
			t.Errorf("%+v", form)
		}
		i, err := ann.Submit(map[string]string{"Title": "Heat (1995)", "Year": "!"})
		if err != nil {
			t.Fatal(err)
		}
		if got := i.Reply(); len(got) != 1 || got[0].Ephemeral || got[0].Text() != "Heat (1995)!" {
			t.Errorf("answered %v", got)
		}
	})
}

// A form that was filled in wrongly shows what is wrong at its field.
func TestFormErrors(t *testing.T) {
	h := &fake{answer: func(_ context.Context, q chat.Request) chat.Answer {
		switch {
		case q.Args["regions"] == "Atlantis":
			return chat.Answer{Errors: map[string]string{"regions": "There is no Atlantis.", "gone": "Nor this."}}
		case q.Args != nil:
			return chat.Answer{Place: chat.Replace, Private: true, Later: func(context.Context) chat.Card {
				return chat.Card{Tone: chat.Info, Title: "Saved " + q.Args["regions"] + " " + q.Args["kind"]}
			}}
		}
		return chat.Answer{Form: &chat.Form{Title: "Settings of this whole workspace", Route: "v1/settings/save", Submit: "Save", Fields: []chat.FormField{
			{Name: "regions", Label: "Regions", Value: "GB"},
			{Name: "kind", Label: "Kind", Value: "tv", Choices: []chat.Choice{{Label: "In cinemas", Value: "theatrical"}, {Label: "On television", Value: "tv"}}},
		}}}
	}}
	r := start(t, h, slacktest.Config{}, slack.Options{})
	ann := r.srv.AddUser("ann")
	if _, err := ann.Slash(r.films, "/settings", "edit"); err != nil {
		t.Fatal(err)
	}
	if form, _ := ann.Form(); len(form.Fields) != 2 || form.Fields[0].Value != "GB" || form.Fields[1].Value != "On television" {
		t.Errorf("%+v", form)
	}
	if _, err := ann.Submit(map[string]string{"Regions": "Atlantis"}); err != nil {
		t.Fatal(err)
	}
	form, _ := ann.Form()
	if len(form.Fields) != 2 || form.Fields[0].Error == "" || form.Fields[1].Error != "" || form.Shown.Text() != "Settings of this whole workspace" {
		t.Errorf("%+v", form)
	}
	i, err := ann.Submit(map[string]string{"Regions": "FR", "Kind": "In cinemas"})
	if err != nil {
		t.Fatal(err)
	}
	if got := i.Reply(); len(got) != 1 || !got[0].Ephemeral || got[0].Text() != "Saved FR theatrical" {
		t.Errorf("answered %v", got)
	}
	// A box that was emptied is told as empty, and not as absent.
	if _, err := ann.Slash(r.films, "/settings", "edit"); err != nil {
		t.Fatal(err)
	}
	if _, err := ann.Submit(map[string]string{"Regions": ""}); err != nil {
		t.Fatal(err)
	}
	all := h.requests()
	if v, told := all[len(all)-1].Args["regions"]; !told || v != "" {
		t.Errorf("asked %+v", all[len(all)-1])
	}
}
