package slacktest_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"marquee/bots/slack/slacktest"
)

func TestOlderMessagesAndHomes(t *testing.T) {
	srv := slacktest.New(t, free)
	films, alice := world(srv)
	films.JoinBot()
	ts := must(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": "x", "blocks": list{
		actions(selectOf(nil), obj{"type": "overflow", "action_id": "o", "options": list{option("more", "m")}}, button("Cast", "c", "v")),
	}})["ts"].(string)
	must(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": "newer"})
	must(t, srv, "views.publish", obj{"user_id": alice.ID(), "view": obj{"type": "home", "blocks": list{actions(selectOf(obj{"options": list{option("Edit", "e")}}))}}})
	serveSocketApp(t, srv, func(kind string, p obj) (any, func()) {
		if kind == "events_api" {
			return nil, nil
		}
		action := p["actions"].(list)[0].(obj)
		said := fmt.Sprint(action["type"], " ", action["value"])
		if o, ok := action["selected_option"].(obj); ok {
			said = fmt.Sprint(action["type"], " ", o["value"])
		}
		return nil, func() { must(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": said}) }
	})
	for want, act := range map[string]func() (*slacktest.Interaction, error){
		"overflow m":      func() (*slacktest.Interaction, error) { return alice.PickOn(films, ts, "more") },
		"button v":        func() (*slacktest.Interaction, error) { return alice.PressOn(films, ts, "Cast") },
		"static_select e": func() (*slacktest.Interaction, error) { return alice.PickHome("Edit") },
	} {
		in, err := act()
		if err != nil {
			t.Fatal(err)
		}
		if got := in.Reply(); len(got) != 1 || got[0].Text() != want {
			t.Errorf("the answer is %v, want %s", got, want)
		}
	}
	if _, err := alice.PickOn(films, ts, "nothing"); !errors.Is(err, slacktest.ErrNoLabel) {
		t.Errorf("picking what is not there gives %v", err)
	}
	bob := srv.AddUser("bob")
	if _, err := bob.PressHome("Edit"); !errors.Is(err, slacktest.ErrNoMessage) {
		t.Errorf("no App Home gives %v", err)
	}
	if _, err := bob.PickHome("Edit"); !errors.Is(err, slacktest.ErrNoMessage) {
		t.Errorf("no App Home gives %v", err)
	}
	if _, err := bob.PressForm("Edit"); !errors.Is(err, slacktest.ErrNoForm) {
		t.Errorf("no form gives %v", err)
	}
	if _, err := bob.CloseForm(); !errors.Is(err, slacktest.ErrNoForm) {
		t.Errorf("no form gives %v", err)
	}
}

func TestSeeing(t *testing.T) {
	srv := slacktest.New(t, free)
	films, alice := world(srv)
	board := srv.AddPrivateChannel("board")
	critics := srv.AddUserGroup("critics", "Film critics", alice)
	films.JoinBot()
	films.Archive()
	films.Unarchive()
	must(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": "x", "blocks": list{
		section("*Year:* 2010\n*Director:*\n<@" + alice.ID() + ">"),
		section("<!subteam^" + critics.ID() + "> <#" + films.ID() + "> <#" + board.ID() + "|hidden>"),
		obj{"type": "divider"},
		obj{"type": "section", "text": plainText("*as it is*"), "accessory": with(button("Remind me", "a", "v"), "style", "primary")},
	}})
	seen, ok := alice.Newest(films)
	want := "Year: 2010\nDirector:\n@alice\n@critics #films #hidden\n---\n*as it is*\n[Remind me]\n"
	if !ok || seen.String() != want {
		t.Errorf("alice sees\n%s\nwant\n%s", seen, want)
	}
	if seen.Field("Year") != "2010" || seen.Field("Cast") != "" {
		t.Errorf("fields are %q and %q", seen.Field("Year"), seen.Field("Cast"))
	}
	if b, ok := seen.Button("Remind me"); !ok || b.Style != "primary" {
		t.Errorf("the button is %+v", b)
	}
	if _, ok := seen.Button("Forget me"); ok {
		t.Error("there is a button that nobody sent")
	}
	if p := seen.Pings; !slices.Equal(p.Users, []string{alice.ID()}) || !slices.Equal(p.Groups, []string{critics.ID()}) || p.Everyone {
		t.Errorf("it pings %+v", p)
	}
	if _, ok := alice.Newest(board); ok {
		t.Error("alice sees into a private channel")
	}
}

func TestPrivateChannelsInPayloads(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	board, alice := srv.AddPrivateChannel("board"), srv.AddUser("alice")
	board.Join(alice)
	alice.SetAdmin(true)
	conn := dial(t, srv)
	in, err := alice.StartSlash(board, "/film", "Heat")
	if err != nil {
		t.Fatal(err)
	}
	e := read(t, conn)
	if e["payload"].(obj)["channel_name"] != "privategroup" {
		t.Errorf("the payload is %v", e["payload"])
	}
	ack(t, conn, e, obj{"text": "x"})
	if _, err := in.Answered(within(t)); err != nil || !strings.Contains(string(in.Ack()), `"x"`) {
		t.Errorf("the acknowledgement is %s: %v", in.Ack(), err)
	}
	if u := must(t, srv, "users.info", obj{"user": alice.ID()})["user"].(obj); u["is_admin"] != true || u["is_owner"] != false {
		t.Errorf("alice is %v", u)
	}
}
