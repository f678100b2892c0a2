package discord_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"marquee/bots/discord"
	"marquee/bots/discord/discordtest"
	"marquee/internal/chat"
)

func (r *rig) target() chat.Target {
	return chat.Target{Platform: discord.Platform, Server: r.guild.ID(), Channel: r.channel.ID()}
}

func notice() chat.Card {
	return chat.Card{
		Tone: chat.Notice, Title: "Heat opens tomorrow", Body: chat.T("In the UK."),
		Actions: []chat.Action{{Label: "Why?", Route: "v1/why/7"}},
	}
}

var messages = discordtest.On("POST", "/channels/*/messages")

// What becomes of a Post, whatever Discord or the network does.
func TestPostOutcomes(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		effect discordtest.Effect
		want   chat.Result
		posted int
	}{
		"taken":               {nil, chat.Sent, 1},
		"too many":            {discordtest.TooMany(90*time.Second, discordtest.UserScope), chat.NotSent, 0},
		"too many, globally":  {discordtest.TooMany(90*time.Second, discordtest.GlobalScope), chat.NotSent, 0},
		"too many, bare":      {discordtest.TooManyBare(), chat.NotSent, 0},
		"502 and not taken":   {discordtest.Status(http.StatusBadGateway), chat.Doubtful, 0},
		"502 after it took":   {discordtest.AcceptThen(discordtest.Status(http.StatusBadGateway)), chat.Doubtful, 1},
		"cut after it took":   {discordtest.AcceptThenDrop(), chat.Doubtful, 1},
		"cut before it took":  {discordtest.Drop(), chat.Doubtful, 0},
		"a page of HTML":      {discordtest.HTML(), chat.Doubtful, 0},
		"a proxy's 403":       {discordtest.Answer(http.StatusForbidden, "text/html", "blocked"), chat.NotSent, 0},
		"the token refused":   {discordtest.Status(http.StatusUnauthorized), chat.PlatformDown, 0},
		"a card refused":      {discordtest.Answer(http.StatusBadRequest, "application/json", `{"code":50035,"message":"Invalid Form Body"}`), chat.Rejected, 0},
		"an earlier, deleted": {discordtest.Answer(http.StatusNotFound, "application/json", `{"code":10008,"message":"Unknown Message"}`), chat.Sent, 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := start(t, says("x"), discordtest.Config{}, discord.Options{Mode: discord.HTTP})
			if test.effect != nil {
				r.srv.Inject(discordtest.Fault{Match: messages, Effect: test.effect})
			}
			out := r.adapter.Post(t.Context(), "k1", r.target(), notice())
			if out.Result != test.want {
				t.Errorf("the outcome is %d, not %d: %v", out.Result, test.want, out.Err)
			}
			if out.Result == chat.NotSent && out.RetryAfter < time.Second {
				t.Errorf("to be tried again after %v", out.RetryAfter)
			}
			if got := len(r.channel.Messages()); got != test.posted {
				t.Errorf("%d messages stand there, not %d", got, test.posted)
			}
			requests := 0
			for _, q := range r.srv.Requests() {
				if messages(q.Method, q.Path) {
					requests++
				}
			}
			if requests != 1 {
				t.Errorf("it was asked %d times", requests)
			}
		})
	}
}

// A place that is closed to the bot is told as gone.
func TestPostToClosedPlaces(t *testing.T) {
	t.Parallel()
	r := start(t, says("x"), discordtest.Config{}, discord.Options{Mode: discord.HTTP})
	mute, hidden, gone := r.guild.AddChannel("mute"), r.guild.AddChannel("hidden"), r.guild.AddChannel("gone")
	mute.Deny(r.guild.Everyone(), discordtest.SendMessages)
	hidden.Deny(r.guild.Everyone(), discordtest.ViewChannel)
	gone.Delete()
	thread := r.channel.AddThread("locked")
	thread.Lock()
	for name, c := range map[string]*discordtest.Channel{
		"mute": mute, "hidden": hidden, "gone": gone, "forum": r.guild.AddForum("forum"), "locked thread": thread,
	} {
		target := r.target()
		target.Channel = c.ID()
		if out := r.adapter.Post(t.Context(), chat.Key(name), target, notice()); out.Result != chat.ChannelGone {
			t.Errorf("%s: %+v", name, out)
		}
	}
	target, err := r.adapter.Direct(t.Context(), r.ann.ID())
	if err != nil {
		t.Fatal(err)
	}
	if out := r.adapter.Post(t.Context(), "first dm", target, notice()); out.Result != chat.Sent || len(r.ann.DM().Messages()) != 1 {
		t.Errorf("a person: %+v", out)
	}
	if _, finding, err := r.adapter.Find(t.Context(), "first dm", target, time.Now().Add(-time.Minute)); finding != chat.Found || err != nil {
		t.Errorf("what was sent to a person: %d, %v", finding, err)
	}
	r.ann.ShutDMs()
	if out := r.adapter.Post(t.Context(), "dm", target, notice()); out.Result != chat.ChannelGone {
		t.Errorf("a person who takes no messages: %+v", out)
	}
}

// One key makes one message, however often and from how many sides it is
// posted; another channel with the same key is another message.
func TestPostOnce(t *testing.T) {
	t.Parallel()
	r := start(t, says("x"), discordtest.Config{RouteLimits: map[string]discordtest.Limit{
		"POST /channels/{channel}/messages": {Requests: 100, Per: time.Second},
	}}, discord.Options{Mode: discord.HTTP})
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if out := r.adapter.Post(t.Context(), "once", r.target(), notice()); out.Result != chat.Sent {
				t.Errorf("%+v", out)
			}
		})
	}
	all.Wait()
	elsewhere := r.guild.AddChannel("elsewhere")
	target := r.target()
	target.Channel = elsewhere.ID()
	if out := r.adapter.Post(t.Context(), "once", target, notice()); out.Result != chat.Sent {
		t.Errorf("%+v", out)
	}
	if a, b := len(r.channel.Messages()), len(elsewhere.Messages()); a != 1 || b != 1 {
		t.Errorf("%d and %d messages", a, b)
	}
}

// A route's limit is kept: what would be too many is told before it is asked.
func TestPostWithinTheLimit(t *testing.T) {
	t.Parallel()
	r := start(t, says("x"), discordtest.Config{}, discord.Options{Mode: discord.HTTP})
	sent, held := 0, 0
	for i := range 12 {
		switch out := r.adapter.Post(t.Context(), chat.Key(rune('a'+i)), r.target(), notice()); out.Result {
		case chat.Sent:
			sent++
		case chat.NotSent:
			held++
		default:
			t.Errorf("%+v", out)
		}
	}
	if sent < 5 || held == 0 {
		t.Errorf("%d sent and %d held back", sent, held)
	}
	if r.srv.InvalidRequests() != 0 {
		t.Errorf("%d answers of 429", r.srv.InvalidRequests())
	}
}

// What was posted is found again by its key, and only what was posted.
func TestFind(t *testing.T) {
	t.Parallel()
	r := start(t, says("x"), discordtest.Config{RouteLimits: map[string]discordtest.Limit{
		"POST /channels/{channel}/messages": {Requests: 1000, Per: time.Second},
	}}, discord.Options{Mode: discord.HTTP})
	begun := time.Now()
	plain := notice()
	plain.Actions = nil
	picker := notice()
	picker.Actions, picker.Pickers = nil, []chat.Picker{{Prompt: "Which?", Options: []chat.PickerOption{{Label: "a", Route: "v1/film/1"}}}}
	receipts := make(map[chat.Key]chat.Receipt)
	for key, c := range map[chat.Key]chat.Card{"button": notice(), "nothing": plain, "picker": picker} {
		out := r.adapter.Post(t.Context(), key, r.target(), c)
		if out.Result != chat.Sent {
			t.Fatalf("%+v", out)
		}
		receipts[key] = out.Receipt
	}
	for range 230 { // more than two pages
		if err := r.ann.Say(r.channel, "chatter"); err != nil {
			t.Fatal(err)
		}
	}
	last := r.adapter.Post(t.Context(), "last", r.target(), notice())
	receipts["last"] = last.Receipt
	for key, want := range receipts {
		got, finding, err := r.adapter.Find(t.Context(), key, r.target(), begun)
		if finding != chat.Found || got != want || err != nil {
			t.Errorf("%s: %s, %d, %v", key, got, finding, err)
		}
	}
	if _, finding, err := r.adapter.Find(t.Context(), "never posted", r.target(), begun); finding != chat.Absent || err != nil {
		t.Errorf("what was never posted: %d, %v", finding, err)
	}
	if _, finding, _ := r.adapter.Find(t.Context(), "last", r.target(), time.Now().Add(time.Hour)); finding != chat.Absent {
		t.Errorf("what is older than asked for: %d", finding)
	}
	// Without the permission Discord answers with an empty history, which says
	// nothing.
	r.channel.Deny(r.guild.Everyone(), discordtest.ReadMessageHistory)
	if _, finding, err := r.adapter.Find(t.Context(), "last", r.target(), begun); finding != chat.Unreadable || err == nil {
		t.Errorf("what may not be read: %d, %v", finding, err)
	}
}

// A role that a subscription names is pinged; nothing else ever is.
func TestPostMentions(t *testing.T) {
	t.Parallel()
	r := start(t, says("x"), discordtest.Config{}, discord.Options{Mode: discord.HTTP})
	fans := r.guild.AddRole("fans", 0)
	fans.SetMentionable(true)
	c := notice()
	c.Title = "@everyone <@&" + fans.ID() + ">"
	c.Fields = []chat.Field{{Name: "For", Value: chat.Text{chat.Mention(fans.ID(), "fans")}}}
	c.Body = chat.Text{chat.Plain("@here <@" + r.ann.ID() + ">"), chat.Mention(r.guild.ID(), "everyone")}
	if out := r.adapter.Post(t.Context(), "ping", r.target(), c); out.Result != chat.Sent {
		t.Fatalf("%+v", out)
	}
	got := r.channel.Pinged()
	if got.Everyone || len(got.Users) != 0 || len(got.Roles) != 1 || got.Roles[0] != fans.ID() {
		t.Errorf("it pinged %+v", got)
	}
	if ids := r.srv.WithoutAllowedMentions(); len(ids) != 0 {
		t.Errorf("without allowed mentions: %v", ids)
	}
	seen, _ := r.ann.Newest(r.channel)
	if s := seen.String(); !strings.Contains(s, "@everyone <@&"+fans.ID()+">") {
		t.Errorf("ann sees %s", s)
	}
}

// A press under an announcement is told as such, and never changes it.
func TestPressOnAnnouncement(t *testing.T) {
	t.Parallel()
	eachMode(t, func(t *testing.T, mode discord.Mode) {
		var press *chat.Press
		h := &fake{}
		seen := make(chan *chat.Press, 1)
		h.answer = answerAll(func(q chat.Request) chat.Answer {
			seen <- q.Press
			return chat.Answer{Place: chat.Replace, Private: true, Card: &chat.Card{Title: "Because " + q.Route}}
		})
		r := start(t, h, discordtest.Config{}, discord.Options{Mode: mode})
		if out := r.adapter.Post(t.Context(), "k", r.target(), notice()); out.Result != chat.Sent {
			t.Fatalf("%+v", out)
		}
		i, err := r.ann.Press(r.channel, "Why?")
		if err != nil {
			t.Fatal(err)
		}
		if press = <-seen; press == nil || !press.Announcement || press.ByAsker || press.Private {
			t.Errorf("the press was %+v", press)
		}
		if got := i.Reply(); len(got) != 1 || !got[0].Ephemeral || !strings.Contains(got[0].String(), "Because v1/why/7") {
			t.Errorf("ann sees %v", got)
		}
		if m := r.channel.Messages(); len(m) != 1 || m[0].Edited != nil {
			t.Errorf("the announcement was changed: %+v", m)
		}
	})
}
