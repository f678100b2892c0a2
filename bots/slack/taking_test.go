package slack_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"marquee/bots/slack/slacktest"
)

// taking returns what tells whether Slack takes a message: it posts it to a
// double that asks for no rate.
func taking(tb testing.TB) func(text string, blocks []byte) error {
	srv, err := slacktest.Start(slacktest.Config{PostEvery: -1, Keep: 10})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(srv.Close)
	channel := srv.AddChannel("films")
	channel.JoinBot()
	return func(text string, blocks []byte) error {
		return call(srv, "chat.postMessage", url.Values{
			"channel": {channel.ID()}, "text": {text}, "blocks": {string(blocks)},
		})
	}
}

// call asks a method of the double, and returns its refusal.
func call(srv *slacktest.Server, method string, args url.Values) error {
	args.Set("token", srv.BotToken())
	resp, err := http.Post(srv.APIURL()+method, "application/x-www-form-urlencoded", strings.NewReader(args.Encode()))
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	var said struct {
		OK bool `json:"ok"`
	}
	if json.Unmarshal(raw, &said) != nil || !said.OK {
		return fmt.Errorf("%s: %s", method, raw)
	}
	return nil
}

// doubleForForms returns what tells whether Slack takes a modal.
func doubleForForms(tb testing.TB) func(view []byte) error {
	srv, err := slacktest.Start(slacktest.Config{Keep: 10})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(srv.Close)
	ann, channel := srv.AddUser("ann"), srv.AddChannel("films")
	return func(view []byte) error {
		// A command that reaches nobody leaves its trigger behind.
		i, err := ann.StartSlash(channel, "/film", "")
		if err != nil {
			return err
		}
		return call(srv, "views.open", url.Values{"trigger_id": {i.TriggerID()}, "view": {string(view)}})
	}
}
