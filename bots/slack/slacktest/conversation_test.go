package slacktest_test

import (
	"errors"
	"fmt"
	"testing"

	"marquee/bots/slack/slacktest"
)

// filmApp is an app with a card, buttons, pickers and a form.
func filmApp(t *testing.T, srv *slacktest.Server) handler {
	card := func(title string) obj {
		return obj{
			"text": title, "blocks": list{
				obj{"type": "header", "text": plainText(title)},
				obj{
					"type": "section", "block_id": "facts", "fields": list{mrkdwn("*Director*\nMark Romanek"), mrkdwn("*Year*\n2010")},
					"accessory": image("Poster of " + title),
				},
				obj{"type": "context", "elements": list{mrkdwn("from <https://example.org|the catalogue>")}},
				obj{"type": "actions", "block_id": "row", "elements": list{
					button("Cast & crew", "crew", "v1/film/crew"), button("Settings", "settings", "v1/settings"),
					with(button("Trailer", "trailer", ""), "url", "https://example.org/trailer"),
				}},
				obj{"type": "actions", "block_id": "pickers", "elements": list{
					selectOf(obj{"action_id": "others", "placeholder": plainText("Other films"), "options": list{
						with(option("Heat", "v1/film/1"), "description", plainText("1986")),
						with(option("Heat", "v1/film/2"), "description", plainText("1995")),
					}}),
					selectOf(obj{"type": "external_select", "action_id": "search", "placeholder": plainText("Search"), "options": nil, "min_query_length": 2}),
				}},
			},
		}
	}
	say := func(p obj, body obj) func() { return func() { post(p["response_url"].(string), body) } }
	return func(kind string, p obj) (any, func()) {
		if kind == "slash_commands" {
			answer := card(p["text"].(string))
			answer["response_type"] = "in_channel"
			return nil, say(p, answer)
		}
		switch p["type"] {
		case "block_suggestion":
			return obj{"options": list{option("found "+p["value"].(string), "v1/film/3")}}, nil
		case "block_actions":
			action := p["actions"].(list)[0].(obj)
			switch action["action_id"] {
			case "crew":
				return nil, say(p, obj{"text": "crew by " + p["user"].(obj)["id"].(string) + " of " + action["text"].(obj)["text"].(string)})
			case "settings":
				return nil, func() {
					view := modal(obj{"private_metadata": p["response_url"], "notify_on_close": true},
						input("Regions", "regions", textBox(obj{"initial_value": "GB"})),
						with(input("Hour", "hour", textBox(obj{"max_length": 5})), "optional", false),
						input("Scope", "scope", selectOf(obj{"initial_option": option("an option", "v0"), "options": list{option("an option", "v0"), option("another", "v1")}})),
						input("Film", "film", obj{"type": "external_select", "action_id": "search", "min_query_length": 1}),
					)
					apiJSON(t, srv, "views.open", obj{"trigger_id": p["trigger_id"], "view": view})
				}
			case "others", "search":
				return nil, say(p, with(card("picked "+action["selected_option"].(obj)["value"].(string)), "replace_original", true))
			case "trailer":
				return nil, nil
			}
		case "view_submission":
			view := p["view"].(obj)
			values := view["state"].(obj)["values"].(obj)
			regions := values["regions"].(obj)["value"].(obj)["value"]
			if regions == "Narnia" {
				return obj{"response_action": "errors", "errors": obj{"regions": "I know no region called Narnia."}}, nil
			}
			if regions == "again" {
				return obj{"response_action": "update", "view": modal(nil, section("Saved."))}, nil
			}
			scope := values["scope"].(obj)["a"].(obj)["selected_option"].(obj)["value"]
			film, _ := values["film"].(obj)["search"].(obj)["selected_option"].(obj)
			return nil, func() {
				post(view["private_metadata"].(string), obj{"text": fmt.Sprint("saved ", regions, " ", scope, " ", film["value"])})
			}
		case "view_closed":
			return nil, nil
		}
		t.Errorf("the app cannot read a %s: %v", kind, p)
		return nil, nil
	}
}

func TestConversation(t *testing.T) {
	both(t, slacktest.Config{Images: []string{poster}}, func(t *testing.T, srv *slacktest.Server, serve func(handler)) {
		films, alice := world(srv)
		bob := srv.AddUser("bob")
		films.Join(bob)
		serve(filmApp(t, srv))

		in, err := alice.Slash(films, "/film", "Never Let Me Go")
		if err != nil {
			t.Fatal(err)
		}
		want := `Never Let Me Go
| Director
| Mark Romanek
| Year
| 2010
(picture: Poster of Never Let Me Go)
from the catalogue
[Cast & crew] [Settings] [Trailer ↗]
▾ Other films
  - Heat (1986)
  - Heat (1995)
▾ Search …
`
		if got := bob.Sees(films); len(got) != 1 || got[0].String() != want {
			t.Fatalf("bob sees\n%s\nwant\n%s", got, want)
		}
		seen := in.Reply()[0]
		if seen.Field("Director") != "Mark Romanek" || seen.Notification.String() != "Never Let Me Go" || seen.Ephemeral || seen.Author != "marquee" {
			t.Errorf("alice sees %+v", seen)
		}
		if b, ok := seen.Button("Trailer"); !ok || b.URL != "https://example.org/trailer" {
			t.Errorf("the link is %v", b)
		}
		if _, err := bob.Press(films, "Trailer"); err != nil { // a link: no answer is waited for
			t.Error(err)
		}

		if _, err := bob.Press(films, "Cast & crew"); err != nil {
			t.Fatal(err)
		}
		newest, _ := bob.Newest(films)
		if !newest.Ephemeral || newest.Text() != "crew by "+bob.ID()+" of Cast & crew" {
			t.Errorf("bob sees %v", newest)
		}
		if len(alice.Sees(films)) != 1 {
			t.Error("alice sees what is for bob")
		}

		if _, err := alice.Pick(films, "Heat"); !errors.Is(err, slacktest.ErrAmbiguous) {
			t.Errorf("picking one of two gives %v", err)
		}
		if _, err := alice.Pick(films, "Heat (1995)"); err != nil {
			t.Fatal(err)
		}
		if got := alice.Sees(films); len(got) != 1 || got[0].Parts[0].Text.String() != "picked v1/film/2" || !got[0].Edited {
			t.Errorf("alice sees %v", got)
		}

		found, err := alice.Search(films, "", "tita")
		if err != nil || len(found) != 1 || found[0].Label != "found tita" {
			t.Errorf("found %v: %v", found, err)
		}
		if _, err := alice.Search(films, "Search", "t"); !errors.Is(err, slacktest.ErrBadValue) {
			t.Errorf("a short search gives %v", err)
		}
		if _, err := alice.PickFound(films, "Search", "titanic", "found titanic"); err != nil {
			t.Fatal(err)
		}
		if got, _ := alice.Newest(films); got.Parts[0].Text.String() != "picked v1/film/3" {
			t.Errorf("alice sees %v", got)
		}
	})
}
