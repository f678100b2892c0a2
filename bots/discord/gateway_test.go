package discord_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"marquee/bots/discord"
	"marquee/bots/discord/discordtest"
)

// quickly is a double on which sessions may begin one after the other.
var quickly = discordtest.Config{IdentifyEvery: 10 * time.Millisecond}

func quick(o discord.Options) discord.Options {
	o.IdentifyEvery = 20 * time.Millisecond
	return o
}

// Whatever happens to the connection, the bot comes back and answers each later
// command once.
func TestGatewayComesBack(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		happen func(*testing.T, *rig)
		resume bool // the same session goes on
	}{
		"the connection is cut":         {func(_ *testing.T, r *rig) { r.srv.DropConnections() }, true},
		"opcode 7":                      {func(_ *testing.T, r *rig) { r.srv.Reconnect() }, true},
		"opcode 9, resumable":           {func(_ *testing.T, r *rig) { r.srv.InvalidateSessions(true) }, true},
		"opcode 9":                      {func(_ *testing.T, r *rig) { r.srv.InvalidateSessions(false) }, false},
		"closed with an unknown error":  {func(_ *testing.T, r *rig) { r.srv.CloseConnections(discordtest.CloseUnknownError) }, true},
		"closed as timed out":           {func(_ *testing.T, r *rig) { r.srv.CloseConnections(discordtest.CloseSessionTimedOut) }, false},
		"the network is away a while":   {away, false},
		"the gateway answers with HTML": {nonsense, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := says("Heat (1995)")
			r := start(t, h, quickly, quick(discord.Options{}))
			r.command(t)
			before := r.srv.Sessions()[0]
			test.happen(t, r)
			r.backAfter(t, before)
			if now := r.srv.Sessions()[0]; test.resume && (now.ID != before.ID || now.Resumed != before.Resumed+1) {
				t.Errorf("the session was not resumed: %+v, then %+v", before, now)
			}
			r.command(t)
			r.command(t)
			if n := h.asked.Load(); n != 3 {
				t.Errorf("3 commands were answered %d times", n)
			}
		})
	}
}

func (r *rig) command(t *testing.T) {
	t.Helper()
	i, err := r.ann.Command(r.channel, "film", heat)
	if err != nil {
		t.Fatal(err)
	}
	if got := i.Reply(); len(got) != 1 {
		t.Errorf("%d answers", len(got))
	}
}

// backAfter waits until a session is connected that is not, or is no longer, the
// connection of before.
func (r *rig) backAfter(t *testing.T, before discordtest.SessionInfo) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	err := r.srv.WaitSessions(ctx, func(list []discordtest.SessionInfo) bool {
		for _, s := range list {
			if s.Connected && (s.ID != before.ID || s.Resumed > before.Resumed) {
				return true
			}
		}
		return false
	})
	if err != nil {
		t.Fatal(err)
	}
}

func away(_ *testing.T, r *rig) {
	// The answer to the last callback may be lost, so that it is given again.
	r.srv.Expect(discordtest.DoubleResponse)
	r.srv.Unplug()
	time.Sleep(time.Second) // of the outside world, which has no clock of ours
	r.srv.Plug()
}

func nonsense(t *testing.T, r *rig) {
	r.srv.Inject(discordtest.Fault{Match: discordtest.On("GET", "/"), Times: 2, Effect: discordtest.HTML()})
	r.srv.InvalidateSessions(false)
}

// What no reconnecting helps against ends Run, with words for whoever runs the
// bot.
func TestGatewayRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		happen func(*rig)
		want   error
	}{
		"bad token":          {func(r *rig) { r.srv.CloseConnections(discordtest.CloseAuthFailed) }, discord.ErrBadToken},
		"disallowed intents": {func(r *rig) { r.srv.CloseConnections(discordtest.CloseDisallowedIntents) }, discord.ErrGatewayRefused},
		"sharding needed":    {func(r *rig) { r.srv.CloseConnections(discordtest.CloseShardingNeeded) }, discord.ErrGatewayRefused},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := start(t, says("x"), quickly, quick(discord.Options{}))
			test.happen(r)
			r.ends(t, test.want)
		})
	}
}

func (r *rig) ends(t *testing.T, want error) {
	t.Helper()
	select {
	case err := <-r.done:
		if !errors.Is(err, want) {
			t.Errorf("Run ended with %v, not %v", err, want)
		}
		r.done <- errSeen
	case <-time.After(patience):
		t.Fatal("Run did not end")
	}
}

// A bad token is told before anything connects.
func TestBadToken(t *testing.T) {
	t.Parallel()
	r := prepare(t, discordtest.Config{})
	a, err := discord.New(r.options(discord.Options{Token: "not-the-token"}))
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Run(t.Context(), says("x")); !errors.Is(err, discord.ErrBadToken) {
		t.Errorf("Run ended with %v", err)
	}
	if n := r.srv.RequestCount(); n != 1 {
		t.Errorf("%d requests were made", n)
	}
}

// Shards begin as Discord lets them, and each serves its servers.
func TestShards(t *testing.T) {
	t.Parallel()
	cfg := discordtest.Config{Shards: 4, MaxConcurrency: 2, IdentifyEvery: 200 * time.Millisecond}
	r := prepare(t, cfg)
	r.run(t, says("Heat (1995)"), discord.Options{IdentifyEvery: 220 * time.Millisecond})
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := r.srv.WaitReady(ctx, 4); err != nil {
		t.Fatal(err)
	}
	for i, s := range r.srv.Sessions() {
		if s.Shard != [2]int{i, 4} {
			t.Errorf("shard %d is %v", i, s.Shard)
		}
	}
	r.command(t)
}

func TestSomeShards(t *testing.T) {
	t.Parallel()
	r := prepare(t, quickly)
	id := r.guild.ID()
	shards, err := discord.ParseShards("0,1/2")
	if err != nil {
		t.Fatal(err)
	}
	r.run(t, says(id), quick(discord.Options{Shards: shards}))
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := r.srv.WaitReady(ctx, 2); err != nil {
		t.Fatal(err)
	}
	r.command(t)
}

func TestParseShards(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"": "{0 []}", "auto": "{0 []}", "4": "{4 []}", "0,1/4": "{4 [0 1]}", "2-4/8": "{8 [2 3 4]}",
		"x": "", "4/4": "", "-1/4": "", "1-0/4": "", "0/0": "", "/4": "{4 []}", "0,,1/4": "",
	} {
		got, err := discord.ParseShards(in)
		if want == "" != (err != nil) || err != nil && !errors.Is(err, discord.ErrShards) {
			t.Errorf("%q: %v", in, err)
		}
		if s := sprint(got); err == nil && s != want {
			t.Errorf("%q is %s, not %s", in, s, want)
		}
	}
}
