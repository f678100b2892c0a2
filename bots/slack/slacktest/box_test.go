package slacktest_test

import (
	"errors"
	"testing"

	"marquee/bots/slack/slacktest"
)

func TestEveryKindOfBox(t *testing.T) {
	both(t, slacktest.Config{}, func(t *testing.T, srv *slacktest.Server, serve func(handler)) {
		films, alice := world(srv)
		state := make(chan obj, 1)
		pick := func(kind string, extra obj) obj {
			return selectOf(with(extra, "type", kind))
		}
		view := modal(nil,
			with(input("Text", "text", textBox(obj{"multiline": true, "min_length": 2})), "optional", false),
			input("Number", "number", obj{"type": "number_input", "action_id": "a", "is_decimal_allowed": false, "min_value": "1"}),
			input("Mail", "mail", obj{"type": "email_text_input", "action_id": "a"}),
			input("Link", "link", obj{"type": "url_text_input", "action_id": "a", "placeholder": plainText("https://…")}),
			input("Several", "several", pick("multi_static_select", obj{"options": list{option("one", "1"), option("two", "2"), option("three", "3")}})),
			input("Kinds", "kinds", obj{"type": "checkboxes", "action_id": "a", "options": options(2), "initial_options": list{option("an option", "v0")}}),
			input("How", "how", obj{"type": "radio_buttons", "action_id": "a", "options": list{option("daily", "d"), option("weekly", "w")}, "initial_option": option("daily", "d")}),
			input("Day", "day", obj{"type": "datepicker", "action_id": "a", "initial_date": "2011-01-14"}),
			input("Hour", "hour", obj{"type": "timepicker", "action_id": "a"}),
			input("Who", "who", obj{"type": "users_select", "action_id": "a"}),
			input("Where", "where", obj{"type": "channels_select", "action_id": "a"}),
			input("Talk", "talk", obj{"type": "conversations_select", "action_id": "a", "filter": obj{"include": list{"public"}}}),
			input("Films", "films", pick("multi_external_select", obj{"options": nil, "min_query_length": 1})),
			input("Nothing", "nothing", pick("static_select", obj{"options": nil, "option_groups": list{obj{"label": plainText("g"), "options": list{option("x", "x")}}}})),
			with(section("A button"), "accessory", button("Help", "help", "v")),
		)
		serve(func(kind string, p obj) (any, func()) {
			switch {
			case kind == "slash_commands":
				return nil, func() {
					if e := apiJSON(t, srv, "views.open", obj{"trigger_id": p["trigger_id"], "view": view}); e.error(t) != "" {
						t.Errorf("%s", e.raw)
					}
				}
			case p["type"] == "block_suggestion":
				return obj{"option_groups": list{obj{"label": plainText("g"), "options": list{option(p["value"].(string), "v-"+p["value"].(string))}}}}, nil
			case p["type"] == "block_actions":
				return nil, func() {
					apiJSON(t, srv, "views.update", obj{"view_id": p["view"].(obj)["id"], "view": view})
				}
			}
			state <- p["view"].(obj)["state"].(obj)["values"].(obj)
			return obj{"response_action": "clear"}, nil
		})
		if _, err := alice.Slash(films, "/settings", ""); err != nil {
			t.Fatal(err)
		}
		if _, err := alice.PressForm("Help"); err != nil {
			t.Fatal(err)
		}
		if _, err := alice.Submit(map[string]string{"Text": "x"}); !errors.Is(err, slacktest.ErrBadValue) {
			t.Errorf("a text that is too short gives %v", err)
		}
		_, err := alice.Submit(map[string]string{
			"Text": "some\ntext", "Number": "7", "Mail": "a@example.org", "Link": "https://example.org",
			"Several": "one\nthree", "How": "weekly", "Hour": "09:00", "Who": alice.ID(), "Where": films.ID(),
			"Talk": films.ID(), "Films": "Heat\nTitanic",
		})
		if err != nil {
			t.Fatal(err)
		}
		got := <-state
		for box, want := range map[string]string{
			"text":    `{"value":{"type":"plain_text_input","value":"some\ntext"}}`,
			"number":  `{"a":{"type":"number_input","value":"7"}}`,
			"mail":    `{"a":{"type":"email_text_input","value":"a@example.org"}}`,
			"link":    `{"a":{"type":"url_text_input","value":"https://example.org"}}`,
			"several": `{"a":{"selected_options":[{"text":{"emoji":false,"text":"one","type":"plain_text"},"value":"1"},{"text":{"emoji":false,"text":"three","type":"plain_text"},"value":"3"}],"type":"multi_static_select"}}`,
			"kinds":   `{"a":{"selected_options":[{"text":{"emoji":false,"text":"an option","type":"plain_text"},"value":"v0"}],"type":"checkboxes"}}`,
			"how":     `{"a":{"selected_option":{"text":{"emoji":false,"text":"weekly","type":"plain_text"},"value":"w"},"type":"radio_buttons"}}`,
			"day":     `{"a":{"selected_date":"2011-01-14","type":"datepicker"}}`,
			"hour":    `{"a":{"selected_time":"09:00","type":"timepicker"}}`,
			"who":     `{"a":{"selected_user":"` + alice.ID() + `","type":"users_select"}}`,
			"where":   `{"a":{"selected_channel":"` + films.ID() + `","type":"channels_select"}}`,
			"talk":    `{"a":{"selected_conversation":"` + films.ID() + `","type":"conversations_select"}}`,
			"films":   `{"a":{"selected_options":[{"text":{"emoji":false,"text":"Heat","type":"plain_text"},"value":"v-Heat"},{"text":{"emoji":false,"text":"Titanic","type":"plain_text"},"value":"v-Titanic"}],"type":"multi_external_select"}}`,
			"nothing": `{"a":{"selected_option":null,"type":"static_select"}}`,
		} {
			if said := string(marshal(got[box])); said != want {
				t.Errorf("%s is\n%s\nwant\n%s", box, said, want)
			}
		}
	})
}
