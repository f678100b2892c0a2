package slack_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"marquee/bots/slack"
	"marquee/bots/slack/slacktest"
	"marquee/internal/chat"
)

func notice() chat.Card {
	return chat.Card{Tone: chat.Notice, Title: "Heat opens tomorrow", Body: chat.T("In the UK.")}
}

// What went wrong at Slack is told apart, and Find then sees what is there.
func TestPostOutcomes(t *testing.T) {
	for _, c := range []struct {
		name   string
		effect slacktest.Effect
		want   chat.Result
		find   chat.Finding
	}{
		{"all is well", nil, chat.Sent, chat.Found},
		{"cut off before", slacktest.Drop(), chat.Doubtful, chat.Absent},
		{"cut off after", slacktest.AcceptThenDrop(), chat.Doubtful, chat.Found},
		{"500 before", slacktest.Status(500), chat.Doubtful, chat.Absent},
		{"503 after", slacktest.AcceptThen(slacktest.Status(503)), chat.Doubtful, chat.Found},
		{"HTML after", slacktest.AcceptThen(slacktest.HTML()), chat.Doubtful, chat.Found},
		{"fatal error after", slacktest.AcceptThen(slacktest.Refuse("fatal_error")), chat.Doubtful, chat.Found},
		{"cut answer", slacktest.AcceptThen(slacktest.Answer(200, "application/json", `{"ok":tr`)), chat.Doubtful, chat.Found},
		{"answer without a name", slacktest.AcceptThen(slacktest.Answer(200, "application/json", `{"ok":true}`)), chat.Doubtful, chat.Found},
		{"429", slacktest.TooMany(7 * time.Second), chat.NotSent, chat.Absent},
		{"429 of a proxy", slacktest.TooManyBare(), chat.NotSent, chat.Absent},
		{"ratelimited", slacktest.Refuse("ratelimited"), chat.NotSent, chat.Absent},
		{"403 of a proxy", slacktest.Status(403), chat.NotSent, chat.Absent},
		{"archived", slacktest.Refuse("is_archived"), chat.ChannelGone, chat.Absent},
		{"not in the channel", slacktest.Refuse("not_in_channel"), chat.ChannelGone, chat.Absent},
		{"revoked", slacktest.Refuse("token_revoked"), chat.PlatformDown, chat.Absent},
		{"a missing scope", slacktest.Refuse("missing_scope"), chat.PlatformDown, chat.Absent},
		{"never", slacktest.Refuse("msg_blocks_too_long"), chat.Rejected, chat.Absent},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := start(t, always(chat.Card{}), slacktest.Config{}, slack.Options{})
			since := time.Now()
			if c.effect != nil {
				r.srv.Inject(slacktest.Fault{Match: slacktest.On("chat.postMessage"), Effect: c.effect, Times: 1})
			}
			out := r.Post(in(t, moment), "K1", r.target(), notice())
			if out.Result != c.want || (out.Err == nil) != (c.want == chat.Sent) || (out.Receipt == "") != (c.want != chat.Sent) {
				t.Fatalf("%+v", out)
			}
			if (out.RetryAfter > 0) != (c.want == chat.NotSent) || c.name == "429" && out.RetryAfter != 7*time.Second {
				t.Errorf("retry after %v", out.RetryAfter)
			}
			if n := len(r.srv.RequestsTo("chat.postMessage")); n != 1 {
				t.Errorf("tried %d times", n)
			}
			receipt, found, err := r.Find(in(t, moment), "K1", r.target(), since)
			if found != c.find || err != nil || (receipt == "") != (found != chat.Found) {
				t.Errorf("found %v %q %v", found, receipt, err)
			}
			if c.want == chat.Sent && receipt != out.Receipt {
				t.Errorf("found %q, not %q", receipt, out.Receipt)
			}
			if _, found, _ := r.Find(in(t, moment), "K2", r.target(), since); found != chat.Absent {
				t.Errorf("another key is %v", found)
			}
			if c.want == chat.NotSent && strings.Contains(c.name, "429") {
				again := r.Post(in(t, moment), "K1", r.target(), notice())
				if again.Result != chat.NotSent || again.RetryAfter <= 0 || len(r.srv.RequestsTo("chat.postMessage")) != 1 {
					t.Errorf("asked again: %+v", again)
				}
			}
		})
	}
}

// Where Slack cannot be reached, nothing was sent.
func TestPostUnreachable(t *testing.T) {
	a, err := slack.New(slack.Options{APIURL: "http://127.0.0.1:1/api/", BotToken: "xoxb-x", AppToken: "xapp-x"})
	if err != nil {
		t.Fatal(err)
	}
	target := chat.Target{Platform: slack.Platform, Channel: "C1"}
	out := a.Post(in(t, moment), "K1", target, notice())
	if out.Result != chat.NotSent || out.RetryAfter <= 0 {
		t.Errorf("%+v", out)
	}
	if _, found, err := a.Find(in(t, moment), "K1", target, time.Now()); found != chat.Unreadable || err == nil {
		t.Errorf("found %v %v", found, err)
	}
}

// A channel gets no more than a message a second; channels do not wait for one
// another, and a thread is found in its own place.
func TestPostPace(t *testing.T) {
	r := start(t, always(chat.Card{}), slacktest.Config{}, slack.Options{})
	since := time.Now()
	first := r.Post(in(t, moment), "K1", r.target(), notice())
	thread := r.target()
	thread.Thread = string(first.Receipt)
	if out := r.Post(in(t, moment), "K2", thread, notice()); out.Result != chat.Sent {
		t.Fatalf("%+v", out)
	}
	sent := r.srv.RequestsTo("chat.postMessage")
	if gap := sent[1].At.Sub(sent[0].At); gap < 900*time.Millisecond {
		t.Errorf("posted again after %v", gap)
	}
	if _, found, err := r.Find(in(t, moment), "K2", thread, since); found != chat.Found || err != nil {
		t.Errorf("in the thread: %v %v", found, err)
	}
	if _, found, _ := r.Find(in(t, moment), "K2", r.target(), since); found != chat.Absent {
		t.Errorf("in the channel: %v", found)
	}
	for _, target := range []chat.Target{{Platform: "discord", Channel: "1"}, {Platform: slack.Platform}} {
		if out := r.Post(in(t, moment), "K3", target, notice()); out.Result != chat.Rejected {
			t.Errorf("%+v: %+v", target, out)
		}
	}
	if out := r.Post(in(t, moment), "K3", chat.Target{Platform: slack.Platform, Server: "T0", Channel: "C0"}, notice()); out.Result != chat.ChannelGone {
		t.Errorf("elsewhere: %+v", out)
	}
}

// A mention pings whom a stored subscription names, and only when posted.
func TestMentions(t *testing.T) {
	card := notice()
	r := start(t, always(chat.Card{}), slacktest.Config{}, slack.Options{})
	group := r.srv.AddUserGroup("fans", "Fans")
	ann := r.srv.AddUser("ann")
	card.Body = chat.Text{chat.Mention(group.ID(), "fans"), chat.Plain(" in the UK.")}
	if out := r.Post(in(t, moment), "K1", r.target(), card); out.Result != chat.Sent {
		t.Fatalf("%+v", out)
	}
	m, _ := ann.Newest(r.films)
	if len(m.Pings.Groups) != 1 || m.Pings.Groups[0] != group.ID() || m.Pings.Everyone {
		t.Errorf("pings %+v", m.Pings)
	}
	for id, want := range map[string]bool{group.ID(): true, "S00000000": false, "!channel": false, "": false} {
		obstacle, err := r.CheckMention(in(t, moment), r.target(), chat.Person{}, id)
		if err != nil || (obstacle == "") != want {
			t.Errorf("%q: %q %v", id, obstacle, err)
		}
	}
}

// What keeps the bot from posting somewhere is said beforehand.
func TestCheckPlace(t *testing.T) {
	r := start(t, always(chat.Card{}), slacktest.Config{}, slack.Options{})
	ann := r.srv.AddUser("ann")
	out, closed, old := r.srv.AddChannel("out"), r.srv.AddPrivateChannel("closed"), r.srv.AddChannel("old")
	old.JoinBot()
	old.Archive()
	for _, c := range []struct {
		channel *slacktest.Channel
		want    string
	}{{r.films, ""}, {ann.DM(), ""}, {out, "/invite"}, {closed, "/invite"}, {old, "archived"}} {
		got, err := r.CheckPlace(in(t, moment), chat.Target{Platform: slack.Platform, Channel: c.channel.ID()})
		if err != nil || (len(got) == 0) != (c.want == "") || c.want != "" && !strings.Contains(got[0], c.want) {
			t.Errorf("%s: %q %v", c.channel, got, err)
		}
	}
	away := r.target()
	away.Server = "T0000OTHER"
	if got, err := r.CheckPlace(in(t, moment), away); err != nil || len(got) != 1 || !strings.Contains(got[0], "workspace") {
		t.Errorf("elsewhere: %q %v", got, err)
	}
	r.srv.Inject(slacktest.Fault{Match: slacktest.On("conversations.info"), Times: 1,
		Effect: slacktest.Answer(200, "application/json", `{"ok":false,"error":"missing_scope","needed":"mpim:read","provided":"commands"}`)})
	if got, err := r.CheckPlace(in(t, moment), r.target()); err != nil || len(got) != 1 || !strings.Contains(got[0], "group conversations") {
		t.Errorf("a group conversation: %q %v", got, err)
	}
	r.srv.SetScopes("chat:write", "channels:read", "commands")
	got, err := r.CheckPlace(in(t, moment), r.target())
	if err != nil || len(got) != 1 || !strings.Contains(got[0], "channels:history") {
		t.Errorf("without a scope: %q %v", got, err)
	}
	r.srv.SetScopes("im:write")
	if target, err := r.Direct(in(t, moment), ann.ID()); err != nil || target.Channel != ann.DM().ID() {
		t.Errorf("%+v %v", target, err)
	}
}

// A busy channel that Slack lets be read only slowly is Unreadable, and Slack is
// not asked again meanwhile.
func TestFindCommercial(t *testing.T) {
	r := start(t, always(chat.Card{}), slacktest.Config{Commercial: true, PostEvery: -1}, slack.Options{})
	ann := r.srv.AddUser("ann")
	r.films.Join(ann)
	for range 20 {
		if err := ann.Say(r.films, "hello"); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if _, found, err := r.Find(in(t, moment), "K1", r.target(), time.Now().Add(-time.Hour)); found != chat.Unreadable || err == nil {
			t.Errorf("found %v %v", found, err)
		}
	}
	if n := len(r.srv.RequestsTo("conversations.history")); n != 2 {
		t.Errorf("asked %d times", n)
	}
}

// Answers survive a hiccup of the network, and a used response_url.
func TestAnswersOnce(t *testing.T) {
	for _, c := range []struct {
		name   string
		effect slacktest.Effect
		want   int // messages
	}{
		{"429", slacktest.TooMany(time.Second), 1},
		{"used", slacktest.Answer(http.StatusNotFound, "application/json", `{"ok":false,"error":"used_url"}`), 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := start(t, always(notice()), slacktest.Config{RetryGrace: 2 * time.Second}, slack.Options{})
			ann := r.srv.AddUser("ann")
			r.srv.Inject(slacktest.Fault{Match: slacktest.On(slacktest.ToResponseURL), Effect: c.effect, Times: 1})
			if _, err := ann.Slash(r.films, "/film", "Heat"); err != nil {
				t.Fatal(err)
			}
			if got := ann.Sees(r.films); len(got) != c.want {
				t.Errorf("sees %v", got)
			}
		})
	}
}
