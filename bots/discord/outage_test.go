package discord_test

import (
	"context"
	"os"
	"testing"
	"time"

	"marquee/bots/discord"
	"marquee/bots/discord/discordtest"
	"marquee/internal/chat"
)

// An outage at the start is waited out, whichever request it meets.
func TestOutageAtTheStart(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/users/@me", "/gateway/bot", "/applications/*/commands"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			r := prepare(t, discordtest.Config{})
			r.srv.Inject(discordtest.Fault{Match: discordtest.On("GET", path), Times: 4, Effect: discordtest.Status(503)})
			r.run(t, says("back"), discord.Options{})
			if _, err := r.ann.Command(r.channel, "film", discordtest.Options{"title": "x"}); err != nil {
				t.Error(err)
			}
		})
	}
}

// outageEnv names the environment variable with how long TestNetworkAway keeps
// the network away: 60s for a whole minute.
const outageEnv = "MARQUEE_DISCORD_OUTAGE"

// After the network was away the bot comes back by itself, answers each later
// command once, and posts what it could not post meanwhile once.
func TestNetworkAway(t *testing.T) {
	t.Parallel()
	away := 3 * time.Second
	if d, err := time.ParseDuration(os.Getenv(outageEnv)); err == nil {
		away = d
	}
	h := says("Heat (1995)")
	r := start(t, h, quickly, quick(discord.Options{}))
	r.command(t)
	before := r.srv.Sessions()[0]
	if !r.adapter.Serving() {
		t.Error("it does not say that it serves")
	}
	// The answer to the last callback may be lost, so that it is given again.
	r.srv.Expect(discordtest.DoubleResponse)

	r.srv.Unplug()
	gone := time.Now()
	for time.Since(gone) < away {
		if out := r.adapter.Post(t.Context(), "away", r.target(), notice()); out.Result == chat.Sent || out.Result == chat.ChannelGone {
			t.Errorf("while nobody answers: %+v", out)
		}
		time.Sleep(min(time.Second, away/3)) // of the outside world, which has no clock of ours
	}
	if r.adapter.Serving() {
		t.Error("it says that it serves while nothing reaches it")
	}
	r.srv.Plug()
	back := time.Now()

	ctx, cancel := context.WithTimeout(t.Context(), patience+2*away)
	defer cancel()
	if err := r.srv.WaitSessions(ctx, func(list []discordtest.SessionInfo) bool {
		return len(list) == 1 && list[0].Connected && (list[0].ID != before.ID || list[0].Resumed > before.Resumed)
	}); err != nil {
		t.Fatal(err)
	}
	t.Logf("away for %v, connected again %v later (resumed: %t)", away, time.Since(back).Round(10*time.Millisecond), r.srv.Sessions()[0].ID == before.ID)
	const later = 20
	for range later {
		r.command(t)
	}
	if !r.adapter.Serving() {
		t.Error("back again, it does not say that it serves")
	}
	if n := h.asked.Load(); n != later+1 {
		t.Errorf("%d commands were answered %d times", later+1, n)
	}
	for range 2 {
		if out := r.adapter.Post(t.Context(), "away", r.target(), notice()); out.Result != chat.Sent {
			t.Errorf("once it is back: %+v", out)
		}
	}
	posts := 0
	for _, m := range r.channel.Messages() {
		if len(m.Embeds) > 0 && m.Embeds[0].Title == notice().Title {
			posts++
		}
	}
	if posts != 1 {
		t.Errorf("it was posted %d times", posts)
	}
}
