package discord_test

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"marquee/bots/discord"
	"marquee/bots/discord/discordtest"
	"marquee/internal/chat"
)

// An answer arrives once, whatever happens to the requests that carry it.
func TestAnswerArrives(t *testing.T) {
	t.Parallel()
	callback := discordtest.On("POST", "/interactions/*/*/callback")
	edit := discordtest.On("PATCH", "/webhooks/*/*/messages/@original")
	for name, f := range map[string]discordtest.Fault{
		"a callback's 502":              {Match: callback, Times: 1, Effect: discordtest.Status(http.StatusBadGateway)},
		"a callback taken, and a 502":   {Match: callback, Times: 1, Effect: discordtest.AcceptThen(discordtest.Status(http.StatusBadGateway))},
		"a callback cut":                {Match: callback, Times: 1, Effect: discordtest.Drop()},
		"a callback's 429":              {Match: callback, Times: 1, Effect: discordtest.TooMany(300*time.Millisecond, discordtest.SharedScope)},
		"an edit's 502, three times":    {Match: edit, Times: 3, Effect: discordtest.Status(http.StatusBadGateway)},
		"an edit's 429":                 {Match: edit, Times: 1, Effect: discordtest.TooMany(300*time.Millisecond, discordtest.SharedScope)},
		"an edit taken, and then cut":   {Match: edit, Times: 1, Effect: discordtest.AcceptThenDrop()},
		"a page of HTML before an edit": {Match: edit, Times: 1, Effect: discordtest.HTML()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := later(false, func(context.Context) chat.Card { return chat.Card{Title: "Heat (1995)"} })
			r := start(t, h, discordtest.Config{}, discord.Options{})
			r.srv.Expect(discordtest.DoubleResponse) // where the first was taken
			r.srv.Inject(f)
			i, err := r.ann.Command(r.channel, "film", heat)
			if err != nil {
				t.Fatal(err)
			}
			if got := i.Reply(); len(got) != 1 || !strings.Contains(got[0].String(), "Heat (1995)") {
				t.Errorf("ann sees %v", got)
			}
			if n := h.asked.Load(); n != 1 {
				t.Errorf("asked %d times", n)
			}
		})
	}
}

// A failure that is told in a message of its own is never told twice.
func TestFollowUpOnce(t *testing.T) {
	t.Parallel()
	r := start(t, later(false, func(context.Context) chat.Card { return sorry("No.") }), discordtest.Config{}, discord.Options{})
	r.srv.Inject(discordtest.Fault{
		Match: discordtest.On("POST", "/webhooks/*/*"), Times: 1, Effect: discordtest.AcceptThen(discordtest.Status(http.StatusBadGateway)),
	})
	i, err := r.ann.Command(r.channel, "film", heat)
	if err != nil {
		t.Fatal(err)
	}
	r.stop()
	<-time.After(500 * time.Millisecond) // longer than it would wait to ask again
	if got := i.Reply(); len(got) != 1 {
		t.Errorf("ann sees %v", got)
	}
}

// All requests together stay below what Discord lets a bot make.
func TestGlobalLimit(t *testing.T) {
	r := start(t, says("x"), discordtest.Config{}, discord.Options{Mode: discord.HTTP})
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() {
			if _, err := r.adapter.Direct(t.Context(), r.ann.ID()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := r.srv.InvalidRequests(); n != 0 {
		t.Errorf("%d answers of 429", n)
	}
}

// A long Retry-After is no wait without end: the context ends it.
func TestWaitEnds(t *testing.T) {
	t.Parallel()
	r := start(t, says("x"), discordtest.Config{}, discord.Options{Mode: discord.HTTP})
	r.srv.Inject(discordtest.Fault{Match: discordtest.On("POST", "/users/@me/channels"), Effect: discordtest.TooMany(time.Hour, discordtest.UserScope)})
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := r.adapter.Direct(ctx, r.ann.ID()); err == nil {
		t.Error("no error")
	}
	ctx, cancel = context.WithCancel(t.Context())
	cancel()
	if out := r.adapter.Post(ctx, "k", r.target(), notice()); out.Result != chat.NotSent {
		t.Errorf("%+v", out)
	}
}
