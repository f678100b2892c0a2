package discord_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"testing"
	"time"

	"marquee/bots/discord"
	"marquee/bots/discord/discordtest"
	"marquee/internal/chat"
)

// patience is how long a test waits for what must happen.
const patience = 60 * time.Second

// A rig is an adapter that runs against a double, with a server and a channel.
type rig struct {
	srv     *discordtest.Server
	guild   *discordtest.Guild
	channel *discordtest.Channel
	ann     *discordtest.User
	adapter *discord.Adapter
	done    chan error // what Run returned
	stop    context.CancelFunc
	web     *httptest.Server // of HTTP
}

// start runs an adapter until the test ends.
func start(tb testing.TB, h chat.Handler, cfg discordtest.Config, o discord.Options) *rig {
	tb.Helper()
	r := prepare(tb, cfg)
	r.run(tb, h, o)
	return r
}

func prepare(tb testing.TB, cfg discordtest.Config) *rig {
	tb.Helper()
	srv := discordtest.New(tb, cfg)
	r := &rig{srv: srv, guild: srv.AddGuild("Film Club"), ann: srv.AddUser("ann")}
	r.channel = r.guild.AddChannel("films")
	r.guild.Join(r.ann)
	return r
}

// options fills in how to reach the double.
func (r *rig) options(o discord.Options) discord.Options {
	o.APIURL, o.ApplicationID, o.PublicKey = r.srv.APIURL(), r.srv.ApplicationID(), r.srv.PublicKey()
	if o.Token == "" {
		o.Token = r.srv.Token()
	}
	return o
}

func (r *rig) run(tb testing.TB, h chat.Handler, o discord.Options) {
	tb.Helper()
	if o.Logger == nil {
		o.Logger = slog.New(slog.NewTextHandler(tb.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	}
	var err error
	if r.adapter, err = discord.New(r.options(o)); err != nil {
		tb.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	adapter, done := r.adapter, make(chan error, 1)
	r.stop, r.done = stop, done
	go func() { done <- adapter.Run(ctx, h) }()
	tb.Cleanup(func() {
		stop()
		select {
		case err := <-done:
			if err != nil && !errors.Is(err, errSeen) {
				tb.Errorf("Run: %v", err)
			}
		case <-time.After(patience):
			tb.Error("Run did not end")
		}
		if r.web != nil {
			r.web.Close()
		}
	})
	r.wait(tb, o.Mode)
}

// errSeen takes the place of an error of Run that a test has looked at.
var errSeen = errors.New("seen")

// wait waits until people can use the bot.
func (r *rig) wait(tb testing.TB, mode discord.Mode) {
	tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for len(r.ann.Commands(r.channel)) == 0 {
		select {
		case <-ctx.Done():
			tb.Fatal("no commands were registered")
		case err := <-r.done:
			r.done <- err
			tb.Fatalf("Run ended: %v", err)
		case <-time.After(time.Millisecond):
		}
	}
	if mode == discord.HTTP {
		r.web = httptest.NewServer(r.adapter.Interactions())
		if err := r.srv.UseEndpoint(ctx, r.web.URL); err != nil {
			tb.Fatal(err)
		}
		return
	}
	if err := r.srv.WaitReady(ctx, 1); err != nil {
		tb.Fatal(err)
	}
}
