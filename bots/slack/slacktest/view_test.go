package slacktest_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"marquee/bots/slack/slacktest"
)

func input(label, blockID string, element obj) obj {
	return obj{"type": "input", "block_id": blockID, "label": plainText(label), "element": element, "optional": true}
}

func textBox(extra obj) obj {
	e := obj{"type": "plain_text_input", "action_id": "value"}
	for k, v := range extra {
		e[k] = v
	}
	return e
}

// modal is a form that is taken, changed as said.
func modal(changes obj, blocks ...any) obj {
	v := obj{
		"type": "modal", "title": plainText("Settings"), "submit": plainText("Save"), "close": plainText("Cancel"),
		"callback_id": "v1/settings/save", "private_metadata": "x", "blocks": blocks,
	}
	for k, c := range changes {
		v[k] = c
		if c == nil {
			delete(v, k)
		}
	}
	return v
}

func TestViewLimits(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{TriggerLife: time.Minute})
	srv.Expect(slacktest.InvalidBody)
	films, alice := world(srv)
	serveSocketApp(t, srv, quiet)
	box := input("Regions", "regions", textBox(nil))
	for _, c := range []struct {
		name string
		view obj
		what string // "" where it is taken
	}{
		{"a form", modal(nil, box), ""},
		{"a form as a text", nil, ""},
		{"100 blocks", modal(nil, many(100, func(int) any { return section("x") })...), ""},
		{"101 blocks", modal(nil, many(101, func(int) any { return section("x") })...), "no more than 100 items allowed [json-pointer:/view/blocks]"},
		{"a title of 24", modal(obj{"title": plainText(long(24))}, box), ""},
		{"a title of 25", modal(obj{"title": plainText(long(25))}, box), "must be less than 25 characters [json-pointer:/view/title/text]"},
		{"no title", modal(obj{"title": nil}, box), "missing required field: title [json-pointer:/view]"},
		{"a title of mrkdwn", modal(obj{"title": mrkdwn("x")}, box), "must be a valid enum value [json-pointer:/view/title/type]"},
		{"a submit of 25", modal(obj{"submit": plainText(long(25))}, box), "must be less than 25 characters [json-pointer:/view/submit/text]"},
		{"a close of 25", modal(obj{"close": plainText(long(25))}, box), "must be less than 25 characters [json-pointer:/view/close/text]"},
		{"inputs with no submit", modal(obj{"submit": nil}, box), "missing required field: submit [json-pointer:/view]"},
		{"no inputs and no submit", modal(obj{"submit": nil}, section("x")), ""},
		{"private_metadata of 3,000", modal(obj{"private_metadata": long(3000)}, box), ""},
		{"private_metadata of 3,001", modal(obj{"private_metadata": long(3001)}, box), "must be less than 3001 characters [json-pointer:/view/private_metadata]"},
		{"a callback_id of 256", modal(obj{"callback_id": long(256)}, box), "must be less than 256 characters [json-pointer:/view/callback_id]"},
		{"an unknown field", modal(obj{"colour": "red"}, box), "invalid additional property: colour [json-pointer:/view]"},
		{"a home", modal(obj{"type": "home"}, box), "must be a valid enum value [json-pointer:/view/type]"},
		{"no label", modal(nil, obj{"type": "input", "element": textBox(nil)}), "missing required field: label [json-pointer:/view/blocks/0]"},
		{"no element", modal(nil, obj{"type": "input", "label": plainText("x")}), "missing required field: element [json-pointer:/view/blocks/0]"},
		{"a button as an input", modal(nil, input("x", "b", button("b", "a", "v"))), "unsupported type: button [json-pointer:/view/blocks/0/element/type]"},
		{"a value of 3,000", modal(nil, input("x", "b", textBox(obj{"initial_value": long(3000)}))), ""},
		{"a value of 3,001", modal(nil, input("x", "b", textBox(obj{"initial_value": long(3001)}))), "must be less than 3001 characters [json-pointer:/view/blocks/0/element/initial_value]"},
		{"a value beyond its own limit", modal(nil, input("x", "b", textBox(obj{"initial_value": "abc", "max_length": 2}))), "must be less than 3 characters [json-pointer:/view/blocks/0/element/initial_value]"},
		{"a min beyond the max", modal(nil, input("x", "b", textBox(obj{"min_length": 3, "max_length": 2}))), "must not be greater than max_length [json-pointer:/view/blocks/0/element/min_length]"},
		{"a placeholder of 151", modal(nil, input("x", "b", textBox(obj{"placeholder": plainText(long(151))}))), "must be less than 151 characters [json-pointer:/view/blocks/0/element/placeholder/text]"},
		{"two boxes of one block_id", modal(nil, box, box), "`block_id` \"regions\" already exists [json-pointer:/view/blocks/1/block_id]"},
		{"radio buttons", modal(nil, input("x", "b", obj{"type": "radio_buttons", "action_id": "a", "options": options(2)})), ""},
		{"11 checkboxes", modal(nil, input("x", "b", obj{"type": "checkboxes", "action_id": "a", "options": options(11)})), "no more than 10 items allowed [json-pointer:/view/blocks/0/element/options]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var view any = c.view
			if c.view == nil {
				view = string(marshal(modal(nil, box)))
			}
			a := apiJSON(t, srv, "views.open", obj{"trigger_id": typed(t, srv, alice, films).TriggerID(), "view": view})
			if c.what == "" {
				if e := a.error(t); e != "" {
					t.Errorf("refused: %s\n%s", e, a.messages(t))
				}
				return
			}
			if a.error(t) != "invalid_arguments" || !strings.Contains(a.messages(t), "[ERROR] "+c.what) {
				t.Errorf("error is %q:\n%s\nwant\n%s", a.error(t), a.messages(t), c.what)
			}
		})
	}
	big := modal(nil, many(90, func(int) any { return section(long(3000)) })...)
	if e := apiJSON(t, srv, "views.open", obj{"trigger_id": typed(t, srv, alice, films).TriggerID(), "view": big}).error(t); e != "view_too_large" {
		t.Errorf("270 KB give %q", e)
	}
}

func TestTriggers(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	srv.Expect(slacktest.TriggerMisuse)
	films, alice := world(srv)
	serveSocketApp(t, srv, quiet)
	trigger := typed(t, srv, alice, films).TriggerID()
	view := modal(nil, section("x"))
	for _, want := range []string{"", "exchanged_trigger_id"} {
		if e := apiJSON(t, srv, "views.open", obj{"trigger_id": trigger, "view": view}).error(t); e != want {
			t.Errorf("error is %q, want %q", e, want)
		}
	}
	if e := apiJSON(t, srv, "views.open", obj{"trigger_id": "1.2.x", "view": view}).error(t); e != "invalid_trigger_id" {
		t.Errorf("a made-up one gives %q", e)
	}
	if f, open := alice.Form(); !open || f.Title != "Settings" {
		t.Errorf("the form is %v", f)
	}
}

func TestTriggersExpire(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{TriggerLife: time.Nanosecond})
	srv.Expect(slacktest.TriggerMisuse)
	films, alice := world(srv)
	serveSocketApp(t, srv, quiet)
	a := apiJSON(t, srv, "views.open", obj{"trigger_id": typed(t, srv, alice, films).TriggerID(), "view": modal(nil, section("x"))})
	if e := a.error(t); e != "expired_trigger_id" {
		t.Errorf("error is %q", e)
	}
}

func TestUpdatingViews(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	srv.Expect(slacktest.InvalidBody)
	films, alice := world(srv)
	serveSocketApp(t, srv, quiet)
	opened := apiJSON(t, srv, "views.open", obj{
		"trigger_id": typed(t, srv, alice, films).TriggerID(), "view": modal(obj{"external_id": "mine"}, section("one")),
	}).json(t)["view"].(obj)
	if opened["root_view_id"] != opened["id"] || opened["previous_view_id"] != nil || opened["private_metadata"] != "x" {
		t.Errorf("the view is %v", opened)
	}
	for _, c := range []struct {
		name string
		args obj
		want string
	}{
		{"by its id", obj{"view_id": opened["id"], "hash": opened["hash"]}, ""},
		{"with an old hash", obj{"view_id": opened["id"], "hash": opened["hash"]}, "hash_conflict"},
		{"by its external_id", obj{"external_id": "mine"}, ""},
		{"another", obj{"view_id": "V1"}, "not_found"},
		{"none", obj{}, "invalid_arguments"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.args["view"] = modal(obj{"external_id": "mine"}, section("two"))
			if e := apiJSON(t, srv, "views.update", c.args).error(t); e != c.want {
				t.Errorf("error is %q, want %q", e, c.want)
			}
		})
	}
	if f, _ := alice.Form(); f.Shown.Text() != "two" {
		t.Errorf("the form shows %q", f.Shown.Text())
	}
	a := apiJSON(t, srv, "views.open", obj{
		"trigger_id": typed(t, srv, alice, films).TriggerID(), "view": modal(obj{"external_id": "mine"}, section("one")),
	})
	if e := a.error(t); e != "duplicate_external_id" {
		t.Errorf("an external_id twice gives %q", e)
	}
}

func TestPushingViews(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	srv.Expect(slacktest.InvalidBody)
	films, alice := world(srv)
	serveSocketApp(t, srv, quiet)
	root := apiJSON(t, srv, "views.open", obj{"trigger_id": typed(t, srv, alice, films).TriggerID(), "view": modal(nil, section("one"))}).json(t)["view"].(obj)
	push := func() answer {
		return apiJSON(t, srv, "views.push", obj{"trigger_id": typed(t, srv, alice, films).TriggerID(), "view": modal(nil, section("more"))})
	}
	if v := push().json(t)["view"].(obj); v["root_view_id"] != root["id"] || v["previous_view_id"] != root["id"] {
		t.Errorf("the view is %v", v)
	}
	push()
	if e := push().error(t); e != "push_limit_reached" {
		t.Errorf("the fourth view gives %q", e)
	}
	for range 3 {
		if _, err := alice.CloseForm(); err != nil {
			t.Error(err)
		}
	}
	if e := push().error(t); e != "not_found" {
		t.Errorf("pushing on nothing gives %q", e)
	}
}

func TestHome(t *testing.T) {
	both(t, slacktest.Config{}, func(t *testing.T, srv *slacktest.Server, serve func(handler)) {
		alice := srv.AddUser("alice")
		home := func(text string) obj {
			return obj{"type": "home", "blocks": list{section(text), actions(button("Remove", "remove", "1"))}}
		}
		serve(func(kind string, p obj) (any, func()) {
			user, _ := p["user"].(obj)
			if event, ok := p["event"].(obj); ok && event["type"] == "app_home_opened" {
				return nil, func() {
					apiJSON(t, srv, "views.publish", obj{"user_id": event["user"], "view": home("Heat")})
				}
			}
			if p["container"].(obj)["type"] != "view" || p["response_url"] != nil {
				t.Errorf("a press in the App Home is %v", p)
			}
			return nil, func() {
				apiJSON(t, srv, "views.publish", obj{"user_id": user["id"], "view": home("nothing"), "hash": p["view"].(obj)["hash"]})
			}
		})
		if _, ok := alice.Home(); ok {
			t.Error("there is an App Home before any was published")
		}
		alice.OpenHome()
		if err := srv.Events("app_home_opened")[0].Acknowledged(within(t)); err != nil {
			t.Fatal(err)
		}
		if err := srv.Await(within(t), func() bool { seen, _ := alice.Home(); return seen.Text() == "Heat" }); err != nil {
			t.Fatal(err)
		}
		if _, err := alice.PressHome("Remove"); err != nil {
			t.Fatal(err)
		}
		if seen, _ := alice.Home(); seen.Text() != "nothing" {
			t.Errorf("the App Home shows %q", seen.Text())
		}
	})
}

func TestPublishingRefusals(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	srv.Expect(slacktest.InvalidBody)
	alice := srv.AddUser("alice")
	home := obj{"type": "home", "blocks": list{section("x")}}
	for _, c := range []struct {
		name string
		args obj
		want string
	}{
		{"for nobody", obj{"user_id": "U1", "view": home}, "user_not_found"},
		{"a form", obj{"user_id": alice.ID(), "view": modal(nil)}, "invalid_arguments"},
		{"with a title", obj{"user_id": alice.ID(), "view": with(home, "title", plainText("x"))}, "invalid_arguments"},
		{"half a view", obj{"user_id": alice.ID(), "view": "{"}, "invalid_arguments"},
		{"without a person", obj{"view": home}, "invalid_arguments"},
		{"101 blocks", obj{"user_id": alice.ID(), "view": with(home, "blocks", slices.Repeat(list{section("x")}, 101))}, "invalid_arguments"},
		{"100 blocks", obj{"user_id": alice.ID(), "view": with(home, "blocks", slices.Repeat(list{section("x")}, 100))}, ""},
		{"a home", obj{"user_id": alice.ID(), "view": home}, ""},
		{"with another hash", obj{"user_id": alice.ID(), "view": home, "hash": "x"}, "hash_conflict"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if e := apiJSON(t, srv, "views.publish", c.args).error(t); e != c.want {
				t.Errorf("error is %q, want %q", e, c.want)
			}
		})
	}
}
