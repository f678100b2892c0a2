package slacktest_test

import (
	"strings"
	"testing"
	"time"

	"marquee/bots/slack/slacktest"
)

// quiet is an app that acknowledges and says no more: the test speaks for it.
func quiet(string, obj) (any, func()) { return nil, nil }

// typed returns a command that was acknowledged.
func typed(t *testing.T, srv *slacktest.Server, u *slacktest.User, c *slacktest.Channel) *slacktest.Interaction {
	t.Helper()
	in, err := u.StartSlash(c, "/film", "Heat")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := in.Acknowledged(within(t)); err != nil {
		t.Fatal(err)
	}
	return in
}

// pressedOn returns a press that was acknowledged.
func pressedOn(t *testing.T, u *slacktest.User, c *slacktest.Channel, label string) *slacktest.Interaction {
	t.Helper()
	in, err := u.StartPress(c, "", label)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := in.Acknowledged(within(t)); err != nil {
		t.Fatal(err)
	}
	return in
}

func TestResponseURL(t *testing.T) {
	srv := slacktest.New(t, free)
	srv.Expect(slacktest.ResponseMisuse)
	films, alice := world(srv)
	bob := srv.AddUser("bob")
	serveSocketApp(t, srv, quiet)
	in := typed(t, srv, alice, films)
	for i, kind := range []string{"in_channel", "ephemeral", "", "in_channel", "in_channel"} {
		if e := refused(t, respond(t, in.ResponseURL(), obj{"text": "Heat", "response_type": kind})); e != "" {
			t.Errorf("answer %d is refused: %s", i+1, e)
		}
	}
	a := respond(t, in.ResponseURL(), obj{"text": "Heat"})
	if a.status != 404 || a.error(t) != "used_url" {
		t.Errorf("the sixth answer gets %d: %s", a.status, a.raw)
	}
	if got := alice.Sees(films); len(got) != 5 || got[0].Ephemeral || !got[1].Ephemeral || !got[2].Ephemeral {
		t.Errorf("alice sees %v", got)
	}
	if got := bob.Sees(films); len(got) != 3 {
		t.Errorf("bob sees %v", got)
	}
	if len(in.Reply()) != 5 {
		t.Errorf("the reply is %v", in.Reply())
	}
	wantKinds(t, srv, slacktest.ResponseMisuse)
}

func TestResponseURLRefusals(t *testing.T) {
	cfg := free
	cfg.Images = []string{poster}
	srv := slacktest.New(t, cfg)
	srv.Expect(slacktest.ResponseMisuse, slacktest.InvalidBody)
	films, alice := world(srv)
	serveSocketApp(t, srv, quiet)
	for _, c := range []struct {
		name string
		body any
		want string
	}{
		{"a message", obj{"text": "Heat", "blocks": list{section("Heat")}}, ""},
		{"as slack-go sends it", obj{
			"text": "Heat", "replace_original": false, "delete_original": false, "blocks": nil,
			"metadata": obj{"event_type": "", "event_payload": nil}, "response_type": "in_channel",
		}, ""},
		{"flags as texts", obj{"text": "Heat", "replace_original": "false"}, ""},
		{"blocks as a text", obj{"text": "Heat", "blocks": `[{"type":"divider"}]`}, ""},
		{"many characters of blocks", obj{"text": "Heat", "blocks": sections(5, 3000)}, ""},
		{"nothing", obj{}, "no_text"},
		{"an unknown field", obj{"text": "Heat", "colour": "red"}, "invalid_arguments"},
		{"another type", obj{"text": "Heat", "response_type": "loud"}, "invalid_arguments"},
		{"wrong blocks", obj{"text": "Heat", "blocks": list{obj{"type": "poster"}}}, "invalid_blocks"},
		{"a lost picture", obj{"text": "Heat", "blocks": list{with(image("x"), "image_url", "https://example.org/gone.jpg")}}, "invalid_blocks"},
		{"no object", list{}, "json_not_object"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := respond(t, typed(t, srv, alice, films).ResponseURL(), c.body)
			if got := refused(t, a); got != c.want {
				t.Errorf("error is %q, want %q", got, c.want)
			}
			if c.want != "" && a.status != 404 {
				t.Errorf("status is %d", a.status)
			}
		})
	}
	url := typed(t, srv, alice, films).ResponseURL()
	if e := respond(t, url+"x", obj{"text": "Heat"}).error(t); e != "not_found" {
		t.Errorf("an address that nobody gave: %q", e)
	}
	if e := respond(t, strings.Replace(url, "/commands/", "/actions/", 1), obj{"text": "Heat"}).error(t); e != "not_found" {
		t.Errorf("an address of another kind: %q", e)
	}
	a, err := send(url, "", "text/plain", "Heat")
	if err != nil || a.error(t) != "invalid_post_type" {
		t.Errorf("no JSON: %s %v", a.raw, err)
	}
}

func TestResponseURLStatus(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{RefusalStatus: 200})
	srv.Expect(slacktest.InvalidBody)
	films, alice := world(srv)
	serveSocketApp(t, srv, quiet)
	if a := respond(t, typed(t, srv, alice, films).ResponseURL(), obj{}); a.status != 200 || a.error(t) != "no_text" {
		t.Errorf("status %d: %s", a.status, a.raw)
	}
}

func TestResponseURLExpires(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{ResponseLife: time.Nanosecond})
	srv.Expect(slacktest.ResponseMisuse)
	films, alice := world(srv)
	serveSocketApp(t, srv, quiet)
	if e := respond(t, typed(t, srv, alice, films).ResponseURL(), obj{"text": "Heat"}).error(t); e != "expired_url" {
		t.Errorf("error is %q", e)
	}
}

func TestReplacing(t *testing.T) {
	srv := slacktest.New(t, free)
	films, alice := world(srv)
	bob := srv.AddUser("bob")
	films.JoinBot()
	serveSocketApp(t, srv, quiet)
	card := obj{"channel": films.ID(), "text": "Heat", "blocks": list{section("Heat"), actions(button("Cast", "a", "v"))}}

	must(t, srv, "chat.postMessage", card)
	in := pressedOn(t, alice, films, "Cast")
	if e := refused(t, respond(t, in.ResponseURL(), obj{"text": "Al Pacino", "replace_original": true})); e != "" {
		t.Fatal(e)
	}
	if got := bob.Sees(films); len(got) != 1 || got[0].Text() != "Al Pacino" || !got[0].Edited || len(got[0].Buttons) != 0 {
		t.Errorf("bob sees %v", got)
	}
	if e := refused(t, respond(t, in.ResponseURL(), obj{"text": "Robert De Niro"})); e != "" {
		t.Fatal(e)
	}
	if got := alice.Sees(films); len(got) != 2 || !got[1].Ephemeral || got[1].Text() != "Robert De Niro" {
		t.Errorf("alice sees %v", got)
	}
	if e := refused(t, respond(t, in.ResponseURL(), obj{"delete_original": true})); e != "" {
		t.Fatal(e)
	}
	if got := bob.Sees(films); len(got) != 0 {
		t.Errorf("bob sees %v", got)
	}
	if e := respond(t, in.ResponseURL(), obj{"text": "x", "replace_original": true}).error(t); e != "message_not_found" {
		t.Errorf("replacing what is gone: %q", e)
	}
}

// A message for one person alone can be replaced only by the response_url of a
// press under it.
func TestReplacingPrivateMessages(t *testing.T) {
	srv := slacktest.New(t, free)
	films, alice := world(srv)
	serveSocketApp(t, srv, quiet)
	in := typed(t, srv, alice, films)
	must := func(url string, body obj) {
		t.Helper()
		if e := refused(t, respond(t, url, body)); e != "" {
			t.Fatal(e)
		}
	}
	must(in.ResponseURL(), obj{"text": "Heat", "blocks": list{section("Heat"), actions(button("Cast", "a", "v"))}})
	press := pressedOn(t, alice, films, "Cast")
	must(press.ResponseURL(), obj{"text": "Al Pacino", "replace_original": true})
	if got := alice.Sees(films); len(got) != 1 || got[0].Text() != "Al Pacino" || !got[0].Ephemeral {
		t.Errorf("alice sees %v", got)
	}
}

func TestCommandsHaveNothingToReplace(t *testing.T) {
	srv := slacktest.New(t, free)
	srv.Expect(slacktest.NothingToReplace)
	films, alice := world(srv)
	serveSocketApp(t, srv, quiet)
	in := typed(t, srv, alice, films)
	for _, text := range []string{"Looking …", "Heat"} {
		if e := refused(t, respond(t, in.ResponseURL(), obj{"text": text, "replace_original": text == "Heat"})); e != "" {
			t.Fatal(e)
		}
	}
	if got := alice.Sees(films); len(got) != 2 {
		t.Errorf("alice sees %v", got)
	}
	wantKinds(t, srv, slacktest.NothingToReplace)
}

func TestPrivacyIsFixed(t *testing.T) {
	srv := slacktest.New(t, free)
	srv.Expect(slacktest.PrivacyChanged)
	films, alice := world(srv)
	films.JoinBot()
	serveSocketApp(t, srv, quiet)
	must(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": "Heat", "blocks": list{actions(button("Cast", "a", "v"))}})
	in := pressedOn(t, alice, films, "Cast")
	respond(t, in.ResponseURL(), obj{"text": "x", "replace_original": true, "response_type": "ephemeral"})
	wantKinds(t, srv, slacktest.PrivacyChanged)
}
