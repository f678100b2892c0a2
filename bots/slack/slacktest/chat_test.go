package slacktest_test

import (
	"strings"
	"testing"

	"marquee/bots/slack/slacktest"
)

// free takes the limits off that would slow a test down.
var free = slacktest.Config{PostEvery: -1}

func TestPosting(t *testing.T) {
	srv := slacktest.New(t, free)
	srv.Expect(slacktest.InvalidBody, slacktest.MissingFallback)
	films, other, archived, board, hidden := srv.AddChannel("films"), srv.AddChannel("other"), srv.AddChannel("old"),
		srv.AddPrivateChannel("board"), srv.AddPrivateChannel("hidden")
	alice, gone := srv.AddUser("alice"), srv.AddUser("gone")
	films.JoinBot()
	board.JoinBot()
	archived.JoinBot()
	archived.Archive()
	gone.Deactivate()
	blocks := list{section("hello")}
	for _, c := range []struct {
		name string
		args obj
		want string
	}{
		{"into a channel", obj{"channel": films.ID(), "text": "hello"}, ""},
		{"into a private channel", obj{"channel": board.ID(), "text": "hello"}, ""},
		{"to a person", obj{"channel": alice.ID(), "text": "hello"}, ""},
		{"into a direct conversation", obj{"channel": alice.DM().ID(), "text": "hello"}, ""},
		{"with blocks", obj{"channel": films.ID(), "text": "hello", "blocks": blocks}, ""},
		{"blocks alone", obj{"channel": films.ID(), "blocks": blocks}, ""},
		{"with all that is known", obj{
			"channel": films.ID(), "text": "hello", "unfurl_links": "false", "unfurl_media": "false", "mrkdwn": "true",
			"parse": "none", "link_names": "0", "attachments": "[]",
		}, ""},
		{"where the bot is not", obj{"channel": other.ID(), "text": "hello"}, "not_in_channel"},
		{"where it cannot be", obj{"channel": hidden.ID(), "text": "hello"}, "channel_not_found"},
		{"into nothing", obj{"channel": "C1", "text": "hello"}, "channel_not_found"},
		{"by a name", obj{"channel": "#films", "text": "hello"}, "channel_not_found"},
		{"to somebody gone", obj{"channel": gone.ID(), "text": "hello"}, "channel_not_found"},
		{"into an archived channel", obj{"channel": archived.ID(), "text": "hello"}, "is_archived"},
		{"nothing", obj{"channel": films.ID()}, "no_text"},
		{"only space", obj{"channel": films.ID(), "text": " \n"}, "no_text"},
		{"no blocks", obj{"channel": films.ID(), "blocks": "[]"}, "no_text"},
		{"half blocks", obj{"channel": films.ID(), "text": "x", "blocks": "[{"}, "invalid_blocks_format"},
		{"blocks that are none", obj{"channel": films.ID(), "text": "x", "blocks": "{}"}, "invalid_blocks_format"},
		{"wrong blocks", obj{"channel": films.ID(), "text": "x", "blocks": `[{"type":"poster"}]`}, "invalid_blocks"},
		{"40,000 characters", obj{"channel": films.ID(), "text": strings.Repeat("x", 40_000)}, ""},
		{"40,001 characters", obj{"channel": films.ID(), "text": strings.Repeat("x", 40_001)}, "msg_too_long"},
		{"12,000 characters of blocks", obj{"channel": films.ID(), "text": "x", "blocks": sections(4, 3000)}, ""},
		{"12,001 characters of blocks", obj{"channel": films.ID(), "text": "x", "blocks": append(sections(4, 3000), section("x"))}, "msg_blocks_too_long"},
		{"into no thread", obj{"channel": films.ID(), "text": "x", "thread_ts": "1.000000"}, "thread_not_found"},
		{"an attachment", obj{"channel": films.ID(), "text": "x", "attachments": `[{"text":"x"}]`}, "invalid_arguments"},
		{"metadata", obj{"channel": films.ID(), "text": "x", "metadata": `{"event_type":"post","event_payload":{"id":"1"}}`}, ""},
		{"empty metadata", obj{"channel": films.ID(), "text": "x", "metadata": `{"event_type":"","event_payload":null}`}, ""},
		{"half metadata", obj{"channel": films.ID(), "text": "x", "metadata": `{"event_type"`}, "invalid_metadata_format"},
		{"metadata with no type", obj{"channel": films.ID(), "text": "x", "metadata": `{"event_payload":{"id":"1"}}`}, "invalid_metadata_schema"},
		{"metadata with no payload", obj{"channel": films.ID(), "text": "x", "metadata": `{"event_type":"post"}`}, "invalid_metadata_schema"},
		{"metadata with more", obj{"channel": films.ID(), "text": "x", "metadata": `{"event_type":"post","event_payload":{},"x":1}`}, "invalid_metadata_schema"},
		{"much metadata", obj{"channel": films.ID(), "text": "x", "metadata": `{"event_type":"post","event_payload":{"x":"` + strings.Repeat("x", 8000) + `"}}`}, "metadata_too_large"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := api(t, srv, "chat.postMessage", c.args).error(t); got != c.want {
				t.Errorf("error is %q, want %q", got, c.want)
			}
		})
	}
}

func sections(n, length int) list {
	var out list
	for range n {
		out = append(out, section(strings.Repeat("x", length)))
	}
	return out
}

func TestPublicPosting(t *testing.T) {
	cfg := free
	cfg.Scopes = append(slacktest.DefaultScopes(), "chat:write.public")
	srv := slacktest.New(t, cfg)
	must(t, srv, "chat.postMessage", obj{"channel": srv.AddChannel("films").ID(), "text": "hello"})
}

func TestThreads(t *testing.T) {
	srv := slacktest.New(t, free)
	films := srv.AddChannel("films")
	films.JoinBot()
	top := must(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": "top"})["ts"]
	must(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": "below", "thread_ts": top})
	got := must(t, srv, "conversations.history", obj{"channel": films.ID()})["messages"].(list)
	if len(got) != 1 || got[0].(obj)["reply_count"] != 1.0 {
		t.Errorf("the channel's history is %v", got)
	}
	got = must(t, srv, "conversations.replies", obj{"channel": films.ID(), "ts": top})["messages"].(list)
	if len(got) != 2 || got[1].(obj)["text"] != "below" || got[1].(obj)["thread_ts"] != top {
		t.Errorf("the thread is %v", got)
	}
	if e := api(t, srv, "conversations.replies", obj{"channel": films.ID(), "ts": "1.0"}).error(t); e != "thread_not_found" {
		t.Errorf("no thread gives %q", e)
	}
}

func TestUpdating(t *testing.T) {
	srv := slacktest.New(t, free)
	srv.Expect(slacktest.InvalidBody)
	films, alice := srv.AddChannel("films"), srv.AddUser("alice")
	films.JoinBot()
	films.Join(alice)
	ts := must(t, srv, "chat.postMessage", obj{
		"channel": films.ID(), "text": "before", "blocks": list{section("*before*")},
		"metadata": `{"event_type":"post","event_payload":{"id":"1"}}`,
	})["ts"].(string)

	must(t, srv, "chat.update", obj{"channel": films.ID(), "ts": ts, "text": "after"})
	m := films.Messages()[0]
	if m.Text != "after" || !strings.Contains(string(m.Blocks), "*before*") || m.Metadata == nil || m.Edits != 1 {
		t.Errorf("blocks and metadata that are not given should stay: %+v", m)
	}
	must(t, srv, "chat.update", obj{"channel": films.ID(), "ts": ts, "text": "after", "blocks": "[]", "metadata": "{}"})
	if m := films.Messages()[0]; m.Blocks != nil || m.Metadata != nil {
		t.Errorf("empty blocks and metadata should take them away: %+v", m)
	}
	if err := alice.Say(films, "mine"); err != nil {
		t.Fatal(err)
	}
	mine := films.Messages()[1].TS
	private := must(t, srv, "chat.postEphemeral", obj{"channel": films.ID(), "user": alice.ID(), "text": "psst"})["message_ts"]
	for _, c := range []struct {
		name, method string
		args         obj
		want         string
	}{
		{"somebody's message", "chat.update", obj{"ts": mine, "text": "x"}, "cant_update_message"},
		{"a message for one alone", "chat.update", obj{"ts": private, "text": "x"}, "message_not_found"},
		{"no message", "chat.update", obj{"ts": "1.000000", "text": "x"}, "message_not_found"},
		{"to nothing", "chat.update", obj{"ts": ts}, "no_text"},
		{"to space", "chat.update", obj{"ts": ts, "text": " ", "blocks": "[]"}, "no_text"},
		{"deleting somebody's", "chat.delete", obj{"ts": mine}, "cant_delete_message"},
		{"deleting one's private message", "chat.delete", obj{"ts": private}, "message_not_found"},
		{"deleting", "chat.delete", obj{"ts": ts}, ""},
		{"deleting twice", "chat.delete", obj{"ts": ts}, "message_not_found"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.args["channel"] = films.ID()
			if got := api(t, srv, c.method, c.args).error(t); got != c.want {
				t.Errorf("error is %q, want %q", got, c.want)
			}
		})
	}
	films.Archive()
	if e := api(t, srv, "chat.update", obj{"channel": films.ID(), "ts": ts, "text": "x"}).error(t); e != "is_archived" {
		t.Errorf("in an archived channel: %q", e)
	}
}

func TestPrivateMessages(t *testing.T) {
	srv := slacktest.New(t, free)
	films, other := srv.AddChannel("films"), srv.AddChannel("other")
	alice, bob := srv.AddUser("alice"), srv.AddUser("bob")
	films.JoinBot()
	films.Join(alice)
	must(t, srv, "chat.postEphemeral", obj{"channel": films.ID(), "user": alice.ID(), "text": "psst"})
	if got := alice.Sees(films); len(got) != 1 || !got[0].Ephemeral || got[0].Text() != "psst" {
		t.Errorf("alice sees %v", got)
	}
	if got := bob.Sees(films); len(got) != 0 {
		t.Errorf("bob sees %v", got)
	}
	if got := must(t, srv, "conversations.history", obj{"channel": films.ID()})["messages"].(list); len(got) != 0 {
		t.Errorf("the history has %v", got)
	}
	for user, want := range map[string]string{bob.ID(): "user_not_in_channel", "U1": "user_not_found"} {
		if e := api(t, srv, "chat.postEphemeral", obj{"channel": films.ID(), "user": user, "text": "x"}).error(t); e != want {
			t.Errorf("error is %q, want %q", e, want)
		}
	}
	if e := api(t, srv, "chat.postEphemeral", obj{"channel": other.ID(), "user": alice.ID(), "text": "x"}).error(t); e != "not_in_channel" {
		t.Errorf("where the bot is not: %q", e)
	}
}

func TestFallbackIsMissed(t *testing.T) {
	srv := slacktest.New(t, free)
	srv.Expect(slacktest.MissingFallback)
	films := srv.AddChannel("films")
	films.JoinBot()
	must(t, srv, "chat.postMessage", obj{"channel": films.ID(), "blocks": list{section("hello")}})
	wantKinds(t, srv, slacktest.MissingFallback)
}

func TestUnfurlingIsSeen(t *testing.T) {
	srv := slacktest.New(t, free)
	films, alice := srv.AddChannel("films"), srv.AddUser("alice")
	films.JoinBot()
	must(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": "https://example.org"})
	must(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": "https://example.org", "unfurl_links": "false", "unfurl_media": "false"})
	if got := alice.Sees(films); !got[0].Unfurls || got[1].Unfurls {
		t.Errorf("unfurling is %v and %v", got[0].Unfurls, got[1].Unfurls)
	}
}
