package discord_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"marquee/bots/discord"
	"marquee/bots/discord/discordtest"
	"marquee/internal/chat"
)

// serveOnce runs an adapter until it serves, and returns how often it wrote
// commands and what it logged.
func (r *rig) serveOnce(t *testing.T, h chat.Handler, o discord.Options) (writes int, log string) {
	t.Helper()
	o.Mode = discord.HTTP
	var text bytes.Buffer
	served := make(chan struct{})
	o.Logger = slog.New(servingLog{slog.NewTextHandler(&text, nil), served})
	before := r.srv.RequestCount()
	a, err := discord.New(r.options(o))
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), patience)
	defer stop()
	done := make(chan error, 1)
	go func() { done <- a.Run(ctx, h) }()
	select {
	case <-served:
	case err := <-done:
		t.Fatalf("Run ended: %v", err)
	}
	stop()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	for _, q := range r.srv.Requests()[before:] {
		if q.Method == http.MethodPut {
			writes++
			if err := discordtest.CheckCommandsBody(q.Body); err != nil {
				t.Error(err)
			}
		}
	}
	return writes, text.String()
}

// offered returns how often a server's people are offered /film: not at all, once,
// or twice.
func (r *rig) offered(g *discordtest.Guild) (times int) {
	for _, name := range slices.Concat(r.srv.Registered(nil), r.srv.Registered(g)) {
		if name == "film" {
			times++
		}
	}
	return times
}

// Whatever discord.guilds was before, a command is offered once where it is to be
// offered, and nowhere else.
func TestRegisterMoves(t *testing.T) {
	t.Parallel()
	r := prepare(t, discordtest.Config{})
	a, b := r.guild, r.srv.AddGuild("Other Club")
	for i, step := range []struct {
		guilds []string
		a, b   int
	}{
		{nil, 1, 1},
		{[]string{a.ID()}, 1, 0},
		{[]string{b.ID()}, 0, 1},
		{[]string{a.ID(), b.ID()}, 1, 1},
		{nil, 1, 1},
	} {
		o := discord.Options{Guilds: step.guilds}
		if n, _ := r.serveOnce(t, says("x"), o); n == 0 {
			t.Errorf("step %d: nothing was written", i)
		}
		if inA, inB := r.offered(a), r.offered(b); inA != step.a || inB != step.b {
			t.Errorf("step %d: offered %d and %d times, not %d and %d", i, inA, inB, step.a, step.b)
		}
		if n, _ := r.serveOnce(t, says("x"), o); n != 0 {
			t.Errorf("step %d: with nothing new %d writes", i, n)
		}
	}
}

// A server that cannot be served is named, and keeps no other from being served.
func TestRegisterBadGuild(t *testing.T) {
	t.Parallel()
	r := prepare(t, discordtest.Config{})
	for id, want := range map[string]string{
		"77":      "discord.guilds names the server 77, which does not let the bot make commands.",
		"my club": `discord.guilds names \\\"my club\\\", which is no id of a server`,
	} {
		_, log := r.serveOnce(t, says("x"), discord.Options{Guilds: []string{id, r.guild.ID()}})
		if !strings.Contains(log, want) && !strings.Contains(log, strings.ReplaceAll(want, `\\`, "")) {
			t.Errorf("the log is %s", log)
		}
		if n := r.offered(r.guild); n != 1 {
			t.Errorf("the other server is offered commands %d times", n)
		}
		a, err := discord.New(r.options(discord.Options{Guilds: []string{id}}))
		if err != nil {
			t.Fatal(err)
		}
		if err := a.Run(t.Context(), says("x")); !errors.Is(err, discord.ErrGuilds) || !strings.Contains(err.Error(), id) {
			t.Errorf("with %q alone: %v", id, err)
		}
	}
}

// What Discord leaves out of a command is no difference.
func TestRegisterDefaults(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(map[string]any){
		"null":    func(c map[string]any) { c["contexts"], c["integration_types"] = nil, nil },
		"absent":  func(c map[string]any) { delete(c, "contexts"); delete(c, "integration_types") },
		"ordered": func(c map[string]any) { c["contexts"] = []int{1, 0} },
	} {
		r := prepare(t, discordtest.Config{})
		r.serveOnce(t, says("x"), discord.Options{})
		r.srv.Inject(discordtest.Fault{Match: discordtest.On("GET", "/applications/*/commands"), Effect: func(w http.ResponseWriter, q *http.Request, accept http.HandlerFunc) {
			rec := httptest.NewRecorder()
			accept(rec, q)
			var list []map[string]any
			if err := json.Unmarshal(rec.Body.Bytes(), &list); err != nil {
				t.Error(err)
			}
			for _, c := range list {
				change(c)
			}
			_ = json.NewEncoder(w).Encode(list)
		}})
		if n, _ := r.serveOnce(t, says("x"), discord.Options{}); n != 0 {
			t.Errorf("%s: %d writes", name, n)
		}
	}
}

// Marquee looks at all of its servers, a page after the other.
func TestCheckManyServers(t *testing.T) {
	t.Parallel()
	r := prepare(t, discordtest.Config{})
	for range 449 {
		r.srv.AddGuild("a club")
	}
	last := r.srv.AddGuild("the last club")
	last.Everyone().SetPermissions(discordtest.ViewChannel)
	begun := time.Now()
	rep := discord.Check(t.Context(), r.options(discord.Options{Guilds: []string{last.ID()}}))
	var all []string
	for _, l := range rep.Lines {
		all = append(all, l.Text)
	}
	text := strings.Join(all, "\n")
	if !strings.Contains(text, "It is in 451 servers.") || !strings.Contains(text, "In the last club") || strings.Contains(text, "in which the bot is not") {
		t.Errorf("after %v:\n%s", time.Since(begun), text)
	}
}
