package slacktest_test

import (
	"fmt"
	"slices"
	"testing"

	"marquee/bots/slack/slacktest"
)

// texts returns the texts of messages as the API gives them.
func texts(messages any) []string {
	out := []string{}
	for _, m := range messages.(list) {
		out = append(out, m.(obj)["text"].(string))
	}
	return out
}

func TestHistory(t *testing.T) {
	srv := slacktest.New(t, free)
	srv.Expect(slacktest.InvalidBody)
	films := srv.AddChannel("films")
	films.JoinBot()
	var ts []string
	for i := range 5 {
		ts = append(ts, must(t, srv, "chat.postMessage", obj{
			"channel": films.ID(), "text": fmt.Sprint(i),
			"metadata": obj{"event_type": "post", "event_payload": obj{"id": fmt.Sprint("key", i)}},
		})["ts"].(string))
	}
	for _, c := range []struct {
		name string
		args obj
		want []string
	}{
		{"all, newest first", obj{}, []string{"4", "3", "2", "1", "0"}},
		{"since", obj{"oldest": ts[2]}, []string{"4", "3"}},
		{"since and with", obj{"oldest": ts[2], "inclusive": "1"}, []string{"4", "3", "2"}},
		{"until", obj{"latest": ts[2]}, []string{"1", "0"}},
		{"between", obj{"oldest": ts[1], "latest": ts[4]}, []string{"3", "2"}},
		{"the newest two", obj{"limit": "2"}, []string{"4", "3"}},
		{"since long ago", obj{"oldest": "0"}, []string{"4", "3", "2", "1", "0"}},
		{"since the future", obj{"oldest": "9999999999"}, []string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.args["channel"] = films.ID()
			got := must(t, srv, "conversations.history", c.args)
			if !slices.Equal(texts(got["messages"]), c.want) {
				t.Errorf("messages are %q, want %q", texts(got["messages"]), c.want)
			}
		})
	}
	t.Run("page by page", func(t *testing.T) {
		cursor, all := "", []string{}
		for range 3 {
			got := must(t, srv, "conversations.history", obj{"channel": films.ID(), "limit": "2", "cursor": cursor})
			all = append(all, texts(got["messages"])...)
			meta, more := got["response_metadata"].(obj)
			if more != (got["has_more"] == true) {
				t.Errorf("has_more is %v with %v", got["has_more"], got["response_metadata"])
			}
			if more {
				cursor = meta["next_cursor"].(string)
			}
		}
		if !slices.Equal(all, []string{"4", "3", "2", "1", "0"}) {
			t.Errorf("pages are %q", all)
		}
	})
	t.Run("metadata only where asked for", func(t *testing.T) {
		plain := must(t, srv, "conversations.history", obj{"channel": films.ID(), "limit": "1"})["messages"].(list)[0].(obj)
		if _, ok := plain["metadata"]; ok {
			t.Error("metadata came unasked")
		}
		full := must(t, srv, "conversations.history", obj{"channel": films.ID(), "limit": "1", "include_all_metadata": "true"})["messages"].(list)[0].(obj)
		payload := full["metadata"].(obj)["event_payload"].(obj)
		if full["metadata"].(obj)["event_type"] != "post" || payload["id"] != "key4" {
			t.Errorf("metadata is %v", full["metadata"])
		}
	})
	for args, want := range map[string]string{
		"oldest": "invalid_ts_oldest", "latest": "invalid_ts_latest", "cursor": "invalid_cursor", "limit": "invalid_arguments",
	} {
		if e := api(t, srv, "conversations.history", obj{"channel": films.ID(), args: "nonsense"}).error(t); e != want {
			t.Errorf("a bad %s gives %q, want %q", args, e, want)
		}
	}
	if e := api(t, srv, "conversations.history", obj{"channel": films.ID(), "limit": "1000"}).error(t); e != "invalid_limit" {
		t.Errorf("a limit of 1,000 gives %q", e)
	}
	films.RemoveBot()
	if e := api(t, srv, "conversations.history", obj{"channel": films.ID()}).error(t); e != "not_in_channel" {
		t.Errorf("where the bot is not: %q", e)
	}
}

func TestCommercialHistory(t *testing.T) {
	cfg := free
	cfg.Commercial = true
	srv := slacktest.New(t, cfg)
	films := srv.AddChannel("films")
	films.JoinBot()
	for range 20 {
		must(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": "x"})
	}
	if got := must(t, srv, "conversations.history", obj{"channel": films.ID()})["messages"].(list); len(got) != 15 {
		t.Errorf("%d messages", len(got))
	}
	if a := api(t, srv, "conversations.history", obj{"channel": films.ID()}); a.status != 429 || a.header.Get("Retry-After") != "60" {
		t.Errorf("the second call gets %d and Retry-After %q", a.status, a.header.Get("Retry-After"))
	}
}

func TestChannels(t *testing.T) {
	srv := slacktest.New(t, free)
	films, board, hidden, old := srv.AddChannel("films"), srv.AddPrivateChannel("board"), srv.AddPrivateChannel("hidden"), srv.AddChannel("old")
	alice, bob := srv.AddUser("alice"), srv.AddUser("bob")
	films.Join(alice, bob)
	board.JoinBot()
	old.Archive()

	info := must(t, srv, "conversations.info", obj{"channel": films.ID(), "include_num_members": "true"})["channel"].(obj)
	if info["name"] != "films" || info["is_member"] != false || info["num_members"] != 2.0 || info["is_private"] != false {
		t.Errorf("#films is %v", info)
	}
	if info := must(t, srv, "conversations.info", obj{"channel": alice.DM().ID()})["channel"].(obj); info["is_im"] != true || info["user"] != alice.ID() {
		t.Errorf("the direct conversation is %v", info)
	}
	if info := must(t, srv, "conversations.info", obj{"channel": old.ID()})["channel"].(obj); info["is_archived"] != true {
		t.Errorf("#old is %v", info)
	}
	for _, id := range []string{hidden.ID(), alice.DMWith(bob).ID()} {
		if e := api(t, srv, "conversations.info", obj{"channel": id}).error(t); e != "channel_not_found" {
			t.Errorf("what the bot cannot see gives %q", e)
		}
	}

	got := must(t, srv, "conversations.members", obj{"channel": films.ID(), "limit": "1"})
	next := got["response_metadata"].(obj)["next_cursor"].(string)
	rest := must(t, srv, "conversations.members", obj{"channel": films.ID(), "cursor": next})
	members := append(got["members"].(list), rest["members"].(list)...)
	if !slices.Equal(members, list{alice.ID(), bob.ID()}) {
		t.Errorf("members are %v", members)
	}

	must(t, srv, "conversations.join", obj{"channel": films.ID()})
	if got := must(t, srv, "conversations.join", obj{"channel": films.ID()}); got["warning"] != "already_in_channel" {
		t.Errorf("joining twice gives %v", got)
	}
	for id, want := range map[string]string{board.ID(): "method_not_supported_for_channel_type", old.ID(): "is_archived", hidden.ID(): "channel_not_found"} {
		if e := api(t, srv, "conversations.join", obj{"channel": id}).error(t); e != want {
			t.Errorf("error is %q, want %q", e, want)
		}
	}
	mine := must(t, srv, "users.conversations", obj{"types": "public_channel,private_channel"})["channels"].(list)
	if len(mine) != 2 {
		t.Errorf("the bot's channels are %v", mine)
	}

	dm := must(t, srv, "conversations.open", obj{"users": alice.ID(), "return_im": "true"})["channel"].(obj)
	if dm["id"] != alice.DM().ID() || dm["user"] != alice.ID() {
		t.Errorf("the opened conversation is %v", dm)
	}
	if e := api(t, srv, "conversations.open", obj{"users": "U1"}).error(t); e != "user_not_found" {
		t.Errorf("opening with nobody gives %q", e)
	}
}

func TestPeople(t *testing.T) {
	srv := slacktest.New(t, free)
	alice, bob := srv.AddUser("alice"), srv.AddUser("bob")
	alice.SetOwner(true)
	bob.SetLocale("de-DE")
	got := must(t, srv, "users.info", obj{"user": alice.ID()})["user"].(obj)
	if got["name"] != "alice" || got["is_owner"] != true || got["is_admin"] != true || got["locale"] != nil {
		t.Errorf("alice is %v", got)
	}
	got = must(t, srv, "users.info", obj{"user": bob.ID(), "include_locale": "true"})["user"].(obj)
	if got["is_admin"] != false || got["locale"] != "de-DE" {
		t.Errorf("bob is %v", got)
	}
	if e := api(t, srv, "users.info", obj{"user": "U1"}).error(t); e != "user_not_found" {
		t.Errorf("nobody gives %q", e)
	}
	critics, old := srv.AddUserGroup("critics", "Film critics", alice), srv.AddUserGroup("old", "Old")
	old.Disable()
	groups := must(t, srv, "usergroups.list", obj{"include_users": "true"})["usergroups"].(list)
	if len(groups) != 1 || groups[0].(obj)["id"] != critics.ID() || groups[0].(obj)["handle"] != "critics" || len(groups[0].(obj)["users"].(list)) != 1 {
		t.Errorf("the groups are %v", groups)
	}
	if groups := must(t, srv, "usergroups.list", obj{"include_disabled": "1"})["usergroups"].(list); len(groups) != 2 {
		t.Errorf("all groups are %v", groups)
	}
}
