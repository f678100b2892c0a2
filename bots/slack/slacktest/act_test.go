package slacktest_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"marquee/bots/slack/slacktest"
)

func TestWhatNobodyCanDo(t *testing.T) {
	srv := slacktest.New(t, free)
	films, alice := world(srv)
	board, old := srv.AddPrivateChannel("board"), srv.AddChannel("old")
	films.JoinBot()
	old.Archive()
	if _, err := alice.Press(films, "Cast"); !errors.Is(err, slacktest.ErrNoMessage) {
		t.Errorf("pressing in an empty channel gives %v", err)
	}
	must(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": "x", "blocks": list{actions(button("Crew", "a", "v"), button("More", "b", "v"), button("More", "c", "v"))}})
	_, err := alice.Press(films, "Cast")
	if !errors.Is(err, slacktest.ErrNoLabel) || !strings.Contains(err.Error(), `"Crew" "More" "More"`) {
		t.Errorf("pressing what is not there gives %v", err)
	}
	if _, err := alice.Press(films, "More"); !errors.Is(err, slacktest.ErrAmbiguous) {
		t.Errorf("pressing one of two gives %v", err)
	}
	if _, err := alice.PressOn(films, "1.0", "Crew"); !errors.Is(err, slacktest.ErrNoMessage) {
		t.Errorf("pressing under no message gives %v", err)
	}
	for _, c := range []*slacktest.Channel{board, old} {
		if _, err := alice.Slash(c, "/film", "x"); !errors.Is(err, slacktest.ErrNotAllowed) {
			t.Errorf("typing in %s gives %v", c, err)
		}
	}
	if err := alice.Say(board, "x"); !errors.Is(err, slacktest.ErrNotAllowed) {
		t.Errorf("speaking in %s gives %v", board, err)
	}
	if len(alice.Sees(board)) != 0 {
		t.Error("alice sees into a private channel")
	}
}

func TestPatience(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{Patience: 20 * time.Millisecond})
	films, alice := world(srv)
	serveSocketApp(t, srv, quiet)
	if _, err := alice.Slash(films, "/film", "Heat"); !errors.Is(err, slacktest.ErrNoAnswer) {
		t.Errorf("an app that says nothing gives %v", err)
	}
}

// A message of one person alone is not given back with a press.
func TestPressUnderPrivateMessage(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	films, alice := world(srv)
	got := make(chan obj, 2)
	serveSocketApp(t, srv, func(kind string, p obj) (any, func()) {
		got <- p
		return nil, func() {
			post(p["response_url"].(string), obj{"text": "x", "blocks": list{actions(button("A & B", "a", "v"))}})
		}
	})
	if _, err := alice.Slash(films, "/film", "Heat"); err != nil {
		t.Fatal(err)
	}
	<-got
	if _, err := alice.Press(films, "A & B"); err != nil {
		t.Fatal(err)
	}
	p := <-got
	if p["message"] != nil || p["container"].(obj)["is_ephemeral"] != true || p["container"].(obj)["channel_id"] != films.ID() {
		t.Errorf("the press is %v", p)
	}
	if action := p["actions"].(list)[0].(obj); action["text"].(obj)["text"] != "A &amp; B" || action["value"] != "v" || action["block_id"] == "" {
		t.Errorf("the action is %v", action)
	}
}

func TestPressUnderPublicMessage(t *testing.T) {
	srv := slacktest.New(t, free)
	films, alice := world(srv)
	films.JoinBot()
	must(t, srv, "chat.postMessage", obj{
		"channel": films.ID(), "text": "x", "blocks": list{section("A &amp; B"), actions(button("A & B", "a", "v"))},
		"metadata": obj{"event_type": "post", "event_payload": obj{"id": "1"}},
	})
	conn := dial(t, srv)
	in, err := alice.StartPress(films, "", "A & B")
	if err != nil {
		t.Fatal(err)
	}
	e := read(t, conn)
	for e["type"] != "interactive" { // an event of the bot's joining may come before
		ack(t, conn, e, nil)
		e = read(t, conn)
	}
	ack(t, conn, e, nil)
	if _, err := in.Acknowledged(within(t)); err != nil {
		t.Fatal(err)
	}
	m := e["payload"].(obj)["message"].(obj)
	blocks := string(marshal(m["blocks"]))
	if strings.Contains(blocks, `"A \u0026 B"`) || strings.Count(blocks, `"A \u0026amp; B"`) != 2 {
		t.Errorf("plain text should come back with entities, mrkdwn as it is: %s", blocks)
	}
	if m["metadata"] == nil || m["user"] != srv.Bot().ID() {
		t.Errorf("the message is %v", m)
	}
}

func TestForgedPress(t *testing.T) {
	srv := slacktest.New(t, free)
	films, alice := world(srv)
	films.JoinBot()
	must(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": "x"})
	serveSocketApp(t, srv, func(_ string, p obj) (any, func()) {
		value := p["actions"].(list)[0].(obj)["value"]
		return nil, func() { post(p["response_url"].(string), obj{"text": fmt.Sprint("no ", value)}) }
	})
	if _, err := alice.SendPress(films, "", "a", "v9/../etc"); err != nil {
		t.Fatal(err)
	}
	if got, _ := alice.Newest(films); got.Text() != "no v9/../etc" {
		t.Errorf("alice sees %v", got)
	}
}

func TestDirectConversations(t *testing.T) {
	both(t, slacktest.Config{PostEvery: -1}, func(t *testing.T, srv *slacktest.Server, serve func(handler)) {
		alice, bob := srv.AddUser("alice"), srv.AddUser("bob")
		serve(func(kind string, p obj) (any, func()) {
			if kind == "events_api" {
				event := p["event"].(obj)
				return nil, func() {
					must(t, srv, "chat.postMessage", obj{"channel": event["channel"], "text": "you said " + event["text"].(string)})
				}
			}
			return obj{"text": p["channel_name"].(string)}, nil
		})
		if err := alice.Say(alice.DM(), "a & b"); err != nil {
			t.Fatal(err)
		}
		if err := srv.Await(within(t), func() bool { return len(alice.Sees(alice.DM())) == 2 }); err != nil {
			t.Fatal(err)
		}
		if got, _ := alice.Newest(alice.DM()); got.Text() != "you said a & b" {
			t.Errorf("alice sees %v", got)
		}
		if len(bob.Sees(alice.DM())) != 0 {
			t.Error("bob sees into another's conversation")
		}
		if in, err := alice.Slash(alice.DMWith(bob), "/film", "Heat"); err != nil || in.Reply()[0].Text() != "directmessage" {
			t.Errorf("a command between two people gives %v", err)
		}
	})
}

func TestShortcut(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	alice := srv.AddUser("alice")
	serveSocketApp(t, srv, func(_ string, p obj) (any, func()) {
		if p["type"] != "shortcut" || p["callback_id"] != "find" {
			t.Errorf("the shortcut is %v", p)
		}
		return nil, func() {
			apiJSON(t, srv, "views.open", obj{"trigger_id": p["trigger_id"], "view": modal(nil, actions(button("Go", "a", "v")))})
		}
	})
	if _, err := alice.Shortcut("find"); err != nil {
		t.Fatal(err)
	}
	if form, ok := alice.Form(); !ok || len(form.Shown.Buttons) != 1 {
		t.Errorf("the form is %+v", form)
	}
}
